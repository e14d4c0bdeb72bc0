/* The frame userdata: looking into a frame, and making one from Lua tables. */
#include "lframe.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "native.h"
#include "number.h"

#define TYPE_NAME "indsats.frame"

struct frame **lframe_new(lua_State *L) {
  struct frame **handle = lua_newuserdatauv(L, sizeof *handle, 0);
  *handle = NULL;
  luaL_setmetatable(L, TYPE_NAME);
  return handle;
}

/* Bytes of a frame's cells; columns that it shares with others count each time. */
static size_t frame_bytes(const struct frame *frame) {
  size_t bytes = 0;
  for (size_t i = 0; i < frame->columns; i++)
    bytes += frame->rows * column_width(frame->column[i]->type);
  return bytes;
}

void lframe_fill(lua_State *L, struct frame **handle, struct frame *frame) {
  *handle = frame;
  /* The collector sees a handle of eight bytes: let it work for what hangs on it. */
  size_t kilobytes = frame_bytes(frame) / 1024;
  if (kilobytes >= 64)
    lua_gc(L, LUA_GCSTEP, (int)(kilobytes < 1 << 20 ? kilobytes : 1 << 20));
}

struct frame *lframe_check(lua_State *L, int index) {
  struct frame **handle = luaL_checkudata(L, index, TYPE_NAME);
  luaL_argcheck(L, *handle != NULL, index, "the frame was never filled");
  return *handle;
}

int lframe_raise(lua_State *L, const struct error *error) {
  return luaL_error(L, "%s", error->message);
}

void *lframe_buffer(lua_State *L, size_t count, size_t size) {
  return lua_newuserdatauv(L, (count > 0 ? count : 1) * size, 0);
}

size_t lframe_column(lua_State *L, const struct frame *frame, int index) {
  if (lua_isinteger(L, index)) {
    lua_Integer place = lua_tointeger(L, index);
    luaL_argcheck(L, place >= 1 && (size_t)place <= frame->columns, index, "no such column");
    return (size_t)place - 1;
  }
  const char *name = luaL_checkstring(L, index);
  size_t found = frame_find(frame, name);
  if (found == SIZE_MAX)
    luaL_error(L, "no column '%s' in this frame", name);
  return found;
}

static size_t check_row(lua_State *L, const struct frame *frame, int index) {
  lua_Integer row = luaL_checkinteger(L, index);
  if (row < 1 || (size_t)row > frame->rows)
    luaL_error(L, "no row %I: the frame has %I rows", row, (lua_Integer)frame->rows);
  return (size_t)row - 1;
}

void lframe_push_cell(lua_State *L, const struct column *column, size_t row) {
  if (column_missing(column, row) != PRESENT) {
    lmissing_push(L);
    return;
  }
  switch (column->type) {
  case COLUMN_INTEGER:
    lua_pushinteger(L, column->integer[row]);
    break;
  case COLUMN_DECIMAL:
    lua_pushnumber(L, number_from_scaled(column->integer[row], column->scale));
    break;
  case COLUMN_NUMBER:
    lua_pushnumber(L, column->number[row]);
    break;
  case COLUMN_TEXT: {
    size_t length;
    const char *text = column_text(column, row, &length);
    lua_pushlstring(L, text, length);
    break;
  }
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    lperiod_push(L, column->period[row]);
    break;
  default:
    lua_pushboolean(L, column->boolean[row]);
  }
}

/* ---- looking ---- */

static int lframe_rows(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lframe_check(L, 1)->rows);
  return 1;
}

