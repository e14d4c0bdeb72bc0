/* A file of its own for a library that writes to no memory; gone when its bytes are taken. */
#ifndef INDSATS_SCRATCH_H
#define INDSATS_SCRATCH_H

#include <limits.h>
#include <lua.h>

struct scratch {
  char path[PATH_MAX]; /* "" when there is none */
};

/* Make an empty file in $TMPDIR or /tmp; raises when that cannot be done. */
void scratch_make(lua_State *L, struct scratch *scratch);
/* Push its bytes and remove it; or remove it and raise. */
void scratch_take(lua_State *L, struct scratch *scratch);
/* Remove it where it is; may be called again. */
void scratch_remove(struct scratch *scratch);

#endif
