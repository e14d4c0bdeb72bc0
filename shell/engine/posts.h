/* Finding a cell again in a file that was read in blocks. */
#ifndef INDSATS_POSTS_H
#define INDSATS_POSTS_H

#include "lane.h"

/* The line, the first lane's first being 1, and the column of a cell; lanes are those that filled
** the grid's parts. `windows`: the file is in Windows-1252. False when it cannot be read again. */
bool posts_place(const struct grid *grid, const struct lane *lanes, bool windows, size_t row,
                 size_t column, struct place *place);

#endif
