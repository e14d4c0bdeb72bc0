#include "native.h"

int luaopen_native(lua_State *L) {
  lua_newtable(L);
  lperiod_open(L);
  lmissing_open(L);
  lformat_open(L);
  lfile_open(L);
  lua_pushliteral(L, INDSATS_VERSION);
  lua_setfield(L, -2, "version");
  return 1;
}
