#include "blocks.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "crew.h"
#include "digest.h"
#include "grid.h"
#include "lane.h"
#include "look.h"
#include "posts.h"
#include "source.h"

enum {
  WORTH_SCANNING = 1 << 18, /* bytes; smaller files are read whole */
  BEGIN = 1 << 16,          /* bytes looked at for the header */
  SAMPLE = 1 << 18,         /* bytes by which columns of figures are told, at most */
  SMALL_SAMPLE = 1 << 15,   /* and at least: it is read twice, so a small file's is smaller */
  BLOCK = 1 << 20,          /* bytes read in one go */
  DIGEST_AT_ONCE = 1 << 24, /* bytes */
  SHORTEST_LANE = 1 << 22,  /* bytes */
  LANES_A_THREAD = 4,       /* so that a thread that is held up holds up little */
  FEW_FIGURES = 64,         /* distinct ones; a column of fewer is one of labels */
  SMALL = 3                 /* the same in tests with small blocks */
};

struct scan {
  const struct feed *feed;
  const struct csv_options *options;
  struct dialect *dialect;
  struct error *error;
  struct grid *grid;
  struct source begin; /* the file's first bytes */
  struct grid_head head;
  struct course course;
  struct figures *figures; /* of each column, as they were guessed */
  bool many;               /* a column seems to have a text of its own in most rows */
  struct lane *lane;
  size_t lanes;
};

static enum blocks_state fail_memory(struct scan *scan) {
  error_memory(scan->error);
  return BLOCKS_FAILED;
}

/* ---- the beginning ---- */

/* Whether the first row can be a header, and nothing about it is odd. */
static bool read_begin(struct scan *scan, char *bytes, size_t length, const char *name, bool any) {
  struct source *begin = &scan->begin;
  struct source whole;
  struct error error = {0};
  *begin = (struct source){.name = name, .text = bytes, .length = length, .encoding = "utf-8"};
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    begin->bom = true;
    begin->text += 3;
    begin->length -= 3;
  }
  if (!grid_read_head(scan->grid, begin, scan->options, &scan->head))
    return false;
  size_t after = scan->head.after + (begin->bom ? 3 : 0);
  const char *encoding = scan->options->encoding;
  scan->course.from = after;
  if (after == scan->feed->size || !source_take(&whole, bytes, after, name, encoding, NULL, &error))
    return false;
  bool json = any && source_looks_like_json(&whole);
  source_clear(&whole);
  return !json;
}

static bool begin_course(struct scan *scan) {
  size_t columns = scan->grid->columns, block = scan->options->block;
  gauge_begin(&scan->course.gauge, scan->options->engine, 0, GRID_CUT, scan->feed->size);
  scan->course.feed = scan->feed;
  scan->course.columns = columns;
  scan->course.block = block > 0 ? block : BLOCK;
  scan->course.delimiter = scan->grid->delimiter;
  scan->figures = calloc(columns, sizeof *scan->figures);
  return scan->figures != NULL;
}

/* ---- lanes ---- */

static void run_lane(void *context, size_t index) {
  lane_run(&((struct lane *)context)[index]);
}

static void drop_lanes(struct scan *scan) {
  for (size_t i = 0; scan->lane != NULL && i < scan->lanes; i++) {
    free(scan->lane[i].figures);
    free(scan->lane[i].post);
  }
  free(scan->lane);
  scan->lane = NULL;
}

/* The rows that begin before `to`, in lanes of `length` bytes. */
static bool begin_lanes(struct scan *scan, size_t to, size_t length) {
  size_t columns = scan->grid->columns, from = scan->course.from;
  scan->lanes = (to - from + length - 1) / length;
  scan->lane = calloc(scan->lanes, sizeof *scan->lane);
  if (scan->lane == NULL || !grid_add_parts(scan->grid, scan->lanes))
    return false;
  for (size_t i = 0; i < scan->lanes; i++) {
    struct lane *lane = &scan->lane[i];
    *lane = (struct lane){.course = &scan->course,
                          .from = from + i * length,
                          .to = to - from < (i + 1) * length ? to : from + (i + 1) * length,
                          .part = &scan->grid->part[i],
                          .figures = malloc(columns * sizeof *lane->figures)};
    if (lane->figures == NULL)
      return false;
    memcpy(lane->figures, scan->figures, columns * sizeof *lane->figures);
  }
  return true;
}

