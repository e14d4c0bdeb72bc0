#include "lane.h"

#include <stdlib.h>
#include <string.h>

#include "labels.h"
#include "piece.h"
#include "seams.h"
#include "slab.h"
#include "split.h"

enum {
  WINDOW = 1 << 14,      /* bytes that are cut at once, if rows are not longer */
  LONGEST_ROW = 1 << 24, /* a longer one may be an unclosed quote */
  TAIL = 1 << 16,        /* bytes read at once for the end of the last row */
  MOST_BLANK = 64,       /* blank lines; more are left to the other way */
  SLAB = 2 << 20
};

struct lane_work {
  char *buffer;
  size_t room;  /* bytes of text that the buffer has room for */
  size_t have;  /* bytes of text in it */
  size_t done;  /* how many of them are read */
  size_t next;  /* where in the file the text goes on behind the buffer */
  bool closed;  /* the file's end was reached */
  bool patched; /* an LF was put there, as there was none */
  size_t window;
  size_t ends; /* room of `end` */
  uint32_t *end;
  int64_t *cells; /* of the rows at hand, column by column; codes take half the room */
  struct labels *labels;
  struct slab *slab; /* the last one */
  uint8_t *width;    /* of each column, the least that will do by now */
  struct piece piece;
};

static bool fail(struct lane *lane, enum lane_state state) {
  lane->state = state;
  return false;
}

/* ---- the text at hand ---- */

static char *text_at(const struct lane_work *work, size_t at) {
  return work->buffer + PIECE_FRONT + at;
}

static bool make_room(struct lane_work *work, size_t room) {
  if (room <= work->room)
    return true;
  room += room / 8; /* for the row that the next block will find begun */
  char *buffer = realloc(work->buffer, PIECE_FRONT + room + PIECE_BACK);
  if (buffer == NULL)
    return false;
  if (work->buffer == NULL)
    memset(buffer, 0, PIECE_FRONT);
  work->buffer = buffer;
  work->room = room;
  return true;
}

/* Stop when told to; tell how far it is. */
static bool poll_lane(struct lane *lane, size_t read) {
  struct gauge *gauge = &lane->course->gauge;
  bool wanted = read > 0 ? gauge_add(gauge, read) : engine_goes_on(gauge->options);
  return wanted || fail(lane, LANE_CANCELLED);
}

/* How much to read next: not beyond the lane, but to its last row's end. */
static size_t next_block(const struct lane *lane) {
  const struct lane_work *work = lane->work;
  size_t block = lane->course->block, left = lane->course->feed->size - work->next;
  if (work->next < lane->to)
    left = lane->to - work->next;
  else if (block > TAIL)
    block = TAIL;
  return block < left ? block : left;
}

/* The file ends here: its last row as if a line end stood behind it. */
static bool close_text(struct lane *lane) {
  struct lane_work *work = lane->work;
  work->closed = true;
  if (work->have == work->done || *text_at(work, work->have - 1) == '\n')
    return true;
  if (*text_at(work, work->have - 1) == '\r')
    return fail(lane, LANE_ODD);
  *text_at(work, work->have++) = '\n';
  work->patched = true;
  return true;
}

/* Read on behind the text that is not done. */
static bool read_on(struct lane *lane) {
  struct lane_work *work = lane->work;
  size_t left = work->have - work->done, block = next_block(lane);
  if (work->closed || left > LONGEST_ROW)
    return fail(lane, LANE_ODD);
  if (work->done > 0)
    memmove(text_at(work, 0), text_at(work, work->done), left);
  work->done = 0;
  work->have = left;
  if (!make_room(work, left + block + 1))
    return fail(lane, LANE_NO_MEMORY);
  if (!feed_read(lane->course->feed, work->next, text_at(work, left), block))
    return fail(lane, LANE_ODD);
  work->have += block;
  work->next += block;
  if (work->next == lane->course->feed->size && !close_text(lane))
    return false;
  memset(text_at(work, work->have), 0, PIECE_BACK);
  return poll_lane(lane, block);
}

/* Where in the file the text that is not done begins. */
static size_t place(const struct lane *lane) {
  const struct lane_work *work = lane->work;
  size_t left = work->have - work->done;
  return work->next - (left > 0 ? left - work->patched : 0);
}

/* The first row that begins in the lane, or behind it: behind an LF. Were that one in quotes, the
** lane before ends elsewhere. */
static bool find_begin(struct lane *lane) {
  struct lane_work *work = lane->work;
  bool first = lane->from == lane->course->from;
  work->next = first ? lane->from : lane->from - 1;
  while (!first) {
    if (!read_on(lane))
      return false;
    char *from = text_at(work, work->done);
    char *found = memchr(from, '\n', work->have - work->done);
    work->done = found == NULL ? work->have : (size_t)(found + 1 - text_at(work, 0));
    if (found != NULL || work->closed)
      break;
  }
  lane->begin = place(lane);
  return true;
}

