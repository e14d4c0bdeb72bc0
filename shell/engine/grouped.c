#include "grouped.h"

#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "large_pages.h"
#include "stretch.h"
#include "words.h"

/* Our number of a gatherer's group. The first gatherer's are ours. */
static size_t number_of(const struct gatherer *g, uint32_t group) {
  return g->number == NULL ? group : g->number[group];
}

/* Every gatherer counts its groups, and then knows where its words go. */
struct putting {
  struct grouped *grouped;
  const struct gathering *gathering;
  size_t index;
  size_t groups;
  size_t *next; /* of each gatherer and group */
};

static void count_words(void *context, size_t t) {
  const struct putting *p = context;
  const struct gatherer *g = &p->gathering->gatherer[t];
  const struct pairs *pairs = &g->accumulator[p->index].all;
  size_t *next = p->next + t * p->groups;
  for (size_t i = 0; i < pairs->count && engine_goes_on_at(p->gathering->options, i); i++)
    next[number_of(g, pairs->group[i])]++;
}

static void put_share(void *context, size_t t) {
  const struct putting *p = context;
  const struct gatherer *g = &p->gathering->gatherer[t];
  const struct pairs *pairs = &g->accumulator[p->index].all;
  size_t *next = p->next + t * p->groups;
  for (size_t i = 0; i < pairs->count && engine_goes_on_at(p->gathering->options, i); i++)
    p->grouped->word[next[number_of(g, pairs->group[i])]++] = pairs->word[i];
}

/* Counts become places: group after group, within it gatherer after gatherer. */
static void find_starts(const struct putting *p) {
  size_t before = 0;
  for (size_t group = 0; group < p->groups && engine_goes_on_at(p->gathering->options, group);
       group++) {
    p->grouped->start[group] = before;
    for (size_t t = 0; t < p->gathering->gatherers; t++) {
      size_t here = p->next[t * p->groups + group];
      p->next[t * p->groups + group] = before;
      before += here;
    }
  }
  p->grouped->start[p->groups] = before;
}

static bool put_words(struct grouped *grouped, const struct gathering *gathering, size_t index,
                      struct error *error) {
  size_t shares = gathering->gatherers;
  struct putting p = {grouped, gathering, index, gathering->numbers, NULL};
  p.next = calloc(shares * p.groups + 1, sizeof *p.next);
  if (p.next == NULL)
    return error_memory(error);
  crew_run(shares, shares, count_words, &p);
  bool done = engine_poll(gathering->options, 1, 1, error); /* else the counts are not whole */
  if (done)
    find_starts(&p);
  done = done && engine_poll(gathering->options, 1, 1, error);
  if (done)
    crew_run(shares, shares, put_share, &p);
  free(p.next);
  return done && engine_poll(gathering->options, 1, 1, error);
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
               start[group + 1] - start[group], sorting->options);
  }
}

static bool sort_groups(struct grouped *grouped, const struct gathering *gathering,
                        struct error *error) {
  static const struct engine_options none;
  const struct engine_options *options = gathering->options == NULL ? &none : gathering->options;
  struct sorting sorting = {.grouped = grouped, .groups = gathering->numbers, .options = options};
  size_t bytes = (grouped->start[gathering->numbers] + 1) * sizeof *sorting.spare;
  sorting.spare = large_pages(malloc(bytes), bytes);
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
  size_t bytes = (words + 1) * sizeof *grouped->word;
  *grouped = (struct grouped){.start = calloc(gathering->numbers + 2, sizeof *grouped->start),
                              .word = large_pages(malloc(bytes), bytes)};
  if (grouped->start == NULL || grouped->word == NULL)
    return error_memory(error);
  return put_words(grouped, gathering, index, error) &&
         (!sorted || sort_groups(grouped, gathering, error));
}

/* ---- different words ---- */

/* A thread marks the words of a group that it has seen, a bit each, where they are near enough to
** each other; else they are sorted. */
struct counting {
  const struct grouped *grouped;
  size_t groups;
  uint64_t least;
  size_t span;     /* words are below least + span; 0: they are sorted */
  uint64_t **seen; /* by worker */
  const struct engine_options *options;
  int64_t *distinct;
};

