#include "store_fetch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "crew.h"
#include "large_pages.h"
#include "store_check.h"
#include "store_part.h"

enum {
  PIECE = 4 << 20,        /* bytes that are read between two looks at whether to go on */
  WORTH_SHARING = 1 << 16 /* rows */
};

/* ---- the file ---- */

void store_release(struct store *store) {
  if (store == NULL || atomic_fetch_sub(&store->references, 1) != 1)
    return;
  if (store->file >= 0)
    close(store->file);
  free(store->path);
  free(store);
}

bool store_read_at(int file, void *to, uint64_t offset, size_t length) {
  char *bytes = to;
  while (length > 0) {
    ssize_t got = pread(file, bytes, length, (off_t)offset);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0) {
      errno = got == 0 ? EIO : errno;
      return false;
    }
    bytes += got;
    offset += (uint64_t)got;
    length -= (size_t)got;
  }
  return true;
}

void waiting_free(struct waiting *waiting) {
  if (waiting == NULL)
    return;
  store_release(waiting->store);
  free(waiting->name);
  free(waiting);
}

/* ---- sections ---- */

/* A column that is being brought in. */
struct fetching {
  const struct waiting *waiting;
  struct column *made; /* takes what is read; becomes the column's when all is well */
  uint64_t *offsets;   /* of the texts */
  char *bytes;
  const struct engine_options *options;
  const char *broken; /* what is wrong with it; NULL: nothing */
  bool texts_only;
  bool no_memory, stopped;
};

static bool is_fine(const struct fetching *fetching) {
  return fetching->broken == NULL && !fetching->no_memory && !fetching->stopped;
}

/* Read one section where it belongs, and add it up while it is at hand. */
static bool read_section(struct fetching *fetching, int number, void *to) {
  const struct place *place = &fetching->waiting->place[number];
  XXH3_state_t *sum = XXH3_createState();
  fetching->no_memory = sum == NULL || XXH3_64bits_reset(sum) == XXH_ERROR;
  for (uint64_t done = 0; done < place->length && is_fine(fetching);) {
    size_t left = place->length - done, count = left < PIECE ? left : PIECE;
    char *bytes = (char *)to + done;
    fetching->stopped = !engine_goes_on(fetching->options);
    if (!store_read_at(fetching->waiting->store->file, bytes, place->offset + done, count))
      fetching->broken = "it cannot be read, or is cut off";
    else
      XXH3_64bits_update(sum, bytes, count);
    done += count;
  }
  if (is_fine(fetching) && XXH3_64bits_digest(sum) != place->sum)
    fetching->broken = "its sum";
  XXH3_freeState(sum);
  return is_fine(fetching);
}

static bool read_bits(struct fetching *fetching) {
  struct column *column = fetching->made;
  size_t words = bits_words(fetching->made->length);
  for (int reason = 1; reason < MISSING_REASONS; reason++) {
    int number = STORE_REASONS + reason - 1;
    if (fetching->waiting->place[number].length == 0)
      continue;
    column->reason[reason] = calloc(words + 1, sizeof(uint64_t));
    if (column->gaps == NULL)
      column->gaps = calloc(words + 1, sizeof(uint64_t));
    fetching->no_memory = column->reason[reason] == NULL || column->gaps == NULL;
    if (fetching->no_memory || !read_section(fetching, number, column->reason[reason]))
      return false;
    for (size_t word = 0; word < words; word++) {
      if ((column->gaps[word] & column->reason[reason][word]) != 0)
        fetching->broken = "two reasons for a cell";
      column->gaps[word] |= column->reason[reason][word];
    }
  }
  if (column->gaps != NULL && fetching->made->length % 64 != 0 &&
      column->gaps[words - 1] >> (fetching->made->length % 64) != 0)
    fetching->broken = "reasons after the last row";
  return fetching->broken == NULL;
}

static bool read_marks(struct fetching *fetching) {
  if (fetching->waiting->place[STORE_MARK].length == 0)
    return true;
  fetching->made->mark = malloc(fetching->made->length);
  fetching->no_memory = fetching->made->mark == NULL;
  if (fetching->no_memory || !read_section(fetching, STORE_MARK, fetching->made->mark))
    return false;
  for (size_t row = 0; row < fetching->made->length; row++)
    if (fetching->made->mark[row] > MARK_INEXACT)
      fetching->broken = "a mark";
  return fetching->broken == NULL;
}

