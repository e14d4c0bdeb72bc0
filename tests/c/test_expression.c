#include "table.h"

static const size_t blocks[] = {1, 2, 3, 7, 0};
enum { BLOCKS = sizeof blocks / sizeof blocks[0] };

/* An expression over a table gives a column, whatever the block size. */
static void assert_computes(struct frame *frame, const char *text, const char *expected) {
  struct expression *expression = parse(text);
  assert_non_null(expression);
  for (size_t i = 0; i < BLOCKS; i++) {
    struct error error = {0};
    struct engine_options options = {.block = blocks[i]};
    struct column *column = NULL;
    if (expression_resolve(expression, frame, &error))
      column = expression_evaluate(expression, frame, &options, &error);
    if (column == NULL)
      fail_msg("%s: %s", text, error.message);
    if (strcmp(show_column(column), expected) != 0)
      fail_msg("%s in blocks of %zu gives \"%s\", not \"%s\"", text, blocks[i], show_column(column),
               expected);
    column_release(column);
  }
  expression_free(expression);
}

static void assert_refuses(struct frame *frame, const char *text, enum error_code code,
                           const char *part) {
  struct expression *expression = parse(text);
  for (size_t i = 0; i < BLOCKS; i++) {
    struct error error = {0};
    struct engine_options options = {.block = blocks[i]};
    struct column *column = NULL;
    if (expression_resolve(expression, frame, &error))
      column = expression_evaluate(expression, frame, &options, &error);
    if (column != NULL)
      fail_msg("%s gives \"%s\"", text, show_column(column));
    assert_int_equal(error.code, code);
    if (strstr(error.message, part) == NULL)
      fail_msg("%s: \"%s\" does not say \"%s\"", text, error.message, part);
  }
  expression_free(expression);
}

static void types_follow_from_the_operands(void **state) {
  (void)state;
  struct frame *t = table("i:integer d:decimal1 e:decimal2 n:number", "7 2,5 1,25 0.5\n"
                                                                      "-7 -2,5 0,05 4");
  assert_computes(t, "(+ i 1)", "integer: 8 -6");
  assert_computes(t, "(+ i d)", "decimal1: 9,5 -9,5");
  assert_computes(t, "(- d e)", "decimal2: 1,25 -2,55");
  assert_computes(t, "(* d i)", "decimal1: 17,5 17,5");
  assert_computes(t, "(* i e)", "decimal2: 8,75 -0,35");
  assert_computes(t, "(* d e)", "number: 3,125 -0,125");
  assert_computes(t, "(+ i n)", "number: 7,5 -3");
  assert_computes(t, "(/ i 2)", "number: 3,5 -3,5");
  assert_computes(t, "(^ i 2)", "number: 49 49");
  assert_computes(t, "(negate d)", "decimal1: -2,5 2,5");
  assert_computes(t, "(// i 2)", "integer: 3 -4");
  assert_computes(t, "(% i 3)", "integer: 1 2");
  assert_computes(t, "(% i -3)", "integer: -2 -1");
  assert_computes(t, "(// d 2)", "number: 1 -2");
  assert_computes(t, "(% d 2)", "number: 0,5 1,5");
  frame_release(t);
}

static void overflow_is_an_error_that_names_the_row(void **state) {
  (void)state;
  struct frame *t = table("a:integer d:decimal1", "1 1,0\n2 1,0\n9223372036854775807 1,0\n"
                                                  "-9223372036854775807 1,0");
  assert_refuses(t, "(+ a 1)", ERROR_OVERFLOW, "row 3");
  assert_refuses(t, "(* a 2)", ERROR_OVERFLOW, "row 3");
  assert_refuses(t, "(- a 2)", ERROR_OVERFLOW, "row 4");
  assert_refuses(t, "(+ a d)", ERROR_OVERFLOW, "row 3");
  assert_refuses(t, "(negate (- a 1))", ERROR_OVERFLOW, "row 4");
  assert_refuses(t, "(abs (- a 1))", ERROR_OVERFLOW, "row 4");
  assert_refuses(t, "(// (- a 1) -1)", ERROR_OVERFLOW, "row 4");
  assert_computes(t, "(% (- a 1) -1)", "integer: 0 0 0 0");
  assert_refuses(t, "(floor (* 1e19 a))", ERROR_OVERFLOW, "row 1");
  frame_release(t);
}

