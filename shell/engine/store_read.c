#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "period.h"
#include "store.h"
#include "store_check.h"
#include "store_fetch.h"
#include "store_part.h"

/* A file of a frame on its way to one. */
struct reader {
  struct store *store;
  uint64_t version;
  unsigned char *directory;
  const unsigned char *at; /* what has been read of it */
  const unsigned char *end;
  struct error *error;
};

/* ---- the file ---- */

static bool damaged(const struct reader *reader, const char *what) {
  return error_set(reader->error, ERROR_DATA, "%s: is damaged or cut off (%s)", reader->store->path,
                   what);
}

static bool cannot_read(const struct reader *reader) {
  return error_set(reader->error, ERROR_FILE, "%s: cannot be read: %s", reader->store->path,
                   strerror(errno));
}

static uint64_t number_at(const unsigned char *bytes) {
  uint64_t number = 0;
  for (int i = 7; i >= 0; i--)
    number = number << 8 | bytes[i];
  return number;
}

/* ---- header and directory ---- */

static bool open_file(struct reader *reader) {
  struct stat facts;
  reader->store->file = open(reader->store->path, O_RDONLY | O_CLOEXEC);
  if (reader->store->file < 0 || fstat(reader->store->file, &facts) != 0)
    return cannot_read(reader);
  if (!S_ISREG(facts.st_mode))
    return error_set(reader->error, ERROR_FILE, "%s: is no file of a frame", reader->store->path);
  reader->store->length = (uint64_t)facts.st_size;
  return true;
}

static bool read_header(struct reader *reader, unsigned char header[STORE_HEADER]) {
  if (reader->store->length < STORE_HEADER)
    return error_set(reader->error, ERROR_DATA, "%s: is no file that save has written",
                     reader->store->path);
  if (!store_read_at(reader->store->file, header, 0, STORE_HEADER))
    return cannot_read(reader);
  if (memcmp(header, STORE_MAGIC, STORE_MAGIC_SIZE) != 0)
    return error_set(reader->error, ERROR_DATA, "%s: is no file that save has written",
                     reader->store->path);
  reader->version = number_at(header + 8);
  if (reader->version != STORE_VERSION && reader->version != STORE_BEFORE)
    return error_set(
        reader->error, ERROR_DATA,
        "%s: is of version %llu of the format, and this program reads versions %d and %d; read "
        "it with the program that wrote it, and save it as CSV",
        reader->store->path, (unsigned long long)reader->version, STORE_BEFORE, STORE_VERSION);
  if (number_at(header + 56) != XXH3_64bits(header, 56))
    return damaged(reader, "its header");
  return number_at(header + 16) == reader->store->length || damaged(reader, "its length");
}

static bool read_directory(struct reader *reader) {
  unsigned char header[STORE_HEADER];
  if (!read_header(reader, header))
    return false;
  uint64_t offset = number_at(header + 24);
  uint64_t length = number_at(header + 32);
  reader->store->rows = number_at(header + 48);
  if (offset > reader->store->length || length != reader->store->length - offset)
    return damaged(reader, "its directory");
  reader->directory = malloc(length > 0 ? length : 1);
  if (reader->directory == NULL)
    return error_memory(reader->error);
  if (!store_read_at(reader->store->file, reader->directory, offset, length))
    return cannot_read(reader);
  if (XXH3_64bits(reader->directory, length) != number_at(header + 40))
    return damaged(reader, "its directory");
  reader->at = reader->directory;
  reader->end = reader->directory + length;
  return true;
}

/* The next number of the directory; 0 where it has ended, and then `*whole` is false. */
static uint64_t take_number(struct reader *reader, bool *whole) {
  if (reader->end - reader->at < 8) {
    *whole = false;
    return 0;
  }
  uint64_t number = number_at(reader->at);
  reader->at += 8;
  return number;
}

/* The next `length` bytes of the directory, or NULL. */
static const void *take_bytes(struct reader *reader, uint64_t length) {
  if (length > (uint64_t)(reader->end - reader->at))
    return NULL;
  const void *bytes = reader->at;
  reader->at += length;
  return bytes;
}

/* ---- columns ---- */

/* A column of the directory, and what is told of its cells. */
struct entry {
  struct waiting *waiting;
  struct column *column; /* has `waiting` in the end */
};

static void entry_clear(struct entry *entry) {
  waiting_free(entry->waiting);
  column_release(entry->column);
}

