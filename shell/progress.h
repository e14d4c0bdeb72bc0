/* How far long work is, on one line of a terminal (standard error), which is gone when the work is
** over. Nothing is shown before half a second, nor where there is no terminal. */
#ifndef INDSATS_PROGRESS_H
#define INDSATS_PROGRESS_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

struct progress_state {
  const char *name; /* of the work */
  double size;      /* of all of it, in `unit`; 0: only the share is told */
  const char *unit;
  size_t done; /* of `total` */
  size_t total;
};

/* Have the engine's calls show how far they are. */
void progress_open(lua_State *L);

/* Show a state, if it is time to. */
void progress_show(const struct progress_state *state);

/* The work is over, or something else is to be written: the line is wiped away. */
void progress_wipe(void);

/* While a script tells how far it is itself, the engine's calls are silent. */
void progress_by_script(bool own);

#endif
