#include "comma.h"

#include <lauxlib.h>
#include <stdbool.h>

#include "lexer.h"

static bool is_symbol(const char *text, struct token token, char symbol) {
  return token.kind == TOKEN_SYMBOL && text[token.from] == symbol;
}

/* Whether the tokens are `name = 1,5`, with no name before them that would take the second, and no
** loop. */
static bool is_decimal(const char *text, const struct token token[6]) {
  return !is_symbol(text, token[0], ',') && !token_is(text, token[0], "for") &&
         token[1].kind == TOKEN_NAME && is_symbol(text, token[2], '=') &&
         token[3].kind == TOKEN_NUMBER && is_symbol(text, token[4], ',') &&
         token[5].kind == TOKEN_NUMBER && token[3].to == token[4].from &&
         token[4].to == token[5].from;
}

static int line_of(const struct source *source, size_t at) {
  int line = 1;
  for (size_t i = 0; i < at; i++)
    line += source->text[i] == '\n';
  return line;
}

/* Push the text of a token. */
static const char *push_token(lua_State *L, const struct source *source, struct token token) {
  return lua_pushlstring(L, source->text + token.from, token.to - token.from);
}

static int refuse(lua_State *L, const struct source *source, const struct token token[6]) {
  lua_Debug info;
  lua_getinfo(L, ">S", &info); /* pops the function */
  int base = lua_gettop(L);
  const char *name = push_token(L, source, token[1]);
  const char *whole = push_token(L, source, token[3]);
  const char *part = push_token(L, source, token[5]);
  const char *bare = luaL_gsub(L, whole, ".", ""); /* without thousands marks */
  lua_pushfstring(L,
                  "%s:%d: '%s,%s' is two numbers, and %s would be the first alone\n"
                  "decimals are written with a point: %s.%s; two numbers with a blank: %s, %s",
                  info.short_src, line_of(source, token[1].from), whole, part, name, bare, part,
                  whole, part);
  lua_replace(L, base + 1);
  lua_settop(L, base + 1);
  return LUA_ERRSYNTAX;
}

int comma_check(lua_State *L, const struct source *source) {
  struct token token[6] = {{TOKEN_END, 0, 0}};
  size_t at = 0;
  do {
    for (int i = 0; i < 5; i++)
      token[i] = token[i + 1];
    token[5] = lexer_next(source->text, source->length, at);
    at = token[5].to;
    if (is_decimal(source->text, token))
      return refuse(L, source, token);
  } while (token[5].kind != TOKEN_END);
  return LUA_OK;
}
