#include "read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "blocks.h"
#include "grid.h"
#include "json.h"

void dialect_clear(struct dialect *dialect) {
  for (size_t i = 0; dialect->column != NULL && i < dialect->columns; i++) {
    free(dialect->column[i].name);
    free(dialect->column[i].markers);
  }
  free(dialect->column);
  free(dialect->table);
  *dialect = (struct dialect){0};
}

bool dialect_digest(struct dialect *dialect, const char *path, const struct engine_options *options,
                    struct error *error) {
  return dialect->sha256[0] != '\0' ||
         stamp_digest(&dialect->stamp, path, options, dialect->sha256, error);
}

/* ---- options ---- */

static bool is_encoding(const char *name, const char *const *known, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcasecmp(name, known[i]) == 0)
      return true;
  return false;
}

static bool check_encoding(const char *name, struct error *error) {
  static const char *const known[] = {"utf-8",   "utf8",       "windows-1252", "cp1252",
                                      "latin-1", "iso-8859-1", "latin1"};
  if (name == NULL || is_encoding(name, known, sizeof known / sizeof known[0]))
    return true;
  return error_set(error, ERROR_VALUE,
                   "encoding = \"%.40s\" is not known; write \"utf-8\" or \"windows-1252\"", name);
}

static bool check_delimiter(char delimiter, struct error *error) {
  if (delimiter == 0 || memchr("\" \r\n", delimiter, 4) == NULL)
    return true;
  return error_set(error, ERROR_VALUE,
                   "delimiter cannot be a quote, a blank or a line end; write one of \";\" \",\" "
                   "\"\\t\" \"|\"");
}

static bool check_marks(const struct csv_options *options, struct error *error) {
  if (options->decimal != 0 && options->decimal != ',' && options->decimal != '.')
    return error_set(error, ERROR_VALUE, "decimal must be \",\" or \".\"");
  const char *thousands = options->thousands;
  if (thousands == NULL)
    return true;
  if (strlen(thousands) > 1 || (thousands[0] != '\0' && strchr("., ", thousands[0]) == NULL))
    return error_set(error, ERROR_VALUE, "thousands must be \".\", \",\", \" \" or \"\" for none");
  if (options->decimal != 0 && options->decimal == thousands[0])
    return error_set(error, ERROR_VALUE, "decimal and thousands are both \"%s\"", thousands);
  return true;
}

static bool check_missing(const struct csv_options *options, struct error *error) {
  for (size_t i = 0; i < options->missing_count; i++) {
    const struct csv_missing *own = &options->missing[i];
    if (own->sign == NULL || own->sign[0] == '\0')
      return error_set(error, ERROR_VALUE,
                       "missing: an empty sign; an empty cell is blank without it");
    if (own->reason < PRESENT || own->reason >= MISSING_REASONS)
      return error_set(error, ERROR_VALUE, "missing: no such reason for the sign `%.40s`",
                       own->sign);
  }
  return true;
}

static bool check_columns(const struct csv_options *options, struct error *error) {
  for (size_t i = 0; i < options->types_count; i++)
    if (options->types[i].column == NULL || options->types[i].type >= COLUMN_TYPES)
      return error_set(error, ERROR_VALUE, "types: no such type for the column `%.40s`",
                       options->types[i].column == NULL ? "" : options->types[i].column);
  for (size_t i = 0; i < options->names_count; i++)
    if (options->names[i] == NULL || options->names[i][0] == '\0')
      return error_set(error, ERROR_VALUE, "names: name %zu is empty", i + 1);
  return true;
}

bool csv_options_check(const struct csv_options *options, struct error *error) {
  return check_delimiter(options->delimiter, error) && check_encoding(options->encoding, error) &&
         check_marks(options, error) && check_missing(options, error) &&
         check_columns(options, error);
}

/* What source.h takes: NULL, "utf-8", or anything else for Windows-1252. */
static const char *plain_encoding(const struct csv_options *options) {
  bool utf8 = options->encoding != NULL && strcasecmp(options->encoding, "utf8") == 0;
  return utf8 ? "utf-8" : options->encoding;
}

/* ---- reading ---- */

typedef bool grid_reader(struct grid *grid, const struct source *source,
                         const struct csv_options *options, struct dialect *dialect,
                         struct error *error);

static struct frame *read_grid(const struct source *source, grid_reader *reader,
                               const struct csv_options *options, struct dialect *dialect,
                               struct error *error) {
  struct grid grid;
  dialect->encoding = source->encoding;
  dialect->newline = "";
  dialect->bom = source->bom;
  dialect->bytes = source->bytes;
  memcpy(dialect->sha256, source->sha256, sizeof dialect->sha256);
  if (!reader(&grid, source, options, dialect, error))
    return NULL;
  struct frame *frame = grid_classify(&grid, options, dialect, error);
  grid_clear(&grid);
  return frame;
}

enum form { READ_ANY, READ_CSV, READ_JSON };

static struct frame *read_source(const struct source *source, enum form form,
                                 const struct csv_options *options, struct dialect *dialect,
                                 struct error *error) {
  struct dialect facts = {0};
  bool json = form == READ_JSON || (form == READ_ANY && source_looks_like_json(source));
  facts.form = json ? "json" : "csv";
  struct frame *frame =
      read_grid(source, json ? grid_read_json : grid_read_csv, options, &facts, error);
  if (frame != NULL && dialect != NULL)
    *dialect = facts;
  else
    dialect_clear(&facts);
  return frame;
}

