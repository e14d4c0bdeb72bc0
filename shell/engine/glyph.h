/* The characters of a text as they stand on a terminal: how wide they are, also where several make
** one sign (a family of emoji held together by joiners, a flag of two letters, a colour of skin),
** and escaped where they could command the terminal, or cannot be seen. */
#ifndef INDSATS_GLYPH_H
#define INDSATS_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stood before; begin a text with {0}. */
struct glyph_run {
  bool joined; /* a joiner was the last */
  int before;  /* the width of the last that had one */
};

/* What the character adds to the width of the text before it: 0, 1 or 2. */
int glyph_width(struct glyph_run *run, int32_t code);

/* One character as shown. */
struct glyph {
  char text[12];
  int width;
  size_t bytes; /* that it took; 1 of what is not UTF-8 */
};

/* The character at the head of a text that is not empty. Control characters, what is unseen or
** turns the writing round, and bytes that are not UTF-8 are escaped: \n, \x1B, \u{202E}. */
struct glyph glyph_read(struct glyph_run *run, const char *text, size_t length);

#endif
