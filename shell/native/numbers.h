/* Arrays of numbers between Lua and the engine. */
#ifndef INDSATS_NUMBERS_H
#define INDSATS_NUMBERS_H

#include <lua.h>
#include <stddef.h>

/* The finite numbers of the table at `index`, which stand as long as the call; the buffer is
** pushed. Raises when one is no number. */
double *numbers_check(lua_State *L, int index, size_t *count);

/* Push a table of numbers. */
void numbers_push(lua_State *L, const double *numbers, size_t count);

#endif
