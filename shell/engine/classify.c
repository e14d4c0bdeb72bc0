#include "classify.h"

#include "crew.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- cells ---- */

int task_json_null(const struct task *task) {
  return (int)task->markers.count;
}

int task_marker(const struct task *task, const struct distinct_text *cell) {
  switch (cell->form) {
  case FORM_NULL:
    return task_json_null(task);
  case FORM_NUMBER:
    return -1;
  default:
    return markers_find(&task->markers, cell->text, cell->length);
  }
}

enum missing task_reason(const struct task *task, int index) {
  return index == task_json_null(task) ? MISSING_SUPPRESSED : task->markers.list[index].reason;
}

struct number_look task_look(const struct task *task, const struct distinct_text *cell) {
  if (cell->form != FORM_NUMBER)
    return look_number(cell->text, cell->length, &task->allowed);
  static const struct conventions point = {FIT_DOT, false, false};
  struct number_look look = look_number(cell->text, cell->length, &point);
  look.fit = FIT_COMMA | FIT_DOT;
  look.marked = false;
  look.decimals[FIT_COMMA] = look.decimals[FIT_DOT];
  return look;
}

/* The decimal mark by which a cell is read. */
char task_decimal(const struct task *task, const struct distinct_text *cell) {
  if (cell->form == FORM_NUMBER)
    return '.';
  return task->decimal != 0 ? task->decimal : ',';
}

void task_show_cell(char buffer[SHOWN], const struct task *task, size_t row, size_t column) {
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  excerpt_cell(buffer, SHOWN, text, length);
}

void task_show_name(char buffer[SHOWN], const struct task *task, size_t column) {
  const char *name = task->dialect->column[column].name;
  excerpt_cell(buffer, SHOWN, name, strlen(name));
}

bool task_fail_cell(const struct task *task, size_t row, size_t column, const char *what) {
  char cell[SHOWN], name[SHOWN];
  task_show_cell(cell, task, row, column);
  task_show_name(name, task, column);
  grid_fail(task->grid, row, column, task->error, "`%s` in column `%s` %s", cell, name, what);
  return false;
}

struct place task_place(const struct task *task, size_t row, size_t column) {
  struct place place = {0, 0};
  if (task->grid->locate == NULL) {
    bool told = task->grid->place != NULL && task->grid->place(task->grid, row, column, &place);
    task->grid->lost = task->grid->lost || !told;
    return place;
  }
  size_t span;
  size_t offset = task->grid->locate(task->grid, row, column, &span);
  return excerpt_place(task->grid->source->text, task->grid->source->length, offset);
}

/* ---- names ---- */

static bool name_column(struct task *task, size_t column) {
  size_t length;
  const char *text = grid_cell(task->grid, 0, column, &length);
  if (task->options->names_count > 0) {
    text = task->options->names[column];
    length = strlen(text);
  }
  char *name = malloc(length + 1);
  if (name == NULL)
    return error_memory(task->error);
  if (length > 0)
    memcpy(name, text, length);
  name[length] = '\0';
  task->dialect->column[column].name = name;
  return true;
}

static bool fail_unnamed(const struct task *task, size_t column) {
  size_t filled = 0;
  const struct distinct *texts = &task->grid->texts[column];
  for (size_t code = 0; code < texts->size; code++)
    if (task_marker(task, &texts->list[code]) != 0)
      filled += texts->list[code].count;
  grid_fail(task->grid, 0, column, task->error, "column %zu has no name", column + 1);
  if (filled == 0 && column + 1 == task->grid->columns)
    error_add(task->error, "remove the delimiter that ends every line, or write names = {…}");
  else
    error_add(task->error,
              "name it in the header, or write names = {…} with a name for each of "
              "the %zu columns",
              task->grid->columns);
  return false;
}

