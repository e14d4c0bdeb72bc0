#include "bundle.h"

#include <stdlib.h>

#include "large_pages.h"
#include "stretch.h"

enum { WORD_BITS = 64, CHUNK = 256, LONG = 1 << 17, SAMPLES = 1024, NEIGHBOURS = 64 };

/* A column in the words of a bundle: its stored values, and a bit for what is missing. */
struct part {
  const struct column *source;
  struct column *result;
  unsigned shift;
  unsigned gap; /* WORD_BITS: no cell is missing */
};

struct bundle {
  struct part part[WORD_BITS / 8];
  size_t parts;
  unsigned bits; /* that are taken */
  const struct picks *picks;
  uint64_t *word; /* of each row of the sources */
};

/* ---- whether, and which ---- */

bool bundle_pays(const struct picks *picks, size_t rows) {
  if (picks->near == NULL || rows < LONG || picks->count < rows / 4)
    return false;
  size_t apart = 0, step = picks->count / (SAMPLES + 1);
  for (size_t i = 0; i < SAMPLES; i++) {
    uint32_t here = picks->near[i * step], next = picks->near[i * step + 1];
    apart += here > next ? here - next > NEIGHBOURS : next - here > NEIGHBOURS;
  }
  return apart > SAMPLES / 2;
}

static unsigned bits_of(const struct column *source) {
  return source->width * 8 + (source->gaps != NULL);
}

static bool can_join(const struct column *source) {
  return source->width <= 4 && source->mark == NULL;
}

static void join(struct bundle *bundle, const struct column *source, struct column *result) {
  unsigned shift = bundle->bits, width = source->width * 8;
  bundle->bits += bits_of(source);
  bundle->part[bundle->parts++] = (struct part){
      source, result, shift, source->gaps == NULL ? (unsigned)WORD_BITS : shift + width};
}

/* The next columns that fit into a word; a bundle of one would be no gain. */
static bool fill(struct bundle *bundle, struct column *const *sources,
                 struct column *const *results, bool *done, size_t count) {
  size_t chosen[WORD_BITS / 8];
  bundle->parts = bundle->bits = 0;
  for (size_t i = 0; i < count; i++) {
    bool can = !done[i] && can_join(sources[i]) && sources[i]->length == sources[0]->length;
    if (!can || bundle->bits + bits_of(sources[i]) > WORD_BITS)
      continue;
    chosen[bundle->parts] = i;
    join(bundle, sources[i], results[i]);
  }
  for (size_t i = 0; bundle->parts > 1 && i < bundle->parts; i++)
    done[chosen[i]] = true;
  return bundle->parts > 1;
}

/* ---- words ---- */

#define BY_WIDTH(name, type)                                                                       \
  static void put_##name(const void *data, unsigned shift, size_t from, size_t to,                 \
                         uint64_t *restrict word) {                                                \
    const type *restrict value = data;                                                             \
    for (size_t i = from; i < to; i++)                                                             \
      word[i] |= (uint64_t)value[i] << shift;                                                      \
  }                                                                                                \
  static void take_##name(const uint64_t *restrict word, unsigned shift, size_t count, size_t at,  \
                          void *data) {                                                            \
    type *restrict value = (type *)data + at;                                                      \
    for (size_t i = 0; i < count; i++)                                                             \
      value[i] = (type)(word[i] >> shift);                                                         \
  }
BY_WIDTH(1, uint8_t)
BY_WIDTH(2, uint16_t)
BY_WIDTH(4, uint32_t)

static void put_gaps(const struct part *part, size_t from, size_t to, uint64_t *word) {
  for (size_t at = from; at < to; at += 64)
    for (uint64_t gaps = bits_from(part->source->gaps, part->source->length, at); gaps != 0;
         gaps &= gaps - 1) {
      size_t i = at + (size_t)__builtin_ctzll(gaps);
      if (i < to)
        word[i] |= UINT64_C(1) << part->gap;
    }
}

static bool put_stretch(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct bundle *bundle = context;
  (void)worker;
  (void)error;
  for (size_t start = from; start < to; start += CHUNK) {
    size_t end = to - start < CHUNK ? to : start + CHUNK;
    for (size_t i = start; i < end; i++)
      bundle->word[i] = 0;
    for (size_t k = 0; k < bundle->parts; k++) {
      const struct part *part = &bundle->part[k];
      unsigned width = part->source->width;
      (width == 1   ? put_1
       : width == 2 ? put_2
                    : put_4)(part->source->data, part->shift, start, end, bundle->word);
      if (part->gap < WORD_BITS)
        put_gaps(part, start, end, bundle->word);
    }
  }
  return true;
}

/* ---- rows ---- */

/* The missing cells of up to CHUNK places from `at`, where a word of bits begins. */
static void take_gaps(const struct bundle *bundle, const struct part *part, const uint64_t *word,
                      size_t count, size_t at) {
  for (size_t i = 0; i < count; i++) {
    if ((word[i] >> part->gap & 1) == 0)
      continue;
    size_t row = bundle->picks->near[at + i];
    bit_set(part->result->gaps, at + i);
    bit_set(part->result->reason[column_reason(part->source, row)], at + i);
  }
}

static bool take_stretch(void *context, size_t worker, size_t from, size_t to,
                         struct error *error) {
  const struct bundle *bundle = context;
  const uint32_t *near = bundle->picks->near;
  uint64_t word[CHUNK];
  (void)worker;
  (void)error;
  for (size_t start = from; start < to; start += CHUNK) {
    size_t count = to - start < CHUNK ? to - start : CHUNK;
    for (size_t i = 0; i < count; i++)
      word[i] = bundle->word[near[start + i]];
    for (size_t k = 0; k < bundle->parts; k++) {
      const struct part *part = &bundle->part[k];
      unsigned width = part->source->width;
      (width == 1   ? take_1
       : width == 2 ? take_2
                    : take_4)(word, part->shift, count, start, part->result->data);
      if (part->gap < WORD_BITS)
        take_gaps(bundle, part, word, count, start);
    }
  }
  return true;
}

/* ---- together ---- */

static bool in_stretches(struct bundle *bundle, size_t rows,
                         bool (*work)(void *, size_t, size_t, size_t, struct error *),
                         const struct engine_options *options, struct error *error) {
  struct stretches stretches = {.rows = rows, .options = options, .work = work, .context = bundle};
  return stretches_run(&stretches, error);
}

bool bundle_pick(struct column *const *sources, struct column *const *results, bool *done,
                 size_t count, const struct picks *picks, const struct engine_options *options,
                 struct error *error) {
  struct bundle bundle = {.picks = picks};
  size_t rows = count == 0 ? 0 : sources[0]->length, bytes = (rows + 1) * sizeof *bundle.word;
  bool going = true;
  while (going && fill(&bundle, sources, results, done, count)) {
    if (bundle.word == NULL)
      bundle.word = large_pages(malloc(bytes), bytes);
    going = (bundle.word != NULL || error_memory(error)) &&
            in_stretches(&bundle, rows, put_stretch, options, error) &&
            in_stretches(&bundle, picks->count, take_stretch, options, error);
  }
  free(bundle.word);
  return going;
}
