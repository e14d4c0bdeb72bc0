#include "prompt.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "complete.h"
#include "fault.h"
#include "history.h"
#include "hoist.h"
#include "interrupt.h"
#include "script.h"
#include "terminal.h"

static const char chunk_name[] = "=prompt";
enum { SESSION = 1, DECLARED = 2 }; /* places on the stack during a session */

/* {======================================================
** The session's variables
** ======================================================= */

/* New names are globals unless a line declared them local. Upvalue 1: the declared names. */
static int session_newindex(lua_State *L) {
  lua_settop(L, 3);
  lua_pushvalue(L, 2);
  bool own = lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL;
  lua_pop(L, 1);
  if (own) {
    lua_rawset(L, 1);
  } else {
    lua_pushglobaltable(L);
    lua_insert(L, 2);
    lua_settable(L, 2);
  }
  return 0;
}

/* Push the session's table and the set of its names. */
static void open_session(lua_State *L) {
  lua_newtable(L);
  lua_newtable(L);
  lua_pushboolean(L, true);
  lua_setfield(L, -2, "_");
  lua_createtable(L, 0, 2);
  lua_pushglobaltable(L);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, session_newindex, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -3);
}

static void declare(void *context, const char *name, size_t length) {
  lua_State *L = context;
  lua_pushlstring(L, name, length);
  lua_pushboolean(L, true);
  lua_rawset(L, DECLARED);
}

/* }====================================================== */

/* {======================================================
** Compiling
** ======================================================= */

enum compiled { COMPILED, INCOMPLETE, WRONG };

/* Whether the message at the top says that the text ended too soon. A quote that is not closed is a
** mistake in its line: no later line can close it. */
static bool wants_more(lua_State *L) {
  static const char mark[] = "<eof>";
  size_t length;
  const char *message = lua_tolstring(L, -1, &length);
  return strstr(message, "unfinished string") == NULL && length >= sizeof mark - 1 &&
         strcmp(message + length - (sizeof mark - 1), mark) == 0;
}

static int load(lua_State *L, const char *text, size_t length) {
  return luaL_loadbufferx(L, text, length, chunk_name, "t");
}

/* Replace the compiled statement at the top by one whose locals belong to the session. */
static void load_hoisted(lua_State *L, const char *text, size_t length) {
  char *hoisted = hoist_locals(text, length, declare, L);
  if (hoisted == NULL)
    return;
  int status = load(L, hoisted, strlen(hoisted));
  free(hoisted);
  lua_remove(L, status == LUA_OK ? -2 : -1);
}

/* Push the function of a text, or the message of what is wrong with it, or nothing. */
static enum compiled compile(lua_State *L, const char *text, size_t length) {
  struct source source = {"prompt", chunk_name, text, length};
  if (script_load_expression(L, &source) == LUA_OK)
    return COMPILED;
  bool more = wants_more(L);
  lua_pop(L, 1);
  if (load(L, text, length) == LUA_OK) {
    load_hoisted(L, text, length);
    return COMPILED;
  }
  if (!more && !wants_more(L))
    return WRONG;
  lua_pop(L, 1);
  return INCOMPLETE;
}

/* }====================================================== */

/* Run the function at 2 with the session at 1 as its globals; print its values and keep the first
** as `_`. */
static int evaluate(lua_State *L) {
  lua_pushvalue(L, 1);
  if (lua_setupvalue(L, 2, 1) == NULL)
    lua_pop(L, 1);
  lua_call(L, 0, LUA_MULTRET);
  int count = lua_gettop(L) - 1;
  if (count > 0 && !lua_isnil(L, 2)) {
    lua_pushliteral(L, "_");
    lua_pushvalue(L, 2);
    lua_rawset(L, 1);
  }
  script_print(L, count);
  return 0;
}

static void show_error(lua_State *L, const char *text, size_t length) {
  struct source source = {"prompt", chunk_name, text, length};
  fflush(stdout);
  if (interrupt_seen()) {
    lua_pop(L, 1);
    fputs("interrupted\n", stderr);
  } else {
    fault_show_prompt(L, stderr, &source);
  }
}

/* Run the function at the top. */
static void run(lua_State *L, const char *text, size_t length) {
  interrupt_clear();
  lua_pushcfunction(L, evaluate);
  lua_insert(L, -2);
  lua_pushvalue(L, SESSION);
  lua_insert(L, -2);
  if (interrupt_call(L, 2, 0) != LUA_OK)
    show_error(L, text, length);
  interrupt_clear();
  fflush(stdout);
}

/* The lines of a statement so far. */
struct statement {
  char *text;
  size_t length;
};

static void clear_statement(struct statement *statement) {
  free(statement->text);
  *statement = (struct statement){0};
}

static bool add_line(struct statement *statement, const char *line) {
  size_t added = strlen(line);
  char *grown = realloc(statement->text, statement->length + added + 2);
  if (grown == NULL)
    return false;
  if (statement->length > 0)
    grown[statement->length++] = '\n';
  memcpy(grown + statement->length, line, added + 1);
  statement->text = grown;
  statement->length += added;
  return true;
}

/* Compile and run what has been entered, unless there is more to come. */
static void enter(lua_State *L, struct statement *statement) {
  enum compiled result = compile(L, statement->text, statement->length);
  if (result == INCOMPLETE)
    return;
  prompt_history_add(statement->text, statement->length);
  if (result == COMPILED)
    run(L, statement->text, statement->length);
  else
    show_error(L, statement->text, statement->length);
  clear_statement(statement);
}

static void read_statements(lua_State *L) {
  struct statement statement = {0};
  char *line;
  for (;;) {
    switch (terminal_read(statement.length > 0 ? ">> " : "> ", &line)) {
    case LINE_CLOSED:
      putchar('\n');
      clear_statement(&statement);
      return;
    case LINE_INTERRUPTED:
      clear_statement(&statement);
      break;
    case LINE_ENTERED:
      if (add_line(&statement, line))
        enter(L, &statement);
      free(line);
      break;
    }
  }
}

int prompt_run(lua_State *L) {
  lua_settop(L, 0);
  open_session(L);
  terminal_open();
  prompt_history_open();
  complete_open(L, SESSION);
  puts("indsats " INDSATS_VERSION " - Tab completes, Ctrl-C stops, Ctrl-D leaves");
  read_statements(L);
  prompt_history_close();
  return 0;
}