static void a_missing_operand_never_overflows(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:integer", ". 9223372036854775807\n1 .");
  assert_computes(t, "(+ (+ a b) 9223372036854775807)", "integer: . .");
  frame_release(t);
}

static void division_by_zero_is_missing_undefined(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:integer", "1 0\n0 0\n. 0\n4 2");
  assert_computes(t, "(/ a b)", "number: ! ! . 2");
  assert_computes(t, "(// a b)", "integer: ! ! . 2");
  assert_computes(t, "(% a b)", "integer: ! ! . 0");
  assert_computes(t, "(log (- a 1))", "number: ! ! . 1,0986122886681098");
  assert_computes(t, "(sqrt (- a 1))", "number: 0 ! . 1,7320508075688772");
  assert_computes(t, "(exp (* a 1000))", "number: ! 1 . !");
  frame_release(t);
}

static void there_is_no_negative_zero(void **state) {
  (void)state;
  struct frame *t = table("n:number", "0\n-1");
  struct error error = {0};
  const char *texts[] = {"(* n -1)", "(negate n)", "(round (/ n 1000))", "(/ n -5)"};
  for (size_t i = 0; i < 4; i++) {
    struct expression *e = parse(texts[i]);
    assert_true(expression_resolve(e, t, &error));
    struct column *column = expression_evaluate(e, t, NULL, &error);
    for (size_t row = 0; row < 2; row++)
      assert_false(column_number(column, row) == 0 && 1 / column_number(column, row) < 0);
    column_release(column);
    expression_free(e);
  }
  frame_release(t);
}

static void the_reason_is_that_of_the_leftmost_missing_operand(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:integer", ". ..\n.. .\n1 -\n_ 1\n? !");
  assert_computes(t, "(+ a b)", "integer: . .. - _ ?");
  assert_computes(t, "(< b a)", "boolean: .. . - _ !");
  frame_release(t);
}

/* Were it known, `ja or ja` and `nej and nej` would not be missing. */
static void of_two_missing_truths_the_hidden_one_gives_the_reason(void **state) {
  (void)state;
  struct frame *t = table("a:boolean b:boolean", "? .\n. ?\n? ~\n~ ?\n~ .\n. ~\n? !\n! ?");
  assert_computes(t, "(and a b)", "boolean: . . ~ ~ ~ . ? !");
  assert_computes(t, "(or a b)", "boolean: . . ~ ~ ~ . ? !");
  frame_release(t);
}

static void logic_is_three_valued(void **state) {
  (void)state;
  struct frame *t = table("a:boolean b:boolean",
                          "ja ja\nja nej\nja .\nnej ja\nnej nej\nnej .\n.. ja\n.. nej\n.. .");
  assert_computes(t, "(and a b)", "boolean: ja nej . nej nej nej .. nej .");
  assert_computes(t, "(or a b)", "boolean: ja ja ja ja nej . ja .. .");
  assert_computes(t, "(not a)", "boolean: nej nej nej ja ja ja .. .. ..");
  frame_release(t);
}

static void numbers_compare_exactly_whatever_their_type(void **state) {
  (void)state;
  struct frame *t = table("i:integer d:decimal2 n:number",
                          "5 5,00 5\n9007199254740993 0,01 9007199254740992\n-1 -0,99 -1");
  assert_computes(t, "(== i d)", "boolean: ja nej nej");
  assert_computes(t, "(< i d)", "boolean: nej nej ja");
  assert_computes(t, "(>= d i)", "boolean: ja nej ja");
  assert_computes(t, "(== i 9007199254740992)", "boolean: nej nej nej");
  assert_computes(t, "(== i n)", "boolean: ja ja ja");
  assert_computes(t, "(~= i 5)", "boolean: nej ja ja");
  assert_computes(t, "(in d 5 0,010)", "boolean: ja ja nej");
  assert_computes(t, "(in i 5 -1.0)", "boolean: ja nej ja");
  frame_release(t);
}

