/* Showing a place in a text: line and column, the line itself with a caret, and cells with their
** control characters escaped, so that no data can command the terminal. Columns are characters,
** carets stand by display width. Texts may hold bytes that are not UTF-8. */
#ifndef INDSATS_EXCERPT_H
#define INDSATS_EXCERPT_H

#include <stddef.h>

#include "error.h"

struct place {
  size_t line;   /* 1-based; lines end by LF, CRLF or CR */
  size_t column; /* 1-based, in characters */
};

struct place excerpt_place(const char *text, size_t length, size_t offset);

/* Room for what excerpt_line writes. */
#define EXCERPT_SIZE 1024

/* The line that holds `offset` and under it a caret for `span` bytes from there (at least one
** character, not past the line's end), each indented by two blanks. Long lines are cut to what
** stands around the caret. No newline at the end. */
void excerpt_line(char buffer[EXCERPT_SIZE], const char *text, size_t length, size_t offset,
                  size_t span);

/* `text` escaped and cut to what fits, `…` at the cut. */
void excerpt_cell(char *buffer, size_t size, const char *text, size_t length);

#endif