static bool fail_twice(const struct task *task, size_t first, size_t second) {
  char name[SHOWN];
  task_show_name(name, task, second);
  grid_fail(task->grid, 0, second, task->error, "columns %zu and %zu are both called `%s`",
            first + 1, second + 1, name);
  error_add(task->error,
            "rename one in the file, or write names = {…} with a name for each of the "
            "%zu columns",
            task->grid->columns);
  return false;
}

static bool check_names(struct task *task) {
  struct dict *seen = dict_new();
  if (seen == NULL)
    return error_memory(task->error);
  bool fine = true;
  for (size_t column = 0; fine && column < task->grid->columns; column++) {
    const char *name = task->dialect->column[column].name;
    uint32_t code = dict_intern(seen, name, strlen(name));
    if (name[0] == '\0')
      fine = fail_unnamed(task, column);
    else if (code == DICT_NONE)
      fine = error_memory(task->error);
    else if (code < column)
      fine = fail_twice(task, code, column);
  }
  dict_release(seen);
  return fine;
}

static bool name_columns(struct task *task) {
  size_t columns = task->grid->columns;
  if (task->options->names_count > 0 && task->options->names_count != columns)
    return error_set(task->error, ERROR_VALUE, "%s: names has %zu names, the file has %zu columns",
                     task->grid->source->name, task->options->names_count, columns);
  task->dialect->column = calloc(columns, sizeof *task->dialect->column);
  if (task->dialect->column == NULL)
    return error_memory(task->error);
  task->dialect->columns = columns;
  for (size_t column = 0; column < columns; column++)
    if (!name_column(task, column))
      return false;
  return check_names(task);
}

/* ---- types that the caller gave ---- */

static size_t find_name(const struct task *task, const char *name) {
  for (size_t column = 0; column < task->grid->columns; column++)
    if (strcmp(task->dialect->column[column].name, name) == 0)
      return column;
  return SIZE_MAX;
}

static bool fail_no_column(const struct task *task, const char *wanted) {
  char names[512] = "";
  size_t used = 0;
  for (size_t i = 0; i < task->grid->columns && used + SHOWN + 4 < sizeof names; i++) {
    char name[SHOWN];
    task_show_name(name, task, i);
    used += (size_t)snprintf(names + used, sizeof names - used, "%s`%s`", i > 0 ? ", " : "", name);
  }
  error_set(task->error, ERROR_VALUE, "%s: types names the column `%s`, which is not there",
            task->grid->source->name, wanted);
  error_add(task->error, "the columns are %s", names);
  return false;
}

static bool force_types(struct task *task) {
  for (size_t i = 0; i < task->options->types_count; i++) {
    const struct csv_type *given = &task->options->types[i];
    size_t column = find_name(task, given->column);
    if (column == SIZE_MAX)
      return fail_no_column(task, given->column);
    task->survey[column].forced = true;
    task->survey[column].type = given->type;
  }
  return true;
}

static bool is_numeric_type(enum column_type type) {
  return type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_NUMBER;
}

/* ---- survey ---- */

static void keep_first(size_t *place, size_t row) {
  if (*place == NOWHERE)
    *place = row;
}

static void survey_number(struct survey *survey, const struct number_look *look, size_t row) {
  static const unsigned fits[] = {FIT_COMMA, FIT_DOT};
  for (size_t i = 0; i < 2; i++)
    if ((look->fit & fits[i]) != 0 && look->decimals[fits[i]] > survey->decimals[fits[i]]) {
      survey->decimals[fits[i]] = look->decimals[fits[i]];
      survey->decimals_row[fits[i]] = row;
    }
  if (look->fit == 0)
    keep_first(&survey->against_row, row);
  else if (!look->marked)
    return;
  else if (look->fit == FIT_COMMA)
    keep_first(&survey->comma_row, row);
  else if (look->fit == FIT_DOT)
    keep_first(&survey->dot_row, row);
  else
    keep_first(&survey->either_row, row);
}

