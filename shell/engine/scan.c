#include "scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "by_code.h"
#include "facts.h"
#include "verbs.h"

/* ---- columns ---- */

static struct column *like_column(const struct column *column) {
  struct column *like = column_new(column->type, 0, column->dict);
  if (like == NULL)
    return NULL;
  like->scale = column->scale;
  like->stray = column->stray;
  like->computed = column->computed;
  memcpy(like->skipped, column->skipped, sizeof like->skipped);
  return like;
}

/* Take the name from the column that has it, so that another may. */
static bool hide(struct scan *scan, size_t number) {
  char hidden[32];
  snprintf(hidden, sizeof hidden, "\x01%zu", number);
  size_t held = frame_find(scan->like, hidden); /* a file may have any name */
  char *name = held == SIZE_MAX || held == number ? strdup(hidden) : NULL;
  if (name == NULL)
    return false;
  free(scan->like->names[number]);
  scan->like->names[number] = name;
  return true;
}

/* Takes over `like`. */
static bool add_column(struct scan *scan, const char *name, struct column *like,
                       struct scan_column column) {
  struct error ignored = {0};
  size_t count = scan->like->columns;
  struct scan_column *columns = realloc(scan->columns, (count + 1) * sizeof *columns);
  if (columns == NULL) {
    column_release(like);
    return false;
  }
  scan->columns = columns;
  size_t old = frame_find(scan->like, name);
  if (old != SIZE_MAX && !hide(scan, old)) {
    column_release(like);
    return false;
  }
  scan->columns[count] = column;
  return frame_add(scan->like, name, like, &ignored);
}

bool scan_init(struct scan *scan, const struct frame *frame) {
  *scan = (struct scan){.frame = frame, .like = frame_new(0)};
  bool done = scan->like != NULL;
  for (size_t i = 0; i < frame->columns && done; i++) {
    struct column *source = frame->column[i];
    struct scan_column column = {.form = SCAN_SOURCE, .source = source};
    struct column *like = like_column(source);
    done = like != NULL && add_column(scan, frame->names[i], like, column);
  }
  return done;
}

static void clear_column(struct scan_column *column) {
  column_release(column->table);
  free(column->values);
  free(column->missing);
}

void scan_clear(struct scan *scan) {
  for (size_t i = 0; scan->like != NULL && i < scan->like->columns; i++)
    clear_column(&scan->columns[i]);
  for (size_t i = 0; i < scan->step_count; i++)
    free(scan->steps[i].keep);
  frame_release(scan->like);
  free(scan->columns);
  free(scan->steps);
  *scan = (struct scan){0};
}

size_t scan_find(const struct scan *scan, const char *name) {
  return frame_find(scan->like, name);
}

static bool add_step(struct scan *scan, struct scan_step step) {
  struct scan_step *steps = realloc(scan->steps, (scan->step_count + 1) * sizeof *steps);
  if (steps == NULL)
    return false;
  scan->steps = steps;
  scan->steps[scan->step_count++] = step;
  return true;
}

/* Whether a row may have the code: reasons that no cell is missing for have one too. */
static bool may_occur(const struct scan_column *column, size_t code) {
  return code < column->span || column->source->reason[code - column->span] != NULL;
}

static bool keeps_all(const struct scan_column *column, const uint8_t *keep, size_t codes) {
  for (size_t code = 0; code < codes; code++)
    if (keep[code] == 0 && may_occur(column, code))
      return false;
  return true;
}

/* Keep the rows whose codes of a column `keep` has 1 for; takes it over, also on failure. */
static bool add_keep(struct scan *scan, size_t number, uint8_t *keep, size_t codes) {
  const struct column *source = scan->columns[number].source;
  unsigned width = source->gaps == NULL ? source->width : 4; /* reasons have codes of their own */
  if (keep != NULL && keeps_all(&scan->columns[number], keep, codes)) {
    free(keep);
    return true;
  }
  if (keep != NULL &&
      add_step(scan, (struct scan_step){.kind = SCAN_KEEP_CODES,
                                        .column = number,
                                        .keep = keep,
                                        .wanted = flags_wanted(keep, codes, width)}))
    return true;
  free(keep);
  return false;
}

