#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "crew.h"
#include "period.h"
#include "store.h"
#include "store_check.h"

struct store {
  int file;
  const char *path;
  uint64_t length; /* of the file */
  uint64_t rows;
  unsigned char *directory;
  const unsigned char *at; /* what has been read of it */
  const unsigned char *end;
  const struct engine_options *options;
  struct error *error;
};

/* ---- the file ---- */

static bool damaged(const struct store *store, const char *what) {
  return error_set(store->error, ERROR_DATA, "%s: is damaged or cut off (%s)", store->path, what);
}

static bool cannot_read(const struct store *store) {
  return error_set(store->error, ERROR_FILE, "%s: cannot be read: %s", store->path,
                   strerror(errno));
}

/* Read `length` bytes from `offset`. False also where the file ends before. */
static bool read_at(int file, void *to, uint64_t offset, size_t length) {
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

static uint64_t number_at(const unsigned char *bytes) {
  uint64_t number = 0;
  for (int i = 7; i >= 0; i--)
    number = number << 8 | bytes[i];
  return number;
}

/* ---- header and directory ---- */

static bool open_file(struct store *store) {
  struct stat facts;
  store->file = open(store->path, O_RDONLY | O_CLOEXEC);
  if (store->file < 0 || fstat(store->file, &facts) != 0)
    return cannot_read(store);
  if (!S_ISREG(facts.st_mode))
    return error_set(store->error, ERROR_FILE, "%s: is no file of a frame", store->path);
  store->length = (uint64_t)facts.st_size;
  return true;
}

static bool read_header(struct store *store, unsigned char header[STORE_HEADER]) {
  if (store->length < STORE_HEADER)
    return error_set(store->error, ERROR_DATA, "%s: is no file that save has written", store->path);
  if (!read_at(store->file, header, 0, STORE_HEADER))
    return cannot_read(store);
  if (memcmp(header, STORE_MAGIC, STORE_MAGIC_SIZE) != 0)
    return error_set(store->error, ERROR_DATA, "%s: is no file that save has written", store->path);
  if (number_at(header + 8) != STORE_VERSION)
    return error_set(
        store->error, ERROR_DATA,
        "%s: is of version %llu of the format, and this program reads version %d; read "
        "it with the program that wrote it, and save it as CSV",
        store->path, (unsigned long long)number_at(header + 8), STORE_VERSION);
  if (number_at(header + 56) != XXH3_64bits(header, 56))
    return damaged(store, "its header");
  return number_at(header + 16) == store->length || damaged(store, "its length");
}

static bool read_directory(struct store *store) {
  unsigned char header[STORE_HEADER];
  if (!read_header(store, header))
    return false;
  uint64_t offset = number_at(header + 24);
  uint64_t length = number_at(header + 32);
  store->rows = number_at(header + 48);
  if (offset > store->length || length != store->length - offset)
    return damaged(store, "its directory");
  store->directory = malloc(length > 0 ? length : 1);
  if (store->directory == NULL)
    return error_memory(store->error);
  if (!read_at(store->file, store->directory, offset, length))
    return cannot_read(store);
  if (XXH3_64bits(store->directory, length) != number_at(header + 40))
    return damaged(store, "its directory");
  store->at = store->directory;
  store->end = store->directory + length;
  return true;
}

/* The next number of the directory; 0 where it has ended, and then `*whole` is false. */
static uint64_t take_number(struct store *store, bool *whole) {
  if (store->end - store->at < 8) {
    *whole = false;
    return 0;
  }
  uint64_t number = number_at(store->at);
  store->at += 8;
  return number;
}

/* The next `length` bytes of the directory, or NULL. */
static const void *take_bytes(struct store *store, uint64_t length) {
  if (length > (uint64_t)(store->end - store->at))
    return NULL;
  const void *bytes = store->at;
  store->at += length;
  return bytes;
}

/* ---- columns ---- */

struct place {
  uint64_t offset, length, sum;
};

/* A column of the directory, and the sections that are to be read into it. */
struct entry {
  char *name;
  struct column *column;
  uint64_t texts;
  uint64_t *offsets;
  char *bytes; /* of the texts */
  struct place place[STORE_SECTIONS];
  const char *broken; /* what is wrong with it; NULL: nothing */
  bool no_memory;
};

static void entry_clear(struct entry *entry) {
  free(entry->name);
  column_release(entry->column);
  free(entry->offsets);
  free(entry->bytes);
}

static bool take_name(struct store *store, struct entry *entry) {
  bool whole = true;
  uint64_t length = take_number(store, &whole);
  const char *name = whole ? take_bytes(store, length) : NULL;
  if (name == NULL || length == 0 || memchr(name, '\0', length) != NULL ||
      !store_check_utf8(name, length))
    return damaged(store, "the name of a column");
  entry->name = strndup(name, length);
  return entry->name != NULL || error_memory(store->error);
}

static bool fits(uint64_t type, uint64_t scale, uint64_t width) {
  if (type >= COLUMN_TYPES || scale > (type == COLUMN_DECIMAL ? 18 : 0))
    return false;
  if (type == COLUMN_NUMBER || type == COLUMN_BOOLEAN)
    return width == column_width((enum column_type)type);
  return (width == 1 || width == 2 || width == 4 || width == 8) &&
         width <= column_width((enum column_type)type);
}

/* Type, width and base: an empty column of them; its memory no more than the file can fill. */
static bool take_form(struct store *store, struct entry *entry) {
  bool whole = true;
  uint64_t type = take_number(store, &whole);
  uint64_t scale = take_number(store, &whole);
  uint64_t width = take_number(store, &whole);
  uint64_t computed = take_number(store, &whole);
  int64_t base = (int64_t)take_number(store, &whole);
  if (!whole || !fits(type, scale, width) || computed > 1 || store->rows > store->length / width)
    return damaged(store, entry->name);
  bool based = type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_PERIOD ||
               type == COLUMN_DATE;
  if (!based && base != 0)
    return damaged(store, entry->name);
  entry->column =
      column_new_narrow((enum column_type)type, store->rows, NULL, (unsigned)width, base);
  if (entry->column == NULL)
    return error_memory(store->error);
  entry->column->scale = (int)scale;
  entry->column->computed = computed == 1;
  return true;
}

static bool take_facts(struct store *store, struct entry *entry) {
  bool whole = true;
  for (int reason = 0; reason < MISSING_REASONS; reason++)
    entry->column->skipped[reason] = take_number(store, &whole);
  struct stray *stray = &entry->column->stray;
  stray->line = take_number(store, &whole);
  stray->column = take_number(store, &whole);
  const char *cell = whole ? take_bytes(store, STORE_STRAY) : NULL;
  if (cell == NULL || memchr(cell, '\0', STORE_STRAY) == NULL)
    return damaged(store, entry->name);
  memcpy(stray->cell, cell, sizeof stray->cell);
  entry->texts = take_number(store, &whole);
  for (int i = 0; i < STORE_SECTIONS; i++) {
    struct place *place = &entry->place[i];
    place->offset = take_number(store, &whole);
    place->length = take_number(store, &whole);
    place->sum = take_number(store, &whole);
    if (place->offset > store->length || place->length > store->length - place->offset)
      whole = false;
  }
  return whole || damaged(store, entry->name);
}

/* Bounds are those of marks. */
static bool bounds_fit(const struct store *store, const struct entry *entry) {
  uint64_t length = entry->place[STORE_BOUNDS].length;
  return length == 0 ||
         (entry->column->type <= COLUMN_NUMBER && entry->place[STORE_MARK].length > 0 &&
          length / sizeof(struct bounds) == store->rows && length % sizeof(struct bounds) == 0);
}

/* The lengths that the sections must have. Those of bits may be absent. */
static bool check_lengths(const struct store *store, const struct entry *entry) {
  const struct column *column = entry->column;
  uint64_t bits = bits_words(store->rows) * sizeof(uint64_t);
  bool text = column->type == COLUMN_TEXT;
  bool fine = entry->place[STORE_VALUES].length == store->rows * column->width;
  for (int i = STORE_REASONS; i < STORE_MARK; i++)
    fine = fine && (entry->place[i].length == 0 || entry->place[i].length == bits);
  fine = fine &&
         (entry->place[STORE_MARK].length == 0 || entry->place[STORE_MARK].length == store->rows);
  fine = fine && bounds_fit(store, entry);
  fine = fine && entry->texts < UINT32_MAX && (text || entry->texts == 0);
  fine = fine &&
         entry->place[STORE_OFFSETS].length == (text ? (entry->texts + 1) * sizeof(uint64_t) : 0);
  return (fine && (text || entry->place[STORE_TEXTS].length == 0)) || damaged(store, entry->name);
}

/* ---- sections ---- */

/* Read one section where it belongs; NULL bytes: it is absent. */
static bool read_section(const struct store *store, struct entry *entry, int number, void *to) {
  const struct place *place = &entry->place[number];
  if (!read_at(store->file, to, place->offset, place->length)) {
    entry->broken = "it cannot be read";
    return false;
  }
  if (XXH3_64bits(to, place->length) != place->sum)
    entry->broken = "its sum";
  return entry->broken == NULL;
}

static bool read_bits(const struct store *store, struct entry *entry) {
  struct column *column = entry->column;
  size_t words = bits_words(store->rows);
  for (int reason = 1; reason < MISSING_REASONS; reason++) {
    int number = STORE_REASONS + reason - 1;
    if (entry->place[number].length == 0)
      continue;
    column->reason[reason] = calloc(words + 1, sizeof(uint64_t));
    if (column->gaps == NULL)
      column->gaps = calloc(words + 1, sizeof(uint64_t));
    entry->no_memory = column->reason[reason] == NULL || column->gaps == NULL;
    if (entry->no_memory || !read_section(store, entry, number, column->reason[reason]))
      return false;
    for (size_t word = 0; word < words; word++) {
      if ((column->gaps[word] & column->reason[reason][word]) != 0)
        entry->broken = "two reasons for a cell";
      column->gaps[word] |= column->reason[reason][word];
    }
  }
  if (column->gaps != NULL && store->rows % 64 != 0 &&
      column->gaps[words - 1] >> (store->rows % 64) != 0)
    entry->broken = "reasons after the last row";
  return entry->broken == NULL;
}

static bool read_marks(const struct store *store, struct entry *entry) {
  if (entry->place[STORE_MARK].length == 0)
    return true;
  entry->column->mark = malloc(store->rows);
  entry->no_memory = entry->column->mark == NULL;
  if (entry->no_memory || !read_section(store, entry, STORE_MARK, entry->column->mark))
    return false;
  for (size_t row = 0; row < store->rows; row++)
    if (entry->column->mark[row] > MARK_INEXACT)
      entry->broken = "a mark";
  return entry->broken == NULL;
}

/* Those of exact cells are not looked at by anyone. */
static bool read_bounds(const struct store *store, struct entry *entry) {
  const struct column *column = entry->column;
  if (entry->place[STORE_BOUNDS].length == 0)
    return true;
  entry->column->bounds = malloc(store->rows * sizeof *column->bounds);
  entry->no_memory = column->bounds == NULL;
  if (entry->no_memory || !read_section(store, entry, STORE_BOUNDS, column->bounds))
    return false;
  for (size_t row = 0; row < store->rows; row++)
    if (column->mark[row] != MARK_EXACT && !(column->bounds[row].low <= column->bounds[row].high))
      entry->broken = "its bounds";
  return entry->broken == NULL;
}

static bool make_dict(struct entry *entry) {
  struct dict *dict = dict_new();
  entry->column->dict = dict;
  uint64_t length = entry->place[STORE_TEXTS].length;
  bool done = dict != NULL;
  for (uint64_t i = 0; i < entry->texts && done; i++) {
    uint64_t from = entry->offsets[i];
    uint64_t to = entry->offsets[i + 1];
    if (from > to || to > length || !store_check_utf8(entry->bytes + from, to - from)) {
      entry->broken = "its texts";
      return false;
    }
    uint32_t code = dict_intern(dict, entry->bytes + from, to - from);
    done = code != DICT_NONE;
    if (done && code != i)
      entry->broken = "a text that stands twice";
  }
  entry->no_memory = !done;
  return done && entry->broken == NULL;
}

static bool read_texts(const struct store *store, struct entry *entry) {
  if (entry->column->type != COLUMN_TEXT)
    return true;
  entry->offsets = malloc(entry->place[STORE_OFFSETS].length);
  entry->bytes = malloc(entry->place[STORE_TEXTS].length + 1);
  entry->no_memory = entry->offsets == NULL || entry->bytes == NULL;
  return !entry->no_memory && read_section(store, entry, STORE_OFFSETS, entry->offsets) &&
         read_section(store, entry, STORE_TEXTS, entry->bytes) && make_dict(entry);
}

static bool read_values(const struct store *store, struct entry *entry) {
  if (!read_section(store, entry, STORE_VALUES, entry->column->data))
    return false;
  if (!store_check_values(entry->column))
    entry->broken = "its values";
  return entry->broken == NULL;
}

struct reading {
  const struct store *store;
  struct entry *entry;
};

/* A column; on several threads. */
static void read_column(void *context, size_t index) {
  struct reading *reading = context;
  struct entry *entry = &reading->entry[index];
  const struct engine_options *options = reading->store->options;
  struct engine_options quiet = {.cancel = options == NULL ? NULL : options->cancel};
  if (!engine_poll(&quiet, 0, 0, NULL))
    return;
  if (read_texts(reading->store, entry) && read_bits(reading->store, entry) &&
      read_marks(reading->store, entry) && read_bounds(reading->store, entry))
    read_values(reading->store, entry);
}

/* ---- together ---- */

static bool read_entries(struct store *store, struct entry *entries, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!take_name(store, &entries[i]) || !take_form(store, &entries[i]) ||
        !take_facts(store, &entries[i]) || !check_lengths(store, &entries[i]))
      return false;
  struct reading reading = {.store = store, .entry = entries};
  crew_run(crew_size(store->options == NULL ? 0 : store->options->threads), count, read_column,
           &reading);
  if (!engine_poll(store->options, 1, 1, store->error))
    return false;
  for (size_t i = 0; i < count; i++) {
    if (entries[i].no_memory)
      return error_memory(store->error);
    if (entries[i].broken != NULL)
      return error_set(store->error, ERROR_DATA, "%s: is damaged: column '%s' (%s)", store->path,
                       entries[i].name, entries[i].broken);
  }
  return true;
}