/* Those of exact cells are not looked at by anyone. */
static bool read_bounds(struct fetching *fetching) {
  const struct column *column = fetching->made;
  if (fetching->waiting->place[STORE_BOUNDS].length == 0)
    return true;
  fetching->made->bounds = malloc(fetching->made->length * sizeof *column->bounds);
  fetching->no_memory = column->bounds == NULL;
  if (fetching->no_memory || !read_section(fetching, STORE_BOUNDS, column->bounds))
    return false;
  for (size_t row = 0; row < fetching->made->length; row++)
    if (column->mark[row] != MARK_EXACT && !(column->bounds[row].low <= column->bounds[row].high))
      fetching->broken = "its bounds";
  return fetching->broken == NULL;
}

static bool make_dict(struct fetching *fetching) {
  struct dict *dict = dict_new();
  fetching->made->dict = dict;
  uint64_t length = fetching->waiting->place[STORE_TEXTS].length;
  bool done = dict != NULL;
  for (uint64_t i = 0; i < fetching->waiting->texts && done; i++) {
    uint64_t from = fetching->offsets[i];
    uint64_t to = fetching->offsets[i + 1];
    if (from > to || to > length || !store_check_utf8(fetching->bytes + from, to - from)) {
      fetching->broken = "its texts";
      return false;
    }
    uint32_t code = dict_intern(dict, fetching->bytes + from, to - from);
    done = code != DICT_NONE;
    if (done && code != i)
      fetching->broken = "a text that stands twice";
  }
  fetching->no_memory = !done;
  return done && fetching->broken == NULL;
}

/* Unless the column has its dictionary already. */
static bool read_texts(struct fetching *fetching) {
  if (fetching->made->type != COLUMN_TEXT || fetching->made->dict != NULL)
    return true;
  fetching->offsets = malloc(fetching->waiting->place[STORE_OFFSETS].length);
  fetching->bytes = malloc(fetching->waiting->place[STORE_TEXTS].length + 1);
  fetching->no_memory = fetching->offsets == NULL || fetching->bytes == NULL;
  return !fetching->no_memory && read_section(fetching, STORE_OFFSETS, fetching->offsets) &&
         read_section(fetching, STORE_TEXTS, fetching->bytes) && make_dict(fetching);
}

static bool read_values(struct fetching *fetching) {
  size_t bytes = fetching->made->length * fetching->made->width;
  fetching->made->data = malloc(bytes > 0 ? bytes : 1);
  fetching->no_memory = fetching->made->data == NULL;
  if (fetching->no_memory)
    return false;
  large_pages(fetching->made->data, bytes);
  if (!read_section(fetching, STORE_VALUES, fetching->made->data))
    return false;
  unsigned kinds = fetching->waiting->kinds;
  if (!store_check_values(fetching->made))
    fetching->broken = "its values";
  else if (kinds != STORE_KINDS_UNKNOWN && kinds != column_period_kinds(fetching->made))
    fetching->broken = "its kinds of periods";
  return fetching->broken == NULL;
}

/* A column; on several threads. */
static void fetch_column(void *context, size_t index) {
  struct fetching *fetching = (struct fetching *)context + index;
  if (read_texts(fetching) && !fetching->texts_only && read_bits(fetching) &&
      read_marks(fetching) && read_bounds(fetching))
    read_values(fetching);
  free(fetching->offsets);
  free(fetching->bytes);
}

/* ---- together ---- */

/* A column of the same form without cells. */
static struct column *like(const struct column *column) {
  struct column *made = column_new_bare(column->type, column->length, column->width, column->base);
  if (made == NULL)
    return NULL;
  made->scale = column->scale;
  made->dict = column->dict == NULL ? NULL : dict_retain(column->dict);
  return made;
}

/* The dictionary of `made` becomes the column's. */
static void take_texts(struct column *column, struct column *made) {
  dict_release(column->dict);
  column->dict = made->dict;
  made->dict = NULL;
}

/* What `made` consists of becomes the column's, which waits no more. */
static void take_cells(struct column *column, struct column *made) {
  column->data = made->data;
  column->gaps = made->gaps;
  memcpy(column->reason, made->reason, sizeof column->reason);
  column->mark = made->mark;
  column->bounds = made->bounds;
  take_texts(column, made);
  waiting_free(column->waiting);
  column->waiting = NULL;
  made->data = NULL;
  made->gaps = NULL;
  memset(made->reason, 0, sizeof made->reason);
  made->mark = NULL;
  made->bounds = NULL;
}