static bool begin_entry(struct reader *reader, struct entry *entry) {
  entry->waiting = calloc(1, sizeof *entry->waiting);
  if (entry->waiting == NULL)
    return error_memory(reader->error);
  atomic_fetch_add(&reader->store->references, 1);
  entry->waiting->store = reader->store;
  return true;
}

static bool take_name(struct reader *reader, struct entry *entry) {
  bool whole = true;
  uint64_t length = take_number(reader, &whole);
  const char *name = whole ? take_bytes(reader, length) : NULL;
  if (name == NULL || length == 0 || memchr(name, '\0', length) != NULL ||
      !store_check_utf8(name, length))
    return damaged(reader, "the name of a column");
  entry->waiting->name = strndup(name, length);
  return entry->waiting->name != NULL || error_memory(reader->error);
}

static bool fits(uint64_t type, uint64_t scale, uint64_t width) {
  if (type >= COLUMN_TYPES || scale > (type == COLUMN_DECIMAL ? 18 : 0))
    return false;
  if (type == COLUMN_NUMBER || type == COLUMN_BOOLEAN)
    return width == column_width((enum column_type)type);
  return (width == 1 || width == 2 || width == 4 || width == 8) &&
         width <= column_width((enum column_type)type);
}

/* What a number of the directory says besides: whether the column is computed, and which kinds of
** periods occur. */
static bool take_flags(const struct reader *reader, uint64_t flags, struct entry *entry) {
  bool time = entry->column->type == COLUMN_PERIOD || entry->column->type == COLUMN_DATE;
  uint64_t kinds = flags / STORE_KINDS;
  if (flags % STORE_KINDS > STORE_COMPUTED || kinds >= 1u << PERIOD_KINDS ||
      (kinds != 0 && (!time || reader->version < STORE_VERSION)))
    return false;
  entry->column->computed = flags % STORE_KINDS == STORE_COMPUTED;
  entry->waiting->kinds = reader->version < STORE_VERSION ? STORE_KINDS_UNKNOWN : (unsigned)kinds;
  return true;
}

/* Type, width and base: a column of them without cells. There are no more rows than the file can
** fill. */
static bool take_form(struct reader *reader, struct entry *entry) {
  bool whole = true;
  uint64_t type = take_number(reader, &whole);
  uint64_t scale = take_number(reader, &whole);
  uint64_t width = take_number(reader, &whole);
  uint64_t flags = take_number(reader, &whole);
  int64_t base = (int64_t)take_number(reader, &whole);
  uint64_t rows = reader->store->rows;
  if (!whole || !fits(type, scale, width) || rows > reader->store->length / width)
    return damaged(reader, entry->waiting->name);
  bool based = type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_PERIOD ||
               type == COLUMN_DATE;
  if (!based && base != 0)
    return damaged(reader, entry->waiting->name);
  entry->column = column_new_bare((enum column_type)type, rows, (unsigned)width, base);
  if (entry->column == NULL)
    return error_memory(reader->error);
  entry->column->scale = (int)scale;
  return take_flags(reader, flags, entry) || damaged(reader, entry->waiting->name);
}

static bool take_facts(struct reader *reader, struct entry *entry) {
  bool whole = true;
  for (int reason = 0; reason < MISSING_REASONS; reason++)
    entry->column->skipped[reason] = take_number(reader, &whole);
  struct stray *stray = &entry->column->stray;
  stray->line = take_number(reader, &whole);
  stray->column = take_number(reader, &whole);
  const char *cell = whole ? take_bytes(reader, STORE_STRAY) : NULL;
  if (cell == NULL || memchr(cell, '\0', STORE_STRAY) == NULL)
    return damaged(reader, entry->waiting->name);
  memcpy(stray->cell, cell, sizeof stray->cell);
  entry->waiting->texts = take_number(reader, &whole);
  for (int i = 0; i < STORE_SECTIONS; i++) {
    struct place *place = &entry->waiting->place[i];
    place->offset = take_number(reader, &whole);
    place->length = take_number(reader, &whole);
    place->sum = take_number(reader, &whole);
    if (place->offset > reader->store->length ||
        place->length > reader->store->length - place->offset)
      whole = false;
  }
  return whole || damaged(reader, entry->waiting->name);
}

/* Bounds are those of marks. */
static bool bounds_fit(const struct column *column, const struct place *place) {
  uint64_t length = place[STORE_BOUNDS].length;
  return length == 0 ||
         (column->type <= COLUMN_NUMBER && place[STORE_MARK].length > 0 &&
          length / sizeof(struct bounds) == column->length && length % sizeof(struct bounds) == 0);
}

