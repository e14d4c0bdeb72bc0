/* Writing a frame as CSV: UTF-8, `;`, decimal comma, one line (LF) a row, a header first. Missing
** cells are written as their signs, periods and dates as period_id, booleans as ja and nej. */
#ifndef INDSATS_CSV_WRITE_H
#define INDSATS_CSV_WRITE_H

#include "frame.h"
#include "options.h"

/* All zero: as above. */
struct csv_write_options {
  char delimiter;  /* 0: ';' */
  char decimal;    /* 0: ',' */
  bool bom;        /* begin with U+FEFF, as Excel wants it */
  bool crlf;       /* CRLF instead of LF */
  bool excel_safe; /* a `'` before a text cell that begins with = + - @ tab or CR, so that a
                   ** spreadsheet does not run it. Numbers are left alone. */
  const struct engine_options *engine;
};

/* Reading the file back with the frame's types given (struct csv_type) gives the frame, but for
** marks (a lower bound is written as its value), present texts that are empty (they come back
** blank), numbers' negative zero, and in text columns reasons other than blank, which need
** `missing` to come back. The file is replaced at once or not at all. */
bool frame_write_csv(const struct frame *frame, const char *path,
                     const struct csv_write_options *options, struct error *error);

/* The same as one allocated text, not NUL-terminated, `*length` bytes; the caller frees it. */
char *frame_csv_text(const struct frame *frame, const struct csv_write_options *options,
                     size_t *length, struct error *error);

#endif
