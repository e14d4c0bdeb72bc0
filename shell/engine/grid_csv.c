/* Cutting a CSV text into cells. libcsv is the judge of every row; a row without quotes and with a
** plain line end, as most are, is split beside it by its delimiters, and a row that is not as the
** header is left to libcsv again. Long files are read in several parts at once. */
#include <stdlib.h>
#include <string.h>

/* libcsv's own header; this folder has none of that name. */
#include <csv.h>

#include "crew.h"
#include "grid.h"
#include "seams.h"
#include "split.h"

/* ---- one line at a time ---- */

/* Physical lines of a text, so that it is known where each row begins. The next LF is looked for
** once, not again for every line, and the next CR no further than it. */
struct lines {
  const char *text;
  size_t length;
  size_t at;
  size_t next_lf; /* at or after `at` once `known`; `length`: none */
  size_t next_cr; /* the same; not below `next_lf`: none before it */
  bool known;
  size_t lf, crlf, cr; /* how many lines ended so */
};

static size_t find_byte(const struct lines *lines, size_t from, size_t to, char byte) {
  const char *found = memchr(lines->text + from, byte, to - from);
  return found == NULL ? to : (size_t)(found - lines->text);
}

/* The next line with its end, [*start, return value); equal when there is none left. */
static size_t lines_next(struct lines *lines, size_t *start) {
  *start = lines->at;
  if (!lines->known || lines->next_lf < lines->at)
    lines->next_lf = find_byte(lines, lines->at, lines->length, '\n');
  size_t lf = lines->next_lf;
  if (!lines->known || lines->next_cr < lines->at)
    lines->next_cr = find_byte(lines, lines->at, lf, '\r');
  lines->known = true;
  if (lines->next_cr + 1 < lf)
    lines->at = lines->next_cr + 1;
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

/* One pass over the source or a part of it. With a grid it keeps the cells and stops at a row that
** has not the header's number of fields; without, it counts. */
struct pass {
  const struct source *source;
  struct grid *grid;      /* takes the header; NULL: count only */
  struct grid_part *part; /* takes the rows */
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
  size_t blank_at; /* the first of them after the header; 0: none */
  size_t stop_at;  /* stop after so many rows, 0: at the end */
  bool slow;       /* every row through libcsv */
  size_t *ends;    /* of the fields of a plain row; `header` of them */
  size_t polled;   /* up to where `gauge` knows */
  bool stopped;
  struct gauge *gauge; /* NULL: the text is short */
  bool no_memory;
  bool ragged;
  size_t broken_at; /* where libcsv refused a byte, SIZE_MAX: nowhere */
  bool unclosed;    /* the text ended inside quotes */
};

static bool keep_field(struct pass *pass, const char *text, size_t length) {
  if (pass->rows == 0)
    return grid_add_caption(pass->grid, text, length);
  if (pass->fields == 1 && !grid_open_row(pass->part, pass->header))
    return false;
  return grid_set(pass->part, pass->fields - 1, text, length, FORM_TEXT);
}

static void on_field(void *text, size_t length, void *data) {
  struct pass *pass = data;
  pass->fields++;
  if (pass->grid == NULL || pass->no_memory || pass->ragged)
    return;
  if (pass->rows > 0 && pass->fields > pass->header)
    return; /* told at the row's end */
  if (!keep_field(pass, text, length))
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
  if (pass->grid != NULL && pass->rows > 0)
    pass->part->rows++;
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
  return pass->ragged || pass->no_memory || pass->stopped || pass->broken_at != SIZE_MAX ||
         (pass->stop_at > 0 && pass->rows >= pass->stop_at);
}

/* Bytes between two looks at whether to go on: for libcsv; for finding one byte. */
enum { STEP = 1 << 16, LONG_STEP = 1 << 22 };

/* All before `at` is done. */
static void poll_pass(struct pass *pass, size_t at) {
  if (pass->gauge == NULL || at < pass->polled + STEP)
    return;
  pass->stopped = !gauge_add(pass->gauge, at - pass->polled);
  pass->polled = at;
}

/* Give libcsv the text, however long. Whether it took it. */
static bool feed_text(struct pass *pass, size_t from, size_t to) {
  for (size_t count; from < to && !pass->stopped; from += count) {
    count = to - from < STEP ? to - from : STEP;
    size_t fed = csv_parse(&pass->parser, pass->source->text + from, count, on_field, on_row, pass);
    if (fed < count) {
      pass->no_memory = csv_error(&pass->parser) != CSV_EPARSE;
      pass->broken_at = from + fed;
      return false;
    }
    poll_pass(pass, from + count);
  }
  return true;
}

static void feed_line(struct pass *pass, size_t from, size_t to) {
  if (!pass->in_row && is_blank(pass, from, to)) {
    pass->blank++;
    if (pass->rows > 0)
      pass->blank_at = pass->blank_at > 0 ? pass->blank_at : from;
    return;
  }
  if (!pass->in_row) {
    pass->row_start = from;
    pass->fields = 0;
  }
  pass->in_row = true;
  if (feed_text(pass, from, to) && !pass->in_row)
    count_end(&pass->lines);
}

/* ---- plain rows ---- */

/* A cell of a plain row without the blanks around it, which libcsv leaves out too. */
static bool keep_plain(struct pass *pass, size_t column, size_t from, size_t to) {
  const char *text = pass->source->text;
  while (from < to && split_is_blank(text[from], pass->delimiter))
    from++;
  while (to > from && split_is_blank(text[to - 1], pass->delimiter))
    to--;
  return grid_set(pass->part, column, text + from, to - from, FORM_TEXT);
}

static bool keep_row(struct pass *pass, size_t from) {
  if (!grid_open_row(pass->part, pass->header))
    return false;
  for (size_t i = 0; i < pass->header; i++) {
    if (!keep_plain(pass, i, from, pass->ends[i]))
      return false;
    from = pass->ends[i] + 1;
  }
  pass->part->rows++;
  return true;
}

static void take_row(struct pass *pass, const struct split_row *row) {
  pass->row_start = row->from;
  pass->lines.at = row->next;
  pass->lines.lf += row->next - row->to == 1;
  pass->lines.crlf += row->next - row->to == 2;
  pass->agreeing += row->fields == pass->header;
  if (pass->part != NULL && !keep_row(pass, row->from))
    pass->no_memory = true;
  pass->rows++;
}

/* Split rows beside libcsv as long as they are plain and as wide as the header. */
static void take_plain_rows(struct pass *pass) {
  struct split split;
  struct split_row row;
  split_begin(&split, pass->source->text, pass->lines.at, pass->lines.length, pass->delimiter);
  while (!should_stop(pass) && split_next_row(&split, pass->ends, pass->header, &row)) {
    if (row.fields == 1 && is_blank(pass, row.from, row.to)) {
      pass->blank++;
      pass->blank_at = pass->blank_at > 0 ? pass->blank_at : row.from;
      pass->lines.at = row.next;
    } else if (row.fields != pass->header && pass->grid != NULL) {
      return;
    } else {
      take_row(pass, &row);
    }
    poll_pass(pass, row.next);
  }
}

/* ---- a pass ---- */

/* Over [from, to); when `header` is not 0 that row is read already. */
static void begin_pass(struct pass *pass, size_t from, size_t to, size_t header) {
  pass->broken_at = SIZE_MAX;
  pass->polled = from;
  pass->header = header;
  pass->rows = header > 0;
  pass->lines = (struct lines){.text = pass->source->text, .length = to, .at = from};
  if (csv_init(&pass->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    pass->no_memory = true;
  else
    csv_set_delim(&pass->parser, (unsigned char)pass->delimiter);
}

static void run_pass(struct pass *pass) {
  size_t start;
  while (!should_stop(pass)) {
    if (!pass->slow && !pass->in_row && pass->rows > 0) {
      if (pass->ends == NULL)
        pass->ends = malloc(pass->header * sizeof *pass->ends);
      if (pass->ends == NULL)
        pass->no_memory = true;
      else
        take_plain_rows(pass);
    }
    if (should_stop(pass) || lines_next(&pass->lines, &start) == start)
      return;
    feed_line(pass, start, pass->lines.at);
  }
}

static void end_pass(struct pass *pass) {
  if (!should_stop(pass) && csv_fini(&pass->parser, on_field, on_row, pass) != 0) {
    pass->unclosed = csv_error(&pass->parser) == CSV_EPARSE;
    pass->no_memory = !pass->unclosed;
  }
  csv_free(&pass->parser);
  free(pass->ends);
  pass->ends = NULL;
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

/* Where a row begins, so many rows behind the one at `from`: they are gone through again. */
static size_t find_row_from(const struct source *source, char delimiter, size_t columns,
                            size_t from, size_t rows, struct gauge *gauge) {
  struct pass pass = {.source = source,
                      .delimiter = delimiter,
                      .gauge = gauge,
                      .stop_at = rows + 2}; /* the header counts as read */
  begin_pass(&pass, from, source->length, columns);
  run_pass(&pass);
  end_pass(&pass);
  return pass.row_start;
}

static size_t find_row(const struct grid *grid, size_t row) {
  const struct grid_part *part = grid->part;
  if (row == 0)
    return grid->header_at;
  while (row >= part->base + part->rows)
    part++;
  struct gauge gauge;
  gauge_begin(&gauge, grid->engine, GRID_JOINED, GRID_JOINED, 0);
  return find_row_from(grid->source, grid->delimiter, grid->columns, part->from, row - part->base,
                       &gauge);
}

size_t grid_locate_csv(const struct source *source, char delimiter, size_t columns, size_t row,
                       size_t column) {
  size_t at = find_row_from(source, delimiter, columns, 0, row, NULL);
  return find_field(source, at, delimiter, column);
}

static size_t locate_csv(const struct grid *grid, size_t row, size_t column, size_t *span) {
  size_t length;
  grid_cell(grid, row, column, &length);
  size_t at = find_field(grid->source, find_row(grid, row), grid->delimiter, column);
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

/* Of all rows, or of `stop_at`. */
static bool tally_rows(const struct source *source, char delimiter, size_t stop_at, bool slow,
                       struct gauge *gauge, struct tally *tally, struct error *error) {
  struct pass pass = {
      .source = source, .delimiter = delimiter, .stop_at = stop_at, .slow = slow, .gauge = gauge};
  begin_pass(&pass, 0, source->length, 0);
  run_pass(&pass);
  end_pass(&pass);
  if (pass.no_memory)
    return error_memory(error);
  if (pass.stopped)
    return false;
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
static bool choose_delimiter(const struct source *source, const struct csv_options *options,
                             char *delimiter, struct error *error) {
  struct tally tallies[CANDIDATES];
  struct gauge gauge;
  size_t count = 0;
  bool slow = options->slow;
  gauge_begin(&gauge, options->engine, SOURCE_TAKEN, GRID_CHOSEN, source->length * CANDIDATES);
  for (size_t i = 0; i < CANDIDATES; i++) {
    if (!tally_rows(source, candidates[i], 1, slow, &gauge, &tallies[count], error))
      return false;
    count += tallies[count].header > 1;
  }
  *delimiter = count == 0 ? ';' : tallies[0].delimiter;
  if (count < 2)
    return true;
  for (size_t i = 0; i < count; i++)
    if (!tally_rows(source, tallies[i].delimiter, 0, slow, &gauge, &tallies[i], error))
      return false;
  return choose_among(source, tallies, count, delimiter, error);
}

/* ---- the header alone ---- */

/* Read the first row of a text that may go on beyond its end; whether it stands there whole. */
static bool run_head(struct pass *pass) {
  pass->stop_at = 1;
  begin_pass(pass, 0, pass->source->length, 0);
  run_pass(pass);
  bool whole = should_stop(pass) && !pass->no_memory;
  end_pass(pass);
  return whole;
}

/* The one delimiter that splits the header, `;` when none does. */
static bool choose_by_head(const struct source *begin, char *delimiter) {
  size_t found = 0;
  *delimiter = ';';
  for (size_t i = 0; i < CANDIDATES; i++) {
    struct pass pass = {.source = begin, .delimiter = candidates[i]};
    if (!run_head(&pass))
      return false;
    if (pass.header > 1)
      *delimiter = candidates[i];
    found += pass.header > 1;
  }
  return found < 2;
}

bool grid_read_head(struct grid *grid, const struct source *begin,
                    const struct csv_options *options, struct grid_head *head) {
  *grid = (struct grid){.source = begin, .delimiter = options->delimiter};
  grid->threads = engine_threads(options->engine);
  grid->engine = options->engine;
  if (grid->delimiter == 0 && !choose_by_head(begin, &grid->delimiter))
    return false;
  struct pass pass = {.source = begin, .grid = grid, .delimiter = grid->delimiter};
  bool whole = memchr(candidates, grid->delimiter, CANDIDATES) != NULL && run_head(&pass);
  if (!whole || pass.rows == 0 || begin->text[pass.lines.at - 1] != '\n') {
    grid_clear(grid);
    return false;
  }
  grid->columns = pass.header;
  *head = (struct grid_head){pass.lines.at, pass.blank, pass.lines.crlf > 0};
  return true;
}

/* ---- parts ---- */

enum { WORTH_SHARING = 1 << 20 }; /* bytes; less is read sooner than a thread begins */

struct share {
  struct pass *pass; /* one for each part */
  size_t *bound;     /* where they begin; one more for the end */
  size_t count;
};

/* Where a row ends for sure at or after `target`: behind an LF with an even number of quotes
** before it. In a text that libcsv takes, quotes stand only around fields and twice in them; in
** any other, the part that holds the first fault begins right and finds it. */
static size_t find_bound(const struct pass *pass, size_t at, size_t target, bool *inside,
                         size_t end) {
  const char *text = pass->source->text;
  for (size_t count; at < target && engine_goes_on(pass->grid->engine); at += count) {
    count = target - at < STEP ? target - at : STEP;
    *inside ^= seams_count(text + at, count, '"') % 2 == 1;
  }
  for (; at < end; at++) {
    if (at % STEP == 0 && !engine_goes_on(pass->grid->engine))
      return end;
    *inside ^= text[at] == '"';
    if (text[at] == '\n' && !*inside)
      return at + 1;
  }
  return end;
}

static bool has_quotes(const struct grid *grid, size_t from, size_t end) {
  bool found = false;
  for (size_t count; !found && from < end && engine_goes_on(grid->engine); from += count) {
    count = end - from < LONG_STEP ? end - from : LONG_STEP;
    found = memchr(grid->source->text + from, '"', count) != NULL;
  }
  return found;
}

static void find_bounds(const struct pass *pass, size_t block, struct share *share) {
  size_t from = pass->lines.at, end = pass->lines.length;
  bool quotes = has_quotes(pass->grid, from, end);
  bool inside = false;
  share->bound[0] = from;
  for (size_t i = 1; i < share->count; i++) {
    size_t at = share->bound[i - 1];
    size_t target = from + i * block > at ? from + i * block : at;
    share->bound[i] = find_bound(pass, quotes ? at : target, target, &inside, end);
  }
  share->bound[share->count] = end;
}

static void read_part(void *context, size_t index) {
  struct share *share = context;
  struct pass *pass = &share->pass[index];
  run_pass(pass);
  end_pass(pass);
}

static bool begin_parts(const struct pass *pass, size_t block, struct share *share) {
  share->pass = calloc(share->count, sizeof *share->pass);
  share->bound = calloc(share->count + 1, sizeof *share->bound);
  if (share->pass == NULL || share->bound == NULL || !grid_add_parts(pass->grid, share->count))
    return false;
  find_bounds(pass, block, share);
  for (size_t i = 0; i < share->count; i++) {
    struct pass *own = &share->pass[i];
    *own = (struct pass){.source = pass->source,
                         .grid = pass->grid,
                         .part = &pass->grid->part[i],
                         .delimiter = pass->delimiter,
                         .slow = pass->slow,
                         .gauge = pass->gauge};
    own->part->from = share->bound[i];
    begin_pass(own, share->bound[i], share->bound[i + 1], pass->header);
  }
  return true;
}

/* What a part found out, in order of the file. False when it met what cannot be read. */
static bool add_part(struct pass *pass, const struct pass *part) {
  pass->no_memory = pass->no_memory || part->no_memory;
  pass->stopped = pass->stopped || part->stopped;
  pass->lines.lf += part->lines.lf;
  pass->lines.crlf += part->lines.crlf;
  pass->lines.cr += part->lines.cr;
  pass->blank += part->blank;
  if (part->blank_at > 0 && pass->blank_at == 0)
    pass->blank_at = part->blank_at;
  if (part->rows > 1)
    pass->row_start = part->row_start;
  return !should_stop(part) && !part->unclosed;
}

/* The rows below the header in several parts. False when one cannot be read: nothing has come of
** it then, and who reads them in order will find the same fault and say so. */
static bool read_parts(struct pass *pass, size_t block) {
  struct share share = {.count = (pass->lines.length - pass->lines.at + block - 1) / block};
  struct pass sum = *pass;
  bool fine = begin_parts(pass, block, &share);
  sum.no_memory = !fine;
  if (fine)
    crew_run(pass->grid->threads, share.count, read_part, &share);
  for (size_t i = 0; fine && i < share.count; i++)
    fine = add_part(&sum, &share.pass[i]);
  free(share.pass);
  free(share.bound);
  if (fine || sum.no_memory || sum.stopped)
    *pass = sum;
  else
    grid_drop_parts(pass->grid);
  return fine;
}

static size_t choose_block(const struct pass *pass, const struct csv_options *options) {
  size_t left = pass->lines.length - pass->lines.at;
  if (options->block > 0)
    return left > options->block ? options->block : 0;
  if (pass->grid->threads == 1 || left < WORTH_SHARING)
    return 0;
  return left / pass->grid->threads + 1;
}

/* ---- together ---- */

static void read_rows(struct pass *pass, const struct csv_options *options) {
  size_t block = pass->rows > 0 ? choose_block(pass, options) : 0;
  if (block > 0 && (read_parts(pass, block) || pass->no_memory || pass->stopped))
    return;
  if (!grid_add_parts(pass->grid, 1)) {
    pass->no_memory = true;
    return;
  }
  pass->part = &pass->grid->part[0];
  pass->part->from = pass->lines.at;
  run_pass(pass);
}

static bool keep_cells(struct pass *pass, const struct csv_options *options, struct error *error) {
  struct grid *grid = pass->grid;
  pass->stop_at = 1;
  begin_pass(pass, 0, pass->source->length, 0);
  run_pass(pass);
  pass->stop_at = 0;
  if (pass->rows == 0)
    end_pass(pass); /* a header that ends with the text, or is broken */
  grid->header_at = pass->row_start;
  grid->columns = pass->header;
  if (!should_stop(pass) && !pass->unclosed)
    read_rows(pass, options);
  end_pass(pass);
  if (pass->stopped)
    return false;
  if (should_stop(pass) || pass->unclosed)
    return fail_pass(pass, error);
  if (pass->header == 1 && pass->blank_at > 0 && pass->blank_at < pass->row_start)
    return fail_blank_line(pass, error);
  return grid_join(grid) || error_memory(error);
}

bool grid_read_csv(struct grid *grid, const struct source *source,
                   const struct csv_options *options, struct dialect *dialect,
                   struct error *error) {
  *grid = (struct grid){.source = source, .locate = locate_csv, .delimiter = options->delimiter};
  grid->threads = engine_threads(options->engine);
  grid->engine = options->engine;
  if (grid->delimiter == 0 && !choose_delimiter(source, options, &grid->delimiter, error))
    return false;
  struct gauge gauge;
  struct pass pass = {.source = source,
                      .grid = grid,
                      .delimiter = grid->delimiter,
                      .slow = options->slow,
                      .gauge = &gauge};
  gauge_begin(&gauge, options->engine, GRID_CHOSEN, GRID_CUT, source->length);
  if (!keep_cells(&pass, options, error)) {
    grid_clear(grid);
    return false;
  }
  dialect->delimiter = pass.header > 1 ? grid->delimiter : 0;
  dialect->newline = newline_name(&pass.lines);
  dialect->blank_lines = pass.blank;
  /* In strict mode a quote can only belong to a quoted field. */
  dialect->quoted = has_quotes(grid, 0, source->length);
  return true;
}
