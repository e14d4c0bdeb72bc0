#include "grid.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libcsv's own header; this folder has none of that name. */
#include <csv.h>

void grid_clear(struct grid *grid) {
  free(grid->bytes);
  free(grid->start);
  free(grid->form);
  free(grid->row_at);
  *grid = (struct grid){0};
}

static bool grow(size_t **array, size_t *capacity, size_t needed) {
  if (needed <= *capacity)
    return true;
  size_t larger = *capacity == 0 ? 256 : *capacity * 2;
  size_t *grown =
      larger < SIZE_MAX / sizeof **array ? realloc(*array, larger * sizeof **array) : NULL;
  if (grown == NULL)
    return false;
  *array = grown;
  *capacity = larger;
  return true;
}

static bool make_room(struct grid *grid, size_t length) {
  if (length <= grid->room - grid->used)
    return true;
  size_t room = (grid->used + length) * 2;
  char *bytes = room > grid->room ? realloc(grid->bytes, room) : NULL;
  if (bytes == NULL)
    return false;
  grid->bytes = bytes;
  grid->room = room;
  return true;
}

bool grid_add(struct grid *grid, const char *text, size_t length) {
  if (!grow(&grid->start, &grid->capacity, grid->cells + 2) || !make_room(grid, length))
    return false;
  if (length > 0)
    memcpy(grid->bytes + grid->used, text, length);
  grid->start[grid->cells++] = grid->used;
  grid->used += length;
  grid->start[grid->cells] = grid->used;
  return true;
}

bool grid_fail(const struct grid *grid, size_t row, size_t column, struct error *error,
               const char *format, ...) {
  char what[ERROR_MESSAGE_SIZE / 2];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  size_t span = 1;
  size_t offset = grid->locate(grid, row, column, &span);
  return source_fail(grid->source, offset, span, error, "%s", what);
}

/* ---- one line at a time ---- */

/* Physical lines of a text, so that it is known where each row begins. The next LF and CR are
** looked for once each, not again for every line. */
struct lines {
  const char *text;
  size_t length;
  size_t at;
  size_t next_lf; /* at or after `at`; `length`: none */
  size_t next_cr;
  size_t lf, crlf, cr; /* how many lines ended so */
};

static size_t find_byte(const struct lines *lines, size_t from, char byte) {
  const char *found = memchr(lines->text + from, byte, lines->length - from);
  return found == NULL ? lines->length : (size_t)(found - lines->text);
}

static struct lines lines_begin(const char *text, size_t length) {
  struct lines lines = {.text = text, .length = length};
  lines.next_lf = find_byte(&lines, 0, '\n');
  lines.next_cr = find_byte(&lines, 0, '\r');
  return lines;
}

/* The next line with its end, [*start, return value); equal when there is none left. */
static size_t lines_next(struct lines *lines, size_t *start) {
  *start = lines->at;
  if (lines->next_lf < lines->at)
    lines->next_lf = find_byte(lines, lines->at, '\n');
  if (lines->next_cr < lines->at)
    lines->next_cr = find_byte(lines, lines->at, '\r');
  size_t lf = lines->next_lf, cr = lines->next_cr;
  if (cr + 1 < lf)
    lines->at = cr + 1;
  else
    lines->at = lf < lines->length ? lf + 1 : lines->length;
  return lines->at;
}

/* Count the end of the line that was just given, as the end of a row. */
static void count_end(struct lines *lines) {
  size_t at = lines->at;
  if (at == 0 || (lines->text[at - 1] != '\n' && lines->text[at - 1] != '\r'))
    return;
  if (lines->text[at - 1] == '\r')
    lines->cr++;
  else if (at > 1 && lines->text[at - 2] == '\r')
    lines->crlf++;
  else
    lines->lf++;
}

static const char *newline_name(const struct lines *lines) {
  int forms = (lines->lf > 0) + (lines->crlf > 0) + (lines->cr > 0);
  if (forms != 1)
    return forms == 0 ? "" : "mixed";
  return lines->lf > 0 ? "LF" : lines->crlf > 0 ? "CRLF" : "CR";
}

/* ---- libcsv ---- */

