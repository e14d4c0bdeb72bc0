#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "grid.h"
#include "look.h"
#include "number.h"
#include "period.h"

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

struct task {
  const struct grid *grid;
  const struct csv_options *options;
  struct dialect *dialect;
  struct error *error;
  struct conventions allowed;
  struct markers markers;
  char decimal; /* of the file's texts: ',' or '.', 0 when nothing had to tell */
  struct survey *survey;
  size_t *sightings; /* of each marker in the column at hand; the last is JSON's null */
};

/* ---- cells ---- */

static int json_null(const struct task *task) {
  return (int)task->markers.count;
}

/* The index of the sign for a missing cell that a cell is, or -1. */
static int find_marker(const struct task *task, size_t row, size_t column) {
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  switch (grid_form(task->grid, row, column)) {
  case FORM_NULL:
    return json_null(task);
  case FORM_NUMBER:
    return -1;
  default:
    return markers_find(&task->markers, text, length);
  }
}

static enum missing marker_reason(const struct task *task, int index) {
  return index == json_null(task) ? MISSING_SUPPRESSED : task->markers.list[index].reason;
}

/* Whether a sign counts in text columns too. */
static bool is_everywhere(const struct task *task, int index) {
  return index == json_null(task) || task->markers.list[index].everywhere;
}

static struct number_look look_cell(const struct task *task, size_t row, size_t column) {
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  if (grid_form(task->grid, row, column) != FORM_NUMBER)
    return look_number(text, length, &task->allowed);
  static const struct conventions point = {FIT_DOT, false, false};
  struct number_look look = look_number(text, length, &point);
  look.fit = FIT_COMMA | FIT_DOT;
  look.marked = false;
  look.decimals[FIT_COMMA] = look.decimals[FIT_DOT];
  return look;
}

/* The decimal mark by which a cell is read. */
static char cell_decimal(const struct task *task, size_t row, size_t column) {
  if (grid_form(task->grid, row, column) == FORM_NUMBER)
    return '.';
  return task->decimal != 0 ? task->decimal : ',';
}

static void show_cell(char buffer[SHOWN], const struct task *task, size_t row, size_t column) {
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  excerpt_cell(buffer, SHOWN, text, length);
}