static int lframe_names(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  lua_createtable(L, (int)frame->columns, 0);
  for (size_t i = 0; i < frame->columns; i++) {
    lua_pushstring(L, frame->names[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int lframe_types(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  lua_createtable(L, (int)frame->columns, 0);
  for (size_t i = 0; i < frame->columns; i++) {
    lua_pushstring(L, column_type_name(frame->column[i]->type));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static const struct column *check_column(lua_State *L, int index) {
  const struct frame *frame = lframe_check(L, 1);
  return frame->column[lframe_column(L, frame, index)];
}

static int lframe_scale(lua_State *L) {
  lua_pushinteger(L, check_column(L, 2)->scale);
  return 1;
}

/* nf:kinds(column) -> {quarter = true, ...} of a period or date column, else nil */
static int lframe_kinds(lua_State *L) {
  const struct column *column = check_column(L, 2);
  if (column->type != COLUMN_PERIOD && column->type != COLUMN_DATE)
    return 0;
  unsigned kinds = column_period_kinds(column);
  lua_newtable(L);
  for (int kind = 0; kind < PERIOD_KINDS; kind++) {
    if ((kinds >> kind & 1u) == 0)
      continue;
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, period_kind_name((enum period_kind)kind));
  }
  return 1;
}

/* nf:stray(column) -> {line =, column =, cell =} of the cell that made it text, or nil */
static int lframe_stray(lua_State *L) {
  const struct column *column = check_column(L, 2);
  if (column->stray.line == 0)
    return 0;
  lua_newtable(L);
  lua_pushinteger(L, (lua_Integer)column->stray.line);
  lua_setfield(L, -2, "line");
  lua_pushinteger(L, (lua_Integer)column->stray.column);
  lua_setfield(L, -2, "column");
  lua_pushstring(L, column->stray.cell);
  lua_setfield(L, -2, "cell");
  return 1;
}

/* nf:skipped(column) -> {suppressed = 2, ...}: what the aggregates behind it left out */
static int lframe_skipped(lua_State *L) {
  const struct column *column = check_column(L, 2);
  lua_newtable(L);
  for (int reason = PRESENT + 1; reason < MISSING_REASONS; reason++) {
    if (column->skipped[reason] == 0)
      continue;
    lua_pushinteger(L, (lua_Integer)column->skipped[reason]);
    lua_setfield(L, -2, missing_name((enum missing)reason));
  }
  return 1;
}

static int lframe_cell(lua_State *L) {
  size_t row = check_row(L, lframe_check(L, 1), 2);
  lframe_push_cell(L, check_column(L, 3), row);
  return 1;
}

/* nf:scaled(row, column) -> the exact integer behind a decimal or integer; missing when missing */
static int lframe_scaled(lua_State *L) {
  size_t row = check_row(L, lframe_check(L, 1), 2);
  const struct column *column = check_column(L, 3);
  luaL_argcheck(L, column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL, 3,
                "only integers and decimals are exact");
  if (column_missing(column, row) != PRESENT)
    lmissing_push(L);
  else
    lua_pushinteger(L, column->integer[row]);
  return 1;
}

static int lframe_reason(lua_State *L) {
  size_t row = check_row(L, lframe_check(L, 1), 2);
  enum missing reason = column_missing(check_column(L, 3), row);
  if (reason == PRESENT)
    return 0;
  lua_pushstring(L, missing_name(reason));
  return 1;
}

static const char *const mark_names[] = {NULL, "at_least", "at_most", "inexact"};

static int lframe_mark(lua_State *L) {
  size_t row = check_row(L, lframe_check(L, 1), 2);
  lua_pushstring(L, mark_names[column_mark(check_column(L, 3), row)]);
  return 1;
}

static int lframe_values(lua_State *L) {
  const struct column *column = check_column(L, 2);
  luaL_argcheck(L, column->length < INT_MAX, 2, "too long for a table");
  lua_createtable(L, (int)column->length, 0);
  for (size_t row = 0; row < column->length; row++) {
    lframe_push_cell(L, column, row);
    lua_rawseti(L, -2, (lua_Integer)row + 1);
  }
  return 1;
}

/* ---- Danish text of a cell ---- */

static void format_value(lua_State *L, luaL_Buffer *buffer, const struct column *column, size_t row,
                         int decimals) {
  char text[NUMBER_SIZE];
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    number_format_scaled(text, sizeof text, column->integer[row], column->scale, decimals);
    break;
  case COLUMN_NUMBER:
    number_format(text, sizeof text, column->number[row], decimals);
    break;
  case COLUMN_PERIOD:
    period_format(text, column->period[row]);
    break;
  case COLUMN_DATE:
    period_id(text, column->period[row]);
    break;
  case COLUMN_BOOLEAN:
    snprintf(text, sizeof text, "%s", column->boolean[row] ? "ja" : "nej");
    break;
  default:
    lframe_push_cell(L, column, row);
    luaL_addvalue(buffer);
    return;
  }
  luaL_addstring(buffer, text);
}

/* nf:format(row, column[, decimals]) -> as a person reads it: Danish numbers, the sign of what is
** missing, `≥` before a lower bound */
static int lframe_format(lua_State *L) {
  static const char *const signs[] = {"", "\xE2\x89\xA5 ", "\xE2\x89\xA4 ", "\xE2\x89\x88 "};
  size_t row = check_row(L, lframe_check(L, 1), 2);
  const struct column *column = check_column(L, 3);
  int decimals = (int)luaL_optinteger(L, 4, -1);
  luaL_argcheck(L, decimals >= -1 && decimals <= 15, 4, "decimals are 0 to 15");
  enum missing reason = column_missing(column, row);
  if (reason != PRESENT) {
    lua_pushstring(L, missing_sign(reason));
    return 1;
  }
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  luaL_addstring(&buffer, signs[column_mark(column, row)]);
  format_value(L, &buffer, column, row, decimals);
  luaL_pushresult(&buffer);
  return 1;
}

/* ---- making a frame from tables ---- */

static enum column_type check_type(lua_State *L, int index) {
  const char *name = luaL_checkstring(L, index);
  for (int type = 0; type < COLUMN_TYPES; type++)
    if (strcmp(column_type_name((enum column_type)type), name) == 0)
      return (enum column_type)type;
  return (enum column_type)luaL_error(L, "'%s' is no type of a column", name);
}

static void set_number(lua_State *L, struct column *column, size_t row) {
  double value = luaL_checknumber(L, -1);
  if (!isfinite(value))
    luaL_error(L, "row %I: a number must be finite", (lua_Integer)row + 1);
  column->number[row] = value == 0 ? 0 : value;
}

static void set_text(lua_State *L, struct column *column, size_t row) {
  size_t length;
  const char *text = luaL_checklstring(L, -1, &length);
  column->code[row] = dict_intern(column->dict, text, length);
  if (column->code[row] == DICT_NONE)
    luaL_error(L, "out of memory");
}

/* Put the value on top of the stack into a cell. */
static void set_cell(lua_State *L, struct column *column, size_t row) {
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    column->integer[row] = luaL_checkinteger(L, -1);
    break;
  case COLUMN_NUMBER:
    set_number(L, column, row);
    break;
  case COLUMN_TEXT:
    set_text(L, column, row);
    break;
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    column->period[row] = lperiod_check(L, -1);
    if ((period_kind(column->period[row]) == PERIOD_DAY) != (column->type == COLUMN_DATE) &&
        column->type == COLUMN_DATE)
      luaL_error(L, "row %I: a date column holds days", (lua_Integer)row + 1);
    break;
  default:
    luaL_checktype(L, -1, LUA_TBOOLEAN);
    column->boolean[row] = (uint8_t)lua_toboolean(L, -1);
  }
}

/* The place of `name` in a list; raises when it is not there. */
static int find_name(lua_State *L, const char *name, const char *(*nth)(int), int count) {
  for (int i = 1; i < count; i++)
    if (strcmp(nth(i), name) == 0)
      return i;
  return luaL_error(L, "there is no '%s' here", name);
}

static const char *nth_reason(int i) {
  return missing_name((enum missing)i);
}

static const char *nth_mark(int i) {
  return mark_names[i];
}

/* Reasons and marks: sparse tables of the description, by row. */
static void set_facts(lua_State *L, int description, struct column *column, size_t row) {
  lua_getfield(L, description, "missing");
  if (lua_istable(L, -1) && lua_rawgeti(L, -1, (lua_Integer)row + 1) != LUA_TNIL) {
    int reason = find_name(L, luaL_checkstring(L, -1), nth_reason, MISSING_REASONS);
    if (!column_set_missing(column, row, (enum missing)reason))
      luaL_error(L, "out of memory");
  }
  lua_settop(L, description);
  lua_getfield(L, description, "marks");
  if (lua_istable(L, -1) && lua_rawgeti(L, -1, (lua_Integer)row + 1) != LUA_TNIL) {
    int mark = find_name(L, luaL_checkstring(L, -1), nth_mark, 4);
    if (!column_set_mark(column, row, (enum mark)mark))
      luaL_error(L, "out of memory");
  }
  lua_settop(L, description);
}

/* One cell of a described column: its value, or `missing` (blank unless the description says). */
static void fill_cell(lua_State *L, int description, struct column *column, size_t row) {
  set_facts(L, description, column, row);
  lua_getfield(L, description, "values");
  lua_rawgeti(L, -1, (lua_Integer)row + 1);
  if (!lmissing_is(L, -1) && !lua_isnil(L, -1))
    set_cell(L, column, row);
  else if (column_missing(column, row) == PRESENT &&
           !column_set_missing(column, row, MISSING_BLANK))
    luaL_error(L, "out of memory");
  lua_settop(L, description);
}

static size_t described_rows(lua_State *L, int description) {
  lua_getfield(L, description, "rows");
  lua_getfield(L, description, "values");
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_Integer rows = lua_isnil(L, -2) ? luaL_len(L, -1) : luaL_checkinteger(L, -2);
  lua_pop(L, 2);
  return (size_t)rows;
}

/* The counts of a description's `skipped`, as lframe_skipped gives them. */
static void set_skipped(lua_State *L, int description, struct column *column) {
  lua_getfield(L, description, "skipped");
  for (int reason = PRESENT + 1; lua_istable(L, -1) && reason < MISSING_REASONS; reason++) {
    lua_getfield(L, -1, missing_name((enum missing)reason));
    column->skipped[reason] = (size_t)luaL_optinteger(L, -1, 0);
    lua_pop(L, 1);
  }
  lua_settop(L, description);
}

/* Add the column that the table on top of the stack describes. The column hangs on the frame before
** its cells are read, so that nothing is lost when a cell raises. */
static void add_described(lua_State *L, struct frame *frame) {
  int description = lua_gettop(L);
  struct error error = {0};
  lua_getfield(L, description, "type");
  enum column_type type = check_type(L, -1);
  lua_getfield(L, description, "scale");
  lua_Integer scale = luaL_optinteger(L, -1, 0);
  luaL_argcheck(L, scale >= 0 && scale <= SCALE_MAX, 1, "a scale is 0 to 18");
  lua_getfield(L, description, "name");
  const char *name = luaL_checkstring(L, -1);
  struct dict *dict = type == COLUMN_TEXT ? dict_new() : NULL;
  struct column *column = column_new(type, frame->rows, dict);
  dict_release(dict);
  if (type == COLUMN_TEXT && column != NULL && column->dict == NULL) {
    column_release(column);
    column = NULL;
  }
  if (column != NULL)
    column->scale = type == COLUMN_DECIMAL ? (int)scale : 0;
  if (!frame_add(frame, name, column, &error))
    lframe_raise(L, &error);
  lua_settop(L, description);
  set_skipped(L, description, column);
  for (size_t row = 0; row < frame->rows; row++)
    fill_cell(L, description, column, row);
}

/* native.frame{ {name=, type=, values={...}, scale=, missing={[i]=reason}, marks={[i]=mark},
** rows=, skipped={[reason]=count}}, ... }: the columns of a new frame; all have the length of the
** first (`rows` where values may end in gaps). Decimals are given as scaled integers. */
static int frame_of(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  struct frame **handle = lframe_new(L);
  lua_Integer count = luaL_len(L, 1);
  size_t rows = 0;
  if (count > 0) {
    lua_rawgeti(L, 1, 1);
    rows = described_rows(L, lua_gettop(L));
    lua_pop(L, 1);
  }
  *handle = frame_new(rows);
  if (*handle == NULL)
    return luaL_error(L, "out of memory");
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 1, i);
    if (described_rows(L, lua_gettop(L)) != rows)
      return luaL_error(L, "column %I has another number of cells than the first", i);
    add_described(L, *handle);
    lua_pop(L, 1);
  }
  return 1;
}

static int lframe_collect(lua_State *L) {
  struct frame **handle = luaL_checkudata(L, 1, TYPE_NAME);
  frame_release(*handle);
  *handle = NULL;
  return 0;
}

void lframe_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"rows", lframe_rows},       {"names", lframe_names},
                                     {"types", lframe_types},     {"scale", lframe_scale},
                                     {"kinds", lframe_kinds},     {"stray", lframe_stray},
                                     {"skipped", lframe_skipped}, {"cell", lframe_cell},
                                     {"scaled", lframe_scaled},   {"reason", lframe_reason},
                                     {"mark", lframe_mark},       {"values", lframe_values},
                                     {"format", lframe_format},   {NULL, NULL}};
  luaL_newmetatable(L, TYPE_NAME);
  lua_pushcfunction(L, lframe_collect);
  lua_setfield(L, -2, "__gc");
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lverbs_methods(L);
  lread_methods(L);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_pushcfunction(L, frame_of);
  lua_setfield(L, -2, "frame");
}
