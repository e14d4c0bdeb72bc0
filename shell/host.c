#include "host.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"
#include "history.h"
#include "hoist.h"
#include "lexer.h"
#include "pager.h"
#include "progress.h"
#include "script.h"
#include "terminal.h"

/* host.size() -> columns, rows of the terminal that the output goes to; nil when it is none */
static int host_size(lua_State *L) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO))
    return 0;
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  lua_pushinteger(L, known ? size.ws_col : 80);
  lua_pushinteger(L, known ? size.ws_row : 24);
  return 2;
}

/* host.colour() -> whether the output may be coloured: on a terminal that can, unless NO_COLOR */
static int host_colour(lua_State *L) {
  lua_pushboolean(L, terminal_takes_colour(STDOUT_FILENO));
  return 1;
}

/* host.clock() -> seconds, from some point in the past */
static int host_clock(lua_State *L) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  lua_pushnumber(L, (double)now.tv_sec + (double)now.tv_nsec / 1e9);
  return 1;
}

/* host.page(text) -> whether a person has been shown it in the pager */
static int host_page(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_pushboolean(L, pager_show(text, length));
  return 1;
}

/* host.history() -> the entries, oldest first */
static int host_history(lua_State *L) {
  size_t count = prompt_history_count();
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, prompt_history_entry(i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* Note a declared name in the list at 2. */
static void note_name(void *context, const char *name, size_t length) {
  lua_State *L = context;
  lua_pushlstring(L, name, length);
  lua_rawseti(L, 2, (lua_Integer)lua_rawlen(L, 2) + 1);
}

/* host.hoist(text) -> the text with its top-level locals as assignments, and their names */
static int host_hoist(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_settop(L, 1);
  lua_newtable(L);
  luaL_checkstack(L, 4, "hoist");
  char *hoisted = hoist_locals(text, length, note_name, L);
  if (hoisted == NULL)
    return luaL_error(L, "not enough memory");
  lua_pushstring(L, hoisted);
  free(hoisted);
  lua_insert(L, 2);
  return 2;
}

/* host.progress(name, done, total): how far the script is; without arguments it is over */
static int host_progress(lua_State *L) {
  if (lua_isnoneornil(L, 1)) {
    progress_by_script(false);
    progress_wipe();
    return 0;
  }
  double done = luaL_checknumber(L, 2), total = luaL_checknumber(L, 3);
  struct progress_state state = {.name = luaL_checkstring(L, 1),
                                 .size = total,
                                 .unit = "",
                                 .done = done > 0 ? (size_t)done : 0,
                                 .total = total > 0 ? (size_t)total : 0};
  progress_by_script(true);
  progress_show(&state);
  return 0;
}

/* host.prefill(text): the next line at the prompt begins with it */
static int host_prefill(lua_State *L) {
  terminal_prefill(luaL_checkstring(L, 1));
  return 0;
}

static void push_token(lua_State *L, const char *text, struct token token) {
  static const char *const kinds[] = {"end",         "name",         "number", "string",
                                      "open string", "open comment", "symbol"};
  lua_createtable(L, 0, 4);
  lua_pushstring(L, kinds[token.kind]);
  lua_setfield(L, -2, "kind");
  lua_pushinteger(L, (lua_Integer)token.from + 1);
  lua_setfield(L, -2, "from");
  lua_pushinteger(L, (lua_Integer)token.to);
  lua_setfield(L, -2, "to");
  lua_pushlstring(L, text + token.from, token.to - token.from);
  lua_setfield(L, -2, "text");
}

/* host.tokens(text) -> { { kind =, from =, to =, text = }, ... }: the text as lexer.h reads Lua;
** kinds are name, number, string, open string, open comment, symbol */
static int host_tokens(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_newtable(L);
  struct token token = lexer_next(text, length, 0);
  for (lua_Integer i = 1; token.kind != TOKEN_END; i++) {
    push_token(L, text, token);
    lua_rawseti(L, -2, i);
    token = lexer_next(text, length, token.to);
  }
  return 1;
}

/* host.traceback(on): whether errors bring a traceback */
static int host_traceback(lua_State *L) {
  fault_set_traceback(lua_toboolean(L, 1));
  return 0;
}

/* host.comma(path) -> what is wrong where a Lua file sets a name to `1,5`; nothing else */
static int host_comma(lua_State *L) {
  return script_push_comma(L, luaL_checkstring(L, 1)) ? 1 : 0;
}

int luaopen_host(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"size", host_size},           {"colour", host_colour},   {"clock", host_clock},
      {"page", host_page},           {"history", host_history}, {"hoist", host_hoist},
      {"progress", host_progress},   {"tokens", host_tokens},   {"prefill", host_prefill},
      {"traceback", host_traceback}, {"comma", host_comma},     {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