static bool tell(const struct fetching *fetching, struct error *error) {
  const struct waiting *waiting = fetching->waiting;
  if (fetching->stopped)
    return error_set(error, ERROR_CANCELLED, "stopped");
  if (fetching->no_memory)
    return error_memory(error);
  if (fetching->broken == NULL)
    return true;
  return error_set(error, ERROR_DATA, "%s: is damaged: column '%s' (%s)", waiting->store->path,
                   waiting->name, fetching->broken);
}

static bool begin_fetching(struct fetching *fetching, const struct column *column,
                           const struct engine_options *options) {
  *fetching =
      (struct fetching){.waiting = column->waiting, .made = like(column), .options = options};
  return fetching->made != NULL;
}

/* The `count` columns, all of which wait. */
static bool fetch_columns(struct column **columns, size_t count,
                          const struct engine_options *options, struct error *error) {
  struct fetching *fetching = calloc(count + 1, sizeof *fetching);
  bool fine = fetching != NULL;
  for (size_t i = 0; i < count && fine; i++)
    fine = begin_fetching(&fetching[i], columns[i], options);
  size_t threads = count > 0 && columns[0]->length >= WORTH_SHARING ? engine_threads(options) : 1;
  if (fine)
    crew_run(threads, count, fetch_column, fetching);
  else
    error_memory(error);
  for (size_t i = 0; i < count && fine; i++)
    fine = tell(&fetching[i], error);
  for (size_t i = 0; i < count && fine; i++)
    take_cells(columns[i], fetching[i].made);
  for (size_t i = 0; i < count && fetching != NULL; i++)
    column_release(fetching[i].made);
  free(fetching);
  return fine;
}

bool column_fetch_texts(struct column *column, const struct engine_options *options,
                        struct error *error) {
  if (!column_waits(column) || column->type != COLUMN_TEXT || column->dict != NULL)
    return true;
  struct fetching fetching;
  if (!begin_fetching(&fetching, column, options))
    return error_memory(error);
  fetching.texts_only = true;
  fetch_column(&fetching, 0);
  bool done = tell(&fetching, error);
  if (done)
    take_texts(column, fetching.made);
  column_release(fetching.made);
  return done;
}

bool column_fetch(struct column *column, const struct engine_options *options,
                  struct error *error) {
  return !column_waits(column) || fetch_columns(&column, 1, options, error);
}

bool frame_fetch(struct frame *frame, const struct engine_options *options, struct error *error) {
  if (!frame->waits)
    return true;
  struct column **columns = malloc(frame->columns * sizeof *columns);
  if (columns == NULL)
    return error_memory(error);
  size_t count = 0;
  for (size_t i = 0; i < frame->columns; i++)
    if (column_waits(frame->column[i]))
      columns[count++] = frame->column[i];
  bool done = fetch_columns(columns, count, options, error);
  frame->waits = !done;
  free(columns);
  return done;
}

/* ---- from elsewhere ---- */

static bool same_form(const struct column *a, const struct column *b) {
  return a->type == b->type && a->scale == b->scale && a->width == b->width && a->base == b->base &&
         a->length == b->length;
}

/* The column of `fresh` that is to take the place of one that waits; NULL: none fits. */
static struct column *find_fresh(const struct column *column, const struct frame *fresh) {
  size_t at = frame_find(fresh, column->waiting->name);
  if (at == SIZE_MAX || column_waits(fresh->column[at]) || fresh->column[at]->data == NULL ||
      !same_form(column, fresh->column[at]))
    return NULL;
  return fresh->column[at];
}

bool frame_replace(struct frame *frame, struct frame *fresh) {
  bool fits = true;
  for (size_t i = 0; i < frame->columns && fits; i++)
    fits = !column_waits(frame->column[i]) || find_fresh(frame->column[i], fresh) != NULL;
  for (size_t i = 0; i < frame->columns && fits; i++)
    if (column_waits(frame->column[i])) {
      struct column *found = find_fresh(frame->column[i], fresh);
      fits = found != NULL;
      if (fits)
        take_cells(frame->column[i], found);
    }
  frame->waits = frame->waits && !fits;
  return fits;
}

bool column_tells_kinds(const struct column *column, unsigned *kinds) {
  if (!column_waits(column) || column->waiting->kinds == STORE_KINDS_UNKNOWN)
    return false;
  *kinds = column->waiting->kinds;
  return true;
}

const void *column_origin(const struct column *column) {
  return column_waits(column) ? column->waiting->store : NULL;
}
