/* A scan of random frames beside the verbs one by one, done in the plainest way. */
#include "by_code.h"
#include "plain.h"
#include "scan_block.h"
#include "summarise.h"
#include "table.h"
#include "verbs.h"

static const size_t blocks[] = {1, 2, 3, 7, 63, 64, 65, 1000};
enum { BLOCKS = sizeof blocks / sizeof blocks[0], TRIES = 60 };

/* A scan and the frame that its verbs one by one come to. */
struct pair {
  struct frame *source;
  struct frame *frame;
  struct scan scan;
  struct expression *expression[16];
  size_t expressions;
  bool taken;
};

static void begin(struct pair *pair, size_t rows) {
  *pair = (struct pair){.source = random_frame(rows), .taken = true};
  pair->frame = frame_retain(pair->source);
  assert_true(scan_init(&pair->scan, pair->source));
}

static void end(struct pair *pair) {
  scan_clear(&pair->scan);
  frame_release(pair->frame);
  frame_release(pair->source);
  for (size_t i = 0; i < pair->expressions; i++)
    expression_free(pair->expression[i]);
}

static struct expression *take(struct pair *pair, const char *text) {
  return pair->expression[pair->expressions++] = parse(text);
}

/* Put the frame that a verb made in the place of the one before; NULL: it failed. */
static void move_on(struct pair *pair, struct frame *frame) {
  frame_release(pair->frame);
  pair->frame = frame;
}

/* By one column of answers and the rows where it is true. */
static struct frame *plain_filter(const struct frame *frame, const char *text) {
  struct error error = {0};
  struct expression *condition = parse(text);
  struct column *answers = NULL;
  if (expression_resolve(condition, frame, &error))
    answers = expression_evaluate(condition, frame, NULL, &error);
  expression_free(condition);
  if (answers == NULL)
    return NULL;
  size_t count = 0, *rows = malloc((frame->rows + 1) * sizeof *rows);
  for (size_t row = 0; row < frame->rows; row++)
    if (column_missing(answers, row) == PRESENT && column_mark(answers, row) == MARK_EXACT &&
        column_boolean(answers, row))
      rows[count++] = row;
  struct frame *result = frame_new(count);
  for (size_t i = 0; i < frame->columns; i++)
    frame_add(result, frame->names[i], column_gather(frame->column[i], rows, count), NULL);
  free(rows);
  column_release(answers);
  return result;
}

static void filter(struct pair *pair, const char *text) {
  if (pair->taken)
    pair->taken = scan_filter(&pair->scan, take(pair, text));
  if (pair->frame != NULL)
    move_on(pair, plain_filter(pair->frame, text));
}

static void mutate(struct pair *pair, const char *name, const char *text) {
  struct error error = {0};
  struct expression *expression = parse(text);
  if (pair->taken)
    pair->taken = scan_mutate(&pair->scan, name, take(pair, text));
  if (pair->frame != NULL)
    move_on(pair, frame_mutate(pair->frame, &name, &expression, 1, NULL, &error));
  expression_free(expression);
}

static void join(struct pair *pair, const struct frame *right, enum join_kind kind,
                 const char *key) {
  struct error error = {0};
  struct join_on on = {.left = scan_find(&pair->scan, key), .right = 0};
  if (pair->taken)
    pair->taken = scan_join(&pair->scan, right, kind, &on, 1, false);
  on.left = pair->frame == NULL ? 0 : frame_find(pair->frame, key);
  if (pair->frame != NULL)
    move_on(pair, frame_join(pair->frame, right, kind, &on, 1, false, NULL, &error));
}

/* ---- blocks beside rows ---- */

