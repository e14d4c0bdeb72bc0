/* Columns of few bytes whose rows are picked together. In rows that are scattered over a long table
** every cell that is looked up is waited for; where several columns share a word for each row, it
** is waited for once. */
#ifndef INDSATS_BUNDLE_H
#define INDSATS_BUNDLE_H

#include "pick.h"

/* Whether picking these rows of a table of so many takes such care. */
bool bundle_pays(const struct picks *picks, size_t rows);

/* Pick the columns that can be, of sources of one length, into results that have room for values
** and gaps; their entries in `done` become true. The picks are near, and none of them is PICK_NONE.
** False with the error filled. */
bool bundle_pick(struct column *const *sources, struct column *const *results, bool *done,
                 size_t count, const struct picks *picks, const struct engine_options *options,
                 struct error *error);

#endif
