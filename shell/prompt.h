/* The prompt: reads statements, runs them, prints what expressions give. */
#ifndef INDSATS_PROMPT_H
#define INDSATS_PROMPT_H

#include <lua.h>
#include <stdbool.h>

/* Make a session at the bottom of the stack, which must be empty, and run its init.lua if that is
** wanted and there is one; an error in it is shown. The session's own variables (locals of its
** lines and `_`, the last result) live in a table before the globals. */
void prompt_open(lua_State *L, bool init);

/* Run until Ctrl-D; gives the exit status. */
int prompt_run(lua_State *L);

#endif