static void texts_are_equal_by_bytes_and_ordered_in_danish(void **state) {
  (void)state;
  struct frame *t = table("a:text b:text", "Odder Zebra\nÅrhus Ærø\nAarhus Odder\nx x\n. x");
  assert_computes(t, "(== a b)", "boolean: nej nej nej ja .");
  assert_computes(t, "(< a b)", "boolean: ja nej nej nej .");
  assert_computes(t, "(> a 'Ærø')", "boolean: nej ja ja nej .");
  assert_computes(t, "(<= 'Odder' b)", "boolean: ja ja ja ja ja");
  assert_computes(t, "(in a 'x' 'Aarhus')", "boolean: nej nej ja ja .");
  assert_computes(t, "(== a (.. 'Od' 'der'))", "boolean: ja nej nej nej .");
  assert_computes(t, "(== (lower b) (lower a))", "boolean: nej nej nej ja .");
  frame_release(t);
}

static void periods_of_two_kinds_are_never_ordered(void **state) {
  (void)state;
  struct frame *t = table("p:period q:period", "2019Q3 2020Q1\n2019Q3 2019Q3\n2019 2019M01");
  assert_computes(t, "(== p q)", "boolean: nej ja nej");
  assert_refuses(t, "(< p q)", ERROR_DATA, "row 3: kinds of periods differ: 2019 is a year");
  assert_refuses(t, "(- p q)", ERROR_DATA, "kinds of periods differ");
  assert_computes(t, "(in p @2019Q3 @2019)", "boolean: ja ja ja");
  frame_release(t);
}

static void periods_move_by_their_own_steps(void **state) {
  (void)state;
  struct frame *t = table("p:period q:period d:date n:integer",
                          "2019Q3 2018Q4 2020-02-29 2\n2019M11 2019M11 2019-12-31 -11\n. 2019 . 1");
  assert_computes(t, "(+ p n)", "period: 2020Q1 2018M12 .");
  assert_computes(t, "(+ n p)", "period: 2020Q1 2018M12 .");
  assert_computes(t, "(- p n)", "period: 2019Q1 2020M10 .");
  assert_computes(t, "(period_add d 1)", "date: 2020-03-01 2020-01-01 .");
  assert_computes(t, "(- p q)", "integer: 3 0 .");
  assert_computes(t, "(year p)", "integer: 2019 2019 .");
  assert_computes(t, "(number p)", "integer: 3 11 .");
  assert_computes(t, "(kind p)", "text: quarter month .");
  assert_computes(t, "(quarter_of p)", "period: 2019Q3 2019Q4 .");
  assert_computes(t, "(month_of p)", "period: ! 2019M11 .");
  assert_computes(t, "(month_of d)", "period: 2020M02 2019M12 .");
  assert_computes(t, "(first_day p)", "date: 2019-07-01 2019-11-01 .");
  assert_computes(t, "(last_day p)", "date: 2019-09-30 2019-11-30 .");
  assert_refuses(t, "(+ p 1000000)", ERROR_OVERFLOW, "row 1");
  assert_refuses(t, "(- p -9223372036854775808)", ERROR_OVERFLOW, "row 1");
  frame_release(t);
}

static void a_text_that_is_no_period_is_an_error(void **state) {
  (void)state;
  struct frame *t = table("a:text b:text c:text", "2019Q3 2019M01 2019\n2019K4 2019-01-01 x");
  assert_computes(t, "(period a)", "period: 2019Q3 2019Q4");
  assert_refuses(t, "(period b)", ERROR_DATA, "row 2: '2019-01-01' is a date");
  assert_refuses(t, "(period c)", ERROR_DATA, "row 2: 'x' is not a period");
  frame_release(t);
}

static void a_choice_keeps_reason_and_mark_of_the_chosen_cell(void **state) {
  (void)state;
  struct frame *t = table("c:boolean a:integer b:decimal1 s:text r:text",
                          "ja >=1 2,5 x y\nnej 1 <=2,5 x y\n.. 1 2,5 x y\nja . 2,5 - y");
  assert_computes(t, "(if_else c a b)", "decimal1: >=1,0 <=2,5 .. .");
  assert_computes(t, "(if_else c s r)", "text: x y .. -");
  assert_computes(t, "(if_else c s missing)", "text: x _ .. -");
  assert_computes(t, "(coalesce missing a 0)", "integer: >=1 1 1 ~0");
  assert_computes(t, "(coalesce a missing)", "integer: >=1 1 1 .");
  assert_computes(t, "(coalesce s 'ukendt')", "text: x x x ukendt");
  assert_computes(t, "(is_missing a)", "boolean: nej nej nej ja");
  assert_computes(t, "(is_suppressed s)", "boolean: nej nej nej nej");
  assert_computes(t, "(is_suppressed a)", "boolean: nej nej nej ja");
  frame_release(t);
}

