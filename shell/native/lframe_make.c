/* native.frame: a frame from Lua tables. Every value is checked; none is converted. */
#include <lauxlib.h>
#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "lframe.h"
#include "native.h"
#include "number.h"
#include "put.h"

/* A column that is being read from its description. Places of the tables on the stack. */
struct making {
  struct column *column;
  const char *name;
  int values;
  int missing; /* a table or nil */
  int marks;   /* a table or nil */
  int bounds;  /* a table or nil */
};

enum column_type lframe_find_type(lua_State *L, const char *name) {
  for (int type = 0; type < COLUMN_TYPES; type++)
    if (strcmp(column_type_name((enum column_type)type), name) == 0)
      return (enum column_type)type;
  return (enum column_type)luaL_error(L,
                                      "'%s' is no type of a column; types are integer, decimal, "
                                      "number, text, period, date, boolean",
                                      name);
}

enum missing lframe_find_reason(lua_State *L, const char *name, bool present) {
  for (int reason = present ? PRESENT : PRESENT + 1; reason < MISSING_REASONS; reason++)
    if (strcmp(missing_name((enum missing)reason), name) == 0)
      return (enum missing)reason;
  return (enum missing)luaL_error(L,
                                  "'%s' is no reason for a missing value; reasons are suppressed, "
                                  "unavailable, blank, unmatched, none, undefined, "
                                  "undecided",
                                  name);
}

static enum mark find_mark(lua_State *L, const char *name) {
  for (int mark = 1; mark < 4; mark++)
    if (strcmp(lframe_mark_names[mark], name) == 0)
      return (enum mark)mark;
  return (enum mark)luaL_error(L, "'%s' is no mark; marks are at_least, at_most, inexact", name);
}

/* Refuse the value at the top. */
static int refuse(lua_State *L, const struct making *making, size_t row, const char *why) {
  const char *shown = luaL_tolstring(L, -1, NULL);
  return luaL_error(L, "column '%s', row %I: %s (a %s) %s", making->name, (lua_Integer)row + 1,
                    shown, luaL_typename(L, -2), why);
}

static bool is_utf8(const char *text, size_t length) {
  for (size_t at = 0; at < length;) {
    utf8proc_int32_t code;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                             (utf8proc_ssize_t)(length - at), &code);
    if (used <= 0)
      return false;
    at += (size_t)used;
  }
  return true;
}

static void set_integer(lua_State *L, const struct making *making, size_t row) {
  int exact = 0;
  if (lua_type(L, -1) == LUA_TNUMBER)
    making->column->put.integer[row] = lua_tointegerx(L, -1, &exact);
  if (!exact)
    refuse(L, making, row,
           making->column->type == COLUMN_DECIMAL
               ? "is no integer; decimals are given as scaled integers"
               : "is no integer");
}

static void set_number(lua_State *L, const struct making *making, size_t row) {
  if (lua_type(L, -1) != LUA_TNUMBER)
    refuse(L, making, row, "is no number");
  double value = lua_tonumber(L, -1);
  if (!isfinite(value))
    refuse(L, making, row, "is not finite");
  making->column->put.number[row] = value == 0 ? 0 : value;
}

static void set_text(lua_State *L, const struct making *making, size_t row) {
  size_t length;
  if (lua_type(L, -1) != LUA_TSTRING)
    refuse(L, making, row, "is no text");
  const char *text = lua_tolstring(L, -1, &length);
  if (!is_utf8(text, length))
    refuse(L, making, row, "is not UTF-8");
  if (memchr(text, '\0', length) != NULL)
    refuse(L, making, row, "holds a NUL byte, where a name or a file would end");
  uint32_t code = dict_intern(making->column->dict, text, length);
  if (code == DICT_NONE)
    luaL_error(L, "out of memory");
  making->column->put.code[row] = code;
}