static bool take_note(struct store *store, char **note, size_t *length) {
  bool whole = true;
  *length = take_number(store, &whole);
  const char *text = whole ? take_bytes(store, *length) : NULL;
  if (text == NULL || store->at != store->end || !store_check_utf8(text, *length))
    return damaged(store, "its note");
  *note = malloc(*length + 1);
  if (*note == NULL)
    return error_memory(store->error);
  memcpy(*note, text, *length);
  (*note)[*length] = '\0';
  return true;
}

static struct frame *make_frame(struct store *store, struct entry *entries, size_t count) {
  struct frame *frame = frame_new(store->rows);
  bool done = frame != NULL || error_memory(store->error);
  for (size_t i = 0; i < count && done; i++)
    done = frame_add(frame, entries[i].name, column_retain(entries[i].column), store->error);
  if (done)
    return frame;
  frame_release(frame);
  return NULL;
}

static struct frame *read_frame(struct store *store, char **note, size_t *note_length) {
  bool whole = true;
  uint64_t count = take_number(store, &whole);
  if (!whole || count > (uint64_t)(store->end - store->at)) {
    damaged(store, "its directory");
    return NULL;
  }
  struct entry *entries = calloc(count + 1, sizeof *entries);
  bool done = entries != NULL || error_memory(store->error);
  done = done && read_entries(store, entries, count) && take_note(store, note, note_length);
  struct frame *frame = done ? make_frame(store, entries, count) : NULL;
  for (size_t i = 0; entries != NULL && i < count; i++)
    entry_clear(&entries[i]);
  free(entries);
  return frame;
}

struct frame *store_read(const char *path, char **note, size_t *note_length,
                         const struct engine_options *options, struct error *error) {
  struct store store = {.file = -1, .path = path, .options = options, .error = error};
  *note = NULL;
  struct frame *frame = NULL;
  if (open_file(&store) && read_directory(&store))
    frame = read_frame(&store, note, note_length);
  if (store.file >= 0)
    close(store.file);
  free(store.directory);
  if (frame == NULL) {
    free(*note);
    *note = NULL;
  }
  return frame;
}
