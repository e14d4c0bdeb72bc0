/* How wide characters are on a terminal, also where several make one sign: a family of emoji held
** together by joiners, a flag of two letters, a colour of skin. */
#ifndef INDSATS_GLYPH_WIDTH_H
#define INDSATS_GLYPH_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

/* What stood before; begin a text with {0}. */
struct glyph_run {
  bool joined; /* a joiner was the last */
  int before;  /* the width of the last that had one */
};

/* What the character adds to the width of the text before it: 0, 1 or 2. */
int glyph_width(struct glyph_run *run, int32_t code);

#endif