/* ---- rows ---- */

/* Room for the ends and the cells of `length` bytes. */
static bool make_cells(struct lane_work *work, size_t length) {
  size_t ends = length + SEAMS_SLACK + 1;
  if (ends <= work->ends)
    return true;
  free(work->end);
  free(work->cells);
  work->end = malloc(ends * sizeof *work->end);
  work->cells = malloc(ends * sizeof *work->cells);
  work->ends = work->end != NULL && work->cells != NULL ? ends : 0;
  if (work->ends == 0)
    return false;
  work->end[0] = UINT32_MAX; /* a field begins one behind */
  return true;
}

static bool is_blank(const char *text, size_t length, char delimiter) {
  for (size_t i = 0; i < length; i++)
    if (!split_is_blank(text[i], delimiter) && text[i] != '\r')
      return false;
  return true;
}

/* How many rows from the first have the header's number of fields. */
static size_t count_regular(const struct piece *piece, const struct seams *seams) {
  size_t columns = piece->columns, rows = seams->count / columns;
  char bad = 0;
  if (rows > seams->rows)
    rows = seams->rows;
  for (size_t row = 0; row < rows; row++)
    bad |= piece->text[piece->end[row * columns + columns - 1]] ^ '\n';
  if (bad == 0 && rows == seams->rows)
    return rows;
  for (size_t row = 0; row < rows; row++)
    for (size_t i = 0; i < columns; i++)
      if ((piece->text[piece->end[row * columns + i]] == '\n') != (i + 1 == columns))
        return row;
  return rows;
}

/* A line without a cell, at the beginning of the text; anything else that is no row is odd. */
static bool skip_blank_line(struct lane *lane, const struct piece *piece) {
  size_t end = piece->end[0];
  if (piece->columns == 1 || piece->text[end] != '\n' ||
      !is_blank(piece->text, end, piece->delimiter) || lane->blank == MOST_BLANK)
    return fail(lane, LANE_ODD);
  lane->blank++;
  lane->lines++;
  lane->work->done += end + 1;
  return true;
}

/* Where the piece's rows end. In a file of one column a blank line is no row, and odd. */
static size_t count_ends(struct lane *lane, struct piece *piece) {
  size_t end = 0, crlf = 0, columns = piece->columns;
  for (size_t row = 0; row < piece->rows; row++) {
    size_t from = end;
    end = piece->end[row * columns + columns - 1];
    crlf += end > from && piece->text[end - 1] == '\r';
    if (columns == 1 && is_blank(piece->text + from, end - from, piece->delimiter))
      piece->odd = true;
    end++;
  }
  lane->crlf += crlf;
  piece->crlf = crlf == piece->rows;
  return end;
}

static uint8_t code_width(size_t texts) {
  return texts <= 1 << 8 ? 1 : texts <= 1 << 16 ? 2 : 4;
}

/* A slab with room for the piece's cells as wide as they are by now. */
static bool make_slab(struct lane *lane, size_t rows) {
  struct lane_work *work = lane->work;
  struct slab *last = work->slab;
  size_t columns = lane->course->columns;
  bool fits = last != NULL && last->room - last->rows >= rows;
  for (size_t i = 0; i < columns; i++) {
    size_t texts = work->labels[i].texts.size;
    if (lane->figures[i].on)
      work->width[i] = figures_are_narrow(&lane->figures[i], texts) ? 4 : 8;
    else
      work->width[i] = code_width(texts);
    fits = fits && work->width[i] == last->width[i];
  }
  if (fits)
    return true;
  size_t bytes = (lane->to - lane->from) * 2;
  struct slab *slab = slab_new(columns, work->width, bytes < SLAB ? bytes : SLAB, rows);
  if (slab == NULL)
    return false;
  if (last == NULL)
    lane->part->slab = slab;
  else
    last->next = slab;
  work->slab = slab;
  return true;
}

/* Remember where the rows at hand begin, if the last place is a block away. */
static bool keep_post(struct lane *lane) {
  size_t at = place(lane), posts = lane->posts;
  if (posts > 0 && at - lane->post[posts - 1].at < lane->course->block)
    return true;
  if ((posts & (posts - 1)) == 0) {
    struct post *post = realloc(lane->post, (posts > 0 ? posts * 2 : 1) * sizeof *post);
    if (post == NULL)
      return false;
    lane->post = post;
  }
  lane->post[lane->posts++] = (struct post){lane->part->rows, at, lane->lines};
  return true;
}