/* In a column that must hold integers, a reading with decimals is none. */
static void narrow_to_integer(struct number_look *look) {
  unsigned fit = look->fit;
  if (look->decimals[FIT_COMMA] > 0)
    fit &= ~(unsigned)FIT_COMMA;
  if (look->decimals[FIT_DOT] > 0)
    fit &= ~(unsigned)FIT_DOT;
  if (fit != 0)
    look->fit = fit;
}

/* All cells of one text. Texts come in order of first sight, so the rows that are kept are the
** first, as if every cell were looked at. */
static void survey_text(const struct task *task, struct survey *survey,
                        const struct distinct_text *cell) {
  int marker = task_marker(task, cell);
  if (marker >= 0) {
    bool tells =
        marker == task_json_null(task) || markers_tell_numbers(&task->markers.list[marker]);
    survey->hidden = survey->hidden || tells;
    survey->ticks = survey->ticks || (!tells && marker != 0);
    return;
  }
  struct number_look look = task_look(task, cell);
  /* The caller who calls 0751 an integer means 751. */
  bool code = look.code && survey->forced && is_numeric_type(survey->type);
  if (!look.number && !code) {
    survey->others += cell->count;
    keep_first(&survey->other_row, cell->row);
    return;
  }
  if (code)
    look.fit = look.decimals[FIT_COMMA] > 0 ? FIT_COMMA
               : look.decimals[FIT_DOT] > 0 ? FIT_DOT
                                            : FIT_COMMA | FIT_DOT;
  if (survey->forced && survey->type == COLUMN_INTEGER)
    narrow_to_integer(&look);
  survey->years = survey->years && look_year(cell->text, cell->length);
  survey->numbers += cell->count;
  survey_number(survey, &look, cell->row);
}

/* Numbers that were read as they came: what is told of one form holds for all of it. Their rows are
** not known; they are named only in errors, and who gets one here reads the file again. */
static void survey_figures(const struct task *task, struct survey *survey,
                           const struct figures *figures) {
  for (int form = 0; form < FIGURES_FORMS; form++) {
    char text[FIGURES_EXAMPLE];
    if (figures->count[form] == 0)
      continue;
    figures_example(figures, form, text);
    struct distinct_text example =
        distinct_text(text, strlen(text), FORM_TEXT, NOWHERE + 1, figures->count[form]);
    survey_text(task, survey, &example);
  }
}

static bool is_ascii_name(const char *name, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcasecmp(name, list[i]) == 0)
      return true;
  return false;
}

/* Headers under which 2019 is a year and not a number. */
static bool names_time(const char *name) {
  static const char *const names[] = {"periode", "period",  "tid",    "aar",    "year", "år",
                                      "ÅR",      "aarstal", "årstal", "Årstal", "År"};
  return is_ascii_name(name, names, sizeof names / sizeof names[0]);
}

static void survey_column(const struct task *task, size_t column) {
  struct survey *survey = &task->survey[column];
  survey->years = true;
  if (survey->forced && !is_numeric_type(survey->type))
    return;
  const struct distinct *texts = &task->grid->texts[column];
  for (size_t code = 0; code < texts->size && grid_goes_on(task->grid, code); code++)
    survey_text(task, survey, &texts->list[code]);
  if (task_has_figures(task, column))
    survey_figures(task, survey, &task->grid->figures[column]);
  survey->years = survey->years && survey->numbers > 0 && !survey->forced &&
                  names_time(task->dialect->column[column].name);
}

bool survey_is_numeric(const struct survey *survey) {
  if (survey->forced)
    return is_numeric_type(survey->type);
  return survey->numbers > 0 && survey->others == 0 && !survey->years;
}

/* ---- together ---- */

enum { WORTH_SHARING = 1 << 14 }; /* rows */

struct filling {
  struct task *task;
  struct column **made;
};

static void fill_column(void *context, size_t column) {
  struct filling *filling = context;
  filling->made[column] = task_fill_column(filling->task, column);
}

