#include "complete.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>

#include "lexer.h"

/* readline's callbacks carry no context. */
static lua_State *state;
static int session_reference; /* in the registry */

enum { TOKENS_MAX = 1000 };

/* What the cursor stands in. */
struct line {
  const char *text;
  size_t length; /* up to the cursor */
  int count;
  struct token token[TOKENS_MAX];
};

/* A chain of names "a.b.c": tokens first to last. */
struct path {
  int first;
  int last; /* < first: none */
};

static const struct path no_path = {0, -1};

static void read_tokens(struct line *line, const char *text, size_t length) {
  line->text = text;
  line->length = length;
  line->count = 0;
  struct token token = lexer_next(text, length, 0);
  while (token.kind != TOKEN_END && line->count < TOKENS_MAX) {
    line->token[line->count++] = token;
    token = lexer_next(text, length, token.to);
  }
}

static bool is(const struct line *line, int at, const char *text) {
  return at >= 0 && at < line->count && token_is(line->text, line->token[at], text);
}

static bool is_kind(const struct line *line, int at, enum token_kind kind) {
  return at >= 0 && at < line->count && line->token[at].kind == kind;
}

static bool is_opener(const struct line *line, int at) {
  return is(line, at, "(") || is(line, at, "{") || is(line, at, "[");
}

static bool is_closer(const struct line *line, int at) {
  return is(line, at, ")") || is(line, at, "}") || is(line, at, "]");
}

/* From `at` back to the bracket that is open there; -1 when none is. */
static int enclosing(const struct line *line, int at) {
  int depth = 0;
  for (; at >= 0; at--) {
    if (is_closer(line, at))
      depth++;
    else if (is_opener(line, at) && depth-- == 0)
      return at;
  }
  return -1;
}

/* The name before a call's arguments, of which `at` is the last token; -1 when it is no call. */
static int callee(const struct line *line, int at) {
  if (is(line, at, ")") || is(line, at, "}"))
    at = enclosing(line, at - 1) - 1;
  else if (is_kind(line, at, TOKEN_STRING))
    at--;
  else
    return -1;
  return is_kind(line, at, TOKEN_NAME) ? at : -1;
}

/* The names that a chain of method calls ending at `at` starts from. */
static struct path receiver(const struct line *line, int at) {
  while (!is_kind(line, at, TOKEN_NAME)) {
    int name = callee(line, at);
    if (name < 0 || !is(line, name - 1, ":"))
      return no_path;
    at = name - 2;
  }
  int first = at;
  while (is(line, first - 1, ".") && is_kind(line, first - 2, TOKEN_NAME))
    first -= 2;
  if (is(line, first - 1, ":") || is(line, first - 1, "."))
    return no_path;
  return (struct path){first, at};
}

/* The frame whose verb holds the string that begins at token `string`; `*verb`: it is a method. */
static struct path verb_receiver(const struct line *line, int string, bool *verb) {
  int at = string - 1;
  while (at >= 0 && !is_kind(line, at, TOKEN_NAME)) {
    at = is_opener(line, at) ? at : enclosing(line, at);
    at--;
  }
  *verb = at >= 0 && is(line, at - 1, ":");
  return *verb ? receiver(line, at - 2) : no_path;
}

/* {======================================================
** Values, without running anything
** ======================================================= */

/* Replace the value at the top by the table where the fields that it lacks are looked up: __index,
** or `__methods` where that is a function. False, leaving it, when there is none. */
static bool step_behind(lua_State *L) {
  static const char *const fields[] = {"__index", "__methods"};
  for (int i = 0; i < 2; i++) {
    int type = luaL_getmetafield(L, -1, fields[i]);
    if (type == LUA_TTABLE) {
      lua_remove(L, -2);
      return true;
    }
    if (type != LUA_TNIL)
      lua_pop(L, 1);
  }
  return false;
}

/* Replace the value at the top by its field; metamethods are not run, but tables that stand as
** __index are looked into. */
static void raw_field(lua_State *L, const char *name, size_t length) {
  for (int depth = 0; depth < 16; depth++) {
    if (lua_istable(L, -1)) {
      lua_pushlstring(L, name, length);
      if (lua_rawget(L, -2) != LUA_TNIL) {
        lua_remove(L, -2);
        return;
      }
      lua_pop(L, 1);
    }
    if (!step_behind(L))
      break;
  }
  lua_pop(L, 1);
  lua_pushnil(L);
}

static void push_path(lua_State *L, const struct line *line, struct path path) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, session_reference);
  for (int at = path.first; at <= path.last; at += 2) {
    struct token name = line->token[at];
    raw_field(L, line->text + name.from, name.to - name.from);
  }
}

static bool is_word(const char *text) {
  if (isdigit((unsigned char)text[0]) || text[0] == '\0')
    return false;
  for (; *text != '\0'; text++)
    if (!isalnum((unsigned char)*text) && *text != '_' && (unsigned char)*text < 0x80)
      return false;
  return true;
}

/* Append a candidate to the list at stack place 1. */
static void offer(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  lua_rawseti(L, 1, (lua_Integer)lua_rawlen(L, 1) + 1);
}

