/* Evaluation of an expression for all rows of a frame: block by block, each appended to a column or
** to a list of rows. */
#include <stdlib.h>
#include <string.h>

#include "evaluator.h"
#include "tree.h"

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
    loaded->values = malloc(cells->room * column_width(column->type));
    loaded->missing = malloc(cells->room);
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

/* Put a block into a column; values of missing cells become zero. */
static bool append_block(struct column *column, size_t row, size_t count,
                         const struct vector *vector, struct error *error) {
  size_t width = column_width(column->type);
  char *to = (char *)column->data + row * width;
  memcpy(to, vector->data, count * width);
  for (size_t i = 0; i < count; i++) {
    enum missing reason = vector->missing == NULL ? PRESENT : (enum missing)vector->missing[i];
    enum mark mark = vector->mark == NULL ? MARK_EXACT : (enum mark)vector->mark[i];
    if (reason != PRESENT) {
      memset(to + i * width, 0, width);
      if (!column_set_missing(column, row + i, reason))
        return error_memory(error);
    } else if (mark != MARK_EXACT && !column_set_mark(column, row + i, mark)) {
      return error_memory(error);
    }
  }
  return true;
}

static struct column *evaluate_rows(struct evaluator *evaluator, struct frame_cells *cells,
                                    const struct expression *e,
                                    const struct engine_options *options, struct error *error) {
  size_t rows = cells->frame->rows;
  struct column *column = column_new(e->type, rows, evaluator_dict(evaluator));
  if (column == NULL) {
    error_memory(error);
    return NULL;
  }
  column->scale = e->scale;
  for (size_t row = 0; row < rows; row += cells->room) {
    size_t count = rows - row < cells->room ? rows - row : cells->room;
    const struct vector *vector = !engine_poll(options, row, rows, error)
                                      ? NULL
                                      : run_block(evaluator, cells, row, count, error);
    if (vector == NULL || !append_block(column, row, count, vector, error)) {
      column_release(column);
      return NULL;
    }
  }
  return column;
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

/* The block to use: no larger than the frame, so that small frames need small buffers. */
static size_t block_for(const struct engine_options *options, size_t rows) {
  size_t block = engine_block(options);
  return rows < block ? rows + 1 : block;
}

struct column *expression_evaluate(const struct expression *expression, const struct frame *frame,
                                   const struct engine_options *options, struct error *error) {
  if (!expression->resolved) {
    error_set(error, ERROR_VALUE, "the expression is not resolved");
    return NULL;
  }
  if (expression->form == FORM_COLUMN)
    return column_retain(frame->column[expression->column]);
  struct frame_cells cells;
  size_t block = block_for(options, frame->rows);
  struct evaluator *evaluator = evaluator_new(expression, frame, block, error);
  struct column *column = NULL;
  if (evaluator != NULL && frame_cells_init(&cells, frame, block, error)) {
    column = evaluate_rows(evaluator, &cells, expression, options, error);
    frame_cells_clear(&cells);
  }
  evaluator_free(evaluator);
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