/* Whether the parts hold their cells in slabs: then all columns are filled from one before the
** next, so that it can be let go. */
static bool has_slabs(const struct grid *grid) {
  return grid->figures != NULL;
}

/* The frame takes over what is made; what it cannot take is released. */
static bool add_columns(const struct task *task, struct frame *frame, struct column **made) {
  bool fine = true;
  for (size_t column = 0; column < task->grid->columns; column++) {
    if (made[column] == NULL)
      fine = error_memory(task->error);
    else if (fine)
      fine = frame_add(frame, task->dialect->column[column].name, made[column], task->error);
    else
      column_release(made[column]);
  }
  return fine;
}

static bool fill_columns(struct task *task, struct frame *frame) {
  struct filling filling = {task, calloc(task->grid->columns, sizeof(struct column *))};
  if (filling.made == NULL)
    return error_memory(task->error);
  size_t threads = task->grid->rows >= WORTH_SHARING ? task->grid->threads : 1;
  gauge_begin(&task->filled, task->grid->engine, GRID_FOUND, GAUGE_WHOLE,
              (task->grid->rows - 1) * task->grid->columns);
  if (has_slabs(task->grid))
    task_fill_slabs(task, threads, filling.made);
  else
    crew_run(threads, task->grid->columns, fill_column, &filling);
  bool fine = add_columns(task, frame, filling.made);
  free(filling.made);
  return fine;
}

static struct frame *make_frame(struct task *task) {
  struct gauge gauge;
  gauge_begin(&gauge, task->grid->engine, GRID_JOINED, GRID_FOUND, task->grid->columns);
  for (size_t column = 0; column < task->grid->columns; column++)
    if (!task_find_column(task, column) || !gauge_add(&gauge, 1))
      return NULL;
  struct frame *frame = frame_new(task->grid->rows - 1);
  if (frame == NULL) {
    error_memory(task->error);
    return NULL;
  }
  if (fill_columns(task, frame) && gauge_add(&task->filled, task->filled.total))
    return frame;
  frame_release(frame);
  return NULL;
}

static void clear_findings(struct task *task) {
  for (size_t column = 0; task->finding != NULL && column < task->grid->columns; column++) {
    struct finding *finding = &task->finding[column];
    free(finding->values);
    free(finding->reasons);
    dict_release(finding->dict);
  }
  free(task->finding);
}

static bool check_rows(const struct task *task) {
  if (task->grid->rows > 1 || task->options->allow_empty)
    return true;
  grid_fail(task->grid, 0, 0, task->error, "only a header, no rows");
  error_add(task->error, "write allow_empty = true if no rows is what the file should say");
  return false;
}

static bool prepare(struct task *task) {
  if (!markers_build(&task->markers, task->options, task->error))
    return false;
  task->survey = calloc(task->grid->columns, sizeof *task->survey);
  task->sightings = calloc(task->markers.count + 1, sizeof *task->sightings);
  task->finding = calloc(task->grid->columns, sizeof *task->finding);
  if (task->survey == NULL || task->sightings == NULL || task->finding == NULL)
    return error_memory(task->error);
  task_allow_conventions(task);
  if (!check_rows(task) || !name_columns(task) || !force_types(task))
    return false;
  for (size_t column = 0; column < task->grid->columns; column++)
    survey_column(task, column);
  return engine_goes_on(task->grid->engine) && task_decide_marks(task);
}

struct frame *grid_classify(struct grid *grid, const struct csv_options *options,
                            struct dialect *dialect, struct error *error) {
  struct task task = {.grid = grid, .options = options, .dialect = dialect, .error = error};
  dialect->rows = grid->rows - 1;
  struct frame *frame = prepare(&task) ? make_frame(&task) : NULL;
  markers_clear(&task.markers);
  clear_findings(&task);
  free(task.survey);
  free(task.sightings);
  return frame;
}