static void keep_cells(struct lane *lane, size_t rows) {
  struct lane_work *work = lane->work;
  for (size_t i = 0; i < lane->course->columns; i++) {
    int64_t *cells = work->cells + i * rows;
    if (lane->figures[i].on)
      slab_put_figures(work->slab, i, cells, rows);
    else
      slab_put_codes(work->slab, i, (uint32_t *)cells, rows);
  }
  work->slab->rows += rows;
  lane->part->rows += rows;
}

/* The cells of all columns; false when libcsv may read them otherwise. */
static bool read_cells(struct lane *lane, struct piece *piece, size_t length, bool quotes) {
  struct lane_work *work = lane->work;
  size_t rows = piece->rows;
  piece->quotes = 0;
  for (size_t i = 0; i < piece->columns; i++) {
    int64_t *cells = work->cells + i * rows;
    if (lane->figures[i].on)
      figures_read(&lane->figures[i], piece, i, &work->labels[i], lane->part->rows, cells);
    else
      piece_read_labels(piece, i, &work->labels[i], lane->part->rows, (uint32_t *)cells);
  }
  if (piece->no_memory)
    return fail(lane, LANE_NO_MEMORY);
  /* A quote that no field accounts for stands where it should not. */
  if (piece->odd || (quotes && seams_count(piece->text, length, '"') != piece->quotes))
    return fail(lane, LANE_ODD);
  lane->quoted = lane->quoted || piece->quotes > 0;
  return true;
}

static bool take_rows(struct lane *lane, const struct seams *seams) {
  struct lane_work *work = lane->work;
  struct piece *piece = &work->piece;
  piece->rows = count_regular(piece, seams);
  if (work->next > lane->to && piece->rows > 1)
    piece->rows = 1; /* the row that crosses the lane's end; the next is another's */
  if (piece->rows == 0)
    return skip_blank_line(lane, piece);
  size_t length = count_ends(lane, piece);
  if (!read_cells(lane, piece, length, seams->quotes))
    return false;
  if (!keep_post(lane) || !make_slab(lane, piece->rows))
    return fail(lane, LANE_NO_MEMORY);
  keep_cells(lane, piece->rows);
  lane->lines += seams->quotes ? seams_count(piece->text, length, '\n') : piece->rows;
  work->done += length;
  lane->open_end = work->patched && work->done == work->have;
  return true;
}

/* The next rows. False when there are none, or on failure. */
static bool step(struct lane *lane) {
  struct lane_work *work = lane->work;
  size_t left = work->have - work->done;
  if (place(lane) >= lane->to)
    return false;
  size_t length = left < work->window ? left : work->window;
  if (!make_cells(work, length))
    return fail(lane, LANE_NO_MEMORY);
  struct seams seams = {.end = work->end + 1};
  work->piece.text = text_at(work, work->done);
  work->piece.end = seams.end;
  seams_find(&seams, work->piece.text, length, lane->course->delimiter);
  if (seams.lone)
    return fail(lane, LANE_ODD);
  if (seams.rows > 0)
    return take_rows(lane, &seams) && poll_lane(lane, 0);
  if (length == left)
    return read_on(lane);
  work->window *= 2;
  return true;
}

/* ---- together ---- */

static bool begin_work(struct lane *lane, struct lane_work *work) {
  size_t columns = lane->course->columns;
  lane->work = work;
  work->window = WINDOW;
  work->piece = (struct piece){.columns = columns, .delimiter = lane->course->delimiter};
  work->labels = calloc(columns, sizeof *work->labels);
  work->width = calloc(columns, 1);
  return (work->labels != NULL && work->width != NULL && make_room(work, 1)) ||
         fail(lane, LANE_NO_MEMORY);
}

/* The texts become the part's. */
static void end_work(struct lane *lane, struct lane_work *work) {
  for (size_t i = 0; work->labels != NULL && i < lane->course->columns; i++) {
    labels_settle(&work->labels[i]);
    if (lane->from != lane->course->from) /* the others' texts will join those of the first */
      distinct_close(&work->labels[i].texts);
    lane->part->column[i].texts = work->labels[i].texts;
    work->labels[i].texts = (struct distinct){0};
    labels_clear(&work->labels[i]);
  }
  free(work->labels);
  free(work->width);
  free(work->buffer);
  free(work->end);
  free(work->cells);
  free(work->piece.own);
  lane->work = NULL;
}

void lane_run(struct lane *lane) {
  struct lane_work work = {0};
  if (begin_work(lane, &work) && find_begin(lane)) {
    while (step(lane))
      continue;
    lane->end = place(lane);
  }
  end_work(lane, &work);
}