static void rounding_keeps_the_type(void **state) {
  (void)state;
  struct frame *t = table("i:integer d:decimal2 n:number", "7 2,65 2.675\n-7 -2,65 -2.5\n. .. -");
  assert_computes(t, "(round i 1)", "integer: 7 -7 .");
  assert_computes(t, "(round d)", "decimal0: 3 -3 ..");
  assert_computes(t, "(round d 1)", "decimal1: 2,7 -2,7 ..");
  assert_computes(t, "(round d 4)", "decimal2: 2,65 -2,65 ..");
  assert_computes(t, "(round n 2)", "number: 2,68 -2,5 -");
  assert_computes(t, "(round n)", "number: 3 -3 -");
  assert_computes(t, "(floor d)", "integer: 2 -3 ..");
  assert_computes(t, "(ceiling d)", "integer: 3 -2 ..");
  assert_computes(t, "(floor n)", "integer: 2 -3 -");
  assert_computes(t, "(ceiling n)", "integer: 3 -2 -");
  assert_refuses(t, "(round n i)", ERROR_VALUE, "whole number from 0 to 15");
  assert_refuses(t, "(round n -1)", ERROR_VALUE, "whole number from 0 to 15");
  frame_release(t);
}

static void marks_go_through_arithmetic(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:integer", ">=5 2\n5 >=2\n>=5 <=2\n~5 2\n>=5 .");
  assert_computes(t, "(+ a b)", "integer: >=7 >=7 ~7 ~7 .");
  assert_computes(t, "(- a b)", "integer: >=3 <=3 >=3 ~3 .");
  assert_computes(t, "(negate a)", "integer: <=-5 -5 <=-5 ~-5 <=-5");
  assert_computes(t, "(* a b)", "integer: >=10 >=10 ~10 ~10 .");
  assert_computes(t, "(* a -2)", "integer: <=-10 -10 <=-10 ~-10 <=-10");
  assert_computes(t, "(* a 0)", "integer: 0 0 0 0 0");
  assert_computes(t, "(/ a b)", "number: >=2,5 <=2,5 ~2,5 ~2,5 .");
  assert_computes(t, "(/ -10 b)", "number: -5 >=-5 ~-5 -5 .");
  assert_computes(t, "(/ 0 b)", "number: 0 0 ~0 0 .");
  assert_computes(t, "(round (* 100 (/ a b)))", "number: >=250 <=250 ~250 ~250 .");
  assert_computes(t, "(abs (negate a))", "integer: ~5 5 ~5 ~5 ~5");
  assert_computes(t, "(sqrt (- a 1))", "number: ~2 2 ~2 ~2 ~2");
  assert_computes(t, "(> a 3)", "boolean: ja ja ja ~ ja");
  frame_release(t);
}

static void a_question_about_a_bound_is_answered_where_the_answer_is_sure(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:number", ">=4 4\n<=4 4\n~4 4\n4 >=4\n. >=4\n>=4 .");
  assert_computes(t, "(< a b)", "boolean: nej ~ ~ ~ . .");
  assert_computes(t, "(>= a b)", "boolean: ja ~ ~ ~ . .");
  assert_computes(t, "(== a b)", "boolean: ~ ~ ~ ~ . .");
  assert_computes(t, "(~= a 3)", "boolean: ja ~ ~ ja . ja");
  assert_computes(t, "(in a 1 3,5)", "boolean: nej ~ ~ nej . nej");
  assert_computes(t, "(and (> a 5) (< b 5))", "boolean: ~ nej ~ nej . ~");
  assert_computes(t, "(contains (text a) '4')", "boolean: ~ ~ ~ ja . ~");
  assert_computes(t, "(== (text a) '4')", "boolean: ~ ~ ~ ja . ~");
  frame_release(t);
}

