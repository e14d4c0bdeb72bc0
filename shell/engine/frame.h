/* A frame: ordered, named columns of one length. Immutable once built; shared by reference. */
#ifndef INDSATS_FRAME_H
#define INDSATS_FRAME_H

#include "column.h"

struct frame {
  atomic_size_t references;
  size_t rows;
  size_t columns;
  size_t capacity;
  char **names;           /* UTF-8, unique, not empty */
  struct column **column; /* each with a reference of the frame's own */
  bool waits;             /* perhaps some column waits for its cells, see store_fetch.h */
  size_t undecided;       /* rows that the filter which made it left out without knowing */
};

/* A frame of no columns and `rows` rows; one owner. NULL without memory. */
struct frame *frame_new(size_t rows);
struct frame *frame_retain(struct frame *frame);
void frame_release(struct frame *frame); /* NULL is allowed */

/* Add a column while building; the frame takes over the caller's reference, also on failure.
** Fails when the name stands already, is empty, or the lengths differ. */
bool frame_add(struct frame *frame, const char *name, struct column *column, struct error *error);

/* The index of a column, or SIZE_MAX. */
size_t frame_find(const struct frame *frame, const char *name);

#endif
