#include "classify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "number.h"
#include "period.h"

/* ---- what texts stand for ---- */

/* Room for the value of each of a column's texts. */
static bool begin_column(struct task *task, size_t column, enum column_type type) {
  struct finding *finding = &task->finding[column];
  size_t size = task->grid->texts[column].size + 1;
  finding->type = type;
  free(finding->values);
  finding->values = calloc(size, column_width(type));
  if (finding->reasons == NULL)
    finding->reasons = calloc(size, 1);
  return (finding->values != NULL && finding->reasons != NULL) || error_memory(task->error);
}

static void set_missing(struct task *task, size_t column, size_t code, int marker) {
  struct finding *finding = &task->finding[column];
  task->sightings[marker] += task->grid->texts[column].list[code].count;
  finding->reasons[code] = (uint8_t)task_reason(task, marker);
  finding->gaps = finding->gaps || finding->reasons[code] != PRESENT;
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

/* Whether the text fits the type. */
static bool find_number(struct task *task, size_t column, size_t code, int scale) {
  struct finding *finding = &task->finding[column];
  const struct distinct_text *cell = &task->grid->texts[column].list[code];
  int marker = task_marker(task, cell);
  if (marker >= 0) {
    set_missing(task, column, code, marker);
    return true;
  }
  char decimal = task_decimal(task, cell);
  if (cell->form == FORM_TEXT)
    note_thousands(task, cell->text, cell->length, decimal);
  if (finding->type != COLUMN_NUMBER)
    return look_scaled(cell->text, cell->length, decimal, scale, (int64_t *)finding->values + code);
  ((double *)finding->values)[code] = look_double(cell->text, cell->length, decimal);
  return true;
}

/* Reals of JSON are doubles from the start: where their decimals do not fit, doubles they stay. */
static bool may_be_doubles(const struct task *task, size_t column) {
  return task->grid->typed && !task->survey[column].forced &&
         task->survey[column].decimals[FIT_DOT] > 0;
}

/* Whether what was read as it came stands for the same under the marks that were decided: at the
** column's scale, in 64 bits. If not, the column is to be read by its texts. */
static bool confirm_figures(struct task *task, size_t column, int scale) {
  const struct figures *figures = &task->grid->figures[column];
  char decimal = task->decimal != 0 ? task->decimal : ',';
  int64_t factor =
      scale < figures->scale || scale > SCALE_MAX ? 0 : number_power10(scale - figures->scale);
  int64_t most;
  if ((figures->mark == 0 || figures->mark == decimal) && factor > 0 &&
      (figures->least > figures->most || (!__builtin_mul_overflow(figures->least, factor, &most) &&
                                          !__builtin_mul_overflow(figures->most, factor, &most))))
    return true;
  task->grid->recant[column] = true;
  return error_set(task->error, ERROR_DATA, "column %zu is not what it seemed", column + 1);
}

static bool find_numbers(struct task *task, size_t column, enum column_type type, int scale) {
  const struct distinct *texts = &task->grid->texts[column];
  if (!begin_column(task, column, type))
    return false;
  task->finding[column].scale = scale;
  if (task_has_figures(task, column) && !confirm_figures(task, column, scale))
    return false;
  for (size_t code = 0; code < texts->size; code++) {
    if (!grid_goes_on(task->grid, code))
      return false;
    if (find_number(task, column, code, scale))
      continue;
    if (may_be_doubles(task, column)) {
      memset(task->sightings, 0, (task->markers.count + 1) * sizeof *task->sightings);
      return find_numbers(task, column, COLUMN_NUMBER, 0);
    }
    return fail_large(task, texts->list[code].row, column);
  }
  return true;
}

static bool fail_decimals(const struct task *task, size_t row, size_t column) {
  char name[SHOWN];
  task_show_name(name, task, column);
  task_fail_cell(task, row, column, "has more than 18 decimals, which cannot be kept exactly");
  error_add(task->error, "write types = {[\"%s\"] = \"number\"} to keep the nearest double", name);
  return false;
}

static bool find_numeric(struct task *task, size_t column) {
  const struct survey *survey = &task->survey[column];
  unsigned fit = task->decimal == '.' ? FIT_DOT : FIT_COMMA;
  int scale = survey->decimals[fit];
  enum column_type type = scale > 0 ? COLUMN_DECIMAL : COLUMN_INTEGER;
  if (survey->forced) {
    if (survey->others > 0)
      return fail_type(task, survey->other_row, column, survey->type);
    if (survey->type == COLUMN_INTEGER && scale > 0)
      return fail_type(task, survey->decimals_row[fit], column, survey->type);
    type = survey->type;
  }
  if (type == COLUMN_DECIMAL && scale > SCALE_MAX) {
    if (!may_be_doubles(task, column))
      return fail_decimals(task, survey->decimals_row[fit], column);
    type = COLUMN_NUMBER;
  }
  return find_numbers(task, column, type, type == COLUMN_DECIMAL ? scale : 0);
}

/* ---- columns of texts, and what texts can be ---- */

/* What one text of a column is. */
struct meaning {
  bool missing; /* by a sign that counts in every column */
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

static int read_boolean(const char *text, size_t length) {
  static const char *const words[] = {"ja", "nej", "true", "false"};
  for (int i = 0; i < 4; i++)
    if (strlen(words[i]) == length && strncasecmp(text, words[i], length) == 0)
      return i + 1;
  return 0;
}

static bool is_four_digits(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (text[i] < '0' || text[i] > '9')
      return false;
  return length == 4;
}

/* A period as a column of periods has it: a bare number only if it looks like a year. */
static period_t read_period(const char *text, size_t length, bool forced) {
  if (is_four_digits(text, length) && !forced && !look_year(text, length))
    return PERIOD_INVALID;
  return period_parse(text, length);
}

/* Whether a sign counts in text columns too. */
static bool is_everywhere(const struct task *task, int index) {
  return index == task_json_null(task) || task->markers.list[index].everywhere;
}

static void find_meaning(struct task *task, size_t column, size_t code, bool forced,
                         struct meanings *meanings) {
  const struct distinct_text *cell = &task->grid->texts[column].list[code];
  struct meaning *meaning = &meanings->list[code];
  int marker = task_marker(task, cell);
  meaning->missing = marker >= 0 && is_everywhere(task, marker);
  if (meaning->missing) {
    set_missing(task, column, code, marker);
    return;
  }
  meaning->marker = markers_find(&task->markers, cell->text, cell->length);
  if (meaning->marker >= 0)
    return;
  meaning->period = read_period(cell->text, cell->length, forced);
  meaning->boolean = read_boolean(cell->text, cell->length);
  meanings->cells += cell->count;
  if (meaning->period != PERIOD_INVALID) {
    meanings->periods += cell->count;
    meanings->days += period_kind(meaning->period) == PERIOD_DAY ? cell->count : 0;
  }
  if (meaning->boolean > 0)
    meanings->words[(meaning->boolean - 1) / 2] += cell->count;
}

static bool find_meanings(struct task *task, size_t column, bool forced,
                          struct meanings *meanings) {
  size_t size = task->grid->texts[column].size;
  meanings->list = calloc(size + 1, sizeof *meanings->list);
  if (meanings->list == NULL)
    return error_memory(task->error);
  for (size_t code = 0; code < size && grid_goes_on(task->grid, code); code++)
    find_meaning(task, column, code, forced, meanings);
  return engine_goes_on(task->grid->engine);
}

/* The dictionary of a text column, and the texts' codes in it. No two texts are the same, but a
** number of JSON may be written as a text is. */
static bool find_codes(struct task *task, size_t column, const struct meanings *meanings) {
  const struct distinct *texts = &task->grid->texts[column];
  struct finding *finding = &task->finding[column];
  uint32_t *codes = finding->values;
  size_t bytes = 0;
  for (size_t code = 0; code < texts->size; code++)
    bytes += texts->list[code].length;
  finding->dict = dict_new();
  if (finding->dict == NULL || !dict_expect(finding->dict, texts->size, bytes))
    return error_memory(task->error);
  for (size_t code = 0; code < texts->size; code++) {
    const struct distinct_text *cell = &texts->list[code];
    if (meanings->list[code].missing)
      continue;
    codes[code] =
        (task->grid->typed ? dict_intern : dict_append)(finding->dict, cell->text, cell->length);
    if (codes[code] == DICT_NONE || !grid_goes_on(task->grid, code))
      return error_memory(task->error);
  }
  return true;
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
static bool convert_text(const struct meaning *meaning, struct finding *finding, size_t code) {
  if (finding->type == COLUMN_BOOLEAN) {
    ((uint8_t *)finding->values)[code] = meaning->boolean == 1 || meaning->boolean == 3;
    return meaning->boolean > 0;
  }
  ((period_t *)finding->values)[code] = meaning->period;
  return meaning->period != PERIOD_INVALID &&
         (finding->type != COLUMN_DATE || period_kind(meaning->period) == PERIOD_DAY);
}

static bool convert_texts(struct task *task, const struct meanings *meanings, size_t column) {
  const struct distinct *texts = &task->grid->texts[column];
  struct finding *finding = &task->finding[column];
  for (size_t code = 0; code < texts->size; code++) {
    const struct meaning *meaning = &meanings->list[code];
    if (!grid_goes_on(task->grid, code))
      return false;
    if (meaning->missing)
      continue;
    if (meaning->marker >= 0)
      set_missing(task, column, code, meaning->marker);
    else if (!convert_text(meaning, finding, code))
      return fail_type(task, texts->list[code].row, column, finding->type);
  }
  return true;
}

static void keep_stray(struct task *task, size_t row, size_t column) {
  struct stray *stray = &task->finding[column].stray;
  struct place place = task_place(task, row, column);
  stray->line = place.line;
  stray->column = place.column;
  task_show_cell(stray->cell, task, row, column);
}

/* The first cell that is no period in a column where most are; NOWHERE when most are not. */
static size_t find_stray_period(const struct distinct *texts, const struct meanings *meanings) {
  if (meanings->periods == 0 || meanings->periods * 2 < meanings->cells)
    return NOWHERE;
  for (size_t code = 0; code < texts->size; code++) {
    const struct meaning *meaning = &meanings->list[code];
    if (!meaning->missing && meaning->marker < 0 && meaning->period == PERIOD_INVALID)
      return texts->list[code].row;
  }
  return NOWHERE;
}

/* A column of numbers or periods but for some cells: the first of them is told, and what would be
** a sign for missing among numbers is one. */
static void settle_stray(struct task *task, const struct meanings *meanings, size_t column) {
  const struct survey *survey = &task->survey[column];
  const struct distinct *texts = &task->grid->texts[column];
  bool numbers = survey->numbers > 0 && survey->numbers >= survey->others;
  size_t row = numbers ? survey->other_row : find_stray_period(texts, meanings);
  if (row == NOWHERE || survey->forced)
    return;
  keep_stray(task, row, column);
  for (size_t code = 0; code < texts->size; code++) {
    const struct meaning *meaning = &meanings->list[code];
    if (!meaning->missing && meaning->marker >= 0)
      set_missing(task, column, code, meaning->marker);
  }
}

static bool find_values(struct task *task, size_t column, const struct meanings *meanings) {
  if (task->finding[column].type != COLUMN_TEXT)
    return convert_texts(task, meanings, column);
  if (!find_codes(task, column, meanings))
    return false;
  settle_stray(task, meanings, column);
  return true;
}

static bool find_from_texts(struct task *task, size_t column) {
  const struct survey *survey = &task->survey[column];
  struct meanings meanings = {0};
  bool fine = begin_column(task, column, COLUMN_TEXT) &&
              find_meanings(task, column, survey->forced, &meanings);
  if (fine)
    fine = begin_column(task, column, survey->forced ? survey->type : common_type(&meanings)) &&
           find_values(task, column, &meanings);
  free(meanings.list);
  return fine;
}

/* ---- together ---- */

static bool find_column(struct task *task, size_t column) {
  const struct survey *survey = &task->survey[column];
  bool all_hidden =
      !survey->forced && survey->numbers + survey->others == 0 && survey->hidden && !survey->ticks;
  if (survey_is_numeric(survey) || all_hidden)
    return find_numeric(task, column);
  if (task_has_figures(task, column)) {
    task->grid->recant[column] = true;
    return error_set(task->error, ERROR_DATA, "column %zu is not one of numbers", column + 1);
  }
  return find_from_texts(task, column);
}

bool task_find_column(struct task *task, size_t column) {
  struct dialect_column *facts = &task->dialect->column[column];
  memset(task->sightings, 0, (task->markers.count + 1) * sizeof *task->sightings);
  if (!find_column(task, column))
    return false;
  facts->type = task->finding[column].type;
  facts->scale = task->finding[column].scale;
  return keep_sightings(task, facts);
}
