#include "native.h"

#include "lframe.h"

static const char options_key = 'o';

/* The options of this state, made on the first call. */
static struct engine_options *state_options(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &options_key) == LUA_TNIL) {
    struct engine_options *made = lua_newuserdatauv(L, sizeof *made, 0);
    *made = (struct engine_options){0};
    lua_rawsetp(L, LUA_REGISTRYINDEX, &options_key);
    lua_pop(L, 1);
    return made;
  }
  struct engine_options *options = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return options;
}

void native_set_cancel(lua_State *L, const atomic_bool *cancel) {
  state_options(L)->cancel = cancel;
}

const struct engine_options *native_options(lua_State *L) {
  return state_options(L);
}

int luaopen_native(lua_State *L) {
  lua_newtable(L);
  lperiod_open(L);
  lmissing_open(L);
  lformat_open(L);
  lfile_open(L);
  lhash_open(L);
  lstatistics_open(L);
  ljson_open(L);
  lsystem_open(L);
  lexpression_open(L);
  lframe_open(L);
  lread_open(L);
  lua_pushliteral(L, INDSATS_VERSION);
  lua_setfield(L, -2, "version");
  return 1;
}
