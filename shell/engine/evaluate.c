/* Evaluation of an expression for all rows of a frame: block by block, each appended to a column or
** to a list of rows. */
#include <stdlib.h>
#include <string.h>

#include "by_code.h"
#include "evaluator.h"
#include "pick.h"
#include "put.h"
#include "stretch.h"
#include "tree.h"
#include "vectors.h"

enum { WORTH_NARROWING = 4096, WORTH_CODES = 1024, ROWS_FOR_A_CODE = 4 };

/* ---- the cells of a frame ---- */

struct frame_cells {
  const struct frame *frame;
  size_t room; /* of a block */
  size_t row;  /* of the block at hand */
  size_t count;
  struct loaded {
    struct vector vector;
    void *values; /* of the block's length, made when the column is first looked at */
    uint8_t *missing;
    size_t row; /* that `vector` is for; SIZE_MAX: none yet */
  } * loaded;
};

static bool frame_cells_init(struct frame_cells *cells, const struct frame *frame, size_t room,
                             struct error *error) {
  *cells = (struct frame_cells){.frame = frame, .room = room};
  cells->loaded = calloc(frame->columns + 1, sizeof *cells->loaded);
  for (size_t i = 0; cells->loaded != NULL && i < frame->columns; i++)
    cells->loaded[i].row = SIZE_MAX;
  return cells->loaded != NULL || error_memory(error);
}

static void frame_cells_clear(struct frame_cells *cells) {
  for (size_t i = 0; cells->loaded != NULL && i < cells->frame->columns; i++) {
    free(cells->loaded[i].values);
    free(cells->loaded[i].missing);
  }
  free(cells->loaded);
}

static const struct vector *look(void *context, size_t number, struct error *error) {
  struct frame_cells *cells = context;
  const struct column *column = cells->frame->column[number];
  struct loaded *loaded = &cells->loaded[number];
  if (loaded->row == cells->row)
    return &loaded->vector;
  if (loaded->values == NULL) {
    loaded->values = vector_room(cells->room, column_width(column->type));
    loaded->missing = vector_room(cells->room, 1);
  }
  if (loaded->values == NULL || loaded->missing == NULL) {
    error_memory(error);
    return NULL;
  }
  struct cells found =
      column_load(column, cells->row, cells->count, loaded->values, loaded->missing);
  loaded->row = cells->row;
  loaded->vector = (struct vector){.type = column->type,
                                   .scale = column->scale,
                                   .data = found.values,
                                   .missing = found.missing,
                                   .mark = found.mark,
                                   .bounds = found.bounds,
                                   .reach = column_reach(column),
                                   .dict = column->dict};
  return &loaded->vector;
}

static const struct vector *run_block(struct evaluator *evaluator, struct frame_cells *cells,
                                      size_t row, size_t count, struct error *error) {
  cells->row = row;
  cells->count = count;
  struct block_cells block = {.row = row, .count = count, .look = look, .context = cells};
  return evaluator_run(evaluator, &block, error);
}

/* ---- into a column ---- */

/* The block to use: no larger than the frame, so that small frames need small buffers. */
static size_t block_for(const struct engine_options *options, size_t rows) {
  size_t block = engine_block(options);
  return rows < block ? rows + 1 : block;
}

/* Every thread has its own evaluator and its own cells. */
struct evaluation {
  const struct expression *expression;
  const struct frame *frame;
  size_t block;
  struct evaluator **evaluators; /* by worker */
  struct frame_cells *cells;
  struct column *column;
};

/* Put a block into the column; values of missing cells become zero. */
static bool put_block(struct column *column, size_t row, size_t count, const struct vector *vector,
                      struct error *error) {
  size_t width = column_width(column->type);
  char *to = (char *)column->data + row * width;
  memcpy(to, vector->data, count * width);
  for (size_t i = 0; vector->missing != NULL && i < count; i++)
    if (vector->missing[i] != PRESENT)
      memset(to + i * width, 0, width);
  return (column_put_reasons(column, row, count, vector->missing) &&
          column_put_marks(column, row, count, vector->mark) &&
          column_put_bounds(column, row, count, vector->bounds)) ||
         error_memory(error);
}

static bool have_worker(struct evaluation *e, size_t worker, struct error *error) {
  if (e->evaluators[worker] == NULL)
    e->evaluators[worker] = evaluator_new(e->expression, e->frame, e->block, error);
  if (e->evaluators[worker] == NULL)
    return false;
  return e->cells[worker].loaded != NULL ||
         frame_cells_init(&e->cells[worker], e->frame, e->block, error);
}

