#include "grouped.h"

#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "words.h"

/* Our number of a gatherer's group. The first gatherer's are ours. */
static size_t number_of(const struct gatherer *g, uint32_t group) {
  return g->number == NULL ? group : g->number[group];
}

/* Counted two places up, the starts have moved one place up when the words are in. */
static void put_words(struct grouped *grouped, const struct gathering *gathering, size_t index) {
  size_t *next = grouped->start + 1;
  for (size_t t = 0; t < gathering->gatherers; t++) {
    const struct gatherer *g = &gathering->gatherer[t];
    const struct pairs *pairs = &g->accumulator[index].all;
    for (size_t i = 0; i < pairs->count; i++)
      next[number_of(g, pairs->group[i]) + 1]++;
  }
  for (size_t group = 1; group <= gathering->numbers; group++)
    next[group] += next[group - 1];
  for (size_t t = 0; t < gathering->gatherers; t++) {
    const struct gatherer *g = &gathering->gatherer[t];
    const struct pairs *pairs = &g->accumulator[index].all;
    for (size_t i = 0; i < pairs->count; i++)
      grouped->word[next[number_of(g, pairs->group[i])]++] = pairs->word[i];
  }
}

struct sorting {
  const struct grouped *grouped;
  uint64_t *spare; /* as long as the words: every group has its part */
  size_t groups;
  size_t pieces;
  const struct engine_options *options;
};

/* A stretch of groups, of about as many words as the others. */
static void sort_piece(void *context, size_t piece) {
  const struct sorting *sorting = context;
  const size_t *start = sorting->grouped->start;
  struct engine_options quiet = {.cancel = sorting->options->cancel};
  size_t words = start[sorting->groups];
  size_t from = words / sorting->pieces * piece;
  size_t to = piece + 1 == sorting->pieces ? SIZE_MAX : words / sorting->pieces * (piece + 1);
  for (size_t group = 0; group < sorting->groups; group++) {
    if (start[group] < from || start[group] >= to)
      continue;
    if (!engine_poll(&quiet, 0, 0, NULL))
      return;
    words_sort(sorting->grouped->word + start[group], sorting->spare + start[group],
               start[group + 1] - start[group]);
  }
}

static bool sort_groups(struct grouped *grouped, const struct gathering *gathering,
                        struct error *error) {
  static const struct engine_options none;
  const struct engine_options *options = gathering->options == NULL ? &none : gathering->options;
  struct sorting sorting = {.grouped = grouped, .groups = gathering->numbers, .options = options};
  sorting.spare = malloc((grouped->start[gathering->numbers] + 1) * sizeof *sorting.spare);
  if (sorting.spare == NULL)
    return error_memory(error);
  size_t threads = crew_size(options->threads);
  sorting.pieces = threads * 4;
  crew_run(threads, sorting.pieces, sort_piece, &sorting);
  free(sorting.spare);
  return engine_poll(options, 1, 1, error);
}

bool grouped_init(struct grouped *grouped, const struct gathering *gathering, size_t index,
                  bool sorted, struct error *error) {
  size_t words = 0;
  for (size_t t = 0; t < gathering->gatherers; t++)
    words += gathering->gatherer[t].accumulator[index].all.count;
  *grouped = (struct grouped){.start = calloc(gathering->numbers + 2, sizeof *grouped->start),
                              .word = malloc((words + 1) * sizeof *grouped->word)};
  if (grouped->start == NULL || grouped->word == NULL)
    return error_memory(error);
  put_words(grouped, gathering, index);
  return !sorted || sort_groups(grouped, gathering, error);
}

void grouped_clear(struct grouped *grouped) {
  free(grouped->start);
  free(grouped->word);
}