static void abs_keeps_a_lower_bound_from_0_up(void **state) {
  (void)state;
  struct frame *t = table("a:integer", ">=3\n>=0\n>=-3\n<=3\n<=-3\n~3\n-3");
  assert_computes(t, "(abs a)", "integer: >=3 >=0 ~3 ~3 ~3 ~3 3");
  assert_computes(t, "(abs (/ a 1))", "number: >=3 >=0 ~3 ~3 ~3 ~3 3");
  frame_release(t);
}

static void only_a_divisor_surely_above_0_gives_a_bound(void **state) {
  (void)state;
  struct frame *t = table("b:integer", ">=4\n<=4\n~4\n>=-4\n<=-4\n>=0\n4");
  assert_computes(t, "(/ 2 b)", "number: <=0,5 ~0,5 ~0,5 ~-0,5 ~-0,5 ! 0,5");
  assert_computes(t, "(/ -2 b)", "number: >=-0,5 ~-0,5 ~-0,5 ~0,5 ~0,5 ! -0,5");
  assert_computes(t, "(/ 0 b)", "number: 0 ~0 ~0 ~0 ~0 ! 0");
  frame_release(t);
}

static void a_marked_condition_may_have_chosen_the_other(void **state) {
  (void)state;
  struct frame *t = table("c:boolean a:integer", "~ja 1\n~nej .\nja >=1\n~ja .");
  assert_computes(t, "(if_else c a 5)", "integer: ~1 ~5 >=1 .");
  frame_release(t);
}

/* A new column's `computed`, and what is told of suppressed cells skipped behind it. */
static void assert_facts(struct frame *frame, const char *text, bool computed, size_t skipped) {
  struct error error = {0};
  struct expression *expression = parse(text);
  assert_true(expression_resolve(expression, frame, &error));
  struct column *column = expression_evaluate(expression, frame, NULL, &error);
  assert_non_null(column);
  if (column->computed != computed || column->skipped[MISSING_SUPPRESSED] != skipped)
    fail_msg("%s: computed %d, skipped %zu", text, column->computed,
             column->skipped[MISSING_SUPPRESSED]);
  column_release(column);
  expression_free(expression);
}

static void sums_and_products_of_counts_are_counts(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:decimal1 minus:integer most:integer made:integer p:period",
                          ". 1,5 -1 1 1 2019\n>=1 . 1 <=1 1 2019");
  t->column[4]->computed = true;
  assert_facts(t, "a", false, 0);
  assert_facts(t, "(+ a (* 2 b))", false, 0);
  assert_facts(t, "(/ (* a b) 2.5)", false, 0);
  assert_facts(t, "(* a 0)", false, 0);
  assert_facts(t, "7", false, 0);
  const char *others[] = {"(- a 1)",     "(negate a)",    "(* a -2)",   "(/ a b)",
                          "(/ 2 a)",     "(+ a minus)",   "(+ a most)", "(+ a made)",
                          "(* 2 made)",  "(abs a)",       "(round a)",  "(^ a 2)",
                          "(+ p 1)",     "(> a 1)",       "(text a)",   "(coalesce a 0)",
                          "(+ a -1)",    "(* 2 (- a 1))", "(+ p a)",    "(- p p)",
                          "(* a minus)", "(floor b)",     "(// a 2)",   "(if_else (> a 0) a 1)"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    assert_facts(t, others[i], true, 0);
  frame_release(t);
}

static void what_columns_skipped_is_added_up_once_each(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:integer", "1 2");
  t->column[0]->skipped[MISSING_SUPPRESSED] = 3;
  t->column[1]->skipped[MISSING_SUPPRESSED] = 4;
  assert_facts(t, "(/ (* 100 a) b)", true, 7);
  assert_facts(t, "(+ a (+ a a))", false, 3);
  assert_facts(t, "(round a)", true, 3);
  assert_facts(t, "(if_else (> a 1) b 0)", true, 7);
  assert_facts(t, "b", false, 4);
  assert_facts(t, "(text b)", true, 4);
  frame_release(t);
}