/* ---- by code ---- */

/* See that a column has its cells by code. False where it cannot. */
static bool have_table(struct scan_column *column) {
  if (column->table != NULL)
    return true;
  if (column->form != SCAN_SOURCE)
    return false;
  column->span = by_code_span(column->source);
  if (column->span > 0)
    column->table = by_code_table(column->source, column->span);
  return column->table != NULL;
}

/* Whether all columns of an expression stand on one of the frame's, with tables; `*number` is one
** of them, SIZE_MAX as long as there is none. */
static bool stands_on_one(struct scan *scan, const struct expression *e, size_t *number) {
  if (e->form == FORM_COLUMN) {
    struct scan_column *column = &scan->columns[e->column];
    if (*number != SIZE_MAX && column->source != scan->columns[*number].source)
      return false;
    *number = e->column;
    return have_table(column);
  }
  for (size_t i = 0; i < e->count; i++)
    if (!stands_on_one(scan, e->arguments[i], number))
      return false;
  return true;
}

/* The expression's answers by code; `*number`: a column whose codes they are. NULL: not to be had
** so. */
static struct column *answers_by_code(struct scan *scan, const struct expression *e,
                                      size_t *number) {
  *number = SIZE_MAX;
  if (!stands_on_one(scan, e, number) || *number == SIZE_MAX)
    return NULL;
  struct column **tables = calloc(scan->like->columns, sizeof(struct column *));
  if (tables == NULL)
    return NULL;
  for (size_t i = 0; i < scan->like->columns; i++) {
    bool same = scan->columns[i].source == scan->columns[*number].source;
    tables[i] = same ? scan->columns[i].table : scan->like->column[i];
  }
  struct column *answers =
      by_code_evaluate(e, tables, scan->like->columns, by_code_size(scan->columns[*number].span));
  free(tables);
  return answers;
}

/* ---- filter ---- */

static bool keep_codes(struct scan *scan, size_t number, const struct column *answers) {
  uint8_t *keep = malloc(answers->length);
  if (keep == NULL)
    return false;
  bool open = false; /* what cannot be decided is counted by the verb on its own */
  for (size_t code = 0; code < answers->length; code++) {
    enum missing missing = column_missing(answers, code);
    keep[code] = missing == PRESENT && column_boolean(answers, code);
    if (may_occur(&scan->columns[number], code))
      open = open || missing == MISSING_UNDECIDED || column_mark(answers, code) != MARK_EXACT;
  }
  if (!open)
    return add_keep(scan, number, keep, answers->length);
  free(keep);
  return false;
}

/* Functions that have an answer, or a missing one, for any operands. */
static bool is_total(const struct expression *e) {
  static const char *const names[] = {
      "==",       "~=",          "in",        "and",        "or",
      "not",      "/",           "^",         "sqrt",       "log",
      "exp",      "if_else",     "coalesce",  "is_missing", "is_suppressed",
      "contains", "starts_with", "ends_with", "year",       "number",
      "kind",     "lower",       "upper",     "trim"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(e->text, names[i]) == 0)
      return true;
  bool order = e->text[0] == '<' || e->text[0] == '>';
  return order && !is_time(e->arguments[0]);
}

/* Whether no row can make the expression fail. Conversions to more decimals can overflow. */
static bool cannot_fail(const struct expression *e) {
  if (e->form != FORM_CALL)
    return true;
  if (e->hidden ? e->type != COLUMN_NUMBER : !is_total(e))
    return false;
  for (size_t i = 0; i < e->count; i++)
    if (!cannot_fail(e->arguments[i]))
      return false;
  return true;
}

