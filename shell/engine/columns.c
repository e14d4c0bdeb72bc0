#include "classify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "number.h"
#include "period.h"

/* ---- missing cells ---- */

static bool set_missing(struct task *task, struct column *column, size_t row, int marker) {
  task->sightings[marker]++;
  if (column_set_missing(column, row - 1, task_reason(task, marker)))
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
    bool null = (int)i == task_json_null(task);
    const char *sign = null ? "null" : task->markers.list[i].sign;
    excerpt_cell(marker->sign, sizeof marker->sign, sign, strlen(sign));
    marker->reason = task_reason(task, (int)i);
    marker->count = task->sightings[i];
  }
  return true;
}

/* ---- columns of numbers ---- */

static bool fail_large(const struct task *task, size_t row, size_t column) {
  char name[SHOWN];
  task_show_name(name, task, column);
  task_fail_cell(task, row, column, "is too large to be kept exactly in 64 bits");
  error_add(task->error,
            "write types = {[\"%s\"] = \"text\"} if it is a code, or \"number\" to keep "
            "the nearest double",
            name);
  return false;
}

static bool fail_type(const struct task *task, size_t row, size_t column, enum column_type type) {
  char what[80];
  snprintf(what, sizeof what, "is not of the type given: %s", column_type_name(type));
  task_fail_cell(task, row, column, what);
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
  int marker = task_marker(task, row, column);
  if (marker >= 0)
    return set_missing(task, made, row, marker);
  size_t length;
  const char *text = grid_cell(task->grid, row, column, &length);
  char decimal = task_decimal(task, row, column);
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
  task_show_name(name, task, column);
  task_fail_cell(task, row, column, "has more than 18 decimals, which cannot be kept exactly");
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

/* Whether a sign counts in text columns too. */
static bool is_everywhere(const struct task *task, int index) {
  return index == task_json_null(task) || task->markers.list[index].everywhere;
}

static bool fill_text(struct task *task, struct column *made, size_t row, size_t column) {
  int marker = task_marker(task, row, column);
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
  struct place place = task_place(task, row, column);
  texts->stray.line = place.line;
  texts->stray.column = place.column;
  task_show_cell(texts->stray.cell, task, row, column);
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
  bool all_hidden =
      !survey->forced && survey->numbers + survey->others == 0 && survey->hidden && !survey->ticks;
  if (survey_is_numeric(survey) || all_hidden)
    return make_numeric(task, column);
  return make_from_texts(task, column);
}

struct column *task_make_column(struct task *task, size_t column) {
  struct dialect_column *facts = &task->dialect->column[column];
  memset(task->sightings, 0, (task->markers.count + 1) * sizeof *task->sightings);
  struct column *made = make_column(task, column);
  if (made == NULL)
    return NULL;
  facts->type = made->type;
  facts->scale = made->scale;
  if (keep_sightings(task, facts))
    return made;
  column_release(made);
  return NULL;
}