/* One pass of libcsv over the source. With a grid it keeps the cells and stops at a row that has
** not the header's number of fields; without, it counts. */
struct pass {
  const struct source *source;
  struct grid *grid; /* NULL: count only */
  char delimiter;
  struct csv_parser parser;
  struct lines lines;
  bool in_row;      /* a row has begun and not ended: inside a quoted field, or the last line */
  size_t row_start; /* of the row being read */
  size_t fields;    /* of it so far */
  size_t header;    /* fields of the first row */
  size_t rows;
  size_t agreeing; /* rows with as many fields as the first */
  size_t blank;    /* lines left out */
  size_t blank_at; /* the last of them after the header; 0: none */
  bool one_row;    /* stop after the first */
  bool no_memory;
  bool ragged;
  size_t broken_at; /* where libcsv refused a byte, SIZE_MAX: nowhere */
  bool unclosed;    /* the text ended inside quotes */
};

static void on_field(void *text, size_t length, void *data) {
  struct pass *pass = data;
  pass->fields++;
  if (pass->grid == NULL || pass->no_memory || pass->ragged)
    return;
  if (pass->rows > 0 && pass->fields > pass->header)
    return; /* told at the row's end */
  if (!grid_add(pass->grid, text, length))
    pass->no_memory = true;
}

static void on_row(int end, void *data) {
  (void)end;
  struct pass *pass = data;
  pass->in_row = false;
  if (pass->rows == 0)
    pass->header = pass->fields;
  if (pass->fields == pass->header)
    pass->agreeing++;
  else if (pass->grid != NULL)
    pass->ragged = true;
  if (pass->ragged || pass->no_memory)
    return;
  if (pass->grid != NULL) {
    if (!grow(&pass->grid->row_at, &pass->grid->row_capacity, pass->rows + 1)) {
      pass->no_memory = true;
      return;
    }
    pass->grid->row_at[pass->rows] = pass->row_start;
  }
  pass->rows++;
  pass->fields = 0;
}

static bool is_blank(const struct pass *pass, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    char c = pass->source->text[i];
    bool space = c == ' ' || (c == '\t' && pass->delimiter != '\t');
    if (!space && c != '\r' && c != '\n')
      return false;
  }
  return true;
}

static bool should_stop(const struct pass *pass) {
  return pass->ragged || pass->no_memory || pass->broken_at != SIZE_MAX ||
         (pass->one_row && pass->rows > 0);
}

static void feed_line(struct pass *pass, size_t from, size_t to) {
  if (!pass->in_row && is_blank(pass, from, to)) {
    pass->blank++;
    if (pass->rows > 0)
      pass->blank_at = from;
    return;
  }
  if (!pass->in_row) {
    pass->row_start = from;
    pass->fields = 0;
  }
  pass->in_row = true;
  size_t fed =
      csv_parse(&pass->parser, pass->source->text + from, to - from, on_field, on_row, pass);
  if (fed < to - from) {
    pass->no_memory = csv_error(&pass->parser) != CSV_EPARSE;
    pass->broken_at = from + fed;
    return;
  }
  if (!pass->in_row)
    count_end(&pass->lines);
}

