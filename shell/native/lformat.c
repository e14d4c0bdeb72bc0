/* Numbers and texts as people read them. */
#include <lauxlib.h>
#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "collate.h"
#include "excerpt.h"
#include "glyph.h"
#include "native.h"
#include "number.h"

/* format_number(x[, decimals]) -> Danish text, "1.234,5"; without decimals as many as x has. */
static int format_number(lua_State *L) {
  char text[NUMBER_SIZE];
  int decimals = (int)luaL_optinteger(L, 2, -1);
  luaL_argcheck(L, decimals >= -1 && decimals <= 15, 2, "decimals are 0 to 15");
  if (lua_isinteger(L, 1)) {
    number_format_scaled(text, sizeof text, lua_tointeger(L, 1), 0, decimals < 0 ? 0 : decimals);
  } else {
    double value = luaL_checknumber(L, 1);
    luaL_argcheck(L, isfinite(value), 1, "the number is not finite");
    number_format(text, sizeof text, value, decimals);
  }
  lua_pushstring(L, text);
  return 1;
}

/* round(x[, decimals]) -> x rounded half away from zero on its decimal form; float. */
static int format_round(lua_State *L) {
  double value = luaL_checknumber(L, 1);
  int decimals = (int)luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, decimals >= 0 && decimals <= 15, 2, "decimals are 0 to 15");
  lua_pushnumber(L, number_round(value, decimals));
  return 1;
}

/* width(text) -> terminal columns; a control character counts as one (it is shown escaped). */
static int format_width(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer width = 0;
  size_t at = 0;
  struct glyph_run run = {0};
  while (at < length) {
    utf8proc_int32_t point;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                             (utf8proc_ssize_t)(length - at), &point);
    if (used <= 0) {
      used = 1;
      point = '?';
    }
    width += point < 0x20 || point == 0x7F ? 1 : glyph_width(&run, point);
    at += (size_t)used;
  }
  lua_pushinteger(L, width);
  return 1;
}

enum { POLL_BYTES = 1 << 20 };

/* escape(text) -> the text with what could command the terminal, or cannot be seen, escaped. Of a
** long one what was done when Ctrl-C came. */
static int format_escape(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  struct glyph_run run = {0};
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  for (size_t at = 0, due = POLL_BYTES; at < length;) {
    struct glyph glyph = glyph_read(&run, text + at, length - at);
    luaL_addstring(&out, glyph.text);
    at += glyph.bytes;
    if (at < due)
      continue;
    due += POLL_BYTES;
    if (native_cancelled(L))
      break;
  }
  luaL_pushresult(&out);
  return 1;
}

/* excerpt(text, from, to) -> the line that holds byte `from`, and under it carets up to `to`. */
static int format_excerpt(lua_State *L) {
  char buffer[EXCERPT_SIZE];
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer from = luaL_checkinteger(L, 2), to = luaL_checkinteger(L, 3);
  luaL_argcheck(L, from >= 1, 2, "bytes count from 1");
  excerpt_line(buffer, text, length, (size_t)from - 1, to < from ? 1 : (size_t)(to - from) + 1);
  lua_pushstring(L, buffer);
  return 1;
}

/* The collator is opened when it is first needed; it hangs on a userdata, so that it is closed. */
#define COLLATOR_TYPE "indsats.collator"

static int close_collator(lua_State *L) {
  struct collator **held = luaL_checkudata(L, 1, COLLATOR_TYPE);
  collator_close(*held);
  *held = NULL;
  return 0;
}

static void push_collator(lua_State *L) {
  struct collator **held = lua_newuserdatauv(L, sizeof *held, 0);
  *held = NULL;
  luaL_newmetatable(L, COLLATOR_TYPE);
  lua_pushcfunction(L, close_collator);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
}

/* collate(a, b) -> -1, 0 or 1: their Danish order; 0 only for equal texts. Upvalue 1 holds the
** collator. */
static int format_collate(lua_State *L) {
  size_t a_length, b_length;
  const char *a = luaL_checklstring(L, 1, &a_length);
  const char *b = luaL_checklstring(L, 2, &b_length);
  struct collator **held = lua_touserdata(L, lua_upvalueindex(1));
  struct error error = {0};
  int order = 0;
  if (*held == NULL)
    *held = collator_open(&error);
  if (*held == NULL || !collator_compare(*held, a, a_length, b, b_length, &order, &error))
    return luaL_error(L, "%s", error.message);
  lua_pushinteger(L, (order > 0) - (order < 0));
  return 1;
}

void lformat_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"format_number", format_number}, {"round", format_round},
                                       {"width", format_width},          {"escape", format_escape},
                                       {"excerpt", format_excerpt},      {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  push_collator(L);
  lua_pushcclosure(L, format_collate, 1);
  lua_setfield(L, -2, "collate");
}
