#include "digest.h"

#include <sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void digest_sha256_plain(const void *bytes, size_t length, char hex[DIGEST_SIZE]) {
  SHA256Data(bytes, length, hex);
}

enum { PIECE = 1 << 16 };

static bool read_plain(digest_reader *read, void *context, size_t length, char hex[DIGEST_SIZE]) {
  unsigned char bytes[PIECE];
  SHA2_CTX sum;
  SHA256Init(&sum);
  for (size_t at = 0; at < length;) {
    size_t count = length - at < PIECE ? length - at : PIECE;
    if (!read(context, at, bytes, count))
      return false;
    SHA256Update(&sum, bytes, count);
    at += count;
  }
  SHA256End(&sum, hex);
  return true;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

enum { BLOCK = 64 };
#define BY_PROCESSOR __attribute__((target("sha,sse4.1,ssse3")))

static bool has_instructions(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_SSSE3) == 0 || (c & bit_SSE4_1) == 0)
    return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

/* The state as the instructions hold it: words A B E F, and C D G H. */
struct state {
  __m128i abef, cdgh;
};

BY_PROCESSOR static struct state begin(void) {
  return (struct state){_mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
                        _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19)};
}

/* Four rounds with the message words `words`. */
BY_PROCESSOR static inline struct state four_rounds(struct state state, __m128i words, int round) {
  __m128i sum =
      _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)(const void *)(constants + round)));
  state.cdgh = _mm_sha256rnds2_epu32(state.cdgh, state.abef, sum);
  state.abef = _mm_sha256rnds2_epu32(state.abef, state.cdgh, _mm_shuffle_epi32(sum, 0x0E));
  return state;
}

/* The next four message words from the sixteen before. */
BY_PROCESSOR static inline __m128i next_words(const __m128i m[4]) {
  __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(m[0], m[1]), _mm_alignr_epi8(m[3], m[2], 4));
  return _mm_sha256msg2_epu32(sum, m[3]);
}

BY_PROCESSOR static struct state add_blocks(struct state state, const unsigned char *bytes,
                                            size_t blocks) {
  const __m128i turned = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  for (; blocks > 0; blocks--, bytes += BLOCK) {
    struct state before = state;
    __m128i m[4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
      m[i] = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i));
      m[i] = _mm_shuffle_epi8(m[i], turned);
      state = four_rounds(state, m[i], 4 * i);
    }
#pragma GCC unroll 12
    for (int round = 16; round < 64; round += 4) {
      __m128i next = next_words(m);
      m[0] = m[1];
      m[1] = m[2];
      m[2] = m[3];
      m[3] = next;
      state = four_rounds(state, next, round);
    }
    state.abef = _mm_add_epi32(state.abef, before.abef);
    state.cdgh = _mm_add_epi32(state.cdgh, before.cdgh);
  }
  return state;
}

/* What is left of the bytes, a one bit, noughts, and the length in bits. */
BY_PROCESSOR static struct state add_end(struct state state, const unsigned char *rest, size_t left,
                                         uint64_t length) {
  unsigned char last[2 * BLOCK] = {0};
  size_t blocks = left + 9 > BLOCK ? 2 : 1;
  if (left > 0)
    memcpy(last, rest, left);
  last[left] = 0x80;
  for (size_t i = 0; i < 8; i++)
    last[blocks * BLOCK - 1 - i] = (unsigned char)(length * 8 >> 8 * i);
  return add_blocks(state, last, blocks);
}

BY_PROCESSOR static void write_hex(struct state state, char hex[DIGEST_SIZE]) {
  uint32_t x[4], y[4]; /* F E B A and H G D C */
  _mm_storeu_si128((__m128i *)(void *)x, state.abef);
  _mm_storeu_si128((__m128i *)(void *)y, state.cdgh);
  snprintf(hex, DIGEST_SIZE, "%08x%08x%08x%08x%08x%08x%08x%08x", x[3], x[2], y[3], y[2], x[1], x[0],
           y[1], y[0]);
}

BY_PROCESSOR static void digest_by_processor(const unsigned char *bytes, size_t length,
                                             char hex[DIGEST_SIZE]) {
  size_t blocks = length / BLOCK;
  struct state state = add_blocks(begin(), bytes, blocks);
  state = add_end(state, bytes + blocks * BLOCK, length % BLOCK, length);
  write_hex(state, hex);
}

BY_PROCESSOR static bool read_by_processor(digest_reader *read, void *context, size_t length,
                                           char hex[DIGEST_SIZE]) {
  unsigned char bytes[PIECE];
  struct state state = begin();
  size_t at = 0, count;
  for (;;) {
    count = length - at < PIECE ? length - at : PIECE;
    if (count > 0 && !read(context, at, bytes, count))
      return false;
    state = add_blocks(state, bytes, count / BLOCK);
    at += count;
    if (count < PIECE)
      break;
  }
  state = add_end(state, bytes + count / BLOCK * BLOCK, count % BLOCK, length);
  write_hex(state, hex);
  return true;
}

bool digest_sha256_read(digest_reader *read, void *context, size_t length, char hex[DIGEST_SIZE]) {
  return has_instructions() ? read_by_processor(read, context, length, hex)
                            : read_plain(read, context, length, hex);
}

void digest_sha256(const void *bytes, size_t length, char hex[DIGEST_SIZE]) {
  if (has_instructions())
    digest_by_processor(bytes, length, hex);
  else
    digest_sha256_plain(bytes, length, hex);
}
#else
bool digest_sha256_read(digest_reader *read, void *context, size_t length, char hex[DIGEST_SIZE]) {
  return read_plain(read, context, length, hex);
}

void digest_sha256(const void *bytes, size_t length, char hex[DIGEST_SIZE]) {
  digest_sha256_plain(bytes, length, hex);
}
#endif
