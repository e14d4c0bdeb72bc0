/* Plain rows of a CSV text: the ends of their fields by 64 bytes at a time. A row is plain when no
** quote stands in it and it ends by LF, by CRLF, or with the text. */
#ifndef INDSATS_SPLIT_H
#define INDSATS_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct split {
  const char *text;
  size_t at; /* where the next row begins */
  size_t end;
  char delimiter;
  size_t window; /* the 64 bytes at hand begin here */
  uint64_t mask; /* bits of the signs in it that were not yet looked at */
};

struct split_row {
  size_t from, to; /* without the line end */
  size_t next;     /* where the next row begins */
  size_t fields;
};

/* Rows of [at, end) of `text`, which begins one. */
void split_begin(struct split *split, const char *text, size_t at, size_t end, char delimiter);

/* The next row and where its fields end, the first `most` of them. False when there is none, or
** when it is not plain: then the caller goes on from the last row's `next` by other means, and
** begins anew after it. */
bool split_next_row(struct split *split, size_t *ends, size_t most, struct split_row *row);

/* A blank that libcsv leaves out around a field. */
static inline bool split_is_blank(char c, char delimiter) {
  return c == ' ' || (c == '\t' && delimiter != '\t');
}

#endif