/* Offer the names in the table at the top, and in those behind it by __index; pops it. */
static void offer_fields(lua_State *L, bool functions_only) {
  for (int depth = 0; depth < 16; depth++) {
    if (lua_istable(L, -1)) {
      lua_pushnil(L);
      while (lua_next(L, -2) != 0) {
        if (lua_type(L, -2) == LUA_TSTRING && (!functions_only || lua_isfunction(L, -1))) {
          const char *name = lua_tostring(L, -2);
          if (is_word(name) && strncmp(name, "__", 2) != 0)
            offer(L, name);
        }
        lua_pop(L, 1);
      }
    }
    if (!step_behind(L))
      break;
  }
  lua_pop(L, 1);
}

/* Offer the columns of the frame at the top; pops it. A frame is what has `names` and `filter`. */
static void offer_columns(lua_State *L) {
  lua_pushvalue(L, -1);
  raw_field(L, "filter", 6);
  bool frame = lua_isfunction(L, -1);
  lua_pop(L, 1);
  lua_pushvalue(L, -1);
  raw_field(L, "names", 5);
  if (frame && lua_isfunction(L, -1)) {
    lua_pushvalue(L, -2);
    lua_call(L, 1, 1);
    for (lua_Integer i = 1; lua_istable(L, -1) && lua_rawgeti(L, -1, i) == LUA_TSTRING; i++) {
      if (is_word(lua_tostring(L, -1)))
        offer(L, lua_tostring(L, -1));
      lua_pop(L, 1);
    }
  }
  lua_settop(L, 1);
}

static void offer_keywords(lua_State *L) {
  static const char *const words[] = {"and",   "break", "do",       "else", "elseif", "end",
                                      "false", "for",   "function", "goto", "if",     "in",
                                      "local", "nil",   "not",      "or",   "repeat", "return",
                                      "then",  "true",  "until",    "while"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    offer(L, words[i]);
}

/* }====================================================== */

/* Offer what may stand at the cursor. Stack: the list, the line. */
static int collect(lua_State *L) {
  const struct line *line = lua_touserdata(L, 2);
  int last = line->count - 1;
  if (is_kind(line, last, TOKEN_OPEN_STRING)) {
    bool verb;
    struct path path = verb_receiver(line, last, &verb);
    push_path(L, line, path);
    if (path.first <= path.last)
      offer_columns(L);
    return 0;
  }
  bool method = is(line, last, ":");
  if (!method && !(is(line, last, ".") && !is(line, last - 1, "."))) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, session_reference);
    offer_fields(L, false);
    offer_keywords(L);
    return 0;
  }
  struct path path = receiver(line, last - 1);
  if (path.first > path.last)
    return 0;
  push_path(L, line, path);
  offer_fields(L, method);
  return 0;
}

/* The next candidate from the list at the top of the stack that begins with `text`. */
static char *generate(const char *text, int again) {
  static lua_Integer index;
  if (again == 0)
    index = 0;
  while (lua_rawgeti(state, -1, ++index) == LUA_TSTRING) {
    const char *name = lua_tostring(state, -1);
    char *match = strncmp(name, text, strlen(text)) == 0 ? strdup(name) : NULL;
    lua_pop(state, 1);
    if (match != NULL)
      return match;
  }
  lua_pop(state, 1);
  return NULL;
}

/* Whether the cursor stands in a string that is no verb's: a path, most likely. */
static bool in_path(const struct line *line) {
  bool verb = true;
  if (is_kind(line, line->count - 1, TOKEN_OPEN_STRING))
    verb_receiver(line, line->count - 1, &verb);
  return !verb;
}

static char **complete(const char *text, int start, int end) {
  static struct line line;
  (void)end;
  read_tokens(&line, rl_line_buffer, (size_t)start);
  if (is_kind(&line, line.count - 1, TOKEN_OPEN_COMMENT))
    return NULL;
  if (in_path(&line)) {
    char quote = line.text[line.token[line.count - 1].from];
    rl_completion_append_character = quote == '[' ? '\0' : quote;
    return NULL;
  }
  rl_attempted_completion_over = 1;
  rl_completion_append_character = '\0';
  if (lua_status(state) != LUA_OK || !lua_checkstack(state, 40))
    return NULL;
  int base = lua_gettop(state);
  lua_newtable(state);
  lua_pushcfunction(state, collect);
  lua_pushvalue(state, -2);
  lua_pushlightuserdata(state, &line);
  char **matches = NULL;
  if (lua_pcall(state, 2, 0, 0) == LUA_OK)
    matches = rl_completion_matches(text, generate);
  lua_settop(state, base);
  return matches;
}

/* Inside a path only quotes end a word. */
static char *word_breaks(void) {
  static struct line line;
  static char in_file[] = "\"'";
  static char in_code[] = " \t\n\"\\'`@$><=;|&{(})[]+-*/%^~#.:,!?";
  read_tokens(&line, rl_line_buffer, (size_t)rl_point);
  return in_path(&line) ? in_file : in_code;
}

void complete_open(lua_State *L, int session) {
  state = L;
  lua_pushvalue(L, session);
  session_reference = luaL_ref(L, LUA_REGISTRYINDEX);
  rl_attempted_completion_function = complete;
  rl_completion_word_break_hook = word_breaks;
  rl_basic_quote_characters = ""; /* a column ends no string: the expression goes on */
}
