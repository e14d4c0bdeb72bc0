/* Functions of Lua's own libraries that may take long inside C, where no hook looks for Ctrl-C:
** made anew so that they look themselves. What they give, and their errors, are Lua's. */
#ifndef INDSATS_PATIENT_H
#define INDSATS_PATIENT_H

#include <lua.h>

/* Put string.find, match, gmatch, gsub, rep, table.sort, concat, os.execute and xpcall in
** the place of Lua's, and a setmetatable that refuses __gc, which could not be stopped. */
void patient_open(lua_State *L);

#endif
