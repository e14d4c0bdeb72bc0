/* Accumulators merged in any order beside one pass; and how a run on several threads stops, fails
** and tells how far it is. */
#include <pthread.h>

#include "facts.h"
#include "gather.h"
#include "grouped.h"
#include "plain.h"
#include "table.h"

enum { GROUPS = 7, PARTS = 4, ROWS = 120, BLOCK = 5 };

/* One thread's states, its groups numbered in an order of its own. */
struct part {
  struct accumulator accumulator;
  struct counts counts;
  uint32_t number[GROUPS]; /* of each own group, the group */
  uint32_t own[GROUPS];    /* of each group, its own number */
};

static void part_init(struct part *part, const struct accumulation *what) {
  struct error error = {0};
  accumulator_init(&part->accumulator, what);
  assert_true(accumulator_reserve(&part->accumulator, GROUPS, NULL, &error));
  assert_true(counts_init(&part->counts, 1, GROUPS, &error));
  for (uint32_t g = 0; g < GROUPS; g++)
    part->number[g] = g;
  for (size_t g = GROUPS; g > 1; g--) {
    size_t other = random_below(g);
    uint32_t held = part->number[g - 1];
    part->number[g - 1] = part->number[other];
    part->number[other] = held;
  }
  for (uint32_t g = 0; g < GROUPS; g++)
    part->own[part->number[g]] = g;
}

static void part_clear(struct part *part) {
  accumulator_clear(&part->accumulator, part->accumulator.room);
  counts_clear(&part->counts);
}

static size_t group_of(size_t row) {
  return row * row % 11 % GROUPS; /* some groups have no rows */
}

static bool add_block(struct part *part, struct scan_block *block, struct error *error) {
  uint32_t group[BLOCK];
  uint64_t word[BLOCK], value[BLOCK];
  const uint64_t *values[] = {value};
  const struct column *source = block->scan->columns[part->accumulator.what->column[0]].source;
  for (size_t i = 0; i < block->count; i++) {
    size_t row = scan_block_row(block, i);
    group[i] = part->own[group_of(row)];
    value[i] = source == NULL ? 0 : column_raw(source, row);
  }
  counts_add(&part->counts, group, block->count, values);
  struct group_block rows = {.block = block, .group = group, .word = word, .counts = &part->counts};
  return accumulator_add(&part->accumulator, &rows, error);
}

static void merge_parts(struct part *to, struct part *from) {
  struct error error = {0};
  uint32_t number[GROUPS];
  for (size_t g = 0; g < GROUPS; g++)
    number[g] = to->own[from->number[g]];
  assert_true(
      accumulator_merge(&to->accumulator, &from->accumulator, number, GROUPS, NULL, &error));
  for (size_t g = 0; g < GROUPS; g++)
    counts_merge(&to->counts, number[g], &from->counts, g);
}

static void assert_same_totals(const struct accumulator *a, size_t i, const struct accumulator *b,
                               size_t j) {
  double x, y;
  assert_true(accumulator_total(a, i, &x) && accumulator_total(b, j, &y));
  assert_memory_equal(&x, &y, sizeof x);
}

static void assert_same_sums(const struct summation *a, const struct summation *b) {
  double x, y;
  assert_true(summation_total(a, &x) && summation_total(b, &y));
  assert_memory_equal(&x, &y, sizeof x);
}

static void assert_same_state(const struct part *a, const struct part *b, size_t group) {
  const struct accumulator *x = &a->accumulator, *y = &b->accumulator;
  size_t i = a->own[group], j = b->own[group];
  assert_true(x->tally[i].missing == y->tally[j].missing);
  assert_int_equal(x->tally[i].least, y->tally[j].least);
  assert_true(x->tally[i].hidden == y->tally[j].hidden);
  assert_int_equal(x->tally[i].undecided, y->tally[j].undecided);
  assert_int_equal(accumulator_negative(x, i), accumulator_negative(y, j));
  assert_int_equal(x->tally[i].mark, y->tally[j].mark);
  assert_true(counts_rows(&a->counts, i) == counts_rows(&b->counts, j));
  assert_true(counts_sum(&a->counts, i, 0) == counts_sum(&b->counts, j, 0));
  assert_true(x->exact == NULL || x->exact[i] == y->exact[j]);
  assert_true(x->infinite == NULL || x->infinite[i] == y->infinite[j]);
  assert_true(x->seen == NULL || accumulator_seen(x, i) == accumulator_seen(y, j));
  assert_true(x->row == NULL || x->row[i] == y->row[j]);
  assert_true(x->word == NULL || x->row[i] == SIZE_MAX || x->word[i] == y->word[j]);
  if (x->what->kind == ACCUMULATE_NUMBERS)
    assert_same_totals(x, i, y, j);
  else if (x->number != NULL)
    assert_same_sums(&x->number[i], &y->number[j]);
  if (x->weight != NULL)
    assert_same_sums(&x->weight[i], &y->weight[j]);
}

