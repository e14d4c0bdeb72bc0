/* The text of a file that is being read: its bytes, decoded to UTF-8, with what was found out on
** the way, and errors that point into it. */
#ifndef INDSATS_SOURCE_H
#define INDSATS_SOURCE_H

#include "excerpt.h"
#include "gauge.h"

struct source {
  const char *name; /* the path, for messages; the caller's */
  const char *text; /* UTF-8 without a byte order mark */
  size_t length;
  char *raw;            /* the file's bytes when this owns them */
  char *decoded;        /* `text` when it had to be converted */
  const char *encoding; /* "utf-8" or "windows-1252" */
  bool bom;
  size_t bytes; /* of the file */
  char sha256[65];
};

/* Fill `source` from a file, or from bytes that the caller keeps for as long. `encoding` is that
** of csv_options. On success the caller clears it; on failure nothing is left to clear. Refuses
** what is no table at all: nothing, UTF-16, NUL bytes, HTML, workbooks, a refused key. Told to
** stop, it fails, and what `error` says is to be passed over. */
bool source_load(struct source *source, const char *path, const char *encoding,
                 const struct engine_options *options, struct error *error);
bool source_take(struct source *source, const char *bytes, size_t length, const char *name,
                 const char *encoding, const struct engine_options *options, struct error *error);

/* How far the operation is when a source is at hand, see gauge. */
enum { SOURCE_LOADED = 100, SOURCE_TAKEN = 300 };
void source_clear(struct source *source);

/* Whether a text is JSON, by its first two characters: a header may begin with a bracket too. */
bool source_looks_like_json(const struct source *source);

/* What texts have that tells the encoding of the file they stand in. */
struct source_signs {
  bool nul;
  bool wide;  /* a character of several bytes in UTF-8 */
  bool wrong; /* a byte that is no UTF-8 */
  bool twice; /* UTF-8 that was read as Windows-1252 and saved again */
};

/* Add those of one text, which does not begin the file. */
void source_look(struct source_signs *signs, const char *text, size_t length);

/* Write a text of Windows-1252 as UTF-8 to `to`, three bytes for each at most. The length, or
** SIZE_MAX when a byte is none. */
size_t source_decode(const char *text, size_t length, char *to);

/* ERROR_DATA at a place: "name:line:column: ..." and the excerpt. Returns false. */
bool source_fail(const struct source *source, size_t offset, size_t span, struct error *error,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
