#include "histogram.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gather.h"
#include "large_pages.h"
#include "radix.h"
#include "vectors.h"

/* ---- bins ---- */

enum { FINE_LEAST = 3, FINE_MOST = 20, CLOSE_BY = 1 << 18, FEW_ROWS = 1 << 12 };

/* As fine as the counters of all groups stay near the processor. */
bool histogram_plan(struct histogram *histogram, uint64_t limit, uint64_t groups, size_t rows) {
  if (limit == 0 || limit >= HISTOGRAM_GAP / 2 || rows > UINT32_MAX || groups > rows + FEW_ROWS)
    return false;
  uint32_t greatest = (uint32_t)(limit - 1);
  *histogram = (struct histogram){FINE_LEAST, histogram_bin(FINE_LEAST, greatest) + 1};
  if (histogram_cells(histogram) * groups > rows + FEW_ROWS)
    return false;
  for (unsigned fine = FINE_LEAST + 1; fine <= FINE_MOST && histogram->bins < limit; fine++) {
    struct histogram finer = {fine, histogram_bin(fine, greatest) + 1};
    if (histogram_cells(&finer) * groups > CLOSE_BY)
      break;
    *histogram = finer;
  }
  return true;
}

BY_VECTORS static void find_bins(const struct histogram *histogram, const uint32_t *restrict value,
                                 size_t count, uint32_t *restrict bins) {
  const unsigned fine = histogram->fine;
  const uint32_t none = histogram->bins;
  for (size_t i = 0; i < count; i++)
    bins[i] = value[i] == HISTOGRAM_GAP ? none : histogram_bin(fine, value[i]);
}

void histogram_add(const struct histogram *histogram, const uint32_t *value, const uint32_t *group,
                   size_t count, uint32_t *bins, uint32_t *cells) {
  size_t each = histogram_cells(histogram);
  find_bins(histogram, value, count, bins);
  for (size_t i = 0; i < count; i++)
    cells[group[i] * each + bins[i]]++;
}

/* ---- the bins with the wanted ranks ---- */

/* Stored values from `from` to `from + beyond`. */
struct range {
  uint32_t from, beyond;
};

/* Of no cell: no stored value is as great. */
static const struct range NOTHING = {HISTOGRAM_GAP - 1, 0};

/* The two cells of a group by their places in the order of its cells in the range. */
struct places {
  uint64_t low, high;
};

static uint32_t last_of(unsigned fine, uint32_t bin) {
  return histogram_least(fine, bin + 1) - 1;
}

/* The bin of a cell by its place in the order of a group; `before` counts what the bins before
** hold, and goes on from an earlier bin. */
static uint32_t bin_at(const uint32_t *cells, uint32_t bin, uint64_t place, uint64_t *before) {
  for (; *before + cells[bin] <= place; bin++)
    *before += cells[bin];
  return bin;
}

/* Two cells side by side are in one bin, or in two with none between that has cells. The range is
** that of nothing where the bins tell what the cells are. */
static void want(const struct histogram *histogram, const uint32_t *cells, double p,
                 struct range *range, struct places *places, struct ranked *ranked) {
  unsigned fine = histogram->fine;
  uint64_t count = 0, before = 0;
  for (uint32_t bin = 0; bin < histogram->bins; bin++)
    count += cells[bin];
  double h = count == 0 ? 0 : (double)(count - 1) * p;
  uint64_t low = (uint64_t)floor(h), high = low + 1 < count ? low + 1 : low;
  *ranked = (struct ranked){.count = count, .share = h - (double)low};
  *range = NOTHING;
  if (count == 0)
    return;
  uint32_t first = bin_at(cells, 0, low, &before);
  *places = (struct places){low - before, high - before};
  uint32_t last = bin_at(cells, first, high, &before);
  ranked->low = histogram_least(fine, first);
  ranked->high = histogram_least(fine, last);
  if (last_of(fine, first) != ranked->low || last_of(fine, last) != ranked->high)
    *range = (struct range){ranked->low, last_of(fine, last) - ranked->low};
}

/* ---- the cells in them ---- */

/* The stored values of one thread that are wanted, each behind its group. */
struct list {
  uint64_t *word;
  size_t count, room;
};

