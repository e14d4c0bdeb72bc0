/* Room on Lua's stacks. Lua 5.4.4 as Debian 12 ships it (with the fix of CVE-2022-33099) loses its
** place when the stack is moved during a __concat metamethod: "pr. " .. period then gives another
** text, or memory of somebody else. A stack that is large from the start is not moved. */
#ifndef INDSATS_ROOM_H
#define INDSATS_ROOM_H

#include <lua.h>

/* Give the stack of L so much room, for as long as the C function that runs is not left, and every
** coroutine that coroutine.create makes a tenth of it. */
void room_open(lua_State *L);

/* The same room for a coroutine that something else has made. */
void room_of_coroutine(lua_State *thread);

#endif
