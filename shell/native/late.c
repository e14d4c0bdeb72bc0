#include "late.h"

#include <dlfcn.h>
#include <lauxlib.h>
#include <string.h>

static int refuse(lua_State *L, const struct late *late) {
  const char *why = dlerror();
  return luaL_error(L, "%s cannot be made or read: %s\ninstall %s", late->purpose,
                    why != NULL ? why : late->file, late->package);
}

void late_load(lua_State *L, const struct late *late) {
  void *function;
  char *place = late->functions;
  memcpy(&function, place, sizeof function);
  if (function != NULL)
    return;
  void *library = dlopen(late->file, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL)
    refuse(L, late);
  /* The first is set last: it tells that all are there. */
  for (size_t i = late->count; i-- > 0;) {
    function = dlsym(library, late->names[i]);
    if (function == NULL)
      refuse(L, late);
    memcpy(place + i * sizeof function, &function, sizeof function);
  }
}
