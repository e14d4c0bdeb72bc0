#include "piece.h"

#include <stdlib.h>
#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "split.h"

static bool reserve(struct piece *piece, size_t size) {
  if (size <= piece->own_size)
    return true;
  char *own = realloc(piece->own, size * 2);
  if (own == NULL) {
    piece->no_memory = true;
    return false;
  }
  piece->own = own;
  piece->own_size = size * 2;
  return true;
}

/* The text between quotes, where some stand in it: each must be one of two. */
static struct field unescape(struct piece *piece, struct field field) {
  size_t length = 0;
  if (!reserve(piece, field.length + PIECE_BACK))
    return (struct field){field.text, 0};
  for (size_t i = 0; i < field.length; i++) {
    if (field.text[i] == '"') {
      if (i + 1 == field.length || field.text[i + 1] != '"') {
        piece->odd = true;
        break;
      }
      piece->quotes += 2;
      i++;
    }
    piece->own[length++] = field.text[i];
  }
  return (struct field){piece->own, length};
}

static struct field unquote(struct piece *piece, struct field field) {
  if (field.length < 2 || field.text[field.length - 1] != '"') {
    piece->odd = true;
    return (struct field){field.text, 0};
  }
  struct field inner = {field.text + 1, field.length - 2};
  piece->quotes += 2;
  if (inner.length == 0 || memchr(inner.text, '"', inner.length) == NULL)
    return inner;
  return unescape(piece, inner);
}

struct field piece_clean(struct piece *piece, struct field field, size_t column) {
  if (column + 1 == piece->columns && !piece->crlf && field.length > 0 &&
      field.text[field.length - 1] == '\r')
    field.length--;
  if (field.length > 0 && field.text[0] == '"')
    return unquote(piece, field);
  while (field.length > 0 && split_is_blank(field.text[0], piece->delimiter)) {
    field.text++;
    field.length--;
  }
  while (field.length > 0 && split_is_blank(field.text[field.length - 1], piece->delimiter))
    field.length--;
  return field;
}

/* ---- labels, for what the processor has ---- */

static inline __attribute__((always_inline)) void read_labels(struct piece *piece, size_t column,
                                                              struct labels *labels, size_t base,
                                                              uint32_t *codes, labels_same *same) {
  size_t cut = piece_cut(piece, column);
  bool failed = false;
  for (size_t row = 0; row < piece->rows; row++) {
    struct field field = piece_field(piece, row, column, cut);
    if (__builtin_expect(piece_is_odd(field), false))
      field = piece_clean(piece, field, column);
    codes[row] = labels_find(labels, field.text, field.length, base + row, same);
    failed = failed || codes[row] == DISTINCT_NONE;
  }
  piece->no_memory = piece->no_memory || failed;
}

#ifdef __x86_64__
#define AVX2 __attribute__((target("avx2,bmi,bmi2")))
#define AVX512 __attribute__((target("avx512bw,bmi,bmi2")))

static inline bool same_plain(const struct label *held, const char *text, size_t length) {
  const __m128i *mask = (const void *)labels_mask(length), *own = (const void *)held->text;
  __m128i same = _mm_set1_epi8(-1);
  for (int i = 0; i < LABELS_LONGEST / 16; i++) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text + i);
    bytes = _mm_and_si128(bytes, _mm_loadu_si128(mask + i));
    same = _mm_and_si128(same, _mm_cmpeq_epi8(bytes, _mm_load_si128(own + i)));
  }
  return held->length == length && _mm_movemask_epi8(same) == 0xFFFF;
}

static inline AVX2 bool same_avx2(const struct label *held, const char *text, size_t length) {
  const __m256i *mask = (const void *)labels_mask(length), *own = (const void *)held->text;
  const __m256i *bytes = (const void *)text;
  __m256i low = _mm256_and_si256(_mm256_loadu_si256(bytes), _mm256_loadu_si256(mask));
  __m256i high = _mm256_and_si256(_mm256_loadu_si256(bytes + 1), _mm256_loadu_si256(mask + 1));
  low = _mm256_xor_si256(low, _mm256_load_si256(own));
  high = _mm256_xor_si256(high, _mm256_load_si256(own + 1));
  __m256i other = _mm256_or_si256(low, high);
  return held->length == length && _mm256_testz_si256(other, other);
}

static inline AVX512 bool same_avx512(const struct label *held, const char *text, size_t length) {
  __mmask64 mask = length < LABELS_LONGEST ? ((uint64_t)1 << length) - 1 : ~UINT64_C(0);
  __m512i bytes = _mm512_maskz_loadu_epi8(mask, text);
  return held->length == length &&
         _mm512_cmpneq_epi8_mask(bytes, _mm512_load_si512((const void *)held->text)) == 0;
}

static AVX2 void read_labels_avx2(struct piece *piece, size_t column, struct labels *labels,
                                  size_t base, uint32_t *codes) {
  read_labels(piece, column, labels, base, codes, same_avx2);
}

static AVX512 void read_labels_avx512(struct piece *piece, size_t column, struct labels *labels,
                                      size_t base, uint32_t *codes) {
  read_labels(piece, column, labels, base, codes, same_avx512);
}
#else
static inline bool same_plain(const struct label *held, const char *text, size_t length) {
  return held->length == length && memcmp(held->text, text, length) == 0;
}
#endif

/* ---- many labels ---- */

enum { TOGETHER = 512 };

/* Fields on their way to the table of texts. */
struct batch {
  struct distinct_text text[TOGETHER];
  size_t count;
  uint32_t *codes; /* of those behind the ones that are done */
};

static void flush(struct piece *piece, struct batch *batch, struct labels *labels, size_t base) {
  if (!distinct_add_all(&labels->texts, batch->text, batch->count, base, batch->codes))
    piece->no_memory = true;
  batch->codes += batch->count;
  batch->count = 0;
}

static void read_many(struct piece *piece, size_t column, struct labels *labels, size_t base,
                      uint32_t *codes) {
  struct batch batch = {.codes = codes};
  size_t cut = piece_cut(piece, column);
  for (size_t row = 0; row < piece->rows && !piece->no_memory; row++) {
    struct field field = piece_field(piece, row, column, cut);
    bool odd = piece_is_odd(field);
    if (odd)
      field = piece_clean(piece, field, column);
    batch.text[batch.count++] = distinct_text(field.text, field.length, 0, row, 1);
    /* What was cleaned may stand where the next will. */
    if (odd || batch.count == TOGETHER)
      flush(piece, &batch, labels, base);
  }
  flush(piece, &batch, labels, base);
}

void piece_read_labels(struct piece *piece, size_t column, struct labels *labels, size_t base,
                       uint32_t *codes) {
  if (labels_are_many(labels, base)) {
    read_many(piece, column, labels, base, codes);
    return;
  }
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512bw")) {
    read_labels_avx512(piece, column, labels, base, codes);
    return;
  }
  if (__builtin_cpu_supports("avx2")) {
    read_labels_avx2(piece, column, labels, base, codes);
    return;
  }
#endif
  read_labels(piece, column, labels, base, codes, same_plain);
}
