/* The verbs that keep or choose rows and columns. Each gives a new frame (one reference, the
** caller's) or NULL with the error filled. Columns are named by index; an index outside the frame
** is a mistake of the caller and is refused with ERROR_VALUE. */
#ifndef INDSATS_VERBS_H
#define INDSATS_VERBS_H

#include "expression.h"
#include "frame.h"
#include "options.h"

/* The rows where `condition` is true (not false, not missing), in their order. Resolves it. */
struct frame *frame_filter(const struct frame *frame, struct expression *condition,
                           const struct engine_options *options, struct error *error);

/* Columns computed one after the other; a later one sees the earlier. A name that stands keeps its
** place and gets the new values; a new name comes last. Resolves the expressions. */
struct frame *frame_mutate(const struct frame *frame, const char *const *names,
                           struct expression *const *expressions, size_t count,
                           const struct engine_options *options, struct error *error);

/* A frame of the same columns (shared). */
struct frame *frame_copy(const struct frame *frame, struct error *error);

/* The frame with one column put in: in the place of the column of that name, or last. Takes over
** both references, also when it fails; a NULL column fails with the error as it stands. */
struct frame *frame_put(struct frame *frame, const char *name, struct column *column,
                        struct error *error);

/* The columns `from`, called `names`, in that order. One may be taken twice under two names. */
struct frame *frame_select(const struct frame *frame, const char *const *names, const size_t *from,
                           size_t count, struct error *error);

/* Rows `from` to `to`, counted from 1, both included, clipped to the frame; none when from > to. */
struct frame *frame_slice(const struct frame *frame, size_t from, size_t to,
                          const struct engine_options *options, struct error *error);

/* The first row of every combination of the columns (all columns when `count` is 0), in order of
** first appearance; the result has these columns only. Cells missing for one reason are alike. */
struct frame *frame_distinct(const struct frame *frame, const size_t *columns, size_t count,
                             const struct engine_options *options, struct error *error);

#endif
