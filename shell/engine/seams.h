/* Where the fields of a piece of CSV text end: found 64 bytes at a time, whatever stands in quotes
** left out. Sound for texts whose quotes stand as they should, which is for the caller to see. */
#ifndef INDSATS_SEAMS_H
#define INDSATS_SEAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEAMS_SLACK = 64 }; /* bytes that may be read behind the text; entries, behind the ends */

struct seams {
  uint32_t *end; /* of each field: where the delimiter or the LF behind it stands */
  size_t count;
  size_t rows; /* how many of them are LF */
  bool quotes; /* some quote was met */
  bool lone;   /* a CR without an LF behind it was met */
};

/* The text begins a row. `end` has room for `length` entries and the slack. */
void seams_find(struct seams *seams, const char *text, size_t length, char delimiter);

/* How often a byte stands in a text. */
size_t seams_count(const char *text, size_t length, char byte);

#endif