static void set_period(lua_State *L, const struct making *making, size_t row) {
  period_t period = lperiod_test(L, -1);
  if (period == PERIOD_INVALID)
    refuse(L, making, row, "is no period");
  bool day = period_kind(period) == PERIOD_DAY;
  if (day != (making->column->type == COLUMN_DATE))
    refuse(L, making, row,
           day ? "is a day; a column of days has the type date"
               : "is no day; a column of periods has the type period");
  making->column->put.period[row] = period;
}

/* Put the value at the top of the stack into a cell. */
static void set_value(lua_State *L, const struct making *making, size_t row) {
  switch (making->column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    set_integer(L, making, row);
    break;
  case COLUMN_NUMBER:
    set_number(L, making, row);
    break;
  case COLUMN_TEXT:
    set_text(L, making, row);
    break;
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    set_period(L, making, row);
    break;
  default:
    if (!lua_isboolean(L, -1))
      refuse(L, making, row, "is no boolean");
    making->column->put.boolean[row] = (uint8_t)lua_toboolean(L, -1);
  }
}

/* The name that the table at `table` (or nil) has for a row, pushed; NULL when it has none. */
static const char *row_name(lua_State *L, int table, size_t row) {
  if (!lua_istable(L, table) || lua_rawgeti(L, table, (lua_Integer)row + 1) == LUA_TNIL)
    return NULL;
  return luaL_checkstring(L, -1);
}

/* The bounds that a marked cell of numbers is given, where it is: { low, high }. */
static bool set_bounds(lua_State *L, const struct making *making, size_t row) {
  if (!lua_istable(L, making->bounds) || making->column->type > COLUMN_NUMBER ||
      lua_rawgeti(L, making->bounds, (lua_Integer)row + 1) != LUA_TTABLE)
    return true;
  lua_rawgeti(L, -1, 1);
  lua_rawgeti(L, -2, 2);
  struct bounds bounds = {luaL_checknumber(L, -2), luaL_checknumber(L, -1)};
  if (!(bounds.low <= bounds.high))
    refuse(L, making, row, "is an upper bound below the lower one");
  return column_put_bounds(making->column, row, 1, &bounds);
}

/* One cell: its value, or why it has none, as said beside it or by the gap itself. */
static void fill_cell(lua_State *L, const struct making *making, size_t row) {
  int top = lua_gettop(L);
  enum missing reason = PRESENT;
  const char *why = row_name(L, making->missing, row);
  if (why != NULL)
    reason = lframe_find_reason(L, why, false);
  lua_rawgeti(L, making->values, (lua_Integer)row + 1);
  bool gap = lua_isnil(L, -1) || lmissing_is(L, -1);
  if (!gap && reason != PRESENT)
    refuse(L, making, row, "stands where a reason says that the cell is missing");
  if (gap && reason == PRESENT)
    reason = lmissing_reason(L, -1);
  if (!gap)
    set_value(L, making, row);
  const char *mark = row_name(L, making->marks, row);
  if (mark != NULL && gap)
    refuse(L, making, row, "has a mark, but no value");
  if (!column_set_missing(making->column, row, reason) ||
      (mark != NULL && !column_set_mark(making->column, row, find_mark(L, mark))) ||
      (mark != NULL && !set_bounds(L, making, row)))
    luaL_error(L, "out of memory");
  lua_settop(L, top);
}

static size_t check_rows(lua_State *L, lua_Integer rows) {
  if (rows < 0 || rows > INT32_MAX)
    luaL_error(L, "a column made by hand has 0 to 2147483647 rows");
  return (size_t)rows;
}

/* How many rows the description says: `rows`, or the length of its values. */
static size_t described_rows(lua_State *L, int description) {
  luaL_checktype(L, description, LUA_TTABLE);
  lua_getfield(L, description, "rows");
  lua_getfield(L, description, "values");
  if (!lua_istable(L, -1))
    luaL_error(L, "a column is given as { name =, type =, values = {...} }");
  lua_Integer rows = lua_isnil(L, -2) ? luaL_len(L, -1) : luaL_checkinteger(L, -2);
  lua_pop(L, 2);
  return check_rows(L, rows);
}

