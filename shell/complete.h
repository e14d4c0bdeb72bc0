/* Completion at the prompt: readline asks, lua/prompt/complete.lua answers. Nothing that is
** completed is run. */
#ifndef INDSATS_COMPLETE_H
#define INDSATS_COMPLETE_H

#include <lua.h>

/* Teach readline to complete with the session's variables, the table at `session` on the stack. */
void complete_open(lua_State *L, int session);

/* Say with which lines the statement begins that is being typed; NULL: with the one at hand. */
void complete_after(const char *lines);

#endif
