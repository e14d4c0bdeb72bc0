/* Two ways lead to the first rows. Where the first key has few codes, how often each occurs tells
** with which codes a row can be among them. Else the least words are kept while all are looked at;
** the greatest of them is the limit. Then the rows that are not above are gathered. */
#include "first.h"

#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "flags.h"
#include "stretch.h"
#include "words.h"

enum { FEW_CODES = 1 << 16, WORTH_CODES = 8 };

/* The least words that a thread has met, at most twice as many as are wanted. */
struct least {
  uint64_t *words;
  uint64_t *spare;
  size_t count;
  uint64_t limit; /* greater ones are not among the least */
};

/* The rows of a stretch that can be among the first. */
struct pile {
  uint64_t *row;
  size_t count;
  size_t room;
};

struct search {
  const struct sort_plan *plan;
  struct stretches stretches;
  size_t rows;
  size_t most;
  size_t length; /* of a stretch */
  size_t workers;
  struct pile *piles; /* by stretch */
  /* By words. */
  struct least *least; /* by worker */
  uint64_t limit;
  /* By the codes of the first key. */
  const struct column *column;
  size_t codes;
  uint64_t *counts; /* by worker, then by code */
  uint8_t *keep;    /* 1 for codes that can be among the first */
  struct wanted wanted;
};

/* The cells from `at` on that are taken at a time. */
static size_t block_at(size_t at, size_t to) {
  return to - at < SORT_BLOCK ? to - at : SORT_BLOCK;
}

static bool run(struct search *search, bool (*work)(void *, size_t, size_t, size_t, struct error *),
                struct error *error) {
  search->stretches.work = work;
  return stretches_run(&search->stretches, error);
}

/* ---- by the codes of the first key ---- */

#define COUNT(name, word)                                                                          \
  static void name(const void *data, size_t from, size_t to, uint64_t *counts) {                   \
    const word *code = data;                                                                       \
    for (size_t row = from; row < to; row++)                                                       \
      counts[code[row]]++;                                                                         \
  }
COUNT(count_1, uint8_t)
COUNT(count_2, uint16_t)
COUNT(count_4, uint32_t)

static bool count_codes(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct search *search = context;
  unsigned width = search->column->width;
  (void)error;
  (width == 1   ? count_1
   : width == 2 ? count_2
                : count_4)(search->column->data, from, to, search->counts + worker * search->codes);
  return true;
}

/* Keep the codes up to the first so many rows. False where that would leave too much. */
static bool choose_codes(struct search *search) {
  const uint32_t *ranks = search->plan->keys[0].map;
  uint64_t *all = calloc(search->codes + 1, sizeof *all); /* by rank */
  uint64_t last = 0, rows = 0;
  for (size_t code = 0; all != NULL && code < search->codes; code++)
    for (size_t worker = 0; worker < search->workers; worker++)
      all[ranks[code]] += search->counts[worker * search->codes + code];
  for (; all != NULL && rows < search->most && last < search->codes; last++)
    rows += all[last];
  for (size_t code = 0; code < search->codes; code++)
    search->keep[code] = ranks[code] < last;
  bool done = all != NULL && rows >= search->most && rows <= search->rows / WORTH_CODES;
  free(all);
  return done;
}

/* Whether the codes of the first key tell enough. */
static bool is_found_by_codes(struct search *search, struct error *error) {
  const struct sort_key *key = &search->plan->keys[0];
  const struct facts *facts = key->form == SORT_MAPPED ? column_facts(key->column) : NULL;
  if (facts == NULL || key->column->gaps != NULL || facts->limit > FEW_CODES)
    return false;
  search->column = key->column;
  search->codes = (size_t)facts->limit;
  search->counts = calloc(search->workers * search->codes + 1, sizeof *search->counts);
  search->keep = calloc(search->codes + 1, 1);
  if (search->counts == NULL || search->keep == NULL || !run(search, count_codes, error) ||
      !choose_codes(search))
    return false;
  search->wanted = flags_wanted(search->keep, search->codes, key->column->width);
  return true;
}

/* ---- by words ---- */

static void drop_greater(struct least *least, size_t most) {
  words_sort(least->words, least->spare, least->count, NULL);
  if (least->count < most)
    return;
  least->count = most;
  least->limit = least->words[most - 1];
}

static bool have_least(struct least *least, size_t most, struct error *error) {
  if (least->words != NULL)
    return true;
  least->words = malloc(most * 2 * sizeof *least->words);
  least->spare = malloc(most * 2 * sizeof *least->spare);
  least->limit = UINT64_MAX;
  return (least->words != NULL && least->spare != NULL) || error_memory(error);
}

