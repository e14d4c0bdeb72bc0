/* The JSON answers of jobindsats as cells: version 3 `{columns, rows}`, version 2
** `[{Variables, Data}]`, alone or under keys of a larger document. */
#ifndef INDSATS_JSON_H
#define INDSATS_JSON_H

#include "grid.h"

/* Fill `grid` from the table that the options name, or the only one; `table` of `dialect` with its
** path. Numbers are taken in the shortest form that reads back as the same double, with one
** decimal at least when they were written with a mark: 9.0 has one, 3.10 has one as well.
** On failure nothing is left to clear. */
bool grid_read_json(struct grid *grid, const struct source *source,
                    const struct csv_options *options, struct dialect *dialect,
                    struct error *error);

#endif