static void run_pass(struct pass *pass) {
  pass->broken_at = SIZE_MAX;
  if (csv_init(&pass->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
    pass->no_memory = true;
    return;
  }
  csv_set_delim(&pass->parser, (unsigned char)pass->delimiter);
  pass->lines = lines_begin(pass->source->text, pass->source->length);
  size_t start;
  while (!should_stop(pass) && lines_next(&pass->lines, &start) > start)
    feed_line(pass, start, pass->lines.at);
  if (!should_stop(pass) && csv_fini(&pass->parser, on_field, on_row, pass) != 0) {
    pass->unclosed = csv_error(&pass->parser) == CSV_EPARSE;
    pass->no_memory = !pass->unclosed;
  }
  csv_free(&pass->parser);
}

/* ---- where a field stands ---- */

struct finder {
  size_t wanted;
  size_t fields;
};

static void count_field(void *text, size_t length, void *data) {
  (void)text;
  (void)length;
  ((struct finder *)data)->fields++;
}

/* The place of field `column` of the row that begins at `at`: libcsv is given the row again a
** byte at a time, until it has told the fields before. */
static size_t find_field(const struct source *source, size_t at, char delimiter, size_t column) {
  struct csv_parser parser;
  struct finder finder = {column, 0};
  if (csv_init(&parser, CSV_STRICT) != 0)
    return at;
  csv_set_delim(&parser, (unsigned char)delimiter);
  while (at < source->length && finder.fields < column) {
    if (csv_parse(&parser, source->text + at, 1, count_field, NULL, &finder) != 1)
      break;
    at++;
  }
  csv_free(&parser);
  while (at < source->length &&
         (source->text[at] == ' ' || (source->text[at] == '\t' && delimiter != '\t')))
    at++;
  return at;
}

static size_t locate_csv(const struct grid *grid, size_t row, size_t column, size_t *span) {
  size_t length;
  grid_cell(grid, row, column, &length);
  size_t at = find_field(grid->source, grid->row_at[row], grid->delimiter, column);
  *span = length + (at < grid->source->length && grid->source->text[at] == '"' ? 2 : 0);
  return at;
}

/* ---- errors of form ---- */

static void name_delimiter(char buffer[8], char delimiter) {
  snprintf(buffer, 8, delimiter == '\t' ? "tab" : "`%c`", delimiter);
}

static bool fail_ragged(const struct pass *pass, struct error *error) {
  char name[8];
  name_delimiter(name, pass->delimiter);
  bool many = pass->fields > pass->header;
  /* The caret stands under the first field too many, or where the next one should be. */
  size_t at = pass->lines.at;
  while (at > pass->row_start && memchr("\r\n", pass->source->text[at - 1], 2) != NULL)
    at--;
  if (many)
    at = find_field(pass->source, pass->row_start, pass->delimiter, pass->header);
  source_fail(pass->source, at, 1, error,
              "expected %zu field%s as in the header, found %zu (delimiter %s)", pass->header,
              pass->header == 1 ? "" : "s", pass->fields, name);
  if (!many && pass->fields == 1)
    error_add(error, "remove the line if it is a note, or give it all its fields");
  else if (!many)
    error_add(error,
              "give the line all its fields, or write delimiter = \"…\" if %s is not what "
              "parts them",
              name);
  else if (pass->header == 1)
    error_add(error,
              "remove the lines above the header, or write delimiter = \"…\" if %s is not "
              "what parts the fields",
              name);
  else
    error_add(error, "put a field that holds %s in quotes: \"…\"", name);
  return false;
}

static bool fail_unclosed(const struct pass *pass, struct error *error) {
  size_t at = find_field(pass->source, pass->row_start, pass->delimiter, pass->fields);
  source_fail(pass->source, at, 1, error,
              "the quote that opens here is never closed; the file ends inside it");
  error_add(error, "close the field with \", or write a quote inside a field twice: \"\"");
  return false;
}

static bool fail_broken(const struct pass *pass, struct error *error) {
  const char *text = pass->source->text;
  size_t opened = find_field(pass->source, pass->row_start, pass->delimiter, pass->fields);
  if (opened < pass->source->length && text[opened] != '"') {
    source_fail(pass->source, pass->broken_at, 1, error,
                "a quote in the middle of a field that does not begin with one");
    error_add(error, "put the whole field in quotes and write the quote twice: \"…\"\"…\"");
    return false;
  }
  struct place place = excerpt_place(text, pass->source->length, opened);
  source_fail(pass->source, pass->broken_at, 1, error,
              "text after the closing quote of the field that opened at line %zu, column %zu",
              place.line, place.column);
  error_add(error, "write a quote inside a field twice: \"\"");
  return false;
}

static bool fail_blank_line(const struct pass *pass, struct error *error) {
  source_fail(pass->source, pass->blank_at, 1, error,
              "an empty line in a file of one column: a missing cell, or nothing?");
  error_add(error, "write \"\" for a missing cell, or remove the line");
  return false;
}

static bool fail_pass(const struct pass *pass, struct error *error) {
  if (pass->no_memory)
    return error_memory(error);
  if (pass->ragged)
    return fail_ragged(pass, error);
  return pass->unclosed ? fail_unclosed(pass, error) : fail_broken(pass, error);
}

/* ---- the delimiter ---- */

static const char candidates[] = {';', ',', '\t', '|'};
enum { CANDIDATES = sizeof candidates };

struct tally {
  char delimiter;
  size_t header;   /* fields of the header */
  size_t agreeing; /* rows that have as many */
  bool perfect;    /* all do, and nothing is broken */
};

static bool tally_rows(const struct source *source, char delimiter, bool one_row,
                       struct tally *tally, struct error *error) {
  struct pass pass = {.source = source, .delimiter = delimiter, .one_row = one_row};
  run_pass(&pass);
  if (pass.no_memory)
    return error_memory(error);
  *tally = (struct tally){delimiter, pass.header, pass.agreeing, false};
  tally->perfect =
      !pass.unclosed && pass.broken_at == SIZE_MAX && pass.agreeing == pass.rows && pass.header > 1;
  return true;
}

static bool fail_delimiters(const struct source *source, const struct tally *a,
                            const struct tally *b, struct error *error) {
  char first[8], second[8];
  name_delimiter(first, a->delimiter);
  name_delimiter(second, b->delimiter);
  source_fail(source, 0, 1, error,
              "can be read in two ways: by %s every row has %zu fields, by %s every row has %zu",
              first, a->header, second, b->header);
  error_add(
      error, "write delimiter = \"%s%s\" or delimiter = \"%s%s\"", a->delimiter == '\t' ? "\\" : "",
      a->delimiter == '\t' ? "t" : (char[]){a->delimiter, 0}, b->delimiter == '\t' ? "\\" : "",
      b->delimiter == '\t' ? "t" : (char[]){b->delimiter, 0});
  return false;
}

/* Of several that split the header: the one by which all rows agree, or the one by which most do,
** so that its errors are told. */
static bool choose_among(const struct source *source, const struct tally *tallies, size_t count,
                         char *delimiter, struct error *error) {
  const struct tally *best = &tallies[0];
  for (size_t i = 1; i < count; i++) {
    const struct tally *other = &tallies[i];
    if (best->perfect && other->perfect)
      return fail_delimiters(source, best, other, error);
    bool more = other->agreeing > best->agreeing ||
                (other->agreeing == best->agreeing && other->header > best->header);
    if (other->perfect || (!best->perfect && more))
      best = other;
  }
  *delimiter = best->delimiter;
  return true;
}

/* `;` when nothing parts the header: a file of one column. */
static bool choose_delimiter(const struct source *source, char *delimiter, struct error *error) {
  struct tally tallies[CANDIDATES];
  size_t count = 0;
  for (size_t i = 0; i < CANDIDATES; i++) {
    if (memchr(source->text, candidates[i], source->length) == NULL)
      continue;
    if (!tally_rows(source, candidates[i], true, &tallies[count], error))
      return false;
    count += tallies[count].header > 1;
  }
  *delimiter = count == 0 ? ';' : tallies[0].delimiter;
  if (count < 2)
    return true;
  for (size_t i = 0; i < count; i++)
    if (!tally_rows(source, tallies[i].delimiter, false, &tallies[i], error))
      return false;
  return choose_among(source, tallies, count, delimiter, error);
}

/* ---- together ---- */

static bool keep_cells(struct pass *pass, struct error *error) {
  /* Every byte of a cell is one of the source, so this is room for all. */
  pass->grid->room = pass->source->length + 1;
  pass->grid->bytes = malloc(pass->grid->room);
  if (pass->grid->bytes == NULL)
    return error_memory(error);
  run_pass(pass);
  if (should_stop(pass) || pass->unclosed)
    return fail_pass(pass, error);
  if (pass->header == 1 && pass->blank_at > 0 && pass->blank_at < pass->row_start)
    return fail_blank_line(pass, error);
  return true;
}

bool grid_read_csv(struct grid *grid, const struct source *source,
                   const struct csv_options *options, struct dialect *dialect,
                   struct error *error) {
  *grid = (struct grid){.source = source, .locate = locate_csv, .delimiter = options->delimiter};
  if (grid->delimiter == 0 && !choose_delimiter(source, &grid->delimiter, error))
    return false;
  struct pass pass = {.source = source, .grid = grid, .delimiter = grid->delimiter};
  if (!keep_cells(&pass, error)) {
    grid_clear(grid);
    return false;
  }
  grid->rows = pass.rows;
  grid->columns = pass.header;
  dialect->delimiter = pass.header > 1 ? grid->delimiter : 0;
  dialect->newline = newline_name(&pass.lines);
  dialect->blank_lines = pass.blank;
  /* In strict mode a quote can only belong to a quoted field. */
  dialect->quoted = memchr(source->text, '"', source->length) != NULL;
  return true;
}