/* The lengths that the sections must have. Those of bits may be absent. */
static bool lengths_fit(const struct column *column, const struct waiting *waiting) {
  const struct place *place = waiting->place;
  uint64_t rows = column->length, bits = bits_words(rows) * sizeof(uint64_t);
  bool text = column->type == COLUMN_TEXT;
  bool fine = place[STORE_VALUES].length == rows * column->width;
  for (int i = STORE_REASONS; i < STORE_MARK; i++)
    fine = fine && (place[i].length == 0 || place[i].length == bits);
  fine = fine && (place[STORE_MARK].length == 0 || place[STORE_MARK].length == rows);
  fine = fine && bounds_fit(column, place);
  fine = fine && waiting->texts < UINT32_MAX && (text || waiting->texts == 0);
  fine =
      fine && place[STORE_OFFSETS].length == (text ? (waiting->texts + 1) * sizeof(uint64_t) : 0);
  return fine && (text || place[STORE_TEXTS].length == 0);
}

static bool take_entry(struct reader *reader, struct entry *entry) {
  if (!begin_entry(reader, entry) || !take_name(reader, entry) || !take_form(reader, entry) ||
      !take_facts(reader, entry))
    return false;
  if (!lengths_fit(entry->column, entry->waiting))
    return damaged(reader, entry->waiting->name);
  return true;
}

/* ---- together ---- */

static bool take_note(struct reader *reader, char **note, size_t *length) {
  bool whole = true;
  *length = take_number(reader, &whole);
  const char *text = whole ? take_bytes(reader, *length) : NULL;
  if (text == NULL || reader->at != reader->end || !store_check_utf8(text, *length))
    return damaged(reader, "its note");
  *note = malloc(*length + 1);
  if (*note == NULL)
    return error_memory(reader->error);
  memcpy(*note, text, *length);
  (*note)[*length] = '\0';
  return true;
}

/* The frame takes over the column, which waits from now on. */
static bool add_entry(struct reader *reader, struct frame *frame, struct entry *entry) {
  struct column *column = entry->column;
  column->waiting = entry->waiting;
  entry->column = NULL;
  entry->waiting = NULL;
  return frame_add(frame, column->waiting->name, column, reader->error);
}

static bool take_columns(struct reader *reader, struct frame *frame) {
  bool fine = true;
  uint64_t count = take_number(reader, &fine);
  if (!fine)
    return damaged(reader, "its directory");
  for (uint64_t i = 0; i < count && fine; i++) {
    struct entry entry = {0};
    fine = take_entry(reader, &entry) && add_entry(reader, frame, &entry);
    entry_clear(&entry);
  }
  return fine;
}

static struct frame *read_frame(struct reader *reader, char **note, size_t *note_length) {
  struct frame *frame = frame_new(reader->store->rows);
  if (frame == NULL)
    error_memory(reader->error);
  else if (take_columns(reader, frame) && take_note(reader, note, note_length))
    return frame;
  frame_release(frame);
  return NULL;
}

static struct store *new_store(const char *path, struct error *error) {
  struct store *store = calloc(1, sizeof *store);
  if (store != NULL) {
    atomic_init(&store->references, 1);
    store->file = -1;
    store->path = strdup(path);
  }
  if (store != NULL && store->path != NULL)
    return store;
  store_release(store);
  error_memory(error);
  return NULL;
}

struct frame *store_open(const char *path, char **note, size_t *note_length, size_t at_once,
                         const struct engine_options *options, struct error *error) {
  struct reader reader = {.store = new_store(path, error), .error = error};
  struct frame *frame = NULL;
  *note = NULL;
  if (reader.store != NULL && open_file(&reader) && read_directory(&reader))
    frame = read_frame(&reader, note, note_length);
  bool fine =
      frame != NULL && (reader.store->length > at_once || frame_fetch(frame, options, error));
  fine = fine && engine_poll(options, 1, 1, error);
  store_release(reader.store);
  free(reader.directory);
  if (fine)
    return frame;
  frame_release(frame);
  free(*note);
  *note = NULL;
  return NULL;
}

struct frame *store_read(const char *path, char **note, size_t *note_length,
                         const struct engine_options *options, struct error *error) {
  return store_open(path, note, note_length, SIZE_MAX, options, error);
}