static bool evaluate_stretch(void *context, size_t worker, size_t from, size_t to,
                             struct error *error) {
  struct evaluation *e = context;
  if (!have_worker(e, worker, error))
    return false;
  for (size_t row = from; row < to; row += e->block) {
    size_t count = to - row < e->block ? to - row : e->block;
    const struct vector *vector =
        run_block(e->evaluators[worker], &e->cells[worker], row, count, error);
    if (vector == NULL || !put_block(e->column, row, count, vector, error))
      return false;
  }
  return true;
}

/* Texts that are made on the way get their codes in order of first sight, from one thread. Of
** tables by code there may be none for columns that are not looked at. */
static bool makes_texts(const struct evaluation *e) {
  const struct dict *dict = evaluator_dict(e->evaluators[0]);
  for (size_t i = 0; dict != NULL && i < e->frame->columns; i++)
    if (e->frame->column[i] != NULL && e->frame->column[i]->dict == dict)
      return false;
  return dict != NULL;
}

static bool evaluate_on(struct evaluation *e, const struct engine_options *options,
                        struct error *error) {
  struct engine_options own = options == NULL ? (struct engine_options){0} : *options;
  struct stretches stretches = {
      .rows = e->frame->rows, .options = &own, .work = evaluate_stretch, .context = e};
  size_t workers = stretches_workers(&stretches);
  e->evaluators = calloc(workers, sizeof(struct evaluator *));
  e->cells = calloc(workers, sizeof *e->cells);
  bool done = (e->evaluators != NULL && e->cells != NULL) || error_memory(error);
  if (done && have_worker(e, 0, error)) {
    own.threads = makes_texts(e) ? 1 : own.threads;
    e->column = column_new(e->expression->type, e->frame->rows, evaluator_dict(e->evaluators[0]));
    done = (e->column != NULL || error_memory(error)) && stretches_run(&stretches, error);
  }
  for (size_t i = 0; i < workers; i++) {
    if (e->evaluators != NULL)
      evaluator_free(e->evaluators[i]);
    if (e->cells != NULL && e->cells[i].loaded != NULL)
      frame_cells_clear(&e->cells[i]);
  }
  free(e->evaluators);
  free(e->cells);
  return done && e->column != NULL;
}

static struct column *evaluate_rows(const struct expression *expression, const struct frame *frame,
                                    const struct engine_options *options, struct error *error) {
  struct evaluation e = {
      .expression = expression, .frame = frame, .block = block_for(options, frame->rows)};
  bool done = evaluate_on(&e, options, error);
  if (done)
    e.column->scale = expression->scale;
  if (done && (frame->rows < WORTH_NARROWING || column_narrow_large(e.column, options, error)))
    return e.column;
  column_release(e.column);
  return NULL;
}

/* ---- by code ---- */

/* The only column that the expression stands on, in `*number`; SIZE_MAX: none yet. */
static bool stands_on_one(const struct expression *e, size_t *number) {
  if (e->form == FORM_COLUMN) {
    bool one = *number == SIZE_MAX || *number == e->column;
    *number = e->column;
    return one;
  }
  for (size_t i = 0; i < e->count; i++)
    if (!stands_on_one(e->arguments[i], number))
      return false;
  return true;
}

static struct column *answers_by_code(const struct expression *e, const struct frame *frame,
                                      size_t number, size_t span) {
  struct column **tables = calloc(frame->columns, sizeof(struct column *));
  struct column *table = by_code_table(frame->column[number], span);
  struct column *answers = NULL;
  if (tables != NULL && table != NULL) {
    memcpy(tables, frame->column, frame->columns * sizeof(struct column *));
    tables[number] = table;
    answers = by_code_evaluate(e, tables, frame->columns, by_code_size(span));
  }
  free(tables);
  column_release(table);
  if (answers == NULL || column_narrow(answers))
    return answers;
  column_release(answers);
  return NULL;
}

struct coding {
  const struct column *column;
  size_t span;
  uint32_t *codes;
};

static bool put_codes(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct coding *coding = context;
  (void)worker;
  (void)error;
  for (size_t row = from; row < to; row++)
    coding->codes[row] = (uint32_t)by_code(coding->column, coding->span, row);
  return true;
}

/* Where the expression stands on one column of few values: what it comes to for each of them, given
** to every row. NULL, without an error, where it cannot be had so. */
static struct column *evaluate_by_code(const struct expression *e, const struct frame *frame,
                                       const struct engine_options *options) {
  struct error ignored = {0};
  size_t number = SIZE_MAX;
  if (frame->rows < WORTH_CODES || !stands_on_one(e, &number) || number == SIZE_MAX)
    return NULL;
  struct coding coding = {.column = frame->column[number],
                          .span = by_code_span(frame->column[number])};
  if (coding.span == 0 || by_code_size(coding.span) * ROWS_FOR_A_CODE > frame->rows)
    return NULL;
  struct column *answers = answers_by_code(e, frame, number, coding.span);
  struct column *result = NULL;
  coding.codes = answers == NULL ? NULL : malloc((frame->rows + 1) * sizeof *coding.codes);
  struct stretches stretches = {
      .rows = frame->rows, .options = options, .work = put_codes, .context = &coding};
  struct picks picks = {.count = frame->rows, .near = coding.codes};
  if (coding.codes != NULL && stretches_run(&stretches, &ignored))
    result = column_pick(answers, &picks, options, &ignored);
  free(coding.codes);
  column_release(answers);
  if (result != NULL)
    memset(result->skipped, 0, sizeof result->skipped);
  return result;
}