/* Whether the lanes met, each ending where the next began, and nothing was odd. */
static enum blocks_state judge_lanes(struct scan *scan) {
  for (size_t i = 0; i < scan->lanes; i++) {
    const struct lane *lane = &scan->lane[i];
    if (lane->state == LANE_CANCELLED) {
      error_set(scan->error, ERROR_CANCELLED, "stopped");
      return BLOCKS_FAILED;
    }
    if (lane->state == LANE_NO_MEMORY)
      return fail_memory(scan);
    if (lane->state == LANE_ODD || (i > 0 && lane->begin != scan->lane[i - 1].end))
      return BLOCKS_ODD;
  }
  return BLOCKS_READ;
}

static enum blocks_state run_lanes(struct scan *scan, size_t to, size_t length) {
  if (!begin_lanes(scan, to, length))
    return fail_memory(scan);
  crew_run(scan->grid->threads, scan->lanes, run_lane, scan->lane);
  return judge_lanes(scan);
}

/* ---- columns of figures ---- */

/* A sign of the caller's that is a number: then no number may go by its value alone. */
static bool has_number_signs(const struct csv_options *options) {
  struct figure figure;
  for (size_t i = 0; i < options->missing_count; i++)
    if (figure_look(options->missing[i].sign, strlen(options->missing[i].sign), &figure))
      return true;
  return false;
}

/* Whether the sample of a column has nothing but plain numbers by one mark and signs, so many that
** they are no labels, and not years alone nor what may all be thousands. */
static void guess_figures(const struct scan *scan, const struct distinct *texts,
                          const struct markers *markers, struct figures *guess) {
  size_t numbers = 0;
  bool years = true, clear = false;
  *guess = (struct figures){.least = INT64_MAX, .most = INT64_MIN};
  for (size_t code = 0; code < texts->size; code++) {
    const struct distinct_text *cell = &texts->list[code];
    struct figure figure;
    if (markers_find(markers, cell->text, cell->length) >= 0)
      continue;
    if (!figure_look(cell->text, cell->length, &figure) ||
        (guess->mark != 0 && figure.mark != 0 && figure.mark != guess->mark))
      return;
    guess->mark = figure.mark != 0 ? figure.mark : guess->mark;
    guess->scale = figure.decimals > guess->scale ? figure.decimals : guess->scale;
    numbers++;
    years = years && look_year(cell->text, cell->length);
    clear = clear || (figure.mark != 0 && figure.form != FIGURES_THOUSANDS);
  }
  guess->on = !years && (clear || guess->mark == 0) &&
              numbers >= (scan->options->block > 0 ? SMALL : FEW_FIGURES);
}

/* Whether each lane would come to know nearly all texts of some column, and learn them anew. */
static bool guess_many(const struct scan *scan) {
  const struct grid_part *part = &scan->grid->part[0];
  for (size_t i = 0; i < scan->grid->columns; i++)
    if (!scan->figures[i].on && part->rows > FEW_FIGURES &&
        part->column[i].texts.size > part->rows / 2)
      return true;
  return false;
}

static size_t sample_size(const struct scan *scan) {
  size_t block = scan->options->block, share = scan->feed->size / 8;
  if (block > 0)
    return block * 4 + 24;
  return share < SMALL_SAMPLE ? SMALL_SAMPLE : share < SAMPLE ? share : SAMPLE;
}

static enum blocks_state look_at_sample(struct scan *scan) {
  struct grid *grid = scan->grid;
  struct markers markers;
  size_t size = scan->feed->size, from = scan->course.from;
  size_t sample = sample_size(scan);
  if (!markers_build(&markers, scan->options, scan->error))
    return BLOCKS_FAILED;
  size_t to = size - from < sample ? size : from + sample;
  enum blocks_state state = run_lanes(scan, to, to - from);
  /* The caller's types are for the texts; so is a sign that is a number. */
  bool any = scan->options->types_count == 0 && !has_number_signs(scan->options);
  for (size_t i = 0; state == BLOCKS_READ && any && i < grid->columns; i++)
    guess_figures(scan, &grid->part[0].column[i].texts, &markers, &scan->figures[i]);
  scan->many = state == BLOCKS_READ && guess_many(scan);
  markers_clear(&markers);
  drop_lanes(scan);
  grid_drop_parts(grid);
  return state;
}