static const struct csv_options nothing_given;

/* In blocks where that can be: whether it could, or has failed for good. */
static bool read_blocks(const struct feed *feed, const char *name, enum form form,
                        const struct csv_options *options, struct dialect *dialect,
                        struct frame **frame, struct error *error) {
  struct dialect facts = {0};
  enum blocks_state state = BLOCKS_ODD;
  if (form != READ_JSON)
    state = blocks_read_csv(feed, name, form == READ_ANY, options, frame, &facts, error);
  if (options->blocks != NULL)
    *options->blocks = state == BLOCKS_READ;
  if (state == BLOCKS_READ && dialect != NULL)
    *dialect = facts;
  else
    dialect_clear(&facts);
  return state != BLOCKS_ODD;
}

static void tell_memory(const char *name, size_t bytes, struct error *error) {
  bool large = bytes >= 1000000000;
  *error = (struct error){0};
  error_set(error, ERROR_MEMORY, "%s: not enough memory to read its %.1f %s", name,
            (double)bytes / (large ? 1e9 : 1e6), large ? "GB" : "MB");
  error_add(error,
            "leave out columns that are not needed, or split it by rows, summarise each part");
  error_add(error, "and add up what comes of it; other programs may hold memory too");
}

/* Told to stop, that alone is said, whatever a reading that was broken off made of the file. */
static struct frame *finish(struct frame *frame, const struct csv_options *options,
                            struct dialect *dialect, struct error *error) {
  if (engine_goes_on(options->engine))
    return frame;
  if (frame != NULL && dialect != NULL)
    dialect_clear(dialect);
  frame_release(frame);
  if (error != NULL)
    *error = (struct error){0};
  error_set(error, ERROR_CANCELLED, "stopped");
  return NULL;
}

/* The file of `path`, or the bytes of `feed` when that is not NULL. */
static struct frame *read_either(const char *path, const struct feed *memory, enum form form,
                                 const struct csv_options *options, struct dialect *dialect,
                                 struct error *error, size_t *size) {
  struct source source;
  struct feed feed;
  struct frame *frame = NULL;
  if (memory != NULL)
    feed = *memory;
  if (memory != NULL || feed_open(&feed, path)) {
    *size = feed.size;
    bool done = read_blocks(&feed, path, form, options, dialect, &frame, error);
    feed_close(&feed);
    if (done)
      return frame;
  }
  const char *encoding = plain_encoding(options);
  bool fine = memory != NULL ? source_take(&source, memory->bytes, memory->size, path, encoding,
                                           options->engine, error)
                             : source_load(&source, path, encoding, options->engine, error);
  if (!fine)
    return NULL;
  frame = read_source(&source, form, options, dialect, error);
  source_clear(&source);
  return frame;
}

static struct frame *read_feed(const char *path, const struct feed *memory, enum form form,
                               const struct csv_options *options, struct dialect *dialect,
                               struct error *error) {
  struct error own = {0};
  size_t size = 0;
  error = error == NULL ? &own : error;
  options = options == NULL ? &nothing_given : options;
  if (!csv_options_check(options, error))
    return NULL;
  struct frame *frame = read_either(path, memory, form, options, dialect, error, &size);
  if (frame == NULL && error->code == ERROR_MEMORY)
    tell_memory(path, size, error);
  return finish(frame, options, dialect, error);
}

static struct frame *read_path(const char *path, enum form form, const struct csv_options *options,
                               struct dialect *dialect, struct error *error) {
  return read_feed(path, NULL, form, options, dialect, error);
}

static struct frame *read_bytes(const char *bytes, size_t length, const char *name, enum form form,
                                const struct csv_options *options, struct dialect *dialect,
                                struct error *error) {
  struct feed feed;
  feed_from_memory(&feed, bytes, length);
  return read_feed(name, &feed, form, options, dialect, error);
}

struct frame *read_file(const char *path, const struct csv_options *options,
                        struct dialect *dialect, struct error *error) {
  return read_path(path, READ_ANY, options, dialect, error);
}

struct frame *csv_read(const char *path, const struct csv_options *options, struct dialect *dialect,
                       struct error *error) {
  return read_path(path, READ_CSV, options, dialect, error);
}

struct frame *json_read(const char *path, const struct csv_options *options,
                        struct dialect *dialect, struct error *error) {
  return read_path(path, READ_JSON, options, dialect, error);
}

struct frame *read_memory(const char *bytes, size_t length, const char *name,
                          const struct csv_options *options, struct dialect *dialect,
                          struct error *error) {
  return read_bytes(bytes, length, name, READ_ANY, options, dialect, error);
}

struct frame *csv_read_memory(const char *bytes, size_t length, const char *name,
                              const struct csv_options *options, struct dialect *dialect,
                              struct error *error) {
  return read_bytes(bytes, length, name, READ_CSV, options, dialect, error);
}

struct frame *json_read_memory(const char *bytes, size_t length, const char *name,
                               const struct csv_options *options, struct dialect *dialect,
                               struct error *error) {
  return read_bytes(bytes, length, name, READ_JSON, options, dialect, error);
}
