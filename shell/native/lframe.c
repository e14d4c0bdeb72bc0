/* The frame userdata, and looking into it. */
#include "lframe.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "facts.h"
#include "mark.h"
#include "native.h"
#include "number.h"
#include "store_fetch.h"

#define TYPE_NAME "indsats.frame"

struct frame **lframe_new(lua_State *L) {
  struct frame **handle = lua_newuserdatauv(L, sizeof *handle, 0);
  *handle = NULL;
  luaL_setmetatable(L, TYPE_NAME);
  return handle;
}

/* Bytes of the columns that this frame alone holds. */
static size_t own_bytes(const struct frame *frame) {
  size_t bytes = 0;
  for (size_t i = 0; i < frame->columns; i++) {
    const struct column *column = frame->column[i];
    if (column_waits(column) || atomic_load(&column->references) > 1)
      continue;
    size_t bits = column->gaps != NULL;
    for (int reason = 0; reason < MISSING_REASONS; reason++)
      bits += column->reason[reason] != NULL;
    bytes += frame->rows * (column->width + (column->mark != NULL)) + frame->rows / 8 * bits;
  }
  return bytes;
}

void lframe_fill(lua_State *L, struct frame **handle, struct frame *frame) {
  *handle = frame;
  native_finish(L);
  /* The collector sees a handle of eight bytes: let it work for what hangs on it. */
  native_pay(L, own_bytes(frame));
}

struct frame *lframe_peek(lua_State *L, int index) {
  struct frame **handle = luaL_checkudata(L, index, TYPE_NAME);
  luaL_argcheck(L, *handle != NULL, index, "the frame was never filled");
  return *handle;
}

struct frame *lframe_check(lua_State *L, int index) {
  struct frame *frame = lframe_peek(L, index);
  if (frame->waits)
    lframe_fetch(L, frame, NULL);
  return frame;
}

int lframe_raise(lua_State *L, const struct error *error) {
  native_finish(L);
  lua_pushstring(L, error->code == ERROR_CANCELLED ? "interrupted" : error->message);
  return lua_error(L);
}

void *lframe_buffer(lua_State *L, size_t count, size_t size) {
  return lua_newuserdatauv(L, (count > 0 ? count : 1) * size, 0);
}

const char *lframe_text(lua_State *L, int index) {
  size_t length;
  const char *text = luaL_checklstring(L, index, &length);
  if (strlen(text) != length)
    luaL_error(L, "a text with a NUL byte, where it would end: '%s'", text);
  return text;
}

size_t lframe_column(lua_State *L, const struct frame *frame, int index) {
  if (lua_isinteger(L, index)) {
    lua_Integer place = lua_tointeger(L, index);
    luaL_argcheck(L, place >= 1 && (size_t)place <= frame->columns, index, "no such column");
    return (size_t)place - 1;
  }
  const char *name = lframe_text(L, index);
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
  enum missing reason = column_missing(column, row);
  if (reason != PRESENT) {
    lmissing_push(L, reason);
    return;
  }
  switch (column->type) {
  case COLUMN_INTEGER:
    lua_pushinteger(L, column_integer(column, row));
    break;
  case COLUMN_DECIMAL:
    lua_pushnumber(L, number_from_scaled(column_integer(column, row), column->scale));
    break;
  case COLUMN_NUMBER:
    lua_pushnumber(L, column_number(column, row));
    break;
  case COLUMN_TEXT: {
    size_t length;
    const char *text = column_text(column, row, &length);
    lua_pushlstring(L, text, length);
    break;
  }
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    lperiod_push(L, column_period(column, row));
    break;
  default:
    lua_pushboolean(L, column_boolean(column, row));
  }
}

/* ---- looking ---- */

static int lframe_rows(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lframe_peek(L, 1)->rows);
  return 1;
}

/* nf:waits() -> whether cells may still stand in a file, so that few columns are better than all */
static int lframe_waits(lua_State *L) {
  lua_pushboolean(L, lframe_peek(L, 1)->waits);
  return 1;
}