/* ---- what is known of a result as a whole ---- */

static const struct expression *beneath_conversion(const struct expression *e) {
  return e->hidden ? e->arguments[0] : e;
}

static bool is_literal_count(const struct expression *e) {
  if (e->form != FORM_LITERAL || e->untyped || !is_numeric(e))
    return false;
  return e->type == COLUMN_NUMBER ? e->value.number >= 0 : e->value.integer >= 0;
}

bool expression_is_count(const struct expression *outer, const struct frame *frame) {
  const struct expression *e = beneath_conversion(outer);
  if (!is_numeric(e))
    return false;
  if (e->form == FORM_LITERAL)
    return is_literal_count(e);
  if (e->form == FORM_COLUMN)
    return column_counts_everywhere(frame->column[e->column]);
  bool quotient = strcmp(e->text, "/") == 0;
  if (!quotient && strcmp(e->text, "+") != 0 && strcmp(e->text, "*") != 0)
    return false;
  if (quotient && beneath_conversion(e->arguments[1])->form != FORM_LITERAL)
    return false;
  return expression_is_count(e->arguments[0], frame) && expression_is_count(e->arguments[1], frame);
}

static bool uses_column(const struct expression *e, size_t column) {
  if (e->form == FORM_COLUMN)
    return e->column == column;
  for (size_t i = 0; i < e->count; i++)
    if (uses_column(e->arguments[i], column))
      return true;
  return false;
}

void expression_note_facts(struct column *result, const struct expression *expression,
                           const struct frame *frame) {
  result->computed = !expression_is_count(expression, frame);
  for (size_t i = 0; i < frame->columns; i++)
    for (size_t reason = 0; reason < MISSING_REASONS && uses_column(expression, i); reason++)
      result->skipped[reason] += frame->column[i]->skipped[reason];
}

struct column *expression_evaluate(const struct expression *expression, const struct frame *frame,
                                   const struct engine_options *options, struct error *error) {
  if (!expression->resolved) {
    error_set(error, ERROR_VALUE, "the expression is not resolved");
    return NULL;
  }
  if (expression->form == FORM_COLUMN)
    return column_retain(frame->column[expression->column]);
  struct column *column = evaluate_by_code(expression, frame, options);
  if (column == NULL)
    column = evaluate_rows(expression, frame, options, error);
  if (column != NULL)
    expression_note_facts(column, expression, frame);
  return column;
}

/* ---- into a list of rows ---- */

static bool select_rows(struct evaluator *evaluator, struct frame_cells *frame_cells,
                        struct selection *selection, const struct engine_options *options,
                        struct error *error) {
  size_t rows = frame_cells->frame->rows;
  for (size_t row = 0; row < rows; row += frame_cells->room) {
    size_t cells = rows - row < frame_cells->room ? rows - row : frame_cells->room;
    if (!engine_poll(options, row, rows, error))
      return false;
    const struct vector *vector = run_block(evaluator, frame_cells, row, cells, error);
    if (vector == NULL)
      return false;
    for (size_t i = 0; i < cells; i++) {
      enum choice choice = choice_at(vector, i);
      selection->undecided += choice == CHOICE_OPEN;
      if (choice == CHOICE_TRUE)
        selection->rows[selection->count++] = row + i;
    }
  }
  return true;
}

bool expression_select(const struct expression *expression, const struct frame *frame,
                       const struct engine_options *options, struct selection *selection,
                       struct error *error) {
  *selection = (struct selection){0};
  if (!expression->resolved || expression->type != COLUMN_BOOLEAN) {
    error_set(error, ERROR_TYPE, "a filter takes a condition, such as antal > 10, not %s",
              column_type_name(expression->type));
    return false;
  }
  struct frame_cells cells;
  size_t block = block_for(options, frame->rows);
  struct evaluator *evaluator = evaluator_new(expression, frame, block, error);
  selection->rows = malloc((frame->rows + 1) * sizeof *selection->rows);
  bool done = evaluator != NULL && (selection->rows != NULL || error_memory(error)) &&
              frame_cells_init(&cells, frame, block, error);
  if (done) {
    done = select_rows(evaluator, &cells, selection, options, error);
    frame_cells_clear(&cells);
  }
  evaluator_free(evaluator);
  if (!done) {
    free(selection->rows);
    selection->rows = NULL;
  }
  return done;
}