struct search {
  struct gathering *gathering;
  size_t index;
  double p;
  struct range *range; /* by group */
  struct places *places;
  struct list *list; /* by gatherer */
  struct list all;
};

static bool reserve(struct list *list, size_t more, struct error *error) {
  if (list->count + more <= list->room)
    return true;
  size_t room = list->room * 2 > list->count + more ? list->room * 2 : list->count + more;
  uint64_t *word = large_pages(realloc(list->word, room * sizeof *word), room * sizeof *word);
  if (word == NULL)
    return error_memory(error);
  list->word = word;
  list->room = room;
  return true;
}

static bool keep_wanted(void *context, const struct gathered *rows, struct error *error) {
  struct search *search = context;
  struct list *list = &search->list[rows->gatherer];
  size_t column = search->gathering->what[search->index].column[0];
  uint32_t *value = rows->buffer;
  if (!scan_block_small(rows->block, column, HISTOGRAM_GAP, value, error) ||
      !reserve(list, rows->block->count, error))
    return false;
  for (size_t i = 0; i < rows->block->count; i++) {
    struct range range = search->range[rows->group[i]];
    list->word[list->count] = (uint64_t)rows->group[i] << 32 | value[i];
    list->count += value[i] - range.from <= range.beyond;
  }
  return true;
}

/* All lists as one, in order: group after group. */
static bool sort_wanted(struct search *search, struct error *error) {
  struct list *all = &search->all;
  for (size_t i = 0; i < search->gathering->gatherers; i++) {
    const struct list *list = &search->list[i];
    if (!reserve(all, list->count + 1, error))
      return false;
    if (list->count > 0)
      memcpy(all->word + all->count, list->word, list->count * sizeof *all->word);
    all->count += list->count;
  }
  size_t bytes = (all->count + 1) * sizeof(uint64_t);
  uint64_t *spare = large_pages(malloc(bytes), bytes);
  bool done = (spare != NULL || error_memory(error)) &&
              radix_words(&all->word, &spare, all->count, 0, 64, search->gathering->options, error);
  free(spare);
  return done;
}

static void read_off(const struct search *search, struct ranked *ranked) {
  const struct list *all = &search->all;
  size_t start = 0;
  for (size_t group = 0; group < search->gathering->numbers; group++) {
    const struct places *places = &search->places[group];
    if (search->range[group].from == NOTHING.from)
      continue;
    ranked[group].low = (uint32_t)all->word[start + places->low];
    ranked[group].high = (uint32_t)all->word[start + places->high];
    start += places->high;
    while (start < all->count && all->word[start] >> 32 == group)
      start++;
  }
}

/* What is wanted of each group; whether anything is. */
static bool want_all(struct search *search, struct ranked *ranked) {
  const struct gathering *gathering = search->gathering;
  const struct histogram *histogram = &gathering->what[search->index].histogram;
  const uint32_t *cells = gathering->gatherer[0].accumulator[search->index].histogram;
  bool any = false;
  for (size_t group = 0; group < gathering->numbers; group++) {
    want(histogram, cells + group * histogram_cells(histogram), search->p, &search->range[group],
         &search->places[group], &ranked[group]);
    any = any || search->range[group].from != NOTHING.from;
  }
  return any;
}

static bool run(struct search *search, struct ranked *ranked, struct error *error) {
  if (search->range == NULL || search->places == NULL || search->list == NULL)
    return error_memory(error);
  if (!want_all(search, ranked))
    return true;
  if (!gathering_again(search->gathering, keep_wanted, search, error) ||
      !sort_wanted(search, error))
    return false;
  read_off(search, ranked);
  return true;
}

bool histogram_find(struct gathering *gathering, size_t index, double p, struct ranked *ranked,
                    struct error *error) {
  struct search search = {.gathering = gathering,
                          .index = index,
                          .p = p,
                          .range = malloc((gathering->numbers + 1) * sizeof *search.range),
                          .places = calloc(gathering->numbers + 1, sizeof *search.places),
                          .list = calloc(gathering->gatherers, sizeof *search.list)};
  bool done = run(&search, ranked, error);
  for (size_t i = 0; search.list != NULL && i < gathering->gatherers; i++)
    free(search.list[i].word);
  free(search.list);
  free(search.all.word);
  free(search.places);
  free(search.range);
  return done;
}
