/* Deciding what the columns of a grid are: what its parts share. classify.c surveys the cells and
** leads; conventions.c decides the decimal and thousands marks; columns.c finds what each column
** and each of its texts is; fill.c and fill_slabs.c make the columns. */
#ifndef INDSATS_CLASSIFY_H
#define INDSATS_CLASSIFY_H

#include "grid.h"
#include "look.h"

enum { NOWHERE = 0 }; /* row 0 is the header, so it stands for no row */
enum { SHOWN = 64 };  /* of a cell in a message */

/* What the cells of one column can be. Rows are the first where it was so, or NOWHERE. */
struct survey {
  bool forced; /* the caller gave the type */
  enum column_type type;
  size_t numbers; /* cells that are numbers */
  size_t others;  /* present cells that are none, codes among them */
  bool hidden;    /* a sign was met that stands among numbers */
  bool ticks;     /* a sign was met that may be a word: x, *, the caller's */
  bool years;     /* every number is a year of four digits */
  size_t other_row;
  size_t comma_row;   /* a number by decimal comma only */
  size_t dot_row;     /* a number by decimal point only */
  size_t either_row;  /* two different numbers */
  size_t against_row; /* a number only by what the options rule out */
  int decimals[3];    /* most decimals by FIT_COMMA, by FIT_DOT */
  size_t decimals_row[3];
};

/* What a column is, and by its codes what its texts stand for. */
struct finding {
  enum column_type type;
  int scale;
  void *values;      /* as a column of the type holds them */
  uint8_t *reasons;  /* an enum missing each */
  bool gaps;         /* some reason is not PRESENT */
  struct dict *dict; /* of texts */
  struct stray stray;
};

/* One reading. */
struct task {
  struct grid *grid;
  const struct csv_options *options;
  struct dialect *dialect;
  struct error *error;
  struct conventions allowed;
  struct markers markers;
  char decimal; /* of the file's texts: ',' or '.', 0 when nothing had to tell */
  struct survey *survey;
  struct finding *finding;
  struct gauge filled; /* cells of the columns */
  size_t *sightings;   /* of each marker in the column at hand; the last is JSON's null */
};

/* ---- cells ---- */

/* The index of the sign for a missing cell that a cell is, or -1; task_json_null for JSON's. */
int task_marker(const struct task *task, const struct distinct_text *cell);
int task_json_null(const struct task *task);
enum missing task_reason(const struct task *task, int marker);

/* The cell as a number. */
struct number_look task_look(const struct task *task, const struct distinct_text *cell);

/* The decimal mark by which a cell is read, once the marks are decided. */
char task_decimal(const struct task *task, const struct distinct_text *cell);

/* For messages: the text of a cell, the name of a column, where a cell stands. */
void task_show_cell(char buffer[SHOWN], const struct task *task, size_t row, size_t column);
void task_show_name(char buffer[SHOWN], const struct task *task, size_t column);
struct place task_place(const struct task *task, size_t row, size_t column);

/* ERROR_DATA: "`cell` in column `name` <what>". Returns false. */
bool task_fail_cell(const struct task *task, size_t row, size_t column, const char *what);

/* Whether a column's plain numbers were read as they came, and are not among its texts. */
static inline bool task_has_figures(const struct task *task, size_t column) {
  return task->grid->figures != NULL && task->grid->figures[column].on;
}

/* A column all of whose present cells are numbers, and are to be. */
bool survey_is_numeric(const struct survey *survey);

/* ---- the parts ---- */

/* What the options leave open; before the survey. */
void task_allow_conventions(struct task *task);

/* Settle `decimal` by the evidence of all columns; after the survey. */
bool task_decide_marks(struct task *task);

/* Find out what a column is; its type and the signs met in it go to the dialect. */
bool task_find_column(struct task *task, size_t column);

/* All columns of a grid whose parts have slabs, which are used up; all NULL without memory. */
bool task_fill_slabs(struct task *task, size_t threads, struct column **made);

/* The finished column; its cells in the grid are dropped. NULL without memory. Columns may be
** filled by several threads. */
struct column *task_fill_column(struct task *task, size_t column);

#endif