static void show_name(char buffer[SHOWN], const struct task *task, size_t column) {
  const char *name = task->dialect->column[column].name;
  excerpt_cell(buffer, SHOWN, name, strlen(name));
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
  for (size_t row = 1; row < task->grid->rows; row++)
    filled += find_marker(task, row, column) != 0;
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
  show_name(name, task, second);
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
    show_name(name, task, i);
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

static void survey_cell(const struct task *task, size_t row, size_t column) {
  struct survey *survey = &task->survey[column];
  int marker = find_marker(task, row, column);
  if (marker >= 0) {
    bool tells = marker == json_null(task) || markers_tell_numbers(&task->markers.list[marker]);
    survey->hidden = survey->hidden || tells;
    survey->ticks = survey->ticks || (!tells && marker != 0);
    return;
  }
  struct number_look look = look_cell(task, row, column);
  /* The caller who calls 0751 an integer means 751. */
  bool code = look.code && survey->forced && is_numeric_type(survey->type);
  if (!look.number && !code) {
    survey->others++;
    keep_first(&survey->other_row, row);
    return;
  }
  if (code)
    look.fit = look.decimals[FIT_COMMA] > 0 ? FIT_COMMA
               : look.decimals[FIT_DOT] > 0 ? FIT_DOT
                                            : FIT_COMMA | FIT_DOT;
  if (survey->forced && survey->type == COLUMN_INTEGER)
    narrow_to_integer(&look);
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  survey->years = survey->years && look_year(text, length);
  survey->numbers++;
  survey_number(survey, &look, row);
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
  for (size_t row = 1; row < task->grid->rows; row++)
    survey_cell(task, row, column);
  survey->years = survey->years && survey->numbers > 0 && !survey->forced &&
                  names_time(task->dialect->column[column].name);
}

static bool is_numeric(const struct survey *survey) {
  if (survey->forced)
    return is_numeric_type(survey->type);
  return survey->numbers > 0 && survey->others == 0 && !survey->years;
}

/* ---- decimal and thousands marks ---- */

/* A cell that tells something about the marks. */
struct witness {
  size_t row; /* NOWHERE: none */
  size_t column;
};

static struct witness find_witness(const struct task *task, size_t offset) {
  for (size_t column = 0; column < task->grid->columns; column++) {
    const struct survey *survey = &task->survey[column];
    size_t row = *(const size_t *)((const char *)survey + offset);
    if (is_numeric(survey) && row != NOWHERE)
      return (struct witness){row, column};
  }
  return (struct witness){NOWHERE, 0};
}
#define WITNESS(task, field) find_witness(task, offsetof(struct survey, field))

static struct place witness_place(const struct task *task, struct witness witness) {
  size_t span;
  size_t offset = task->grid->locate(task->grid, witness.row, witness.column, &span);
  return excerpt_place(task->grid->source->text, task->grid->source->length, offset);
}

static bool fail_contradiction(const struct task *task, struct witness comma, struct witness dot) {
  bool comma_last = comma.row > dot.row || (comma.row == dot.row && comma.column > dot.column);
  struct witness last = comma_last ? comma : dot;
  struct witness first = comma_last ? dot : comma;
  char cell[SHOWN], other[SHOWN], name[SHOWN], other_name[SHOWN];
  show_cell(cell, task, last.row, last.column);
  show_cell(other, task, first.row, first.column);
  show_name(name, task, last.column);
  show_name(other_name, task, first.column);
  struct place place = witness_place(task, first);
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
  show_cell(cell, task, either.row, either.column);
  show_name(name, task, either.column);
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
  show_cell(cell, task, against.row, against.column);
  show_name(name, task, against.column);
  grid_fail(task->grid, against.row, against.column, task->error,
            "`%s` in column `%s` is no number by the decimal and thousands marks given", cell,
            name);
  error_add(task->error,
            "leave the marks out, or write types = {[\"%s\"] = \"text\"} if the column "
            "is no number",
            name);
  return false;
}

static bool decide_marks(struct task *task) {
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

static void allow_conventions(struct task *task) {
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

/* ---- missing cells of a column that is being made ---- */

static bool set_missing(struct task *task, struct column *column, size_t row, int marker) {
  task->sightings[marker]++;
  if (column_set_missing(column, row - 1, marker_reason(task, marker)))
    return true;
  return error_memory(task->error);
}

/* Keep the signs that were met in the dialect, in the order of the list. */
static bool keep_sightings(struct task *task, struct dialect_column *column) {
  size_t kinds = 0;
  size_t count = task->markers.count + 1;
  for (size_t i = 0; i < count; i++)
    kinds += task->sightings[i] > 0;
  if (kinds == 0)
    return true;
  column->markers = calloc(kinds, sizeof *column->markers);
  if (column->markers == NULL)
    return error_memory(task->error);
  for (size_t i = 0; i < count; i++) {
    if (task->sightings[i] == 0)
      continue;
    struct dialect_marker *marker = &column->markers[column->marker_count++];
    bool null = (int)i == json_null(task);
    const char *sign = null ? "null" : task->markers.list[i].sign;
    excerpt_cell(marker->sign, sizeof marker->sign, sign, strlen(sign));
    marker->reason = marker_reason(task, (int)i);
    marker->count = task->sightings[i];
  }
  return true;
}

/* ---- columns of numbers ---- */

static bool fail_cell(const struct task *task, size_t row, size_t column, const char *what) {
  char cell[SHOWN], name[SHOWN];
  show_cell(cell, task, row, column);
  show_name(name, task, column);
  grid_fail(task->grid, row, column, task->error, "`%s` in column `%s` %s", cell, name, what);
  return false;
}

static bool fail_large(const struct task *task, size_t row, size_t column) {
  char name[SHOWN];
  show_name(name, task, column);
  fail_cell(task, row, column, "is too large to be kept exactly in 64 bits");
  error_add(task->error,
            "write types = {[\"%s\"] = \"text\"} if it is a code, or \"number\" to keep "
            "the nearest double",
            name);
  return false;
}

static bool fail_type(const struct task *task, size_t row, size_t column, enum column_type type) {
  char what[80];
  snprintf(what, sizeof what, "is not of the type given: %s", column_type_name(type));
  fail_cell(task, row, column, what);
  error_add(task->error, "mend the cell, leave the type out, or name the sign if it stands for a "
                         "missing cell: missing = {[\"…\"] = \"blank\"}");
  return false;
}

static void note_thousands(struct task *task, const char *text, size_t length, char decimal) {
  if (task->dialect->thousands[0] == '\0')
    look_thousands(text, length, decimal, task->dialect->thousands);
}

static bool fill_number(struct task *task, struct column *made, size_t row, size_t column,
                        bool *fits) {
  int marker = find_marker(task, row, column);
  if (marker >= 0)
    return set_missing(task, made, row, marker);
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  char decimal = cell_decimal(task, row, column);
  if (grid_form(task->grid, row, column) == FORM_TEXT)
    note_thousands(task, text, length, decimal);
  if (made->type == COLUMN_NUMBER)
    made->number[row - 1] = look_double(text, length, decimal);
  else
    *fits = look_scaled(text, length, decimal, made->scale, &made->integer[row - 1]);
  return true;
}

/* Reals of JSON are doubles from the start: where their decimals do not fit, doubles they stay. */
static bool may_be_doubles(const struct task *task, size_t column) {
  return task->grid->form != NULL && !task->survey[column].forced &&
         task->survey[column].decimals[FIT_DOT] > 0;
}

static struct column *make_numbers(struct task *task, size_t column, enum column_type type,
                                   int scale) {
  struct column *made = column_new(type, task->grid->rows - 1, NULL);
  if (made == NULL) {
    error_memory(task->error);
    return NULL;
  }
  made->scale = scale;
  for (size_t row = 1; row < task->grid->rows; row++) {
    bool fits = true;
    bool filled = fill_number(task, made, row, column, &fits);
    if (filled && fits)
      continue;
    column_release(made);
    if (!filled)
      return NULL;
    if (may_be_doubles(task, column)) {
      memset(task->sightings, 0, (task->markers.count + 1) * sizeof *task->sightings);
      return make_numbers(task, column, COLUMN_NUMBER, 0);
    }
    fail_large(task, row, column);
    return NULL;
  }
  return made;
}

static bool fail_decimals(const struct task *task, size_t row, size_t column) {
  char name[SHOWN];
  show_name(name, task, column);
  fail_cell(task, row, column, "has more than 18 decimals, which cannot be kept exactly");
  error_add(task->error, "write types = {[\"%s\"] = \"number\"} to keep the nearest double", name);
  return false;
}

static struct column *make_numeric(struct task *task, size_t column) {
  const struct survey *survey = &task->survey[column];
  unsigned fit = task->decimal == '.' ? FIT_DOT : FIT_COMMA;
  int scale = survey->decimals[fit];
  enum column_type type = scale > 0 ? COLUMN_DECIMAL : COLUMN_INTEGER;
  if (survey->forced) {
    if (survey->others > 0)
      return fail_type(task, survey->other_row, column, survey->type), NULL;
    if (survey->type == COLUMN_INTEGER && scale > 0)
      return fail_type(task, survey->decimals_row[fit], column, survey->type), NULL;
    type = survey->type;
  }
  if (type == COLUMN_DECIMAL && scale > SCALE_MAX) {
    if (!may_be_doubles(task, column))
      return fail_decimals(task, survey->decimals_row[fit], column), NULL;
    type = COLUMN_NUMBER;
  }
  return make_numbers(task, column, type, type == COLUMN_DECIMAL ? scale : 0);
}

/* ---- columns of texts, and what texts can be ---- */

/* What one distinct text of a column is. */
struct meaning {
  size_t count; /* cells */
  int marker;   /* a sign that counts if the column is not text, or -1 */
  period_t period;
  int boolean; /* 1 ja, 2 nej, 3 true, 4 false, 0 neither */
};

struct meanings {
  struct meaning *list; /* by code */
  size_t cells;         /* present cells that are no sign */
  size_t periods;
  size_t days;
  size_t words[2]; /* ja/nej, true/false */
};

static int read_boolean(const char *text) {
  static const char *const words[] = {"ja", "nej", "true", "false"};
  for (int i = 0; i < 4; i++)
    if (strcasecmp(text, words[i]) == 0)
      return i + 1;
  return 0;
}

/* A period as a column of periods has it: a bare number only if it looks like a year. */
static period_t read_period(const char *text, size_t length, bool forced) {
  bool digits = length == 4 && strspn(text, "0123456789") == 4;
  if (digits && !forced && !look_year(text, length))
    return PERIOD_INVALID;
  return period_parse(text, length);
}

static bool find_meanings(const struct task *task, const struct column *texts, bool forced,
                          struct meanings *meanings) {
  size_t size = dict_size(texts->dict);
  meanings->list = calloc(size > 0 ? size : 1, sizeof *meanings->list);
  if (meanings->list == NULL)
    return error_memory(task->error);
  for (size_t row = 0; row < texts->length; row++)
    if (column_missing(texts, row) == PRESENT)
      meanings->list[texts->code[row]].count++;
  for (size_t code = 0; code < size; code++) {
    struct meaning *meaning = &meanings->list[code];
    size_t length;
    const char *text = dict_text(texts->dict, (uint32_t)code, &length);
    meaning->marker = markers_find(&task->markers, text, length);
    if (meaning->marker >= 0)
      continue;
    meaning->period = read_period(text, length, forced);
    meaning->boolean = read_boolean(text);
    meanings->cells += meaning->count;
    if (meaning->period != PERIOD_INVALID) {
      meanings->periods += meaning->count;
      meanings->days += period_kind(meaning->period) == PERIOD_DAY ? meaning->count : 0;
    }
    if (meaning->boolean > 0)
      meanings->words[(meaning->boolean - 1) / 2] += meaning->count;
  }
  return true;
}

static bool fill_text(struct task *task, struct column *made, size_t row, size_t column) {
  int marker = find_marker(task, row, column);
  if (marker >= 0 && is_everywhere(task, marker))
    return set_missing(task, made, row, marker);
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  uint32_t code = dict_intern(made->dict, text, length);
  made->code[row - 1] = code;
  return code != DICT_NONE || error_memory(task->error);
}

static struct column *make_texts(struct task *task, size_t column) {
  struct dict *dict = dict_new();
  struct column *made = dict == NULL ? NULL : column_new(COLUMN_TEXT, task->grid->rows - 1, dict);
  dict_release(dict);
  if (made == NULL) {
    error_memory(task->error);
    return NULL;
  }
  for (size_t row = 1; row < task->grid->rows; row++)
    if (!fill_text(task, made, row, column)) {
      column_release(made);
      return NULL;
    }
  return made;
}

/* The type that all texts have. */
static enum column_type common_type(const struct meanings *meanings) {
  if (meanings->cells == 0)
    return COLUMN_TEXT;
  if (meanings->periods == meanings->cells)
    return meanings->days == meanings->cells ? COLUMN_DATE : COLUMN_PERIOD;
  if (meanings->words[0] == meanings->cells || meanings->words[1] == meanings->cells)
    return COLUMN_BOOLEAN;
  return COLUMN_TEXT;
}

/* Whether a text is a value of the type; as its value. */
static bool convert_text(const struct meaning *meaning, struct column *made, size_t row) {
  switch (made->type) {
  case COLUMN_BOOLEAN:
    made->boolean[row] = meaning->boolean == 1 || meaning->boolean == 3;
    return meaning->boolean > 0;
  case COLUMN_DATE:
    made->period[row] = meaning->period;
    return meaning->period != PERIOD_INVALID && period_kind(meaning->period) == PERIOD_DAY;
  default:
    made->period[row] = meaning->period;
    return meaning->period != PERIOD_INVALID;
  }
}

static bool convert_cell(struct task *task, const struct column *texts,
                         const struct meanings *meanings, struct column *made, size_t row,
                         size_t column) {
  if (column_missing(texts, row) != PRESENT) {
    bool set = column_set_missing(made, row, column_missing(texts, row));
    return set || error_memory(task->error);
  }
  const struct meaning *meaning = &meanings->list[texts->code[row]];
  if (meaning->marker >= 0)
    return set_missing(task, made, row + 1, meaning->marker);
  return convert_text(meaning, made, row) || fail_type(task, row + 1, column, made->type);
}

static struct column *convert_texts(struct task *task, const struct column *texts,
                                    const struct meanings *meanings, enum column_type type,
                                    size_t column) {
  struct column *made = column_new(type, texts->length, NULL);
  bool fine = made != NULL || error_memory(task->error);
  for (size_t row = 0; fine && row < texts->length; row++)
    fine = convert_cell(task, texts, meanings, made, row, column);
  if (fine)
    return made;
  column_release(made);
  return NULL;
}

static void keep_stray(const struct task *task, struct column *texts, size_t row, size_t column) {
  struct place place = witness_place(task, (struct witness){row, column});
  texts->stray.line = place.line;
  texts->stray.column = place.column;
  show_cell(texts->stray.cell, task, row, column);
}

/* The first cell that is no period in a column where most are; NOWHERE when most are not. */
static size_t find_stray_period(const struct column *texts, const struct meanings *meanings) {
  if (meanings->periods == 0 || meanings->periods * 2 < meanings->cells)
    return NOWHERE;
  for (size_t row = 0; row < texts->length; row++) {
    if (column_missing(texts, row) != PRESENT)
      continue;
    const struct meaning *meaning = &meanings->list[texts->code[row]];
    if (meaning->marker < 0 && meaning->period == PERIOD_INVALID)
      return row + 1;
  }
  return NOWHERE;
}

/* A column of numbers or periods but for some cells: the first of them is told, and what would be
** a sign for missing among numbers is one. */
static bool settle_stray(struct task *task, struct column *texts, const struct meanings *meanings,
                         size_t column) {
  const struct survey *survey = &task->survey[column];
  bool numbers = survey->numbers > 0 && survey->numbers >= survey->others;
  size_t row = numbers ? survey->other_row : find_stray_period(texts, meanings);
  if (row == NOWHERE || survey->forced)
    return true;
  keep_stray(task, texts, row, column);
  for (size_t i = 0; i < texts->length; i++) {
    if (column_missing(texts, i) != PRESENT)
      continue;
    int marker = meanings->list[texts->code[i]].marker;
    if (marker >= 0 && !set_missing(task, texts, i + 1, marker))
      return false;
  }
  return true;
}

static struct column *make_from_texts(struct task *task, size_t column) {
  const struct survey *survey = &task->survey[column];
  struct column *texts = make_texts(task, column);
  struct meanings meanings = {0};
  struct column *made = NULL;
  if (texts == NULL || !find_meanings(task, texts, survey->forced, &meanings)) {
    column_release(texts);
    return NULL;
  }
  enum column_type type = survey->forced ? survey->type : common_type(&meanings);
  if (type != COLUMN_TEXT)
    made = convert_texts(task, texts, &meanings, type, column);
  else if (settle_stray(task, texts, &meanings, column))
    made = column_retain(texts);
  column_release(texts);
  free(meanings.list);
  return made;
}

/* ---- together ---- */

static struct column *make_column(struct task *task, size_t column) {
  const struct survey *survey = &task->survey[column];
  memset(task->sightings, 0, (task->markers.count + 1) * sizeof *task->sightings);
  bool all_hidden =
      !survey->forced && survey->numbers + survey->others == 0 && survey->hidden && !survey->ticks;
  if (is_numeric(survey) || all_hidden)
    return make_numeric(task, column);
  return make_from_texts(task, column);
}

static bool add_column(struct task *task, struct frame *frame, size_t column) {
  struct dialect_column *facts = &task->dialect->column[column];
  struct column *made = make_column(task, column);
  if (made == NULL)
    return false;
  facts->type = made->type;
  facts->scale = made->scale;
  if (keep_sightings(task, facts))
    return frame_add(frame, facts->name, made, task->error);
  column_release(made);
  return false;
}

static struct frame *make_frame(struct task *task) {
  struct frame *frame = frame_new(task->grid->rows - 1);
  bool fine = frame != NULL || error_memory(task->error);
  for (size_t column = 0; fine && column < task->grid->columns; column++)
    fine = add_column(task, frame, column);
  if (fine)
    return frame;
  frame_release(frame);
  return NULL;
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
  if (task->survey == NULL || task->sightings == NULL)
    return error_memory(task->error);
  allow_conventions(task);
  if (!check_rows(task) || !name_columns(task) || !force_types(task))
    return false;
  for (size_t column = 0; column < task->grid->columns; column++)
    survey_column(task, column);
  return decide_marks(task);
}

struct frame *grid_classify(const struct grid *grid, const struct csv_options *options,
                            struct dialect *dialect, struct error *error) {
  struct task task = {.grid = grid, .options = options, .dialect = dialect, .error = error};
  dialect->rows = grid->rows - 1;
  struct frame *frame = prepare(&task) ? make_frame(&task) : NULL;
  markers_clear(&task.markers);
  free(task.survey);
  free(task.sightings);
  return frame;
}