/* Blocks go to parts at random, which are merged in random order. */
static void assert_merges(const struct scan *scan, const struct accumulation *what) {
  struct part part[PARTS], once;
  struct scan_block block;
  struct error error = {0};
  size_t skipped[MISSING_REASONS];
  assert_true(scan_block_init(&block, scan, BLOCK, &error));
  part_init(&once, what);
  for (size_t i = 0; i < PARTS; i++)
    part_init(&part[i], what);
  for (size_t start = 0; start < ROWS; start += BLOCK) {
    assert_true(scan_block_run(&block, start, BLOCK, &error));
    assert_true(add_block(&once, &block, &error));
    assert_true(add_block(&part[random_below(PARTS)], &block, &error));
  }
  size_t first = random_below(PARTS);
  for (size_t i = 1; i < PARTS; i++)
    merge_parts(&part[first], &part[(first + i) % PARTS]);
  for (size_t group = 0; group < GROUPS; group++)
    assert_same_state(&part[first], &once, group);
  memcpy(skipped, part[first].accumulator.skipped, sizeof skipped);
  assert_memory_equal(skipped, once.accumulator.skipped, sizeof skipped);
  for (size_t i = 0; i < PARTS; i++)
    part_clear(&part[i]);
  part_clear(&once);
  scan_block_clear(&block);
}

/* An extreme is found by what is stored, where that compares as the cells do. */
static bool is_small(const struct column *column) {
  return column->type != COLUMN_NUMBER && column->width <= 4 &&
         !(column->width == 4 && column_is_wide(column) && column->type != COLUMN_TEXT);
}

static void merge_extremes(const struct scan *scan, size_t number) {
  const struct column *column = scan->frame->column[number];
  struct error error = {0};
  uint32_t *ranks = column->type == COLUMN_TEXT ? collate_ranks(column->dict, NULL, &error) : NULL;
  for (int small = 0; small <= (is_small(column) ? 1 : 0); small++)
    for (int kind = ACCUMULATE_LEAST; kind <= ACCUMULATE_GREATEST; kind++)
      assert_merges(scan, &(struct accumulation){.kind = (enum accumulator_kind)kind,
                                                 .count = 1,
                                                 .column = {number},
                                                 .small = small != 0,
                                                 .ranks = ranks});
  free(ranks);
}

static void merge_all_kinds(const struct scan *scan, size_t number) {
  const struct column *column = scan->frame->column[number];
  bool whole = column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL;
  struct accumulation what = {.count = 1, .column = {number}};
  assert_merges(scan, &what);
  what.kind = ACCUMULATE_LAST;
  assert_merges(scan, &what);
  what.signs = whole;
  what.kind = ACCUMULATE_EXACT;
  if (whole || column->type == COLUMN_BOOLEAN)
    assert_merges(scan, &what);
  what.kind = ACCUMULATE_STORED;
  if ((whole || column->type == COLUMN_BOOLEAN) && column->width <= 4)
    assert_merges(scan, &what);
  what.kind = ACCUMULATE_NUMBERS;
  what.signs = true;
  if (column->type == COLUMN_NUMBER)
    assert_merges(scan, &what);
  if (column->type != COLUMN_BOOLEAN)
    merge_extremes(scan, number);
  what = (struct accumulation){.kind = ACCUMULATE_SEEN, .count = 1, .column = {number}};
  what.limit = column->width <= 4 ? column_facts(column)->limit : UINT64_MAX;
  if (what.limit < 1 << 16)
    assert_merges(scan, &what);
}

static void states_merge_to_those_of_one_pass_in_any_order(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 30; seed++) {
    random_state = seed * 12345;
    struct frame *frame = random_frame(ROWS);
    struct scan scan;
    assert_true(scan_init(&scan, frame));
    for (size_t i = 0; i < frame->columns; i++)
      merge_all_kinds(&scan, i);
    size_t weight = frame_find(frame, "i");
    bool negative = false;
    for (size_t row = 0; row < ROWS; row++)
      negative = negative || (column_missing(frame->column[weight], row) == PRESENT &&
                              column_negative(frame->column[weight], row));
    if (!negative)
      assert_merges(&scan, &(struct accumulation){.kind = ACCUMULATE_WEIGHTED,
                                                  .count = 2,
                                                  .column = {frame_find(frame, "x"), weight}});
    scan_clear(&scan);
    frame_release(frame);
  }
}

/* ---- stopping and telling ---- */

struct watch {
  pthread_t caller;
  atomic_bool cancel;
  size_t calls;
  size_t last;
  size_t stop_at; /* calls */
  bool strange;   /* another thread, more than all, or backwards */
};

