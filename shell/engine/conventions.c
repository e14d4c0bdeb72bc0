#include "classify.h"

#include <stdio.h>

#include "number.h"

/* A cell that tells something about the marks. */
struct witness {
  size_t row; /* NOWHERE: none */
  size_t column;
};

static struct witness find_witness(const struct task *task, size_t offset) {
  for (size_t column = 0; column < task->grid->columns; column++) {
    const struct survey *survey = &task->survey[column];
    size_t row = *(const size_t *)((const char *)survey + offset);
    if (survey_is_numeric(survey) && row != NOWHERE)
      return (struct witness){row, column};
  }
  return (struct witness){NOWHERE, 0};
}
#define WITNESS(task, field) find_witness(task, offsetof(struct survey, field))

static bool fail_contradiction(const struct task *task, struct witness comma, struct witness dot) {
  bool comma_last = comma.row > dot.row || (comma.row == dot.row && comma.column > dot.column);
  struct witness last = comma_last ? comma : dot;
  struct witness first = comma_last ? dot : comma;
  char cell[SHOWN], other[SHOWN], name[SHOWN], other_name[SHOWN];
  task_show_cell(cell, task, last.row, last.column);
  task_show_cell(other, task, first.row, first.column);
  task_show_name(name, task, last.column);
  task_show_name(other_name, task, first.column);
  struct place place = task_place(task, first.row, first.column);
  grid_fail(task->grid, last.row, last.column, task->error,
            "`%s` in column `%s` is a number only with decimal %s, but `%s` in column `%s` (line "
            "%zu, column %zu) only with decimal %s",
            cell, name, comma_last ? "comma" : "point", other, other_name, place.line, place.column,
            comma_last ? "point" : "comma");
  error_add(task->error,
            "mend the one that is wrong, or write types = {[\"%s\"] = \"text\"} for a "
            "column that is no number",
            name);
  return false;
}

/* The two readings of a cell, in Danish marks. */
static bool fail_ambiguous(const struct task *task, struct witness either) {
  static const char *const advice[] = {"decimal = \",\"", "decimal = \".\""};
  char cell[SHOWN], name[SHOWN], reading[2][NUMBER_SIZE];
  size_t length;
  const char *text = grid_cell(task->grid, either.row, either.column, &length);
  task_show_cell(cell, task, either.row, either.column);
  task_show_name(name, task, either.column);
  struct number_look look = look_number(text, length, &task->allowed);
  for (int i = 0; i < 2; i++) {
    int64_t value = 0;
    int scale = look.decimals[i == 0 ? FIT_COMMA : FIT_DOT];
    if (scale > SCALE_MAX || !look_scaled(text, length, i == 0 ? ',' : '.', scale, &value))
      snprintf(reading[i], sizeof reading[i], "a number too large for 64 bits");
    else
      number_write_scaled(reading[i], sizeof reading[i], value, scale, ',');
  }
  grid_fail(task->grid, either.row, either.column, task->error,
            "`%s` in column `%s` can be read as %s or as %s, and no other cell of the file tells "
            "which",
            cell, name, reading[0], reading[1]);
  error_add(task->error, "write %s if it is %s, or %s if it is %s", advice[0], reading[0],
            advice[1], reading[1]);
  return false;
}

static bool fail_against(const struct task *task, struct witness against) {
  char cell[SHOWN], name[SHOWN];
  task_show_cell(cell, task, against.row, against.column);
  task_show_name(name, task, against.column);
  grid_fail(task->grid, against.row, against.column, task->error,
            "`%s` in column `%s` is no number by the decimal and thousands marks given", cell,
            name);
  error_add(task->error,
            "leave the marks out, or write types = {[\"%s\"] = \"text\"} if the column "
            "is no number",
            name);
  return false;
}

bool task_decide_marks(struct task *task) {
  struct witness against = WITNESS(task, against_row);
  struct witness comma = WITNESS(task, comma_row);
  struct witness dot = WITNESS(task, dot_row);
  struct witness either = WITNESS(task, either_row);
  if (against.row != NOWHERE)
    return fail_against(task, against);
  if (comma.row != NOWHERE && dot.row != NOWHERE)
    return fail_contradiction(task, comma, dot);
  if (comma.row == NOWHERE && dot.row == NOWHERE && either.row != NOWHERE)
    return fail_ambiguous(task, either);
  if (comma.row != NOWHERE)
    task->decimal = ',';
  else if (dot.row != NOWHERE)
    task->decimal = '.';
  task->dialect->decimal = task->decimal;
  return true;
}

void task_allow_conventions(struct task *task) {
  const struct csv_options *options = task->options;
  struct conventions *allowed = &task->allowed;
  *allowed = (struct conventions){FIT_COMMA | FIT_DOT, true, true};
  if (options->decimal != 0)
    allowed->decimal = options->decimal == ',' ? FIT_COMMA : FIT_DOT;
  if (options->thousands == NULL)
    return;
  char mark = options->thousands[0];
  allowed->group_mark = mark == '.' || mark == ',';
  allowed->group_space = mark == ' ';
  if (allowed->group_mark)
    allowed->decimal = mark == '.' ? FIT_COMMA : FIT_DOT;
}
