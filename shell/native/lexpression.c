/* From the tree that lua/query/parse.lua makes to the engine's expression. */
#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "lframe.h"
#include "native.h"

#define TYPE_NAME "indsats.expression"
enum { ARGUMENTS_MAX = 100000, DEPTH_MAX = 150 };

static struct expression *build(lua_State *L, int index, int depth);

static struct expression *build_text(lua_State *L) {
  const char *text = lframe_text(L, -1);
  return expression_text(text, strlen(text));
}

static struct expression *build_number(lua_State *L) {
  double value = luaL_checknumber(L, -1);
  if (!isfinite(value))
    luaL_error(L, "a number in an expression must be finite");
  return expression_number(value);
}

/* A literal node: `type` and `value` (and `scale` of a decimal). */
static struct expression *build_literal(lua_State *L, int node) {
  lua_getfield(L, node, "scale");
  int scale = (int)luaL_optinteger(L, -1, 0);
  lua_getfield(L, node, "type");
  const char *type = luaL_checkstring(L, -1);
  lua_getfield(L, node, "value");
  struct expression *made = NULL;
  if (strcmp(type, "integer") == 0)
    made = expression_integer(luaL_checkinteger(L, -1));
  else if (strcmp(type, "decimal") == 0)
    made = expression_decimal(luaL_checkinteger(L, -1), scale);
  else if (strcmp(type, "number") == 0)
    made = build_number(L);
  else if (strcmp(type, "text") == 0)
    made = build_text(L);
  else if (strcmp(type, "period") == 0 || strcmp(type, "date") == 0)
    made = expression_period(lperiod_check(L, -1));
  else if (strcmp(type, "boolean") == 0)
    made = expression_boolean(lua_toboolean(L, -1));
  else if (strcmp(type, "missing") == 0)
    made = expression_missing(
        lua_isstring(L, -1) ? lframe_find_reason(L, lua_tostring(L, -1), false) : MISSING_BLANK);
  else
    luaL_error(L, "a literal has no type '%s'", type);
  lua_pop(L, 3);
  return made;
}

static struct expression *build_column(lua_State *L, int node) {
  lua_getfield(L, node, "name");
  struct expression *made = expression_column(lframe_text(L, -1));
  lua_pop(L, 1);
  return made;
}

/* Trees that no call has taken over yet; freed by the collector, so that none is lost when a later
** one raises. */
struct held {
  size_t count;
  struct expression *tree[];
};

static struct held *new_held(lua_State *L, size_t count) {
  struct held *held = lua_newuserdatauv(L, sizeof *held + count * sizeof held->tree[0], 0);
  held->count = 0;
  luaL_setmetatable(L, TYPE_NAME);
  return held;
}

static struct expression *build_call(lua_State *L, int node, int depth) {
  int top = lua_gettop(L);
  lua_getfield(L, node, "name");
  const char *name = luaL_checkstring(L, -1);
  lua_getfield(L, node, "args");
  int arguments = lua_gettop(L);
  luaL_checktype(L, arguments, LUA_TTABLE);
  lua_Integer count = luaL_len(L, arguments);
  if (count < 0 || count > ARGUMENTS_MAX)
    luaL_error(L, "%s is given %I arguments; at most %d can be", name, count, ARGUMENTS_MAX);
  struct held *held = new_held(L, (size_t)count);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, arguments, i);
    held->tree[held->count] = build(L, lua_gettop(L), depth + 1);
    held->count++;
    lua_pop(L, 1);
  }
  held->count = 0;
  struct expression *made = expression_call(name, held->tree, (size_t)count);
  lua_settop(L, top);
  return made;
}

static struct expression *build(lua_State *L, int index, int depth) {
  int node = lua_absindex(L, index);
  luaL_checktype(L, node, LUA_TTABLE);
  if (depth > DEPTH_MAX)
    luaL_error(L, "the expression is nested more than %d deep", DEPTH_MAX);
  luaL_checkstack(L, 20, "expression too deep");
  lua_getfield(L, node, "op");
  const char *op = luaL_checkstring(L, -1);
  struct expression *made = NULL;
  if (strcmp(op, "literal") == 0)
    made = build_literal(L, node);
  else if (strcmp(op, "column") == 0)
    made = build_column(L, node);
  else if (strcmp(op, "call") == 0)
    made = build_call(L, node, depth);
  else
    luaL_error(L, "an expression has no node '%s'", op);
  lua_pop(L, 1);
  if (made == NULL)
    luaL_error(L, "out of memory");
  return made;
}

struct expression *lexpression_check(lua_State *L, int index) {
  index = lua_absindex(L, index);
  struct held *held = new_held(L, 1);
  held->tree[0] = build(L, index, 0);
  held->count = 1;
  return held->tree[0];
}

static int collect(lua_State *L) {
  struct held *held = luaL_checkudata(L, 1, TYPE_NAME);
  for (size_t i = 0; i < held->count; i++)
    expression_free(held->tree[i]);
  held->count = 0;
  return 0;
}

void lexpression_open(lua_State *L) {
  luaL_newmetatable(L, TYPE_NAME);
  lua_pushcfunction(L, collect);
  lua_setfield(L, -2, "__gc");
  lua_pop(L, 1);
}