static void watch(void *context, size_t done, size_t total) {
  struct watch *w = context;
  w->calls++;
  w->strange = w->strange || !pthread_equal(pthread_self(), w->caller) || done > total ||
               (total > 1 && done < w->last);
  w->last = total > 1 ? done : w->last;
  if (w->calls == w->stop_at)
    atomic_store(&w->cancel, true);
}

static struct frame *summary_of(struct watch *w, const char *kind, size_t threads,
                                const struct frame *frame, struct error *error) {
  static const size_t keys[] = {0};
  struct aggregate_spec spec = {.name = "r", .kind = kind, .columns = {1}, .count = 1};
  struct engine_options options = {
      .block = 8, .threads = threads, .cancel = &w->cancel, .progress = watch, .context = w};
  w->caller = pthread_self();
  return frame_summarise(frame, keys, 1, &spec, 1, &options, error);
}

static struct frame *long_frame(void) {
  struct frame *frame = frame_new(100000);
  frame_add(frame, "k", random_column(COLUMN_INTEGER, 100000, NULL, 0, 0, 0), NULL);
  frame_add(frame, "x", random_column(COLUMN_INTEGER, 100000, NULL, 3, 5, 0), NULL);
  return frame;
}

/* The others may be through with everything before the caller is: then it has little to tell. */
static void progress_is_told_by_the_caller_alone(void **state) {
  (void)state;
  struct frame *frame = long_frame();
  for (size_t threads = 1; threads <= 4; threads++) {
    struct watch w = {0};
    struct error error = {0};
    struct frame *result = summary_of(&w, "median", threads, frame, &error);
    assert_non_null(result);
    assert_false(w.strange);
    assert_true(threads > 1 || w.calls > 700);
    frame_release(result);
  }
  frame_release(frame);
}

static void a_wish_to_stop_stops_at_any_time(void **state) {
  (void)state;
  static const char *const kinds[] = {"sum", "median"};
  struct frame *frame = long_frame();
  for (size_t threads = 1; threads <= 4; threads++)
    for (size_t kind = 0; kind < 2; kind++)
      for (size_t stop = 0; stop <= 3; stop++) {
        struct watch w = {.stop_at = stop, .cancel = stop == 0};
        struct error error = {0};
        struct frame *result = summary_of(&w, kinds[kind], threads, frame, &error);
        assert_true(threads > 1 || w.calls == stop);
        if (threads == 1 || stop == 0 || result == NULL) /* the last call may come too late */
          assert_refused(result, &error, ERROR_CANCELLED, "stopped");
        else
          frame_release(result);
      }
  frame_release(frame);
}

/* Errors in many pieces: that of the first row is told, whichever thread is first. */
static void of_errors_in_many_pieces_the_first_is_told(void **state) {
  (void)state;
  struct frame *frame = frame_new(3000);
  struct column *x = column_new(COLUMN_INTEGER, 3000, NULL);
  struct column *w = column_new(COLUMN_INTEGER, 3000, NULL);
  struct column *p = column_new(COLUMN_PERIOD, 3000, NULL);
  for (size_t i = 0; i < 3000; i++) {
    w->put.integer[i] = i >= 77 && i % 7 == 0 ? -(int64_t)i : 1;
    p->put.period[i] =
        period_parse(i >= 333 && i % 3 == 0 ? "2019" : "2019Q3", i >= 333 && i % 3 == 0 ? 4 : 6);
  }
  assert_true(frame_add(frame, "x", x, NULL) && frame_add(frame, "w", w, NULL) &&
              frame_add(frame, "p", p, NULL));
  struct aggregate_spec weighted = {
      .name = "r", .kind = "weighted_mean", .columns = {0, 1}, .count = 2};
  struct aggregate_spec least = {.name = "r", .kind = "min", .columns = {2}, .count = 1};
  for (size_t way = 0; way < RANDOM_WAYS; way++)
    for (size_t again = 0; again < 10; again++) {
      struct error error = {0};
      assert_refused(frame_summarise(frame, NULL, 0, &weighted, 1, &random_ways[way], &error),
                     &error, ERROR_VALUE, "row 78, is negative (-77)");
      error = (struct error){0};
      assert_refused(frame_summarise(frame, NULL, 0, &least, 1, &random_ways[way], &error), &error,
                     ERROR_DATA, "quarter in row 1, year in row 334");
    }
  frame_release(frame);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(states_merge_to_those_of_one_pass_in_any_order),
      cmocka_unit_test(progress_is_told_by_the_caller_alone),
      cmocka_unit_test(a_wish_to_stop_stops_at_any_time),
      cmocka_unit_test(of_errors_in_many_pieces_the_first_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