/* The figures of all lanes, for the grid. */
static bool join_figures(struct scan *scan) {
  struct grid *grid = scan->grid;
  grid->figures = malloc(grid->columns * sizeof *grid->figures);
  grid->recant = calloc(grid->columns, sizeof *grid->recant);
  if (grid->figures == NULL || grid->recant == NULL)
    return false;
  memcpy(grid->figures, scan->figures, grid->columns * sizeof *grid->figures);
  for (size_t i = 0; i < scan->lanes; i++)
    for (size_t column = 0; column < grid->columns; column++)
      figures_add(&grid->figures[column], &scan->lane[i].figures[column]);
  return true;
}

/* ---- encoding ---- */

static void look_at_texts(const struct grid *grid, struct source_signs *signs,
                          const struct distinct *texts) {
  for (size_t code = 0; code < texts->size && grid_goes_on(grid, code); code++)
    source_look(signs, texts->list[code].text, texts->list[code].length);
}

/* Windows-1252 as UTF-8. False without memory, when a byte is neither, or told to stop. */
static bool decode_texts(const struct grid *grid, struct distinct *texts) {
  char *room = NULL;
  size_t most = 0;
  bool fine = true;
  for (size_t code = 0; code < texts->size; code++)
    most = texts->list[code].length > most ? texts->list[code].length : most;
  room = malloc(most * 3 + 1);
  for (size_t code = 0; room != NULL && fine && code < texts->size; code++) {
    const struct distinct_text *own = &texts->list[code];
    size_t length = source_decode(own->text, own->length, room);
    fine = grid_goes_on(grid, code) &&
           (length == own->length ||
            (length != SIZE_MAX && distinct_replace(texts, code, room, length)));
  }
  fine = fine && room != NULL;
  free(room);
  return fine;
}

/* All that is not ASCII in a plain file stands in its texts. */
static enum blocks_state settle_encoding(struct scan *scan) {
  struct grid *grid = scan->grid;
  struct source_signs signs = {0};
  bool given = scan->options->encoding != NULL;
  bool windows = given && strcasecmp(scan->options->encoding, "utf-8") != 0 &&
                 strcasecmp(scan->options->encoding, "utf8") != 0;
  look_at_texts(grid, &signs, &grid->header);
  for (size_t i = 0; i < grid->columns; i++)
    look_at_texts(grid, &signs, &grid->texts[i]);
  if (!given)
    windows = signs.wrong && !signs.wide && !scan->begin.bom;
  if (signs.nul || (signs.wrong && !windows) || (signs.twice && !given && !windows) ||
      (windows && scan->begin.bom))
    return BLOCKS_ODD;
  scan->dialect->encoding = windows ? "windows-1252" : "utf-8";
  bool fine = !windows || decode_texts(grid, &grid->header);
  for (size_t i = 0; windows && fine && i < grid->columns; i++)
    fine = decode_texts(grid, &grid->texts[i]);
  return fine ? BLOCKS_READ : BLOCKS_ODD;
}

/* ---- together ---- */

static void tell_dialect(struct scan *scan) {
  struct dialect *dialect = scan->dialect;
  const struct source *begin = &scan->begin;
  size_t crlf = scan->head.crlf, lf = !scan->head.crlf, blank = scan->head.blank;
  bool quoted = memchr(begin->text, '"', scan->head.after) != NULL;
  for (size_t i = 0; i < scan->lanes; i++) {
    const struct lane *lane = &scan->lane[i];
    crlf += lane->crlf;
    lf += lane->part->rows - lane->crlf - lane->open_end;
    blank += lane->blank;
    quoted = quoted || lane->quoted;
  }
  dialect->form = "csv";
  dialect->newline = crlf > 0 && lf > 0 ? "mixed" : lf > 0 ? "LF" : "CRLF";
  dialect->bom = begin->bom;
  dialect->bytes = scan->feed->size;
  dialect->delimiter = scan->grid->columns > 1 ? scan->grid->delimiter : 0;
  dialect->quoted = quoted;
  dialect->blank_lines = blank;
}

static bool read_piece(void *context, size_t at, void *to, size_t count) {
  const struct scan *scan = context;
  return engine_goes_on(scan->options->engine) && feed_read(scan->feed, at, to, count);
}

