/* Errors in colour, where the terminal takes it: "error" and carets red, what to write instead
** green. */
#ifndef INDSATS_PAINT_H
#define INDSATS_PAINT_H

#include <stdio.h>

/* Begin an error for `out`: gives the stream to write it to, `out` itself where there is no colour
** or no memory. */
FILE *paint_begin(FILE *out);

/* Close it: what was written goes to `out`, painted. */
void paint_end(FILE *written, FILE *out);

#endif
