/* The prompt: reads statements, runs them, prints what expressions give. */
#ifndef INDSATS_PROMPT_H
#define INDSATS_PROMPT_H

#include <lua.h>

/* Run until Ctrl-D; gives the exit status. The session's own variables (locals of its lines and
** `_`, the last result) live in a table before the globals. */
int prompt_run(lua_State *L);

#endif