static bool has_open_cells(const struct scan_column *column) {
  const struct column *cells = column->form == SCAN_TABLE ? column->table : column->source;
  if (column->form == SCAN_SOURCE)
    return cells->mark != NULL || cells->reason[MISSING_UNDECIDED] != NULL;
  for (size_t code = 0; code < cells->length; code++)
    if (may_occur(column, code) && (column_missing(cells, code) == MISSING_UNDECIDED ||
                                    column_mark(cells, code) != MARK_EXACT))
      return true;
  return false;
}

/* Whether some row may leave the expression undecided, or true with a mark. */
static bool may_be_open(const struct scan *scan, const struct expression *e) {
  if (e->form == FORM_COLUMN) {
    const struct scan_column *column = &scan->columns[e->column];
    if (column->form == SCAN_COMPUTED)
      return may_be_open(scan, column->expression);
    return has_open_cells(column);
  }
  if (e->form == FORM_CALL && !e->hidden && strcmp(e->text, "coalesce") == 0)
    return true; /* a number in the place of a hidden figure has a mark */
  for (size_t i = 0; i < e->count; i++)
    if (may_be_open(scan, e->arguments[i]))
      return true;
  return false;
}

/* A row stays when all parts of an `and` are true. Parts by code come first, for they are quick. */
static bool filter_parts(struct scan *scan, struct expression *e, bool by_code) {
  if (e->form == FORM_CALL && strcmp(e->text, "and") == 0)
    return filter_parts(scan, e->arguments[0], by_code) &&
           filter_parts(scan, e->arguments[1], by_code);
  size_t number;
  struct column *answers = answers_by_code(scan, e, &number);
  bool done = true;
  if (answers != NULL && by_code)
    done = keep_codes(scan, number, answers);
  else if (answers == NULL && !by_code)
    done = add_step(scan, (struct scan_step){.kind = SCAN_KEEP, .expression = e});
  column_release(answers);
  return done;
}

/* Columns with bounds are those of a few groups, and cells picked by a scan have none. */
static bool bears_bounds(const struct scan *scan, const struct expression *e) {
  if (e->form == FORM_COLUMN) {
    const struct scan_column *column = &scan->columns[e->column];
    const struct column *cells = column->form == SCAN_TABLE ? column->table : column->source;
    return cells != NULL && cells->bounds != NULL;
  }
  for (size_t i = 0; i < e->count; i++)
    if (bears_bounds(scan, e->arguments[i]))
      return true;
  return false;
}

bool scan_filter(struct scan *scan, struct expression *condition) {
  struct error ignored = {0};
  if (!expression_resolve(condition, scan->like, &ignored) || condition->type != COLUMN_BOOLEAN ||
      bears_bounds(scan, condition))
    return false;
  size_t number;
  struct column *answers = answers_by_code(scan, condition, &number);
  if (answers != NULL) {
    bool done = keep_codes(scan, number, answers);
    column_release(answers);
    return done;
  }
  /* Where a part is open, whether the whole is depends on the others, also where they are missing.
   */
  if (!cannot_fail(condition) || may_be_open(scan, condition))
    return add_step(scan, (struct scan_step){.kind = SCAN_KEEP, .expression = condition});
  return filter_parts(scan, condition, true) && filter_parts(scan, condition, false);
}

/* ---- mutate, select ---- */

/* Lay the table's cells out for looking up. */
static bool lay_out(struct scan_column *column) {
  const struct column *table = column->table;
  size_t room = table->length + 1;
  column->values = malloc(room * column_width(table->type));
  column->missing = malloc(room);
  if (column->values == NULL || column->missing == NULL)
    return false;
  struct cells cells = column_load(table, 0, table->length, column->values, column->missing);
  column->cells = (struct vector){.type = table->type,
                                  .scale = table->scale,
                                  .data = cells.values,
                                  .missing = cells.missing,
                                  .mark = cells.mark,
                                  .dict = table->dict};
  return true;
}

static bool add_table(struct scan *scan, const char *name, size_t number, struct column *table) {
  struct scan_column column = {.form = SCAN_TABLE,
                               .source = scan->columns[number].source,
                               .span = scan->columns[number].span,
                               .table = column_retain(table)};
  struct column *like = lay_out(&column) ? like_column(table) : NULL;
  if (like != NULL && add_column(scan, name, like, column))
    return true;
  clear_column(&column);
  return false;
}