static void texts_are_changed_and_tested(void **state) {
  (void)state;
  struct frame *t = table("a:text n:integer d:decimal1 p:period b:boolean x:number",
                          "Ærø 1234 5,6 2019Q3 ja 0.5\nstraße -1 -0,5 2020 nej 1e21\n. . . . . .");
  assert_computes(t, "(lower a)", "text: ærø straße .");
  assert_computes(t, "(upper a)", "text: ÆRØ STRASSE .");
  assert_computes(t, "(trim (.. ' ' (.. a '  ')))", "text: Ærø straße .");
  assert_computes(t, "(contains a 'r')", "boolean: ja ja .");
  assert_computes(t, "(contains a '')", "boolean: ja ja .");
  assert_computes(t, "(starts_with a 'Æ')", "boolean: ja nej .");
  assert_computes(t, "(ends_with a 'ße')", "boolean: nej ja .");
  assert_computes(t, "(.. a (text n))", "text: Ærø1234 straße-1 .");
  assert_computes(t, "(text d)", "text: 5,6 -0,5 .");
  assert_computes(t, "(text p)", "text: 2019Q3 2020 .");
  assert_computes(t, "(text b)", "text: ja nej .");
  assert_computes(t, "(text x)", "text: 0,5 1000000000000000000000 .");
  assert_refuses(t, "(contains a (lower a))", ERROR_VALUE, "plain text");
  frame_release(t);
}

static void arithmetic_on_a_text_says_which_line_made_it_text(void **state) {
  (void)state;
  struct frame *t = table("antal:text n:integer", "12x 1");
  t->column[0]->stray = (struct stray){.line = 3, .column = 1, .cell = "12x"};
  assert_refuses(t, "(+ antal n)", ERROR_TYPE, "'+' takes numbers, not text and integer");
  assert_refuses(t, "(+ antal n)", ERROR_TYPE, "column 'antal' is text because of '12x' in line 3");
  assert_refuses(t, "(round antal)", ERROR_TYPE, "line 3");
  frame_release(t);
}

static void what_is_wrong_is_refused_before_anything_runs(void **state) {
  (void)state;
  struct frame *t = table("a:integer s:text p:period b:boolean", "1 x 2019 ja");
  assert_refuses(t, "nope", ERROR_VALUE, "no column 'nope'");
  assert_refuses(t, "(frobnicate a)", ERROR_VALUE, "no function 'frobnicate'");
  assert_refuses(t, "(sqrt a a)", ERROR_VALUE, "takes 1 argument, not 2");
  assert_refuses(t, "(round a 1 2)", ERROR_VALUE, "1 to 2 arguments");
  assert_refuses(t, "(in a)", ERROR_VALUE, "2 arguments or more");
  assert_refuses(t, "(== a s)", ERROR_TYPE, "integer and text");
  assert_refuses(t, "(< b b)", ERROR_TYPE, "'<'");
  assert_refuses(t, "(and a b)", ERROR_TYPE, "'and'");
  assert_refuses(t, "(+ p p)", ERROR_TYPE, "'+'");
  assert_refuses(t, "(if_else b a s)", ERROR_TYPE, "one type");
  assert_refuses(t, "(if_else a a a)", ERROR_TYPE, "condition");
  assert_refuses(t, "(coalesce missing missing)", ERROR_TYPE, "no type");
  assert_refuses(t, "(in a a)", ERROR_VALUE, "plain values");
  assert_refuses(t, "(.. s a)", ERROR_TYPE, "text(x)");
  assert_refuses(t, "(year a)", ERROR_TYPE, "a period");
  frame_release(t);
}

static void comparing_with_a_bare_missing_is_refused(void **state) {
  (void)state;
  struct frame *t = table("a:integer", "1");
  assert_refuses(t, "(== a missing)", ERROR_TYPE, "is_missing(x)");
  assert_refuses(t, "missing", ERROR_TYPE, "no type");
  frame_release(t);
}

static void a_bare_column_is_shared_not_copied(void **state) {
  (void)state;
  struct frame *t = table("a:integer", "1");
  struct expression *e = parse("a");
  assert_true(expression_resolve(e, t, NULL));
  struct column *column = expression_evaluate(e, t, NULL, NULL);
  assert_ptr_equal(column, t->column[0]);
  column_release(column);
  expression_free(e);
  frame_release(t);
}

