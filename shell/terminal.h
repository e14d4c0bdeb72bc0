/* One line at a time from the terminal, with readline's keys. */
#ifndef INDSATS_TERMINAL_H
#define INDSATS_TERMINAL_H

#include <stdbool.h>

enum line_end { LINE_ENTERED, LINE_INTERRUPTED, LINE_CLOSED };

void terminal_open(void);

/* Have the next line begin with `text`, to be entered or changed. */
void terminal_prefill(const char *text);

/* Read a line into `*line` (for free(), only when LINE_ENTERED). Ctrl-C gives LINE_INTERRUPTED,
** Ctrl-D on an empty line and the end of input LINE_CLOSED. */
enum line_end terminal_read(const char *prompt, char **line);

/* Whether what is written to `file` reaches a terminal that can move its cursor (TERM is not dumb),
** and whether it may be coloured (NO_COLOR is not set). */
bool terminal_moves(int file);
bool terminal_takes_colour(int file);

#endif