static void assert_cells(struct scan_block *block, size_t number, const struct column *expected,
                         size_t from) {
  struct error error = {0};
  size_t count;
  const struct vector *vector = scan_block_vector(block, number, &error);
  const struct gap *gap = scan_block_gaps(block, number, &count, &error);
  assert_non_null(vector);
  assert_non_null(gap);
  size_t width = column_width(expected->type), gaps = 0;
  for (size_t i = 0; i < block->count; i++) {
    enum missing reason = column_missing(expected, from + i);
    uint64_t value = 0, other = 0;
    assert_int_equal(vector->missing == NULL ? PRESENT : vector->missing[i], reason);
    if (reason != PRESENT) {
      assert_true(gaps < count && gap[gaps].at == i && gap[gaps].reason == reason);
      gaps++;
      continue;
    }
    assert_int_equal(vector->mark == NULL ? MARK_EXACT : vector->mark[i],
                     column_mark(expected, from + i));
    memcpy(&value, (const char *)vector->data + i * width, width);
    if (expected->type == COLUMN_TEXT) {
      assert_string_equal(dict_text(vector->dict, (uint32_t)value, NULL),
                          column_text(expected, from + i, NULL));
      continue;
    }
    other = expected->type == COLUMN_NUMBER ? column_raw(expected, from + i)
                                            : (uint64_t)column_integer(expected, from + i);
    assert_memory_equal(&value, &other, width);
  }
  assert_int_equal(gaps, count);
}

/* What is stored of the rows that are left, and the codes of columns that have them. */
static void assert_stored(struct scan_block *block, size_t number) {
  struct error error = {0};
  const struct scan_column *column = &block->scan->columns[number];
  if (column->form == SCAN_SOURCE) {
    const char *stored = scan_block_stored(block, number, &error);
    for (size_t i = 0; i < block->count; i++) {
      uint64_t raw = 0;
      memcpy(&raw, stored + i * column->source->width, column->source->width);
      assert_true(raw == column_raw(column->source, scan_block_row(block, i)));
    }
  }
  if (column->form == SCAN_TABLE) {
    const uint32_t *codes = scan_block_codes(block, number, &error);
    for (size_t i = 0; i < block->count; i++)
      assert_int_equal(codes[i], by_code(column->source, column->span, scan_block_row(block, i)));
  }
}

/* False when the scan declines on the way. */
static bool assert_blocks(const struct pair *pair, size_t room) {
  struct scan_block block;
  struct error error = {0};
  size_t at = 0, rows = pair->source->rows;
  bool done = true;
  assert_true(scan_block_init(&block, &pair->scan, room, &error));
  for (size_t start = 0; start < rows && done; start += room) {
    done = scan_block_run(&block, start, rows - start < room ? rows - start : room, &error);
    if (!done || pair->frame == NULL)
      continue;
    assert_true(at + block.count <= pair->frame->rows);
    for (size_t i = 0; i < pair->frame->columns && block.count > 0; i++) {
      size_t number = scan_find(&pair->scan, pair->frame->names[i]);
      assert_int_not_equal(number, SIZE_MAX);
      if (i % 2 == 0)
        assert_stored(&block, number);
      assert_cells(&block, number, pair->frame->column[i], at);
      assert_stored(&block, number);
    }
    at += block.count;
  }
  assert_true(!done || pair->frame != NULL);
  assert_true(!done || at == pair->frame->rows);
  scan_block_clear(&block);
  return done;
}

static void assert_likes(const struct pair *pair) {
  for (size_t i = 0; pair->frame != NULL && i < pair->frame->columns; i++) {
    const struct column *a = pair->frame->column[i];
    const struct column *b = pair->scan.like->column[scan_find(&pair->scan, pair->frame->names[i])];
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->scale, b->scale);
    assert_int_equal(a->computed, b->computed);
    assert_memory_equal(a->skipped, b->skipped, sizeof a->skipped);
  }
}

/* Whether the scan was taken. Where it is, it comes to the same rows and cells in blocks of any
** size, and to the same summary in every way. */
static bool assert_pair(struct pair *pair) {
  for (size_t i = 0; i < BLOCKS && pair->taken; i++)
    pair->taken = assert_blocks(pair, blocks[i]);
  if (pair->taken)
    assert_likes(pair);
  return pair->taken;
}

static void assert_summary(struct pair *pair, const char *key, const char *operand) {
  const char *const kinds[] = {"sum", "min", "n_distinct", "last"};
  size_t own = frame_find(pair->frame, key), x = frame_find(pair->frame, operand);
  size_t number = scan_find(&pair->scan, key);
  for (size_t kind = 0; kind < 4; kind++) {
    struct error error = {0};
    struct aggregate_spec specs[] = {
        {.name = "n", .kind = "count", .columns = {0}, .count = 0},
        {.name = "r", .kind = kinds[kind], .columns = {x}, .count = 1}};
    struct frame *expected = frame_summarise(pair->frame, &own, 1, specs, 2, NULL, &error);
    specs[1].columns[0] = scan_find(&pair->scan, operand);
    struct summary summary = {.scan = &pair->scan,
                              .keys = &number,
                              .coded = 1,
                              .shown = &number,
                              .key_count = 1,
                              .specs = specs,
                              .count = 2};
    for (size_t way = 0; way < RANDOM_WAYS; way++) {
      error = (struct error){0};
      struct frame *result = scan_summarise(&summary, &random_ways[way], &error);
      assert_true(result == NULL || expected != NULL);
      if (result != NULL)
        assert_same_frames(result, expected);
      frame_release(result);
    }
    frame_release(expected);
  }
}

