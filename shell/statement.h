/* What is entered at the prompt, as statements: when one is whole, what it is, and its function. */
#ifndef INDSATS_STATEMENT_H
#define INDSATS_STATEMENT_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "fault.h"

enum statement_state { STATEMENT_WHOLE, STATEMENT_OPEN, STATEMENT_WRONG };

enum statement_kind {
  STATEMENT_EXPRESSION, /* its values are printed */
  STATEMENT_QUIET,      /* an expression and a semicolon: they are not */
  STATEMENT_PLAIN
};

struct statement {
  char chunk[32]; /* Lua's chunk name, "=prompt 3" for the third statement */
  const char *text;
  size_t length;
  enum statement_kind kind;
  size_t used; /* the length of the text without the semicolon of STATEMENT_QUIET */
};

/* A statement of the session, the `number`'th. */
struct statement statement_new(size_t number, const char *text, size_t length);

/* The statement's text as errors show it. It stands as long as the statement. */
struct source statement_source(const struct statement *statement);

/* Push the function of statement->text, having found its kind; or the message of what is wrong with
** it; or, when it is open, nothing. Locals at the top level become names for which `declared` at
** that place of the stack holds true. */
enum statement_state statement_compile(lua_State *L, struct statement *statement, int declared);

/* Whether the statement is a name and nothing else: then a copy of it is pushed. */
bool statement_is_name(lua_State *L, const struct statement *statement);

/* Whether `line` goes on with a statement that could end before it: a chain of calls (":filter
** 'x'", not a command), an operator. For texts that came in one piece. */
bool statement_goes_on(const char *line, size_t length);

/* Whether it is a command of the prompt (":mode csv", "?filter"). */
bool statement_is_command(const char *line, size_t length);

#endif
