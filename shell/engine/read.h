/* Reading files of figures: CSV as Danish sources and offices write it, and the JSON answers of
** jobindsats. Everything that a file leaves open (delimiter, encoding, decimal mark, what stands
** for a missing cell, the type of a column) is decided from the whole file, and told in a
** `struct dialect`. What can be read in two ways is an error that shows both.
**
** This header is not called csv.h because that is the name of libcsv's own. */
#ifndef INDSATS_READ_H
#define INDSATS_READ_H

#include "frame.h"
#include "options.h"
#include "stamp.h"

/* A sign that stands for a missing cell, in every column, text columns too. A reason of PRESENT
** takes a sign that is known from before (below) off the list. */
struct csv_missing {
  const char *sign; /* UTF-8, not empty */
  enum missing reason;
};

struct csv_type {
  const char *column; /* its name, after `names` */
  enum column_type type;
};

/* What the caller settles. All zero: decide everything from the file.
** Signs known without `missing`, in columns that are not text: `.` suppressed, `..` unavailable,
** `-` none, `null` `*` `x` `X` suppressed, `?` unmatched and `!` undefined (as frame_write_csv
** writes them). An empty cell is blank in every column. */
struct csv_options {
  char delimiter;        /* 0: one of ; , tab | by which all rows have the same number of fields */
  const char *encoding;  /* NULL: UTF-8 if all of it is, else Windows-1252. "utf-8" takes a file as
                         ** it is though it looks like UTF-8 read as Windows-1252 and saved again;
                         ** "windows-1252" (or "iso-8859-1", "latin-1") */
  char decimal;          /* 0: by evidence; or ',' or '.' */
  const char *thousands; /* NULL: by evidence; "" none; "." "," or " " (any kind of space) */
  const struct csv_missing *missing;
  size_t missing_count;
  const struct csv_type *types; /* columns whose type is not to be decided from the cells; a cell
                                ** that contradicts it is an error, but in a text column */
  size_t types_count;
  const char *const *names; /* replace the header's, as many as there are columns */
  size_t names_count;
  const char *table; /* JSON: which of a file's tables, "results.activation"; NULL: the only one */
  bool allow_empty;  /* a header without rows is a frame of no rows, its columns text */
  size_t block;      /* bytes that are read in one go, for tests; 0: what suits the threads */
  const struct engine_options *engine; /* threads, to stop and to tell how far it is; NULL: none.
                                       ** What is read is the same with any */
  bool slow;    /* for tests: every row through libcsv, none split beside it */
  bool whole;   /* for tests: the whole file at once, as odd files are read */
  bool *blocks; /* for tests, NULL or set when the file was read in blocks */
};

/* A sign for missing cells that was met in a column. */
struct dialect_marker {
  char sign[16]; /* "" for blank cells; "null" also for JSON's own null */
  enum missing reason;
  size_t count;
};

struct dialect_column {
  char *name;
  enum column_type type;
  int scale;
  struct dialect_marker *markers; /* blank first, then as in csv_options, then the caller's */
  size_t marker_count;
};

/* What was decided about a file. */
struct dialect {
  const char *form;     /* "csv" or "json" */
  const char *encoding; /* "utf-8" or "windows-1252" */
  const char *newline;  /* "LF", "CRLF", "CR", "mixed", or "" when there is none */
  bool bom;
  char delimiter;     /* 0: JSON, or a file of one column */
  bool quoted;        /* some field stood in quotes */
  char decimal;       /* ',' or '.', 0 when no cell had to tell */
  char thousands[4];  /* the mark met: "." "," " " (or another space, UTF-8), "" none */
  size_t blank_lines; /* lines without a cell, left out */
  size_t rows;        /* without the header */
  size_t columns;
  size_t bytes;       /* of the file */
  char sha256[65];    /* of the file, hexadecimal; "" of a large one: dialect_digest finds it */
  struct stamp stamp; /* of a large file, else all zero */
  char *table;        /* JSON: the table that was read, else NULL */
  struct dialect_column *column; /* `columns` of them */
};

/* Fill `sha256` if it is not yet, from the file at `path`. False with ERROR_FILE when that is no
** longer the one that was read, and as stamp_digest. */
bool dialect_digest(struct dialect *dialect, const char *path, const struct engine_options *options,
                    struct error *error);

/* Release what a dialect owns, not the struct itself; an all-zero one is allowed. */
void dialect_clear(struct dialect *dialect);

/* Read a file whole. NULL `options`: none. `dialect` may be NULL; it is filled on success only,
** and then the caller's to clear. NULL on failure with `error` filled: ERROR_FILE when the file
** cannot be opened or read, ERROR_VALUE for options that contradict themselves or the file's
** columns, ERROR_MEMORY, and else ERROR_DATA with the line and column.
** `read_file` tells JSON from CSV by the first character, whatever the file is called. */
struct frame *read_file(const char *path, const struct csv_options *options,
                        struct dialect *dialect, struct error *error);
struct frame *csv_read(const char *path, const struct csv_options *options, struct dialect *dialect,
                       struct error *error);
struct frame *json_read(const char *path, const struct csv_options *options,
                        struct dialect *dialect, struct error *error);

/* Whether options can stand for themselves: ERROR_VALUE says which cannot. The readers ask. */
bool csv_options_check(const struct csv_options *options, struct error *error);

/* Reading from memory; `name` stands for the path in messages. */
struct frame *read_memory(const char *bytes, size_t length, const char *name,
                          const struct csv_options *options, struct dialect *dialect,
                          struct error *error);
struct frame *csv_read_memory(const char *bytes, size_t length, const char *name,
                              const struct csv_options *options, struct dialect *dialect,
                              struct error *error);
struct frame *json_read_memory(const char *bytes, size_t length, const char *name,
                               const struct csv_options *options, struct dialect *dialect,
                               struct error *error);

#endif
