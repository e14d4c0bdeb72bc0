/* `require "host"`: what Lua asks of the program around it: the terminal, the pager, the clock, the
** history of the prompt. */
#ifndef INDSATS_HOST_H
#define INDSATS_HOST_H

#include <lua.h>

int luaopen_host(lua_State *L);

#endif
