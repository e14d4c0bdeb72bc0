#include "statement.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "comma.h"
#include "hoist.h"
#include "lexer.h"
#include "script.h"

struct statement statement_new(size_t number, const char *text, size_t length) {
  struct statement statement = {.text = text, .length = length};
  snprintf(statement.chunk, sizeof statement.chunk, "=prompt %zu", number);
  return statement;
}

struct source statement_source(const struct statement *statement) {
  return (struct source){statement->chunk + 1, statement->chunk, statement->text,
                         statement->length};
}

/* {======================================================
** Compiling
** ======================================================= */

/* Whether the message at the top says that the text ended too soon. A quote that is not closed is a
** mistake in its line: no later line can close it. */
static bool wants_more(lua_State *L) {
  static const char mark[] = "<eof>";
  size_t length;
  const char *message = lua_tolstring(L, -1, &length);
  return strstr(message, "unfinished string") == NULL && length >= sizeof mark - 1 &&
         strcmp(message + length - (sizeof mark - 1), mark) == 0;
}

static int load(lua_State *L, const struct statement *statement, const char *text, size_t length) {
  return luaL_loadbufferx(L, text, length, statement->chunk, "t");
}

struct declaring {
  lua_State *L;
  int declared;
};

static void declare(void *context, const char *name, size_t length) {
  const struct declaring *declaring = context;
  lua_pushlstring(declaring->L, name, length);
  lua_pushboolean(declaring->L, true);
  lua_rawset(declaring->L, declaring->declared);
}

/* Replace the compiled statement at the top by one whose locals belong to the session. */
static void load_hoisted(lua_State *L, const struct statement *statement, int declared) {
  struct declaring declaring = {L, declared};
  char *hoisted = hoist_locals(statement->text, statement->length, declare, &declaring);
  if (hoisted == NULL)
    return;
  int status = load(L, statement, hoisted, strlen(hoisted));
  free(hoisted);
  lua_remove(L, status == LUA_OK ? -2 : -1);
}

/* Push the first `length` bytes compiled as an expression, or the message. */
static bool load_expression(lua_State *L, struct statement *statement, size_t length) {
  struct source source = statement_source(statement);
  source.length = statement->used = length;
  return script_load_expression(L, &source) == LUA_OK;
}

/* Where a semicolon closes the text; 0 when none does. */
static size_t closing_semicolon(const struct statement *statement) {
  struct token last = {TOKEN_END, 0, 0};
  struct token token = lexer_next(statement->text, statement->length, 0);
  for (; token.kind != TOKEN_END; token = lexer_next(statement->text, statement->length, token.to))
    last = token;
  return last.kind == TOKEN_SYMBOL && statement->text[last.from] == ';' ? last.from : 0;
}

enum statement_state statement_compile(lua_State *L, struct statement *statement, int declared) {
  size_t semicolon = closing_semicolon(statement);
  statement->kind = semicolon > 0 ? STATEMENT_QUIET : STATEMENT_EXPRESSION;
  struct source source = statement_source(statement);
  if (load_expression(L, statement, semicolon > 0 ? semicolon : statement->length))
    return comma_check(L, &source) == LUA_OK ? STATEMENT_WHOLE : STATEMENT_WRONG;
  bool more = wants_more(L);
  lua_pop(L, 1);
  statement->kind = STATEMENT_PLAIN;
  statement->used = statement->length;
  if (load(L, statement, statement->text, statement->length) == LUA_OK) {
    if (comma_check(L, &source) != LUA_OK)
      return STATEMENT_WRONG;
    load_hoisted(L, statement, declared);
    return STATEMENT_WHOLE;
  }
  if (!more && !wants_more(L))
    return STATEMENT_WRONG;
  lua_pop(L, 1);
  return STATEMENT_OPEN;
}

/* }====================================================== */

bool statement_is_name(lua_State *L, const struct statement *statement) {
  static const char *const words[] = {"nil", "true", "false"};
  struct token token = lexer_next(statement->text, statement->length, 0);
  if (statement->kind != STATEMENT_EXPRESSION || token.kind != TOKEN_NAME ||
      lexer_next(statement->text, statement->length, token.to).kind != TOKEN_END)
    return false;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (token_is(statement->text, token, words[i]))
      return false;
  lua_pushlstring(L, statement->text + token.from, token.to - token.from);
  return true;
}

/* Whether a method is called at `colon`: ":name" and then arguments. */
static bool is_call(const char *line, size_t length, struct token colon) {
  struct token name = lexer_next(line, length, colon.to);
  struct token after = lexer_next(line, length, name.to);
  return name.kind == TOKEN_NAME &&
         (after.kind == TOKEN_STRING || after.kind == TOKEN_OPEN_STRING ||
          token_is(line, after, "(") || token_is(line, after, "{"));
}

bool statement_goes_on(const char *line, size_t length) {
  static const char symbols[] = ".+-*/%^=<>~&|,)}](";
  struct token token = lexer_next(line, length, 0);
  if (token.kind == TOKEN_NAME)
    return token_is(line, token, "and") || token_is(line, token, "or");
  if (token.kind != TOKEN_SYMBOL)
    return false;
  if (line[token.from] == ':')
    return is_call(line, length, token);
  return strchr(symbols, line[token.from]) != NULL;
}

bool statement_is_command(const char *line, size_t length) {
  struct token token = lexer_next(line, length, 0);
  if (token.kind != TOKEN_SYMBOL)
    return false;
  bool label = token.from + 1 < length && line[token.from + 1] == ':';
  return line[token.from] == '?' || (line[token.from] == ':' && !label);
}