/* ---- verbs ---- */

/* Try verbs on random frames; how often they were taken. */
static size_t try_verbs(void (*verbs)(struct pair *pair), const char *key, const char *operand) {
  size_t taken = 0;
  for (uint64_t seed = 1; seed <= TRIES; seed++) {
    struct pair pair;
    random_state = seed * 7777;
    begin(&pair, random_below(random_chance(30) ? 300 : 70));
    verbs(&pair);
    if (assert_pair(&pair)) {
      taken++;
      assert_summary(&pair, key, operand);
    }
    end(&pair);
  }
  return taken;
}

static void by_codes(struct pair *pair) {
  filter(pair, "(in t 'Odder' 'b' 'Aarhus')");
  filter(pair, "(not (== p @2019M02))");
}

static void by_missing_codes(struct pair *pair) {
  filter(pair, "(or (is_missing t) (== t 'b'))");
  filter(pair, "(not (is_missing (coalesce b b)))");
}

static void by_expression(struct pair *pair) {
  filter(pair, "(> (+ x y) 0.5)");
  filter(pair, "(<= x 3.5)");
}

static void by_parts(struct pair *pair) {
  filter(pair, "(and (and (> x -500.5) (~= t 'Odder')) (and (< (/ y 2) 400.5) (not b)))");
}

static void by_parts_that_may_fail(struct pair *pair) {
  filter(pair, "(and (~= t 'Odder') (> (+ k 1) 3))");
}

static void filters_leave_the_rows_of_the_verbs(void **state) {
  (void)state;
  assert_in_range(try_verbs(by_codes, "t", "x"), TRIES / 4, TRIES);
  assert_in_range(try_verbs(by_missing_codes, "b", "i"), TRIES / 4, TRIES);
  assert_in_range(try_verbs(by_expression, "t", "d"), TRIES / 4, TRIES);
  assert_in_range(try_verbs(by_parts, "p", "x"), TRIES / 8, TRIES);
  assert_in_range(try_verbs(by_parts_that_may_fail, "u", "y"), TRIES / 8, TRIES);
}

static void tables(struct pair *pair) {
  mutate(pair, "low", "(lower t)");
  mutate(pair, "v", "(if_else (== low 'odder') 2,5 1,5)");
  filter(pair, "(~= low 'b')");
  mutate(pair, "year", "(year p)");
}

static void computed(struct pair *pair) {
  mutate(pair, "s", "(+ x y)");
  filter(pair, "(> s -100.5)");
  mutate(pair, "s2", "(* s 2.5)");
  filter(pair, "(~= t 'b')");
  mutate(pair, "big", "(> s2 0.5)");
  filter(pair, "(< y 500.5)");
  mutate(pair, "three", "3");
  filter(pair, "big");
}

static void again(struct pair *pair) {
  mutate(pair, "a", "t");
  mutate(pair, "t", "(.. t '!')");
  mutate(pair, "x", "(- x 1.5)");
  mutate(pair, "x", "(abs x)");
  filter(pair, "(~= a 'Odder')");
  mutate(pair, "c", "y");
  filter(pair, "(or (> c 0.5) (> x 1.5))");
}

static void counts(struct pair *pair) {
  mutate(pair, "s", "(+ i 1)");
  filter(pair, "(~= t 'b')");
  mutate(pair, "r", "(/ s 2)");
}

static void mutates_give_the_cells_of_the_verbs(void **state) {
  (void)state;
  assert_in_range(try_verbs(tables, "low", "v"), TRIES / 8, TRIES);
  assert_in_range(try_verbs(computed, "t", "s2"), TRIES / 8, TRIES);
  assert_in_range(try_verbs(again, "t", "x"), TRIES / 8, TRIES);
  assert_in_range(try_verbs(counts, "u", "r"), TRIES / 16, TRIES);
}

