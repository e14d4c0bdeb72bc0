#include "patient.h"

#include <lauxlib.h>
#include <lualib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "interrupt.h"
#include "pattern.h"

/* {======================================================
** string.find, match
** ======================================================= */

/* Where a search begins, from 0: `position` counts from 1, or from the end when it is negative. */
static size_t search_start(lua_Integer position, size_t length) {
  if (position > 0)
    return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length)
    return 0;
  return length - (size_t)-position;
}

static bool has_specials(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (pattern[i] != '\0' && strchr("^$*+?.([%-", pattern[i]) != NULL)
      return true;
  return false;
}

/* find a text as it stands. */
static int find_plain(lua_State *L, const char *subject, size_t length, size_t start,
                      const char *text, size_t wanted) {
  const char *found =
      wanted == 0 ? subject + start : memmem(subject + start, length - start, text, wanted);
  if (found == NULL) {
    luaL_pushfail(L);
    return 1;
  }
  lua_pushinteger(L, found - subject + 1);
  lua_pushinteger(L, found - subject + (lua_Integer)wanted);
  return 2;
}

static int push_found(struct pattern *pattern, const char *at, const char *end, bool find) {
  if (!find)
    return pattern_push_captures(pattern, at, end);
  lua_pushinteger(pattern->L, at - pattern->subject + 1);
  lua_pushinteger(pattern->L, end - pattern->subject);
  return pattern_push_captures(pattern, NULL, NULL) + 2;
}

static int search(lua_State *L, bool find) {
  size_t length, wanted;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *text = luaL_checklstring(L, 2, &wanted);
  size_t start = search_start(luaL_optinteger(L, 3, 1), length);
  if (start > length) {
    luaL_pushfail(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) || !has_specials(text, wanted)))
    return find_plain(L, subject, length, start, text, wanted);
  bool anchored = *text == '^';
  struct pattern pattern;
  pattern_open(&pattern, L, subject, length, text + wanted);
  for (const char *at = subject + start; at <= pattern.subject_end; at++) {
    const char *end = pattern_try(&pattern, at, text + anchored);
    if (end != NULL)
      return push_found(&pattern, at, end, find);
    if (anchored)
      break;
  }
  luaL_pushfail(L);
  return 1;
}

static int patient_find(lua_State *L) {
  return search(L, true);
}

static int patient_match(lua_State *L) {
  return search(L, false);
}

/* }====================================================== */

/* {======================================================
** string.gmatch, gsub
** ======================================================= */

/* Upvalues: subject, pattern, where to go on, the end of the match before (-1: none). */
static int next_match(lua_State *L) {
  size_t length, wanted;
  const char *subject = lua_tolstring(L, lua_upvalueindex(1), &length);
  const char *text = lua_tolstring(L, lua_upvalueindex(2), &wanted);
  size_t start = (size_t)lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer before = lua_tointeger(L, lua_upvalueindex(4));
  struct pattern pattern;
  pattern_open(&pattern, L, subject, length, text + wanted);
  for (const char *at = subject + start; start <= length && at <= pattern.subject_end; at++) {
    const char *end = pattern_try(&pattern, at, text);
    if (end == NULL || end - subject == before)
      continue;
    lua_pushinteger(L, end - subject);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return pattern_push_captures(&pattern, at, end);
  }
  return 0;
}

static int patient_gmatch(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  size_t start = search_start(luaL_optinteger(L, 3, 1), length);
  lua_settop(L, 2);
  lua_pushinteger(L, (lua_Integer)(start > length ? length + 1 : start));
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

/* Append the replacement text at 3, with its %1. */
static void add_text(struct pattern *pattern, luaL_Buffer *out, const char *at, const char *end) {
  lua_State *L = pattern->L;
  size_t length;
  const char *text = lua_tolstring(L, 3, &length);
  for (const char *stop = text + length; text < stop; text++) {
    const char *escape = memchr(text, '%', (size_t)(stop - text));
    luaL_addlstring(out, text, (size_t)((escape == NULL ? stop : escape) - text));
    if (escape == NULL)
      return;
    text = escape + 1;
    if (*text == '%') {
      luaL_addchar(out, '%');
    } else if (*text == '0') {
      luaL_addlstring(out, at, (size_t)(end - at));
    } else if (*text >= '1' && *text <= '9') {
      pattern_push_capture(pattern, *text - '1', at, end);
      luaL_tolstring(L, -1, NULL);
      lua_remove(L, -2);
      luaL_addvalue(out);
    } else {
      luaL_error(L, "invalid use of '%c' in replacement string", '%');
    }
  }
}

/* Append what the match from `at` to `end` is replaced by. True when it is not itself. */
static bool add_replacement(struct pattern *pattern, luaL_Buffer *out, const char *at,
                            const char *end) {
  lua_State *L = pattern->L;
  int kind = lua_type(L, 3);
  if (kind == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, pattern_push_captures(pattern, at, end), 1);
  } else if (kind == LUA_TTABLE) {
    pattern_push_capture(pattern, 0, at, end);
    lua_gettable(L, 3);
  } else {
    add_text(pattern, out, at, end);
    return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(out, at, (size_t)(end - at));
    return false;
  }
  if (!lua_isstring(L, -1))
    return luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1)) != 0;
  luaL_addvalue(out);
  return true;
}

