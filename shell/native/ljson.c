/* JSON from text, by jansson. Objects and arrays become tables, null the value `json_null`,
** integers integers and other numbers floats. Encoding is in ljson_encode.c. */
#include <jansson.h>
#include <lauxlib.h>

#include "native.h"

#define ROOT "indsats.json"

static const char null_key = 'n';

void ljson_push_null(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &null_key);
}

int ljson_is_null(lua_State *L, int index) {
  index = lua_absindex(L, index);
  ljson_push_null(L);
  int same = lua_rawequal(L, -1, index);
  lua_pop(L, 1);
  return same;
}

static void push_value(lua_State *L, const json_t *value);

static void push_array(lua_State *L, const json_t *array) {
  size_t count = json_array_size(array);
  lua_createtable(L, (int)(count < 1 << 20 ? count : 1 << 20), 0);
  for (size_t i = 0; i < count; i++) {
    push_value(L, json_array_get(array, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void push_object(lua_State *L, const json_t *object) {
  lua_newtable(L);
  /* jansson's iterators take no const, and change nothing. */
  json_t *open = (json_t *)(size_t)object;
  for (void *at = json_object_iter(open); at != NULL; at = json_object_iter_next(open, at)) {
    push_value(L, json_object_iter_value(at));
    lua_setfield(L, -2, json_object_iter_key(at));
  }
}

/* jansson has refused what is nested deeper than 2048. */
static void push_value(lua_State *L, const json_t *value) {
  luaL_checkstack(L, 4, "JSON nested too deep");
  switch (json_typeof(value)) {
  case JSON_OBJECT:
    push_object(L, value);
    break;
  case JSON_ARRAY:
    push_array(L, value);
    break;
  case JSON_STRING:
    lua_pushlstring(L, json_string_value(value), json_string_length(value));
    break;
  case JSON_INTEGER:
    lua_pushinteger(L, json_integer_value(value));
    break;
  case JSON_REAL:
    lua_pushnumber(L, json_real_value(value));
    break;
  case JSON_NULL:
    ljson_push_null(L);
    break;
  default:
    lua_pushboolean(L, json_is_true(value));
  }
}

/* json_decode(text) -> value; or nil, message with line and column, "data" */
static int json_decode(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_settop(L, 1);
  json_t **root = lua_newuserdatauv(L, sizeof *root, 0);
  *root = NULL;
  luaL_setmetatable(L, ROOT);
  json_error_t error;
  *root = json_loadb(text, length, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
  if (*root == NULL) {
    luaL_pushfail(L);
    lua_pushfstring(L, "%d:%d: no JSON: %s", error.line, error.column, error.text);
    lua_pushliteral(L, "data");
    return 3;
  }
  push_value(L, *root);
  return 1;
}

static int collect(lua_State *L) {
  json_t **root = luaL_checkudata(L, 1, ROOT);
  json_decref(*root);
  *root = NULL;
  return 0;
}

static int null_tostring(lua_State *L) {
  lua_pushliteral(L, "null");
  return 1;
}

static void make_null(lua_State *L) {
  lua_newuserdatauv(L, 0, 0);
  luaL_newmetatable(L, "indsats.json_null");
  lua_pushcfunction(L, null_tostring);
  lua_setfield(L, -2, "__tostring");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &null_key);
}

void ljson_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"json_decode", json_decode}, {"json_encode", ljson_encode}, {NULL, NULL}};
  luaL_newmetatable(L, ROOT);
  lua_pushcfunction(L, collect);
  lua_setfield(L, -2, "__gc");
  lua_pop(L, 1);
  luaL_setfuncs(L, functions, 0);
  make_null(L);
  lua_setfield(L, -2, "json_null");
}
