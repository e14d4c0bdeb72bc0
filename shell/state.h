/* The Lua state of the program: Lua's own libraries, the native faces and the library that is
** compiled in, with the globals that lua/prelude.lua sets. */
#ifndef INDSATS_STATE_H
#define INDSATS_STATE_H

#include <lua.h>

/* Fill a new state; to be called in protected mode (it raises what the prelude raises). */
void state_fill(lua_State *L);

/* The global table `arg`: the script at 0, what follows it from 1, the program at -1. Leaves the
** `count` arguments on the stack, as the script's varargs. */
void state_arguments(lua_State *L, const char *program, const char *script, int count,
                     char **arguments);

#endif
