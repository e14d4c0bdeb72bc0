/* Completion at the prompt: globals and keywords, fields after `.`, methods after `:`, columns of
** a frame inside the strings of its verbs, files inside other strings. Nothing that is completed
** is run: only names and fields are followed, and a frame is asked for its names. */
#ifndef INDSATS_COMPLETE_H
#define INDSATS_COMPLETE_H

#include <lua.h>

/* Teach readline to complete with the session's variables, the table at `session` on the stack. */
void complete_open(lua_State *L, int session);

#endif