static void an_expression_can_be_resolved_again_for_another_frame(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:number", "1 0.5");
  struct frame *u = table("b:decimal1 a:integer", "2,5 3");
  struct expression *e = parse("(+ a b)");
  struct error error = {0};
  for (int i = 0; i < 2; i++) {
    assert_true(expression_resolve(e, t, &error));
    struct column *column = expression_evaluate(e, t, NULL, &error);
    assert_string_equal(show_column(column), "number: 1,5");
    column_release(column);
    assert_true(expression_resolve(e, u, &error));
    column = expression_evaluate(e, u, NULL, &error);
    assert_string_equal(show_column(column), "decimal1: 5,5");
    column_release(column);
  }
  expression_free(e);
  frame_release(t);
  frame_release(u);
}

static void an_empty_frame_gives_an_empty_column(void **state) {
  (void)state;
  struct frame *t = table("a:integer s:text", "");
  assert_computes(t, "(+ a 1)", "integer:");
  assert_computes(t, "(lower s)", "text:");
  assert_computes(t, "(if_else (== s 'x') s 'y')", "text:");
  frame_release(t);
}

static void a_set_flag_stops_the_work(void **state) {
  (void)state;
  atomic_bool cancel = true;
  struct engine_options options = {.cancel = &cancel};
  struct frame *t = table("a:integer", "1\n2");
  struct error error = {0};
  struct expression *e = parse("(+ a 1)");
  assert_true(expression_resolve(e, t, &error));
  assert_null(expression_evaluate(e, t, &options, &error));
  assert_int_equal(error.code, ERROR_CANCELLED);
  expression_free(e);
  frame_release(t);
}

static void the_table_of_functions_can_be_walked(void **state) {
  (void)state;
  size_t count = 0;
  while (expression_function(count) != NULL)
    assert_true(expression_knows(expression_function(count++)));
  assert_int_equal(count, 47);
  assert_false(expression_knows("sum"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(types_follow_from_the_operands),
      cmocka_unit_test(overflow_is_an_error_that_names_the_row),
      cmocka_unit_test(a_missing_operand_never_overflows),
      cmocka_unit_test(division_by_zero_is_missing_undefined),
      cmocka_unit_test(there_is_no_negative_zero),
      cmocka_unit_test(the_reason_is_that_of_the_leftmost_missing_operand),
      cmocka_unit_test(of_two_missing_truths_the_hidden_one_gives_the_reason),
      cmocka_unit_test(logic_is_three_valued),
      cmocka_unit_test(numbers_compare_exactly_whatever_their_type),
      cmocka_unit_test(texts_are_equal_by_bytes_and_ordered_in_danish),
      cmocka_unit_test(periods_of_two_kinds_are_never_ordered),
      cmocka_unit_test(periods_move_by_their_own_steps),
      cmocka_unit_test(a_text_that_is_no_period_is_an_error),
      cmocka_unit_test(a_choice_keeps_reason_and_mark_of_the_chosen_cell),
      cmocka_unit_test(rounding_keeps_the_type),
      cmocka_unit_test(marks_go_through_arithmetic),
      cmocka_unit_test(a_question_about_a_bound_is_answered_where_the_answer_is_sure),
      cmocka_unit_test(abs_keeps_a_lower_bound_from_0_up),
      cmocka_unit_test(only_a_divisor_surely_above_0_gives_a_bound),
      cmocka_unit_test(a_marked_condition_may_have_chosen_the_other),
      cmocka_unit_test(sums_and_products_of_counts_are_counts),
      cmocka_unit_test(what_columns_skipped_is_added_up_once_each),
      cmocka_unit_test(texts_are_changed_and_tested),
      cmocka_unit_test(arithmetic_on_a_text_says_which_line_made_it_text),
      cmocka_unit_test(what_is_wrong_is_refused_before_anything_runs),
      cmocka_unit_test(comparing_with_a_bare_missing_is_refused),
      cmocka_unit_test(a_bare_column_is_shared_not_copied),
      cmocka_unit_test(an_expression_can_be_resolved_again_for_another_frame),
      cmocka_unit_test(an_empty_frame_gives_an_empty_column),
      cmocka_unit_test(a_set_flag_stops_the_work),
      cmocka_unit_test(the_table_of_functions_can_be_walked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