static bool find_least(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct search *search = context;
  struct least *least = &search->least[worker];
  uint64_t words[SORT_BLOCK];
  if (!have_least(least, search->most, error))
    return false;
  for (size_t at = from; at < to; at += SORT_BLOCK) {
    size_t count = block_at(at, to);
    sort_words(search->plan, 0, NULL, at, count, words);
    for (size_t i = 0; i < count; i++) {
      if (words[i] > least->limit)
        continue;
      least->words[least->count++] = words[i];
      if (least->count == search->most * 2)
        drop_greater(least, search->most);
    }
  }
  return true;
}

/* The greatest word that a row among the first may have. */
static bool find_limit(struct search *search, struct error *error) {
  struct least all = {0};
  size_t count = 0;
  for (size_t i = 0; i < search->workers; i++)
    count += search->least[i].count;
  all.words = malloc((count + 1) * sizeof *all.words);
  all.spare = malloc((count + 1) * sizeof *all.spare);
  bool done = (all.words != NULL && all.spare != NULL) || error_memory(error);
  for (size_t i = 0; done && i < search->workers; i++) {
    const struct least *least = &search->least[i];
    if (least->count > 0)
      memcpy(all.words + all.count, least->words, least->count * sizeof *all.words);
    all.count += least->count;
  }
  if (done)
    drop_greater(&all, search->most);
  search->limit = all.limit;
  free(all.words);
  free(all.spare);
  return done;
}

/* ---- gathering ---- */

static bool pile_reserve(struct pile *pile, size_t more, struct error *error) {
  if (pile->count + more <= pile->room)
    return true;
  size_t room = pile->room * 2 > pile->count + more ? pile->room * 2 : pile->count + more;
  uint64_t *row = realloc(pile->row, room * sizeof *row);
  if (row == NULL)
    return error_memory(error);
  pile->row = row;
  pile->room = room;
  return true;
}

/* The places in a block of the rows that can be among the first. */
static size_t find_places(const struct search *search, size_t at, size_t count, uint32_t *places) {
  uint8_t flags[SORT_BLOCK];
  uint64_t words[SORT_BLOCK];
  if (search->column != NULL) {
    const char *codes = (const char *)search->column->data + at * search->column->width;
    flags_of_codes(&search->wanted, codes, search->column->width, count, flags);
  } else {
    sort_words(search->plan, 0, NULL, at, count, words);
    for (size_t i = 0; i < count; i++)
      flags[i] = words[i] <= search->limit;
  }
  return flags_places(flags, count, places);
}

static bool gather(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct search *search = context;
  struct pile *pile = &search->piles[from / search->length];
  uint32_t places[SORT_BLOCK];
  (void)worker;
  for (size_t at = from; at < to; at += SORT_BLOCK) {
    size_t found = find_places(search, at, block_at(at, to), places);
    if (!pile_reserve(pile, found, error))
      return false;
    for (size_t i = 0; i < found; i++)
      pile->row[pile->count++] = at + places[i];
  }
  return true;
}

static bool put_together(struct search *search, size_t piles, struct first_rows *found,
                         struct error *error) {
  size_t count = 0;
  for (size_t k = 0; k < piles; k++)
    count += search->piles[k].count;
  found->rows = malloc((count + 1) * sizeof *found->rows);
  if (found->rows == NULL)
    return error_memory(error);
  for (size_t k = 0; k < piles; k++) {
    const struct pile *pile = &search->piles[k];
    if (pile->count > 0)
      memcpy(found->rows + found->count, pile->row, pile->count * sizeof *found->rows);
    found->count += pile->count;
  }
  return true;
}

/* ---- together ---- */

static bool find(struct search *search, struct error *error) {
  if (is_found_by_codes(search, error))
    return true;
  search->column = NULL;
  return error->code == ERROR_NONE && run(search, find_least, error) && find_limit(search, error);
}

static void search_clear(struct search *search, size_t piles) {
  for (size_t k = 0; search->piles != NULL && k < piles; k++)
    free(search->piles[k].row);
  for (size_t i = 0; search->least != NULL && i < search->workers; i++) {
    free(search->least[i].words);
    free(search->least[i].spare);
  }
  free(search->piles);
  free(search->least);
  free(search->counts);
  free(search->keep);
}

bool first_rows(const struct sort_plan *plan, size_t rows, size_t most, struct first_rows *found,
                const struct engine_options *options, struct error *error) {
  struct search search = {.plan = plan, .rows = rows, .most = most};
  struct error failed = {0};
  search.stretches = (struct stretches){.rows = rows, .options = options, .context = &search};
  search.length = stretches_length(&search.stretches);
  search.workers = stretches_workers(&search.stretches);
  size_t piles = rows / search.length + 1;
  search.piles = calloc(piles, sizeof *search.piles);
  search.least = calloc(search.workers, sizeof *search.least);
  *found = (struct first_rows){0};
  bool done = ((search.piles != NULL && search.least != NULL) || error_memory(&failed)) &&
              find(&search, &failed) && run(&search, gather, &failed) &&
              put_together(&search, piles, found, &failed);
  search_clear(&search, piles);
  if (!done)
    *error = failed;
  return done;
}