/* ---- joins ---- */

/* Some keys of a column's, each once or (rarely) twice, with a text, a number with marks and gaps.
 */
static struct frame *right_side(const struct column *key) {
  size_t count = 0, rows[8];
  for (size_t i = 0; i < 8 && key->length > 0; i++) {
    size_t row = random_below(key->length);
    bool twice = false;
    for (size_t j = 0; j < count; j++)
      twice = twice || random_same_cell(key, rows[j], key, row);
    if (!twice || random_chance(2))
      rows[count++] = row;
  }
  struct dict *dict = random_dict();
  struct frame *frame = frame_new(count);
  frame_add(frame, "key", column_gather(key, rows, count), NULL);
  frame_add(frame, "rt", random_column(COLUMN_TEXT, count, dict, 0, 20, 0), NULL);
  frame_add(frame, "ri", random_column(COLUMN_INTEGER, count, NULL, 1, 20, 20), NULL);
  dict_release(dict);
  return frame;
}

static enum join_kind kind_at_hand;
static const char *key_at_hand;

static void join_after_filter(struct pair *pair) {
  struct frame *right = right_side(pair->source->column[frame_find(pair->source, key_at_hand)]);
  filter(pair, "(> x -500.5)");
  join(pair, right, kind_at_hand, key_at_hand);
  frame_release(right);
  if (kind_at_hand == JOIN_LEFT || kind_at_hand == JOIN_INNER) {
    mutate(pair, "more", "(coalesce rt t)");
    mutate(pair, "n", "(- y ri)");
  }
  filter(pair, "(< y 500.5)");
}

static void joins_of_every_kind_are_those_of_the_verb(void **state) {
  (void)state;
  static const char *const keys[] = {"t", "p", "e", "b", "i", "d"};
  for (int kind = JOIN_INNER; kind <= JOIN_ANTI; kind++)
    for (size_t key = 0; key < 6; key++) {
      bool adds = kind == JOIN_LEFT || kind == JOIN_INNER;
      kind_at_hand = (enum join_kind)kind;
      key_at_hand = keys[key];
      size_t taken = try_verbs(join_after_filter, "u", adds ? "n" : "y");
      if (key < 4 && !adds)
        assert_in_range(taken, TRIES / 16, TRIES);
    }
}

/* ---- what is declined ---- */

static bool is_taken(struct frame *frame, const char *name, const char *text) {
  struct scan scan;
  struct expression *expression = parse(text);
  assert_true(scan_init(&scan, frame));
  bool taken = name == NULL ? scan_filter(&scan, expression) : scan_mutate(&scan, name, expression);
  scan_clear(&scan);
  expression_free(expression);
  return taken;
}

static void what_the_verbs_do_otherwise_is_declined(void **state) {
  (void)state;
  struct frame *t =
      table("t:text x:integer n:integer m:number", "a 1 -1 1.5\nb >=2 3 2.5\nc . 4 3.5\nd 4 5 4.5");
  assert_true(is_taken(t, NULL, "(== t 'a')"));
  assert_true(is_taken(t, NULL, "(> m 1.5)"));
  assert_false(is_taken(t, NULL, "(> z 1)"));
  assert_false(is_taken(t, NULL, "(+ n 1)"));
  assert_true(is_taken(t, "y", "(lower t)"));
  assert_false(is_taken(t, "y", "(text m)")); /* a text that is no table */
  assert_false(is_taken(t, "y", "(+ n 1)"));  /* below zero, until a filter leaves that out */
  assert_false(is_taken(t, "y", "(+ x 1)"));  /* has marks */
  assert_true(is_taken(t, "y", "(- n 1)"));   /* computed, whatever the cells */
  assert_false(is_taken(t, "", "(- n 1)"));
  frame_release(t);
}

