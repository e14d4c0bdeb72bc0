/* Columns whose cells still stand in a file: store_open leaves them there until they are needed.
**
** Such a column has its type, width, base and facts; `data` is NULL, and so is all else that has a
** part for each row, and the dictionary until it is asked for. It must not be looked into before it
** is fetched. One thread fetches, before it lets others look: in this program the face of frames in
** Lua does. */
#ifndef INDSATS_STORE_FETCH_H
#define INDSATS_STORE_FETCH_H

#include "frame.h"
#include "options.h"

struct waiting;

static inline bool column_waits(const struct column *column) {
  return column->waiting != NULL;
}

/* Read and check what a column, or all columns of a frame that wait, consist of. When it fails they
** wait as before. ERROR_DATA where the file is damaged, was cut off or written over since it was
** opened; ERROR_MEMORY, ERROR_CANCELLED. */
bool column_fetch(struct column *column, const struct engine_options *options, struct error *error);
bool frame_fetch(struct frame *frame, const struct engine_options *options, struct error *error);

/* The dictionary of a text column alone: it has one then, and still waits for its cells. */
bool column_fetch_texts(struct column *column, const struct engine_options *options,
                        struct error *error);

/* Give the columns of a frame that wait the cells of `fresh`, a frame of the same cells whose
** columns nobody else holds: what is taken from it is gone. False where one does not fit. */
bool frame_replace(struct frame *frame, struct frame *fresh);

/* The kinds of periods of a column, where its file tells them without its cells. */
bool column_tells_kinds(const struct column *column, unsigned *kinds);

/* Which file the column waits for: the same for all of one store_open, NULL for no file. */
const void *column_origin(const struct column *column);

/* For column_release; NULL is allowed. */
void waiting_free(struct waiting *waiting);

#endif