/* The counts of a description's `skipped`, as lframe_skipped gives them. */
static void set_skipped(lua_State *L, int description, struct column *column) {
  lua_getfield(L, description, "skipped");
  for (int reason = PRESENT + 1; lua_istable(L, -1) && reason < MISSING_REASONS; reason++) {
    lua_getfield(L, -1, missing_name((enum missing)reason));
    lua_Integer count = luaL_optinteger(L, -1, 0);
    column->skipped[reason] = count < 0 ? 0 : (size_t)count;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* The name of a description: a text that stands as long as the table does. */
static const char *check_name(lua_State *L, int description) {
  size_t length;
  lua_pushliteral(L, "name");
  lua_rawget(L, description);
  if (lua_type(L, -1) != LUA_TSTRING)
    luaL_error(L, "a column needs a name");
  const char *name = lua_tolstring(L, -1, &length);
  if (strlen(name) != length || !is_utf8(name, length))
    luaL_error(L, "the name of a column is UTF-8 without NUL bytes");
  lua_pop(L, 1);
  return name;
}

static struct column *new_column(enum column_type type, size_t rows, int scale) {
  struct dict *dict = type == COLUMN_TEXT ? dict_new() : NULL;
  if (type == COLUMN_TEXT && dict == NULL)
    return NULL;
  struct column *column = column_new(type, rows, dict);
  dict_release(dict);
  if (column != NULL)
    column->scale = type == COLUMN_DECIMAL ? scale : 0;
  return column;
}

/* Add the column that the table at `description` describes. It hangs on the frame before its cells
** are read, so that nothing is lost when a cell is refused. */
static void add_described(lua_State *L, struct frame *frame, int description) {
  struct error error = {0};
  struct making making = {.name = check_name(L, description)};
  lua_getfield(L, description, "type");
  enum column_type type = lframe_find_type(L, luaL_optstring(L, -1, "nil"));
  lua_getfield(L, description, "scale");
  lua_Integer scale = luaL_optinteger(L, -1, 0);
  if (scale < 0 || scale > SCALE_MAX)
    luaL_error(L, "column '%s': a scale is 0 to 18", making.name);
  making.column = new_column(type, frame->rows, (int)scale);
  if (!frame_add(frame, making.name, making.column, &error))
    lframe_raise(L, &error);
  set_skipped(L, description, making.column);
  lua_getfield(L, description, "computed");
  making.column->computed = lua_toboolean(L, -1) != 0;
  lua_getfield(L, description, "values");
  lua_getfield(L, description, "missing");
  lua_getfield(L, description, "marks");
  lua_getfield(L, description, "bounds");
  making.bounds = lua_gettop(L);
  making.marks = making.bounds - 1;
  making.missing = making.bounds - 2;
  making.values = making.bounds - 3;
  for (size_t row = 0; row < frame->rows; row++)
    fill_cell(L, &making, row);
  if (!column_narrow(making.column))
    luaL_error(L, "out of memory");
  lua_settop(L, description);
}

/* native.frame{ {name=, type=, values={...}, scale=, missing={[i]=reason}, marks={[i]=mark},
** bounds={[i]={low, high}}, rows=, skipped={[reason]=count}, computed=}, ... }: the columns of a
** new frame, all of one length
** (`rows` where values may end in gaps; `rows` beside the columns where there are none). Decimals
** are given as scaled integers. */
int lframe_make(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  struct frame **handle = lframe_new(L);
  lua_Integer count = luaL_len(L, 1);
  size_t rows;
  if (count > 0) {
    lua_rawgeti(L, 1, 1);
    rows = described_rows(L, 3);
  } else {
    lua_getfield(L, 1, "rows");
    rows = check_rows(L, luaL_optinteger(L, -1, 0));
  }
  lua_pop(L, 1);
  *handle = frame_new(rows);
  if (*handle == NULL)
    return luaL_error(L, "out of memory");
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 1, i);
    if (described_rows(L, 3) != rows)
      return luaL_error(L, "column %I has another number of cells than the first", i);
    add_described(L, *handle, 3);
    lua_pop(L, 1);
  }
  return 1;
}
