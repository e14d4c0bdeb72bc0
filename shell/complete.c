#include "complete.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>

/* readline's callbacks carry no context. */
static lua_State *state;
static int session_reference; /* the session's variables, in the registry */
static int answer_reference;  /* what prompt.complete said of the line last, in the registry */

/* The lines that the statement begins with, each with its newline; or NULL. */
static char *earlier;

void complete_after(const char *lines) {
  free(earlier);
  earlier = NULL;
  if (lines != NULL && asprintf(&earlier, "%s\n", lines) < 0)
    earlier = NULL;
}

/* {======================================================
** Asking Lua
** ======================================================= */

/* Give what prompt.complete says of the text at 1. */
static int ask(lua_State *L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "prompt.complete");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "at");
  lua_pushvalue(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, session_reference);
  lua_call(L, 2, 1);
  return 1;
}

/* Keep the answer for the line up to the cursor; nil when there is none. */
static void find_answer(void) {
  int base = lua_gettop(state);
  if (lua_status(state) != LUA_OK || !lua_checkstack(state, 40))
    return;
  lua_pushcfunction(state, ask);
  lua_pushstring(state, earlier != NULL ? earlier : "");
  lua_pushlstring(state, rl_line_buffer, (size_t)rl_point);
  lua_concat(state, 2);
  if (lua_pcall(state, 1, 1, 0) != LUA_OK) {
    lua_pop(state, 1);
    lua_pushnil(state);
  }
  lua_rawseti(state, LUA_REGISTRYINDEX, answer_reference);
  lua_settop(state, base);
}

/* Push a field of the answer, nil when there is no answer. */
static void push_answer(const char *name) {
  lua_rawgeti(state, LUA_REGISTRYINDEX, answer_reference);
  if (lua_istable(state, -1))
    lua_getfield(state, -1, name);
  else
    lua_pushnil(state);
  lua_remove(state, -2);
}

/* }====================================================== */

/* {======================================================
** Telling readline
** ======================================================= */

/* Bytes of each candidate that stand before readline's own idea of the word: a blank in a name,
** say, ends a word for it where the byte before the name is a blank, too. */
static size_t behind;

/* The next candidate from the list at the top of the stack. */
static char *generate(const char *text, int again) {
  static lua_Integer index;
  (void)text;
  if (again == 0)
    index = 0;
  char *match = NULL;
  while (match == NULL && lua_rawgeti(state, -1, ++index) == LUA_TSTRING) {
    const char *candidate = lua_tostring(state, -1);
    if (strlen(candidate) >= behind)
      match = strdup(candidate + behind);
    lua_pop(state, 1);
  }
  if (match == NULL)
    lua_pop(state, 1);
  return match;
}

/* What is put after the only candidate: the first byte of the answer's `append`. */
static int appended(void) {
  push_answer("append");
  const char *text = lua_tostring(state, -1);
  int character = text == NULL ? '\0' : (unsigned char)text[0];
  lua_pop(state, 1);
  return character;
}

static bool is_file(void) {
  push_answer("files");
  bool file = lua_toboolean(state, -1);
  lua_pop(state, 1);
  return file;
}

/* Where the word begins in readline's line. */
static size_t first_byte(void) {
  size_t before = earlier != NULL ? strlen(earlier) : 0;
  push_answer("from");
  lua_Integer from = lua_tointeger(state, -1);
  lua_pop(state, 1);
  return from >= 1 && (size_t)from - 1 >= before ? (size_t)from - 1 - before : 0;
}

static char **complete(const char *text, int start, int end) {
  (void)end;
  behind = (size_t)start > first_byte() ? (size_t)start - first_byte() : 0;
  rl_completion_append_character = appended();
  if (is_file())
    return NULL; /* readline's own names of files */
  rl_attempted_completion_over = 1;
  char **matches = NULL;
  push_answer("candidates");
  if (lua_istable(state, -1))
    matches = rl_completion_matches(text, generate);
  lua_pop(state, 1);
  return matches;
}

/* The word begins where the answer says: the byte before it is the only one that ends words. */
static char *word_breaks(void) {
  static char before[2];
  find_answer();
  size_t first = first_byte();
  before[0] = first > 0 && first <= (size_t)rl_point ? rl_line_buffer[first - 1] : '\0';
  return before;
}

/* }====================================================== */

void complete_open(lua_State *L, int session) {
  state = L;
  lua_pushvalue(L, session);
  session_reference = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  answer_reference = luaL_ref(L, LUA_REGISTRYINDEX);
  rl_attempted_completion_function = complete;
  rl_completion_word_break_hook = word_breaks;
  rl_basic_quote_characters = ""; /* a column ends no string: the expression goes on */
  rl_ignore_completion_duplicates = 1;
}
