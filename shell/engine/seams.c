#include "seams.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { WINDOW = 64 };

/* Bits of a window of 64 bytes. */
struct signs {
  uint64_t delimiter, lf, cr, quote;
};

/* What the next window has to know of those before. */
struct carry {
  uint64_t inside; /* all ones inside quotes */
  uint64_t cr;     /* 1: the last byte was a CR */
};

/* ---- signs of a window, for what the processor has ---- */

typedef struct signs finder(const char *bytes, char delimiter);

#ifdef __x86_64__
static inline uint64_t equal_sse2(const char *bytes, char sign) {
  __m128i wanted = _mm_set1_epi8(sign);
  uint64_t mask = 0;
  for (int i = 0; i < WINDOW; i += 16) {
    __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
    mask |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, wanted)) << i;
  }
  return mask;
}

static inline __attribute__((always_inline)) struct signs signs_plain(const char *bytes,
                                                                      char delimiter) {
  return (struct signs){equal_sse2(bytes, delimiter), equal_sse2(bytes, '\n'),
                        equal_sse2(bytes, '\r'), equal_sse2(bytes, '"')};
}

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define AVX512 __attribute__((target("avx512bw,bmi,popcnt")))

static inline AVX2 uint64_t equal_avx2(__m256i low, __m256i high, char sign) {
  __m256i wanted = _mm256_set1_epi8(sign);
  uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return first | (uint64_t)second << 32;
}

static inline AVX2 struct signs signs_avx2(const char *bytes, char delimiter) {
  __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
  __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
  return (struct signs){equal_avx2(low, high, delimiter), equal_avx2(low, high, '\n'),
                        equal_avx2(low, high, '\r'), equal_avx2(low, high, '"')};
}

static inline AVX512 struct signs signs_avx512(const char *bytes, char delimiter) {
  __m512i all = _mm512_loadu_si512((const void *)bytes);
  return (struct signs){_mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(delimiter)),
                        _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n')),
                        _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\r')),
                        _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('"'))};
}
#else
static inline uint64_t equal_bytes(const char *bytes, char sign) {
  uint64_t mask = 0;
  for (int i = 0; i < WINDOW; i++)
    mask |= (uint64_t)(bytes[i] == sign) << i;
  return mask;
}

static inline struct signs signs_plain(const char *bytes, char delimiter) {
  return (struct signs){equal_bytes(bytes, delimiter), equal_bytes(bytes, '\n'),
                        equal_bytes(bytes, '\r'), equal_bytes(bytes, '"')};
}
#endif

/* ---- from signs to ends ---- */

/* Each bit: whether an odd number of bits stand at or below it. */
static inline uint64_t parity_up_to(uint64_t bits) {
  for (int shift = 1; shift < WINDOW; shift *= 2)
    bits ^= bits << shift;
  return bits;
}

/* Leave out what stands in quotes, and look at carriage returns. */
static inline uint64_t settle_odd(struct signs *signs, struct carry *carry, uint64_t keep) {
  uint64_t behind_cr = signs->cr << 1 | carry->cr;
  uint64_t lone = behind_cr & ~signs->lf & keep;
  uint64_t inside = parity_up_to(signs->quote) ^ carry->inside;
  carry->cr = signs->cr >> 63;
  carry->inside = (inside >> 63) != 0 ? ~UINT64_C(0) : 0;
  signs->delimiter &= ~inside;
  signs->lf &= ~inside;
  return lone;
}

/* Most windows have few ends: eight are written at once, and those too many written over. */
static inline size_t write_ends(uint32_t *end, uint64_t bits, size_t base) {
  size_t count = (size_t)__builtin_popcountll(bits);
  for (size_t done = 0; done < count; done += 8)
    for (size_t i = done; i < done + 8; i++) {
      end[i] = (uint32_t)(base + (bits != 0 ? (size_t)__builtin_ctzll(bits) : 0));
      bits &= bits - 1;
    }
  return count;
}

static inline __attribute__((always_inline)) void
find_ends(struct seams *seams, const char *text, size_t length, char delimiter, finder *find) {
  struct carry carry = {0, 0};
  uint64_t lone = 0, quotes = 0;
  size_t count = 0, rows = 0;
  for (size_t at = 0; at < length; at += WINDOW) {
    uint64_t keep = length - at < WINDOW ? ((uint64_t)1 << (length - at)) - 1 : ~UINT64_C(0);
    struct signs signs = find(text + at, delimiter);
    signs.delimiter &= keep;
    signs.lf &= keep;
    signs.cr &= keep;
    signs.quote &= keep;
    quotes |= signs.quote;
    if ((signs.cr | signs.quote | carry.cr | carry.inside) != 0)
      lone |= settle_odd(&signs, &carry, keep);
    rows += (size_t)__builtin_popcountll(signs.lf);
    count += write_ends(seams->end + count, signs.delimiter | signs.lf, at);
  }
  seams->count = count;
  seams->rows = rows;
  seams->quotes = quotes != 0;
  seams->lone = lone != 0;
}

#ifdef __x86_64__
static AVX2 void find_avx2(struct seams *seams, const char *text, size_t length, char delimiter) {
  find_ends(seams, text, length, delimiter, signs_avx2);
}

static AVX512 void find_avx512(struct seams *seams, const char *text, size_t length,
                               char delimiter) {
  find_ends(seams, text, length, delimiter, signs_avx512);
}
#endif

void seams_find(struct seams *seams, const char *text, size_t length, char delimiter) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512bw")) {
    find_avx512(seams, text, length, delimiter);
    return;
  }
  if (__builtin_cpu_supports("avx2")) {
    find_avx2(seams, text, length, delimiter);
    return;
  }
#endif
  find_ends(seams, text, length, delimiter, signs_plain);
}

size_t seams_count(const char *text, size_t length, char byte) {
  size_t count = 0;
  for (const char *at = memchr(text, byte, length); at != NULL;
       at = memchr(at + 1, byte, length - (size_t)(at + 1 - text)))
    count++;
  return count;
}