static int lframe_names(lua_State *L) {
  const struct frame *frame = lframe_peek(L, 1);
  lua_createtable(L, (int)frame->columns, 0);
  for (size_t i = 0; i < frame->columns; i++) {
    lua_pushstring(L, frame->names[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int lframe_types(lua_State *L) {
  const struct frame *frame = lframe_peek(L, 1);
  lua_createtable(L, (int)frame->columns, 0);
  for (size_t i = 0; i < frame->columns; i++) {
    lua_pushstring(L, column_type_name(frame->column[i]->type));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* A column of which only what is known without its cells is asked. */
static const struct column *peek_column(lua_State *L, int index) {
  const struct frame *frame = lframe_peek(L, 1);
  return frame->column[lframe_column(L, frame, index)];
}

static const struct column *check_column(lua_State *L, int index) {
  struct frame *frame = lframe_peek(L, 1);
  struct column *column = frame->column[lframe_column(L, frame, index)];
  if (column_waits(column))
    lframe_fetch(L, frame, column);
  return column;
}

static int lframe_scale(lua_State *L) {
  lua_pushinteger(L, peek_column(L, 2)->scale);
  return 1;
}

/* nf:kinds(column) -> {quarter = true, ...} of a period or date column, else nil */
static int lframe_kinds(lua_State *L) {
  const struct column *column = peek_column(L, 2);
  unsigned kinds;
  if (column->type != COLUMN_PERIOD && column->type != COLUMN_DATE)
    return 0;
  if (!column_tells_kinds(column, &kinds))
    kinds = column_period_kinds(check_column(L, 2));
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
  const struct column *column = peek_column(L, 2);
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

static int push_counts(lua_State *L, const size_t counts[MISSING_REASONS]) {
  lua_newtable(L);
  for (int reason = PRESENT + 1; reason < MISSING_REASONS; reason++) {
    if (counts[reason] == 0)
      continue;
    lua_pushinteger(L, (lua_Integer)counts[reason]);
    lua_setfield(L, -2, missing_name((enum missing)reason));
  }
  return 1;
}

/* nf:skipped(column) -> {suppressed = 2, ...}: what the aggregates behind it left out */
static int lframe_skipped(lua_State *L) {
  return push_counts(L, peek_column(L, 2)->skipped);
}

/* nf:missing(column) -> {suppressed = 2, ...}: its cells without a value */
static int lframe_missing(lua_State *L) {
  size_t counts[MISSING_REASONS] = {0};
  const struct column *column = check_column(L, 2);
  for (size_t row = 0; row < column->length; row++)
    counts[column_missing(column, row)]++;
  return push_counts(L, counts);
}

/* nf:computed(column) -> whether an expression made it, so that its hidden cells may be negative */
static int lframe_computed(lua_State *L) {
  lua_pushboolean(L, peek_column(L, 2)->computed);
  return 1;
}

static int lframe_cell(lua_State *L) {
  size_t row = check_row(L, lframe_peek(L, 1), 2);
  lframe_push_cell(L, check_column(L, 3), row);
  return 1;
}

/* nf:scaled(row, column) -> the exact integer behind a decimal or integer; missing when missing */
static int lframe_scaled(lua_State *L) {
  size_t row = check_row(L, lframe_peek(L, 1), 2);
  const struct column *column = check_column(L, 3);
  luaL_argcheck(L, column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL, 3,
                "only integers and decimals are exact");
  enum missing reason = column_missing(column, row);
  if (reason != PRESENT)
    lmissing_push(L, reason);
  else
    lua_pushinteger(L, column_integer(column, row));
  return 1;
}

static int lframe_reason(lua_State *L) {
  size_t row = check_row(L, lframe_peek(L, 1), 2);
  enum missing reason = column_missing(check_column(L, 3), row);
  if (reason == PRESENT)
    return 0;
  lua_pushstring(L, missing_name(reason));
  return 1;
}

const char *const lframe_mark_names[] = {NULL, "at_least", "at_most", "inexact"};

static int lframe_mark(lua_State *L) {
  size_t row = check_row(L, lframe_peek(L, 1), 2);
  lua_pushstring(L, lframe_mark_names[column_mark(check_column(L, 3), row)]);
  return 1;
}

/* nf:marked(column) -> whether any of its cells is a bound or inexact */
static int lframe_marked(lua_State *L) {
  const struct column *column = check_column(L, 2);
  bool any = false;
  for (size_t row = 0; row < column->length && column->mark != NULL && !any; row++)
    any = column_missing(column, row) == PRESENT && column_mark(column, row) != MARK_EXACT;
  lua_pushboolean(L, any);
  return 1;
}

static bool has_numbers(const struct column *column) {
  return column->type <= COLUMN_NUMBER;
}

/* nf:bounds(row, column) -> the least and the greatest that the true figure may be, infinite where
** that is not known; nothing when the cell is missing or no number */
static int lframe_bounds(lua_State *L) {
  size_t row = check_row(L, lframe_peek(L, 1), 2);
  const struct column *column = check_column(L, 3);
  if (column_missing(column, row) != PRESENT || !has_numbers(column))
    return 0;
  struct bounds bounds = cell_bounds(column, row);
  lua_pushnumber(L, bounds.low);
  lua_pushnumber(L, bounds.high);
  return 2;
}

/* nf:told(row, column) -> what is told of a marked cell beside its mark, infinite where it is
** nothing; nothing where it is nothing at all */
static int lframe_told(lua_State *L) {
  size_t row = check_row(L, lframe_peek(L, 1), 2);
  const struct column *column = check_column(L, 3);
  if (column->bounds == NULL || column_missing(column, row) != PRESENT ||
      column_mark(column, row) == MARK_EXACT || !bounds_known(column->bounds[row]))
    return 0;
  lua_pushnumber(L, column->bounds[row].low);
  lua_pushnumber(L, column->bounds[row].high);
  return 2;
}

/* nf:undecided() -> how many rows the filter that made it could not decide about */
static int lframe_undecided(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lframe_peek(L, 1)->undecided);
  return 1;
}

/* Push the first `count` texts of a dictionary as a list. */
static int push_words(lua_State *L, const struct dict *dict, size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t code = 0; code < count; code++) {
    size_t length;
    const char *text = dict_text(dict, (uint32_t)code, &length);
    lua_pushlstring(L, text, length);
    lua_rawseti(L, -2, (lua_Integer)code + 1);
  }
  return 1;
}

/* Push the periods whose stored values are marked in `facts`, in order. */
static int push_seen(lua_State *L, const struct column *column, const struct facts *facts) {
  lua_newtable(L);
  for (uint64_t value = 0; value < facts->limit; value++) {
    if (facts->seen[value] == 0)
      continue;
    lperiod_push(L, (period_t)(column->base + (int64_t)value));
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  return 1;
}

/* nf:occurring(column, most) -> the texts or periods that the column is made of (those of its
** dictionary: a row that was left out may have had one), or nil where they are not known at once or
** are more than `most` */
static int lframe_occurring(lua_State *L) {
  struct frame *frame = lframe_peek(L, 1);
  struct column *column = frame->column[lframe_column(L, frame, 2)];
  size_t most = (size_t)luaL_checkinteger(L, 3);
  if (column->type == COLUMN_TEXT) {
    lframe_fetch_texts(L, frame, column);
    return dict_size(column->dict) <= most ? push_words(L, column->dict, dict_size(column->dict))
                                           : 0;
  }
  if (column->type != COLUMN_PERIOD && column->type != COLUMN_DATE)
    return 0;
  const struct facts *facts = column_facts(check_column(L, 2));
  return facts != NULL && facts->seen != NULL ? push_seen(L, column, facts) : 0;
}

/* nf:words(column, most) -> the first texts of a text column's dictionary: of a column as it was
** read, in order of first sight */
static int lframe_words(lua_State *L) {
  struct frame *frame = lframe_peek(L, 1);
  struct column *column = frame->column[lframe_column(L, frame, 2)];
  size_t most = (size_t)luaL_checkinteger(L, 3);
  luaL_argcheck(L, column->type == COLUMN_TEXT, 2, "only texts have a dictionary");
  lframe_fetch_texts(L, frame, column);
  size_t count = dict_size(column->dict);
  return push_words(L, column->dict, count < most ? count : most);
}

/* Texts and periods are made once for each that occurs: the table at `kept` holds them by code. */
static void push_kept(lua_State *L, const struct column *column, size_t row, int kept) {
  lua_Integer code = column->type == COLUMN_TEXT ? (lua_Integer)column_code(column, row) + 1
                                                 : (lua_Integer)column_period(column, row);
  if (lua_rawgeti(L, kept, code) != LUA_TNIL)
    return;
  lua_pop(L, 1);
  lframe_push_cell(L, column, row);
  lua_pushvalue(L, -1);
  lua_rawseti(L, kept, code);
}

/* Fill the table on top with the cells from row `first` to before `end`; those that repeat are kept
** in the one beneath it. */
static bool fill_values(lua_State *L, const struct column *column, size_t first, size_t end,
                        struct error *error) {
  const struct engine_options *options = native_options(L);
  int kept = lua_gettop(L) - 1;
  bool repeats =
      column->type == COLUMN_TEXT || column->type == COLUMN_PERIOD || column->type == COLUMN_DATE;
  for (size_t row = first; row < end; row++) {
    if (!engine_poll_row(options, row, column->length, error))
      return false;
    if (repeats && column_missing(column, row) == PRESENT)
      push_kept(L, column, row, kept);
    else
      lframe_push_cell(L, column, row);
    lua_rawseti(L, -2, (lua_Integer)(row - first) + 1);
  }
  return true;
}

static int make_values(lua_State *L) {
  const struct column *column = check_column(L, 2);
  luaL_argcheck(L, column->length < INT_MAX, 2, "too long for a table");
  lua_Integer length = (lua_Integer)column->length;
  lua_Integer first = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, length);
  luaL_argcheck(L, first >= 1 && first <= length + 1, 3, "no such row");
  luaL_argcheck(L, last >= first - 1 && last <= length, 4, "no such row");
  struct error error = {0};
  lua_newtable(L);
  lua_createtable(L, (int)(last - first + 1), 0);
  return fill_values(L, column, (size_t)first - 1, (size_t)last, &error) ? 1
                                                                         : lframe_raise(L, &error);
}

/* nf:values(column[, first, last]) -> an array, of the rows from first to last. The collector waits
** meanwhile: the whole table would fall due at once, out of reach of Ctrl-C. */
static int lframe_values(lua_State *L) {
  int before = lua_gc(L, LUA_GCCOUNT), running = lua_gc(L, LUA_GCISRUNNING);
  lua_gc(L, LUA_GCSTOP);
  lua_pushcfunction(L, make_values);
  lua_insert(L, 1);
  int status = lua_pcall(L, lua_gettop(L) - 1, 1, 0);
  int grown = lua_gc(L, LUA_GCCOUNT) - before;
  if (running)
    lua_gc(L, LUA_GCRESTART);
  native_pay(L, grown > 0 ? (size_t)grown * 1024 : 0);
  return status == LUA_OK ? 1 : lua_error(L);
}

/* ---- Danish text of a cell ---- */

static void format_value(lua_State *L, luaL_Buffer *buffer, const struct column *column, size_t row,
                         int decimals) {
  char text[NUMBER_SIZE];
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    number_format_scaled(text, sizeof text, column_integer(column, row), column->scale, decimals);
    break;
  case COLUMN_NUMBER:
    number_format(text, sizeof text, column_number(column, row), decimals);
    break;
  case COLUMN_PERIOD:
    period_format(text, column_period(column, row));
    break;
  case COLUMN_DATE:
    period_id(text, column_period(column, row));
    break;
  case COLUMN_BOOLEAN:
    snprintf(text, sizeof text, "%s", column_boolean(column, row) ? "ja" : "nej");
    break;
  default:
    lframe_push_cell(L, column, row);
    luaL_addvalue(buffer);
    return;
  }
  luaL_addstring(buffer, text);
}

static void format_bound(char text[NUMBER_SIZE], const struct column *column, double bound,
                         int decimals) {
  if (decimals < 0 && column->type != COLUMN_NUMBER)
    decimals = column->scale;
  number_format(text, NUMBER_SIZE, bound, decimals);
}

/* Bounds that say more than the mark: 131–133, -2 – 3, ≥ 29. False where they do not, or where both
** look the same. */
static bool format_bounds(luaL_Buffer *buffer, const struct column *column, size_t row,
                          int decimals) {
  char low[NUMBER_SIZE] = "", high[NUMBER_SIZE] = "";
  if (column->bounds == NULL || column_mark(column, row) == MARK_EXACT || !has_numbers(column))
    return false;
  struct bounds bounds = cell_bounds(column, row);
  if (isfinite(bounds.low))
    format_bound(low, column, bounds.low, decimals);
  if (isfinite(bounds.high))
    format_bound(high, column, bounds.high, decimals);
  if (strcmp(low, high) == 0)
    return false;
  luaL_addstring(buffer, low[0] == '\0' ? "\xE2\x89\xA4 " : high[0] == '\0' ? "\xE2\x89\xA5 " : "");
  luaL_addstring(buffer, low);
  if (low[0] != '\0' && high[0] != '\0')
    luaL_addstring(buffer, bounds.low < 0 ? " \xE2\x80\x93 " : "\xE2\x80\x93");
  luaL_addstring(buffer, high);
  return true;
}

/* nf:format(row, column[, decimals]) -> as a person reads it: Danish numbers, the sign of what is
** missing, `≥` before a lower bound, 131–133 where both bounds are known */
static int lframe_format(lua_State *L) {
  static const char *const signs[] = {"", "\xE2\x89\xA5 ", "\xE2\x89\xA4 ", "\xE2\x89\x88 "};
  size_t row = check_row(L, lframe_peek(L, 1), 2);
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
  if (!format_bounds(&buffer, column, row, decimals)) {
    luaL_addstring(&buffer, signs[column_mark(column, row)]);
    format_value(L, &buffer, column, row, decimals);
  }
  luaL_pushresult(&buffer);
  return 1;
}

static int lframe_collect(lua_State *L) {
  struct frame **handle = luaL_checkudata(L, 1, TYPE_NAME);
  frame_release(*handle);
  *handle = NULL;
  return 0;
}

void lframe_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"rows", lframe_rows},
                                     {"names", lframe_names},
                                     {"types", lframe_types},
                                     {"scale", lframe_scale},
                                     {"kinds", lframe_kinds},
                                     {"stray", lframe_stray},
                                     {"skipped", lframe_skipped},
                                     {"cell", lframe_cell},
                                     {"scaled", lframe_scaled},
                                     {"reason", lframe_reason},
                                     {"mark", lframe_mark},
                                     {"values", lframe_values},
                                     {"format", lframe_format},
                                     {"computed", lframe_computed},
                                     {"missing", lframe_missing},
                                     {"undecided", lframe_undecided},
                                     {"marked", lframe_marked},
                                     {"bounds", lframe_bounds},
                                     {"told", lframe_told},
                                     {"occurring", lframe_occurring},
                                     {"waits", lframe_waits},
                                     {"words", lframe_words},
                                     {NULL, NULL}};
  luaL_newmetatable(L, TYPE_NAME);
  lua_pushcfunction(L, lframe_collect);
  lua_setfield(L, -2, "__gc");
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lverbs_methods(L);
  lread_methods(L);
  lstore_methods(L);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_pushcfunction(L, lframe_make);
  lua_setfield(L, -2, "frame");
}
