/* Bringing in the columns of frames whose cells were left in a file, when Lua first needs them.
** Every face of the engine gets its frames by lframe_check, so none ever sees one that waits. */
#include <lauxlib.h>

#include "lframe.h"
#include "native.h"
#include "store_fetch.h"

#define RESCUES "indsats.rescues" /* in the registry: functions by the file that columns wait for */

/* The file that the frame's columns wait for, or NULL. */
static const void *origin_of(const struct frame *frame) {
  for (size_t i = 0; i < frame->columns; i++)
    if (column_waits(frame->column[i]))
      return column_origin(frame->column[i]);
  return NULL;
}

void lframe_keep_rescue(lua_State *L, const struct frame *frame, int index) {
  const void *origin = origin_of(frame);
  index = lua_absindex(L, index);
  if (origin == NULL)
    return;
  luaL_getsubtable(L, LUA_REGISTRYINDEX, RESCUES);
  lua_pushvalue(L, index); /* nil too: another file may have stood at this address */
  lua_rawsetp(L, -2, origin);
  lua_pop(L, 1);
}

/* Ask who opened the file for the same cells from elsewhere; whether the columns have them now.
** What that function raises, passes on; what it answers instead of a frame becomes the error's. */
static bool rescue(lua_State *L, struct frame *frame, struct error *error) {
  int top = lua_gettop(L);
  luaL_checkstack(L, 10, "too many values");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, RESCUES);
  lua_rawgetp(L, -1, origin_of(frame));
  bool done = false;
  if (lua_isfunction(L, -1)) {
    lua_call(L, 0, 2);
    if (lua_isuserdata(L, -2))
      done = frame_replace(frame, lframe_check(L, -2));
    else if (lua_isstring(L, -1))
      error_set(error, ERROR_DATA, "%s", lua_tostring(L, -1));
  }
  lua_settop(L, top);
  return done;
}

/* What is to be done where cells could not be had. */
static void settle(lua_State *L, struct frame *frame, struct error *error) {
  struct error other = {0};
  if (error->code == ERROR_DATA && rescue(L, frame, &other))
    return;
  if (other.code == ERROR_NONE && error->code == ERROR_DATA)
    error_add(error, "save it again from its source");
  lframe_raise(L, other.code != ERROR_NONE ? &other : error);
}

void lframe_fetch(lua_State *L, struct frame *frame, struct column *column) {
  const struct engine_options *options = native_options(L);
  struct error error = {0};
  if (!(column != NULL ? column_fetch(column, options, &error)
                       : frame_fetch(frame, options, &error)))
    settle(L, frame, &error);
}

void lframe_fetch_texts(lua_State *L, struct frame *frame, struct column *column) {
  struct error error = {0};
  if (!column_fetch_texts(column, native_options(L), &error))
    settle(L, frame, &error);
}
