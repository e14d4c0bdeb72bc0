/* Periods in Lua: `period "3. kvt. 2019"`. Values are compared, moved by whole periods, and print
** in Danish; two kinds never mix without an error. */
#include <lauxlib.h>
#include <string.h>

#include "excerpt.h"
#include "native.h"

#define TYPE_NAME "indsats.period"

void lperiod_push(lua_State *L, period_t period) {
  period_t *held = lua_newuserdatauv(L, sizeof *held, 0);
  *held = period;
  luaL_setmetatable(L, TYPE_NAME);
}

period_t lperiod_test(lua_State *L, int index) {
  const period_t *held = luaL_testudata(L, index, TYPE_NAME);
  return held == NULL ? PERIOD_INVALID : *held;
}

period_t lperiod_check(lua_State *L, int index) {
  const period_t *held = luaL_checkudata(L, index, TYPE_NAME);
  return *held;
}

/* period(text) -> the period written there, or nil and a sentence. A period is given back. */
static int period_new(lua_State *L) {
  if (lperiod_test(L, 1) != PERIOD_INVALID) {
    lua_settop(L, 1);
    return 1;
  }
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  period_t period = period_parse(text, length);
  if (period == PERIOD_INVALID) {
    char shown[80];
    excerpt_cell(shown, sizeof shown, text, length);
    luaL_pushfail(L);
    lua_pushfstring(L,
                    "'%s' is no period; periods are written 2019M09, 2019Q3, 3. kvt. 2019, "
                    "sep. 2019, 2018H2, 2020QMAT02, 2019 or 2019-09-30",
                    shown);
    return 2;
  }
  lperiod_push(L, period);
  return 1;
}

enum period_kind lperiod_check_kind(lua_State *L, int index) {
  const char *name = luaL_checkstring(L, index);
  for (int kind = 0; kind < PERIOD_KINDS; kind++)
    if (strcmp(period_kind_name((enum period_kind)kind), name) == 0)
      return (enum period_kind)kind;
  return (enum period_kind)luaL_argerror(
      L, index, "kinds are year, half, quarter, month, rolling, to_date, day");
}

/* make_period(kind, year, number[, day]) -> period, or nil when there is no such. */
static int period_of(lua_State *L) {
  enum period_kind kind = lperiod_check_kind(L, 1);
  int year = (int)luaL_checkinteger(L, 2);
  int number = (int)luaL_optinteger(L, 3, 1);
  period_t period = kind == PERIOD_DAY ? period_day(year, number, (int)luaL_checkinteger(L, 4))
                                       : period_make(kind, year, number);
  if (period == PERIOD_INVALID)
    luaL_pushfail(L);
  else
    lperiod_push(L, period);
  return 1;
}

static int period_tostring(lua_State *L) {
  char text[PERIOD_TEXT];
  period_format(text, lperiod_check(L, 1));
  lua_pushstring(L, text);
  return 1;
}

/* p:id() -> the canonical text, "2019Q3" */
static int method_id(lua_State *L) {
  char text[PERIOD_TEXT];
  period_id(text, lperiod_check(L, 1));
  lua_pushstring(L, text);
  return 1;
}

/* p:within(kind) -> the period of that kind that holds p's last day, or nil */
static int method_within(lua_State *L) {
  period_t period = period_in(lperiod_check(L, 1), lperiod_check_kind(L, 2));
  if (period == PERIOD_INVALID)
    luaL_pushfail(L);
  else
    lperiod_push(L, period);
  return 1;
}

static int push_field(lua_State *L, period_t period, const char *name) {
  if (strcmp(name, "kind") == 0)
    lua_pushstring(L, period_kind_name(period_kind(period)));
  else if (strcmp(name, "year") == 0)
    lua_pushinteger(L, period_year(period));
  else if (strcmp(name, "number") == 0)
    lua_pushinteger(L, period_number(period));
  else if (strcmp(name, "first_day") == 0)
    lperiod_push(L, period_first_day(period));
  else if (strcmp(name, "last_day") == 0)
    lperiod_push(L, period_last_day(period));
  else
    return luaL_error(L,
                      "a period has no '%s'; it has kind, year, number, first_day, last_day, "
                      "id() and within(kind)",
                      name);
  return 1;
}

static int period_index(lua_State *L) {
  period_t period = lperiod_check(L, 1);
  const char *name = luaL_checkstring(L, 2);
  if (luaL_getmetafield(L, 1, name) == LUA_TFUNCTION)
    return 1;
  return push_field(L, period, name);
}

static int push_moved(lua_State *L, period_t period, lua_Integer steps) {
  period_t moved = period_add(period, steps);
  if (moved == PERIOD_INVALID)
    return luaL_error(L, "the period lies outside the years 1 to 9999");
  lperiod_push(L, moved);
  return 1;
}

static int period_plus(lua_State *L) {
  if (lperiod_test(L, 1) == PERIOD_INVALID)
    lua_insert(L, 1);
  return push_moved(L, lperiod_check(L, 1), luaL_checkinteger(L, 2));
}

static void check_same_kind(lua_State *L, period_t a, period_t b) {
  if (period_kind(a) == period_kind(b))
    return;
  char left[PERIOD_TEXT], right[PERIOD_TEXT];
  period_format(left, a);
  period_format(right, b);
  luaL_error(L, "%s is a %s and %s a %s: periods of two kinds cannot be compared", left,
             period_kind_name(period_kind(a)), right, period_kind_name(period_kind(b)));
}

static int period_minus(lua_State *L) {
  period_t period = lperiod_check(L, 1);
  period_t other = lperiod_test(L, 2);
  if (other == PERIOD_INVALID)
    return push_moved(L, period, -luaL_checkinteger(L, 2));
  check_same_kind(L, period, other);
  lua_pushinteger(L, period_difference(period, other));
  return 1;
}

/* "uge " .. p: with its Danish text */
static int period_concat(lua_State *L) {
  luaL_tolstring(L, 1, NULL);
  luaL_tolstring(L, 2, NULL);
  lua_concat(L, 2);
  return 1;
}

static int period_equal(lua_State *L) {
  /* `x == missing` and the like must be answered, not refused. */
  period_t a = lperiod_test(L, 1), b = lperiod_test(L, 2);
  lua_pushboolean(L, a != PERIOD_INVALID && a == b);
  return 1;
}

static int period_less(lua_State *L) {
  period_t a = lperiod_check(L, 1), b = lperiod_check(L, 2);
  check_same_kind(L, a, b);
  lua_pushboolean(L, a < b);
  return 1;
}

static int period_less_equal(lua_State *L) {
  period_t a = lperiod_check(L, 1), b = lperiod_check(L, 2);
  check_same_kind(L, a, b);
  lua_pushboolean(L, a <= b);
  return 1;
}

void lperiod_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__tostring", period_tostring},
                                  {"__index", period_index},
                                  {"__add", period_plus},
                                  {"__sub", period_minus},
                                  {"__eq", period_equal},
                                  {"__concat", period_concat},
                                  {"__lt", period_less},
                                  {"__le", period_less_equal},
                                  {"id", method_id},
                                  {"within", method_within},
                                  {NULL, NULL}};
  static const luaL_Reg functions[] = {
      {"period", period_new}, {"make_period", period_of}, {NULL, NULL}};
  luaL_newmetatable(L, TYPE_NAME);
  luaL_setfuncs(L, meta, 0);
  lua_pop(L, 1);
  luaL_setfuncs(L, functions, 0);
}