/* Whether a column that the expression names may have a cell below zero. */
static bool may_be_negative(const struct scan *scan, const struct expression *e) {
  if (e->form == FORM_COLUMN) {
    const struct scan_column *column = &scan->columns[e->column];
    const struct column *cells = column->form == SCAN_TABLE ? column->table : column->source;
    if (cells == NULL)
      return false;
    const struct facts *facts = column_facts(cells);
    return facts == NULL || facts->negative || cells->mark != NULL;
  }
  for (size_t i = 0; i < e->count; i++)
    if (may_be_negative(scan, e->arguments[i]))
      return true;
  return false;
}

static bool add_computed(struct scan *scan, const char *name, struct expression *expression) {
  struct column *like = column_new(expression->type, 0, NULL);
  if (like == NULL)
    return false;
  like->scale = expression->scale;
  expression_note_facts(like, expression, scan->like);
  size_t number = scan->like->columns;
  return add_column(scan, name, like,
                    (struct scan_column){.form = SCAN_COMPUTED, .expression = expression}) &&
         add_step(scan, (struct scan_step){
                            .kind = SCAN_COMPUTE, .expression = expression, .column = number});
}

/* The same cells under one more name. */
static bool add_alias(struct scan *scan, const char *name, size_t number) {
  struct scan_column column = scan->columns[number];
  if (column.form == SCAN_TABLE)
    return add_table(scan, name, number, column.table);
  if (column.form == SCAN_COMPUTED)
    return false;
  column.table = NULL; /* made again when it is needed */
  struct column *like = like_column(scan->like->column[number]);
  return like != NULL && add_column(scan, name, like, column);
}

bool scan_mutate(struct scan *scan, const char *name, struct expression *expression) {
  struct error ignored = {0};
  if (!expression_resolve(expression, scan->like, &ignored))
    return false;
  if (expression->form == FORM_CALL && bears_bounds(scan, expression))
    return false;
  if (expression->form == FORM_COLUMN)
    return add_alias(scan, name, expression->column);
  /* What is hidden in the result is a count only while no cell of the rows that are left is below
  ** zero; which rows those are is not known yet. */
  if (expression_is_count(expression, scan->like) && may_be_negative(scan, expression))
    return false;
  size_t number;
  struct column *table = answers_by_code(scan, expression, &number);
  if (table != NULL) {
    bool done = add_table(scan, name, number, table);
    column_release(table);
    return done;
  }
  return expression->type != COLUMN_TEXT && add_computed(scan, name, expression);
}

bool scan_select(struct scan *scan, const char *const *names, const size_t *from, size_t count) {
  size_t before = scan->like->columns;
  bool *shown = calloc(before + 1, sizeof *shown);
  bool done = shown != NULL;
  for (size_t i = 0; i < count && done; i++) {
    done = !shown[from[i]]; /* not twice */
    shown[from[i]] = true;
  }
  for (size_t i = 0; i < before && done; i++)
    done = hide(scan, i);
  for (size_t i = 0; i < count && done; i++) {
    char *name = scan_find(scan, names[i]) == SIZE_MAX ? strdup(names[i]) : NULL;
    done = name != NULL;
    if (done) {
      free(scan->like->names[from[i]]);
      scan->like->names[from[i]] = name;
    }
  }
  free(shown);
  return done;
}

/* ---- join ---- */

/* Names that nobody can write. */
#define CODES "\x01codes"
#define MATCHED "\x01matched"

/* Every code of a column with its number, as the left side of a join. */
static struct frame *codes_frame(const char *name, const struct scan_column *column) {
  struct error ignored = {0};
  size_t size = by_code_size(column->span);
  struct frame *frame = frame_new(size);
  struct column *codes = column_new(COLUMN_INTEGER, size, NULL);
  if (frame == NULL || codes == NULL) {
    frame_release(frame);
    column_release(codes);
    return NULL;
  }
  for (size_t code = 0; code < size; code++)
    codes->put.integer[code] = (int64_t)code;
  if (frame_add(frame, name, column_retain(column->table), &ignored) &&
      frame_add(frame, CODES, codes, &ignored))
    return frame;
  frame_release(frame);
  return NULL;
}

