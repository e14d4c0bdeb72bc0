/* Long answers through $PAGER (less -SRFX), for a person at a terminal only. */
#ifndef INDSATS_PAGER_H
#define INDSATS_PAGER_H

#include <stdbool.h>
#include <stddef.h>

/* Show a text and wait until the person has left the pager. False, with nothing shown, when there
** is no terminal, no pager (PAGER is empty or cat), or it cannot be started. */
bool pager_show(const char *text, size_t length);

#endif
