/* Frames in files as they stand in memory: nothing is lost, nothing has to be found out again.
**
** The format, version 3. Numbers are little-endian; every section begins at a multiple of 64 bytes,
** zeros between. Sums are XXH3, 64 bits.
**
**   header      64 bytes: "indsats\x1A"; version, 4 bytes; 0; file's length, 8; where the directory
**               stands, 8; its length, 8; its sum, 8; rows, 8; sum of the 56 bytes before, 8
**   sections    of every column, where it has them:
**               values      rows times width: what is stored (column.h)
**               reason 1-7  a bit for each row whose cell is missing for that reason
**               mark        a byte a row
**               offsets     of a text column: one more than it has texts, 8 bytes each
**               texts       of a text column: end to end
**               bounds      of a numeric column with marks: least and greatest of each row, 8
**                           bytes each
**   directory   columns, 8; for each: length of the name, 8, name; type, scale, width, flags,
**               8 each; base, 8; skipped, 8 for each reason from 0; line and column of the stray,
**               8 each, and 64 bytes; number of texts, 8; and for each of the 12 sections above
**               where it stands, its length and its sum, 8 each (0, 0, 0: none). Then length of
**               the note, 8, note
**   flags       1: the column is `computed`; 256 << k: a period of kind k (period.h) occurs
**
** Version 2 is read too: it has no kinds in its flags.
**
** The note is text that who writes the frame gives to who reads it.
**
** Opening reads the header and the directory. The cells of a column are read when somebody needs
** them (store_fetch.h), from the file that was opened: that another takes its name does not matter.
**
** They are read into memory and not mapped: a file that is cut off under a map would end the
** program, and one that is written over would change figures that had been checked. It is believed
** in nothing: sums, lengths, codes, periods and bits are all checked, of the header and the
** directory when the file is opened, of a column when it is read. */
#ifndef INDSATS_STORE_H
#define INDSATS_STORE_H

#include <limits.h>

#include "frame.h"
#include "options.h"

#define STORE_MAGIC "indsats\x1A"
enum { STORE_MAGIC_SIZE = 8, STORE_VERSION = 3, STORE_BEFORE = 2 };

/* Write the frame, whole or not at all. ERROR_FILE, ERROR_MEMORY. */
bool store_write(const struct frame *frame, const char *note, size_t note_length, const char *path,
                 const struct engine_options *options, struct error *error);

/* The frame of a file; `*note` is for free(). NULL with ERROR_FILE when it cannot be read,
** ERROR_DATA when it is no such file, of a newer version, cut off or damaged; ERROR_CANCELLED. */
struct frame *store_read(const char *path, char **note, size_t *note_length,
                         const struct engine_options *options, struct error *error);

/* The same, but the cells of a file of more than `at_once` bytes are left in it until they are
** asked for: see store_fetch.h. The file stays open as long as a column waits. */
struct frame *store_open(const char *path, char **note, size_t *note_length, size_t at_once,
                         const struct engine_options *options, struct error *error);

/* ---- shared by the two sides ---- */

enum { STORE_COMPUTED = 1, STORE_KINDS = 256 }; /* flags; kinds from the latter on */
#define STORE_KINDS_UNKNOWN UINT_MAX

enum store_section {
  STORE_VALUES,
  STORE_REASONS, /* one for each reason from 1 on */
  STORE_MARK = STORE_REASONS + MISSING_REASONS - 1,
  STORE_OFFSETS,
  STORE_TEXTS,
  STORE_BOUNDS,
  STORE_SECTIONS
};
enum { STORE_HEADER = 64, STORE_ALIGN = 64, STORE_STRAY = 64 };

#endif
