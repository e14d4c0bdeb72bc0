/* A decimal comma in Lua code: `x = 1,5` sets x to 1 and drops the 5 without a word. */
#ifndef INDSATS_COMMA_H
#define INDSATS_COMMA_H

#include <lua.h>

#include "fault.h"

/* LUA_OK; or LUA_ERRSYNTAX, with the message in the place of the function at the top, where a name
** is given two numbers that a comma without a blank parts. */
int comma_check(lua_State *L, const struct source *source);

#endif