/* Replace up to `most` matches; gives their number. */
static lua_Integer replace_all(struct pattern *pattern, luaL_Buffer *out, const char *text,
                               lua_Integer most, bool *changed) {
  const char *at = pattern->subject, *before = NULL;
  bool anchored = *text == '^';
  lua_Integer count = 0;
  while (count < most) {
    const char *end = pattern_try(pattern, at, text + anchored);
    if (end != NULL && end != before) {
      count++;
      *changed |= add_replacement(pattern, out, at, end);
      at = before = end;
    } else if (at < pattern->subject_end) {
      luaL_addchar(out, *at++);
    } else {
      break;
    }
    if (anchored)
      break;
  }
  luaL_addlstring(out, at, (size_t)(pattern->subject_end - at));
  return count;
}

static int patient_gsub(lua_State *L) {
  size_t length, wanted;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *text = luaL_checklstring(L, 2, &wanted);
  int kind = lua_type(L, 3);
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
  luaL_argexpected(
      L, kind == LUA_TNUMBER || kind == LUA_TSTRING || kind == LUA_TFUNCTION || kind == LUA_TTABLE,
      3, "string/function/table");
  struct pattern pattern;
  luaL_Buffer out;
  bool changed = false;
  pattern_open(&pattern, L, subject, length, text + wanted);
  luaL_buffinit(L, &out);
  lua_Integer count = replace_all(&pattern, &out, text, most, &changed);
  luaL_pushresult(&out);
  if (!changed)
    lua_pushvalue(L, 1);
  lua_pushinteger(L, count);
  return 2;
}

/* }====================================================== */

/* {======================================================
** string.rep, table.sort, table.concat
** ======================================================= */

enum { PIECE = 1 << 16 };

static int patient_rep(lua_State *L) {
  size_t length, between;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &between);
  size_t one = length + between;
  if (count <= 0 || one == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (one < length || one >= (size_t)LUA_MAXINTEGER / (size_t)count)
    return luaL_error(L, "resulting string too large");
  luaL_Buffer out;
  size_t size = one * (size_t)count - between;
  char *to = luaL_buffinitsize(L, &out, size);
  for (lua_Integer i = 1; i <= count; i++) {
    to = mempcpy(to, text, length);
    if (i < count)
      to = mempcpy(to, separator, between);
    if (i % PIECE == 0 || one > PIECE)
      interrupt_poll(L);
  }
  luaL_pushresultsize(&out, size);
  return 1;
}

/* Lua's `<`, as a function: its call is seen by the hook. */
static int is_less(lua_State *L) {
  lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
  return 1;
}

/* A table, or what behaves as one by the metamethods that are looked into it with. */
static void check_table(lua_State *L, int index, bool written) {
  static const char *const methods[] = {"__index", "__len", "__newindex"};
  if (lua_istable(L, index))
    return;
  for (int i = 0; i < 2 + written; i++)
    if (luaL_getmetafield(L, index, methods[i]) == LUA_TNIL)
      luaL_checktype(L, index, LUA_TTABLE);
  lua_settop(L, 4);
}

/* Upvalue 1: Lua's own. A long table is given a function that compares, whose calls the hook sees.
 */
static int patient_sort(lua_State *L) {
  lua_settop(L, 4);
  check_table(L, 1, true);
  lua_Integer length = luaL_len(L, 1);
  if (!lua_isnil(L, 2) && length > 1)
    luaL_checktype(L, 2, LUA_TFUNCTION);
  if (lua_isnil(L, 2) && length > PIECE) {
    lua_pushcfunction(L, is_less);
    lua_replace(L, 2);
  }
  lua_settop(L, 2);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 0);
  return 0;
}