enum { SPAN_MOST = 1 << 27, BITS = 64 };

static bool count_marked(const struct counting *c, size_t group, uint64_t *seen,
                         struct error *error) {
  const uint64_t *word = c->grouped->word + c->grouped->start[group];
  size_t count = c->grouped->start[group + 1] - c->grouped->start[group];
  int64_t distinct = 0;
  for (size_t i = 0; i < count; i++) {
    size_t at = (size_t)(word[i] - c->least);
    distinct += !bit_get(seen, at);
    bit_set(seen, at);
    if (!engine_poll_row(c->options, i, count, error))
      return false;
  }
  if (count > c->span / BITS)
    memset(seen, 0, bits_words(c->span) * sizeof *seen);
  else
    for (size_t i = 0; i < count; i++)
      seen[(word[i] - c->least) / BITS] = 0;
  c->distinct[group] = distinct;
  return true;
}

static void count_sorted(const struct counting *c, size_t group) {
  const size_t *start = c->grouped->start;
  const uint64_t *word = c->grouped->word;
  for (size_t i = start[group]; i < start[group + 1]; i++)
    c->distinct[group] += i == start[group] || word[i] != word[i - 1];
}

/* The first group that begins at `at` or behind. */
static size_t group_from(const struct counting *c, size_t at) {
  size_t low = 0, high = c->groups;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (c->grouped->start[middle] < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The groups that begin in a stretch of the words. */
static bool count_stretch(void *context, size_t worker, size_t from, size_t to,
                          struct error *error) {
  const struct counting *c = context;
  uint64_t **seen = &c->seen[worker];
  size_t end = group_from(c, to);
  if (c->span > 0 && *seen == NULL)
    *seen = calloc(bits_words(c->span) + 1, sizeof **seen);
  if (c->span > 0 && *seen == NULL)
    return error_memory(error);
  for (size_t group = group_from(c, from); group < end; group++) {
    if (c->span == 0)
      count_sorted(c, group);
    else if (!count_marked(c, group, *seen, error))
      return false;
  }
  return true;
}

/* The words' range, where bits for it are worth while. */
static void find_span(struct counting *c, size_t words) {
  uint64_t least = UINT64_MAX, greatest = 0;
  for (size_t i = 0; i < words && engine_goes_on_at(c->options, i); i++) {
    least = c->grouped->word[i] < least ? c->grouped->word[i] : least;
    greatest = c->grouped->word[i] > greatest ? c->grouped->word[i] : greatest;
  }
  c->least = least;
  if (words > 0 && greatest - least < SPAN_MOST && (greatest - least) / BITS <= words)
    c->span = (size_t)(greatest - least) + 1;
}

bool grouped_count_distinct(struct grouped *grouped, const struct gathering *gathering,
                            int64_t *distinct, struct error *error) {
  static const struct engine_options none;
  const struct engine_options *options = gathering->options == NULL ? &none : gathering->options;
  struct engine_options quiet = {.cancel = options->cancel};
  struct counting c = {
      .grouped = grouped, .groups = gathering->numbers, .options = &quiet, .distinct = distinct};
  struct stretches stretches = {.rows = grouped->start[c.groups],
                                .options = gathering->options,
                                .work = count_stretch,
                                .context = &c};
  size_t workers = stretches_workers(&stretches);
  find_span(&c, stretches.rows);
  c.seen = calloc(workers, sizeof(uint64_t *));
  bool done = (c.seen != NULL || error_memory(error)) &&
              (c.span > 0 || sort_groups(grouped, gathering, error)) &&
              stretches_run(&stretches, error);
  for (size_t i = 0; c.seen != NULL && i < workers; i++)
    free(c.seen[i]);
  free(c.seen);
  return done;
}

void grouped_clear(struct grouped *grouped) {
  free(grouped->start);
  free(grouped->word);
}