/* The digest of a large file takes as long as reading it: that of one waits until it is asked for.
** False when the file cannot be read again, or told to stop. */
static bool tell_digest(struct scan *scan) {
  struct dialect *dialect = scan->dialect;
  const struct feed *feed = scan->feed;
  if (feed->file < 0 || feed->size <= DIGEST_AT_ONCE)
    return digest_sha256_read(read_piece, scan, feed->size, dialect->sha256);
  dialect->stamp = stamp_of(&feed->facts);
  return true;
}

/* Whether some column is to be read by its texts after all. */
static bool recant(struct scan *scan) {
  bool any = false;
  for (size_t i = 0; i < scan->grid->columns; i++) {
    any = any || scan->grid->recant[i];
    scan->figures[i].on = scan->figures[i].on && !scan->grid->recant[i];
  }
  return any;
}

static bool place_cell(const struct grid *grid, size_t row, size_t column, struct place *place) {
  const struct scan *scan = grid->context;
  size_t head = excerpt_place(scan->begin.text, scan->begin.length, scan->head.after).line - 1;
  bool windows = strcmp(scan->dialect->encoding, "utf-8") != 0;
  bool told = posts_place(grid, scan->lane, windows, row, column, place);
  place->line += head;
  return told;
}

static enum blocks_state classify(struct scan *scan, struct frame **frame) {
  scan->grid->place = place_cell;
  scan->grid->context = scan;
  *frame = grid_classify(scan->grid, scan->options, scan->dialect, scan->error);
  if (*frame != NULL && !scan->grid->lost)
    return BLOCKS_READ;
  frame_release(*frame);
  *frame = NULL;
  return scan->error->code == ERROR_MEMORY ? BLOCKS_FAILED : BLOCKS_ODD;
}

/* Read all rows with the guesses that stand. */
static enum blocks_state read_rows(struct scan *scan, struct frame **frame) {
  size_t size = scan->feed->size, block = scan->options->block;
  size_t lanes = scan->grid->threads * (scan->many ? 1 : LANES_A_THREAD);
  size_t length = (size - scan->course.from) / lanes + 1;
  length = block > 0 ? block * 5 + 11 : length < SHORTEST_LANE ? (size_t)SHORTEST_LANE : length;
  enum blocks_state state = run_lanes(scan, size, length);
  if (state == BLOCKS_READ && (!join_figures(scan) || !grid_join(scan->grid)))
    state = fail_memory(scan);
  if (state == BLOCKS_READ)
    state = settle_encoding(scan);
  if (state == BLOCKS_READ) {
    tell_dialect(scan);
    state = classify(scan, frame);
  }
  return state;
}

static enum blocks_state read_all(struct scan *scan, struct frame **frame) {
  if (!begin_course(scan))
    return fail_memory(scan);
  enum blocks_state state = look_at_sample(scan);
  for (bool again = state == BLOCKS_READ; again;) {
    state = read_rows(scan, frame);
    again = state == BLOCKS_ODD && scan->grid->recant != NULL && recant(scan);
    drop_lanes(scan);
    grid_drop_parts(scan->grid);
    if (state == BLOCKS_ODD) {
      dialect_clear(scan->dialect);
      *scan->error = (struct error){0};
    }
  }
  if (state == BLOCKS_READ && !(tell_digest(scan) && feed_unchanged(scan->feed))) {
    frame_release(*frame);
    *frame = NULL;
    dialect_clear(scan->dialect);
    state = BLOCKS_ODD;
  }
  return state;
}

enum blocks_state blocks_read_csv(const struct feed *feed, const char *name, bool any,
                                  const struct csv_options *options, struct frame **frame,
                                  struct dialect *dialect, struct error *error) {
  struct grid grid = {0};
  struct scan scan = {
      .feed = feed, .options = options, .dialect = dialect, .error = error, .grid = &grid};
  if (options->slow || options->whole || (options->block == 0 && feed->size < WORTH_SCANNING))
    return BLOCKS_ODD;
  size_t length = feed->size < BEGIN ? feed->size : BEGIN;
  char *bytes = malloc(length + 1);
  if (bytes == NULL)
    return fail_memory(&scan);
  enum blocks_state state = BLOCKS_ODD;
  if (feed_read(feed, 0, bytes, length) && read_begin(&scan, bytes, length, name, any))
    state = read_all(&scan, frame);
  grid_clear(&grid);
  free(scan.figures);
  free(bytes);
  return state;
}