static void add_element(lua_State *L, luaL_Buffer *out, lua_Integer index) {
  if (index % 1024 == 0)
    interrupt_poll(L);
  lua_geti(L, 1, index);
  if (!lua_isstring(L, -1))
    luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1),
               (LUAI_UACINT)index);
  luaL_addvalue(out);
}

static int patient_concat(lua_State *L) {
  size_t between;
  luaL_Buffer out;
  lua_settop(L, 4);
  check_table(L, 1, false);
  lua_Integer last = luaL_len(L, 1);
  const char *separator = luaL_optlstring(L, 2, "", &between);
  lua_Integer index = luaL_optinteger(L, 3, 1);
  last = luaL_optinteger(L, 4, last);
  luaL_buffinit(L, &out);
  for (; index < last; index++) {
    add_element(L, &out, index);
    luaL_addlstring(&out, separator, between);
  }
  if (index == last)
    add_element(L, &out, index);
  luaL_pushresult(&out);
  return 1;
}

/* }====================================================== */

/* os.execute; upvalue 1 is Lua's own. Ctrl-C goes to the other program alone while it runs; when
** that ended by it, so does the script. */
static int patient_execute(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  const char *end = lua_tostring(L, 2);
  lua_Integer code = lua_tointeger(L, 3);
  if (end != NULL && ((strcmp(end, "signal") == 0 && code == SIGINT) ||
                      (strcmp(end, "exit") == 0 && code == 128 + SIGINT)))
    return interrupt_raise(L);
  return lua_gettop(L);
}

/* Upvalue 1: a script's message handler. Called because of Ctrl-C it would run inside the hook,
** with no other hook to stop it: then it is passed over. */
static int handle(lua_State *L) {
  if (interrupt_seen())
    return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

static int give_all(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  return lua_gettop(L);
}

/* xpcall; upvalue 1 is Lua's own. */
static int patient_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, handle, 1);
  lua_replace(L, 2);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, give_all);
  return give_all(L, LUA_OK, 0);
}

/* setmetatable; upvalue 1 is Lua's own. While Lua calls a __gc it calls no hook, and one that never
** ends could not be stopped. */
static int patient_setmetatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_istable(L, 2)) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL)
      return luaL_error(L, "a script's values have no __gc: Ctrl-C could not stop it\n"
                           "write: local x <close> = …, with __close in place of __gc");
    lua_pop(L, 1);
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

/* To the end of a cycle, in steps of a millisecond or so. */
static void finish_cycle(lua_State *L) {
  while (!lua_gc(L, LUA_GCSTEP, 0))
    interrupt_poll(L);
}

/* collectgarbage; upvalue 1 is Lua's own. A whole collection is made in steps: the cycle that may
** have begun is ended, and what has died since it began is found by another. */
static int patient_collect(lua_State *L) {
  if (strcmp(luaL_optstring(L, 1, "collect"), "collect") != 0) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
  }
  int mode = lua_gc(L, LUA_GCINC, 0, 0, 0);
  finish_cycle(L);
  finish_cycle(L);
  if (mode == LUA_GCGEN)
    lua_gc(L, LUA_GCGEN, 0, 0);
  lua_pushinteger(L, 0);
  return 1;
}

/* Put `function` in the place of `name` in the table on top; the one that was there is its upvalue.
 */
static void replace(lua_State *L, const char *name, lua_CFunction function) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, function, 1);
  lua_setfield(L, -2, name);
}

void patient_open(lua_State *L) {
  static const luaL_Reg strings[] = {{"find", patient_find},     {"match", patient_match},
                                     {"gmatch", patient_gmatch}, {"gsub", patient_gsub},
                                     {"rep", patient_rep},       {NULL, NULL}};
  lua_getglobal(L, LUA_STRLIBNAME);
  luaL_setfuncs(L, strings, 0);
  lua_getglobal(L, LUA_TABLIBNAME);
  lua_pushcfunction(L, patient_concat);
  lua_setfield(L, -2, "concat");
  replace(L, "sort", patient_sort);
  lua_getglobal(L, LUA_OSLIBNAME);
  replace(L, "execute", patient_execute);
  lua_pushglobaltable(L);
  replace(L, "xpcall", patient_xpcall);
  replace(L, "setmetatable", patient_setmetatable);
  replace(L, "collectgarbage", patient_collect);
  lua_pop(L, 4);
}