/* What fails for a code that no row has is no failure; nor for rows that were dropped. */
static void a_code_that_does_not_occur_cannot_fail(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("t:text n:integer", "2019Q1 1\n2020Q2 9223372036854775807\nnever 3");
  struct pair pair = {.source = t, .frame = frame_retain(t), .taken = true};
  assert_true(scan_init(&pair.scan, t));
  filter(&pair, "(~= t 'never')");
  mutate(&pair, "q", "(== (period t) @2019Q1)");
  filter(&pair, "q");
  mutate(&pair, "more", "(- n -1)");
  assert_true(assert_pair(&pair));
  assert_int_equal(pair.frame->rows, 1);
  struct scan_block block;
  struct scan scan;
  struct expression *fails = parse("(- n -1)");
  assert_true(scan_init(&scan, t) && scan_mutate(&scan, "more", fails));
  assert_true(scan_block_init(&block, &scan, 4, &error));
  assert_false(scan_block_run(&block, 0, 3, &error));
  scan_block_clear(&block);
  scan_clear(&scan);
  expression_free(fails);
  end(&pair);
}

static void select_gives_names_and_takes_them(void **state) {
  (void)state;
  struct frame *t = table("a:text b:integer c:integer", "x 1 2");
  static const char *const swapped[] = {"b", "a"};
  static const char *const same[] = {"b", "b"};
  struct scan scan;
  assert_true(scan_init(&scan, t));
  assert_true(scan_select(&scan, swapped, (size_t[]){0, 1}, 2));
  assert_int_equal(scan_find(&scan, "b"), 0);
  assert_int_equal(scan_find(&scan, "a"), 1);
  assert_int_equal(scan_find(&scan, "c"), SIZE_MAX);
  scan_clear(&scan);
  assert_true(scan_init(&scan, t));
  assert_false(scan_select(&scan, swapped, (size_t[]){1, 1}, 2)); /* one column under two names */
  scan_clear(&scan);
  assert_true(scan_init(&scan, t));
  assert_false(scan_select(&scan, same, (size_t[]){0, 1}, 2)); /* one name for two columns */
  scan_clear(&scan);
  frame_release(t);
}

/* A file may name its columns as a scan names those that it hides. */
static void a_name_like_a_hidden_one_is_not_mistaken(void **state) {
  (void)state;
  struct frame *t = table("x:integer \1"
                          "0:integer",
                          "1 10\n2 20");
  struct expression *more = parse("(- x 1)"), *other = parse("\1"
                                                             "0");
  struct scan scan;
  assert_true(scan_init(&scan, t));
  bool taken = scan_mutate(&scan, "x", more) && scan_mutate(&scan, "y", other);
  assert_true(!taken || scan.columns[scan_find(&scan, "y")].source == t->column[1]);
  scan_clear(&scan);
  expression_free(more);
  expression_free(other);
  frame_release(t);
}

static void joins_that_add_rows_or_names_are_declined(void **state) {
  (void)state;
  struct frame *t = table("k:text v:integer", "a 1\nb 2");
  struct frame *twice = table("k:text w:integer", "a 1\na 2");
  struct frame *named = table("k:text v:integer", "a 1");
  struct frame *other = table("k:integer w:integer", "1 2");
  struct join_on on[] = {{0, 0}, {0, 0}};
  const struct {
    struct frame *right;
    size_t count;
    bool many;
    bool taken[JOIN_KINDS];
  } cases[] = {{twice, 1, false, {false, false, true, true}},
               {twice, 1, true, {false, false, true, true}},
               {named, 1, false, {false, false, true, true}},
               {other, 1, false, {false, false, false, false}},
               {twice, 2, true, {false, false, false, false}}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    for (int kind = 0; kind < JOIN_KINDS; kind++) {
      struct scan scan;
      assert_true(scan_init(&scan, t));
      bool taken =
          scan_join(&scan, cases[i].right, (enum join_kind)kind, on, cases[i].count, cases[i].many);
      assert_int_equal(taken, cases[i].taken[kind]);
      scan_clear(&scan);
    }
  frame_release(t);
  frame_release(twice);
  frame_release(named);
  frame_release(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(filters_leave_the_rows_of_the_verbs),
      cmocka_unit_test(mutates_give_the_cells_of_the_verbs),
      cmocka_unit_test(joins_of_every_kind_are_those_of_the_verb),
      cmocka_unit_test(what_the_verbs_do_otherwise_is_declined),
      cmocka_unit_test(a_code_that_does_not_occur_cannot_fail),
      cmocka_unit_test(select_gives_names_and_takes_them),
      cmocka_unit_test(a_name_like_a_hidden_one_is_not_mistaken),
      cmocka_unit_test(joins_that_add_rows_or_names_are_declined),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