/* Which codes have a match on the right. */
static struct column *matched_codes(const struct frame *codes, const struct frame *right,
                                    struct join_on on) {
  struct error ignored = {0};
  struct frame *found = frame_join(codes, right, JOIN_SEMI, &on, 1, false, NULL, &ignored);
  struct column *matched = found == NULL ? NULL : column_new(COLUMN_BOOLEAN, codes->rows, NULL);
  for (size_t row = 0; matched != NULL && row < found->rows; row++)
    matched->put.boolean[column_integer(found->column[1], row)] = 1;
  frame_release(found);
  return matched;
}

/* Keep the rows whose codes have a match, or those whose codes have none. */
static bool keep_matched(struct scan *scan, size_t number, const struct column *matched,
                         bool wanted) {
  uint8_t *keep = malloc(matched->length + 1);
  for (size_t code = 0; keep != NULL && code < matched->length; code++)
    keep[code] =
        (column_missing(matched, code) == PRESENT && column_boolean(matched, code)) == wanted;
  return add_keep(scan, number, keep, matched->length);
}

static bool join_to_keep(struct scan *scan, size_t number, const struct frame *codes,
                         const struct frame *right, enum join_kind kind, struct join_on on) {
  struct column *matched = matched_codes(codes, right, on);
  bool done = matched != NULL && keep_matched(scan, number, matched, kind == JOIN_SEMI);
  column_release(matched);
  return done;
}

/* The right side with a last column that is true in every row: a left join shows by it which codes
** have a match. */
static struct frame *with_matches(const struct frame *right) {
  struct error ignored = {0};
  struct frame *frame = frame_copy(right, &ignored);
  struct column *matched = column_new(COLUMN_BOOLEAN, right->rows, NULL);
  if (matched != NULL)
    memset(matched->put.boolean, 1, right->rows);
  if (frame == NULL || matched == NULL)
    column_release(matched);
  else if (frame_add(frame, MATCHED, matched, &ignored))
    return frame;
  frame_release(frame);
  return NULL;
}

/* The right columns by the codes of the left key. A key that stands twice on the right makes more
** rows than codes, or an error. */
static bool join_to_add(struct scan *scan, size_t number, const struct frame *codes,
                        const struct frame *right, struct join_on on, bool inner, bool many) {
  struct error ignored = {0};
  struct frame *marked = with_matches(right);
  struct frame *joined =
      marked == NULL ? NULL : frame_join(codes, marked, JOIN_LEFT, &on, 1, many, NULL, &ignored);
  bool done = joined != NULL && joined->rows == codes->rows;
  size_t last = done ? joined->columns - 1 : 0;
  done = done && (!inner || keep_matched(scan, number, joined->column[last], true));
  for (size_t i = codes->columns; done && i < last; i++)
    done = scan_find(scan, joined->names[i]) == SIZE_MAX &&
           add_table(scan, joined->names[i], number, joined->column[i]);
  frame_release(joined);
  frame_release(marked);
  return done;
}

bool scan_join(struct scan *scan, const struct frame *right, enum join_kind kind,
               const struct join_on *on, size_t count, bool many) {
  if (count != 1 || !have_table(&scan->columns[on->left]))
    return false;
  struct frame *codes = codes_frame(scan->like->names[on->left], &scan->columns[on->left]);
  struct join_on by_code = {.left = 0, .right = on->right};
  bool adds = kind == JOIN_INNER || kind == JOIN_LEFT;
  bool done = codes != NULL &&
              (adds ? join_to_add(scan, on->left, codes, right, by_code, kind == JOIN_INNER, many)
                    : join_to_keep(scan, on->left, codes, right, kind, by_code));
  frame_release(codes);
  return done;
}
