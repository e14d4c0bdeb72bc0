#include "prompt.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bound.h"
#include "complete.h"
#include "fault.h"
#include "history.h"
#include "interrupt.h"
#include "progress.h"
#include "script.h"
#include "statement.h"
#include "terminal.h"

/* Places on the stack during a session: its variables, the names that are declared, the modules
** prompt.session, prompt.record and prompt.command. */
enum { SESSION = 1, DECLARED, LIBRARY, RECORD, COMMAND };

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
  lua_createtable(L, 0, 2);
  lua_pushglobaltable(L);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, session_newindex, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -3);
}

static void push_module(lua_State *L, const char *name) {
  lua_getglobal(L, "require");
  lua_pushstring(L, name);
  lua_call(L, 1, 1);
}

static void open_library(lua_State *L) {
  push_module(L, "prompt.session");
  push_module(L, "prompt.record");
  push_module(L, "prompt.command");
  lua_getfield(L, LIBRARY, "start");
  lua_pushvalue(L, SESSION);
  lua_call(L, 1, 0);
}

/* }====================================================== */

/* {======================================================
** Running
** ======================================================= */

/* The statements that were run, which functions made by them bring up again. */
static struct {
  struct statement *list;
  size_t count;
  size_t room;
} past;

/* Keep a copy of the statement. Without memory its lines are not shown later, no more. */
static void keep_statement(const struct statement *statement) {
  if (past.count == past.room) {
    size_t room = past.room * 2 + 64;
    struct statement *list = realloc(past.list, room * sizeof *list);
    if (list == NULL)
      return;
    past.list = list;
    past.room = room;
  }
  struct statement *kept = &past.list[past.count];
  *kept = *statement;
  kept->text = strndup(statement->text, statement->length);
  past.count += kept->text != NULL;
}

static void clear_past(void) {
  for (size_t i = 0; i < past.count; i++)
    free((char *)(size_t)past.list[i].text);
  free(past.list);
}

/* Find the statement of a chunk called `name`. */
static bool find_source(const char *name, struct source *source) {
  for (size_t i = 0; i < past.count; i++) {
    *source = statement_source(&past.list[i]);
    if (strcmp(source->name, name) == 0)
      return true;
  }
  return false;
}

enum outcome { DONE, FAILED, INTERRUPTED };

static void show_error(lua_State *L, const struct source *source, enum outcome outcome) {
  progress_by_script(false);
  progress_wipe();
  fflush(stdout);
  if (outcome == INTERRUPTED) {
    lua_pop(L, 1);
    fputs("interrupted\n", stderr);
  } else {
    fault_show_prompt(L, stderr, source, find_source);
  }
}

/* Call a function with `arguments` at the top of the stack, for one result. Unless DONE the error
** is shown and nothing pushed; Ctrl-C may have come before it began. */
static enum outcome call(lua_State *L, int arguments, const struct source *source) {
  bound_memory();
  enum outcome outcome = interrupt_call(L, arguments, 1) == LUA_OK ? DONE : FAILED;
  if (outcome != DONE && interrupt_seen())
    outcome = INTERRUPTED;
  /* From here on Ctrl-C is the next line's: the terminal throws away what it has not shown yet, be
  ** it the end of the message, and the prompt has to begin a line of its own. */
  if (outcome != DONE) {
    interrupt_clear();
    show_error(L, source, outcome);
  }
  fflush(stdout);
  return outcome;
}

/* Note for :save what was entered. */
static void record(lua_State *L, const struct statement *statement, enum outcome outcome) {
  static const char *const kinds[] = {"expression", "quiet", "statement"};
  static const char *const failures[] = {NULL, "failed", "interrupted"};
  lua_getfield(L, RECORD, "add");
  lua_pushlstring(L, statement->text, statement->used);
  lua_pushstring(L, kinds[statement->kind]);
  lua_pushstring(L, failures[outcome]);
  if (lua_pcall(L, 3, 0, 0) != LUA_OK)
    lua_pop(L, 1);
}

/* Push the name that is all of the statement, when no line has declared it; else nil. */
static void push_undeclared(lua_State *L, const struct statement *statement) {
  if (!statement_is_name(L, statement)) {
    lua_pushnil(L);
    return;
  }
  lua_pushvalue(L, -1);
  bool declared = lua_rawget(L, DECLARED) != LUA_TNIL;
  lua_pop(L, 1);
  if (declared) {
    lua_pop(L, 1);
    lua_pushnil(L);
  }
}

/* Run the statement whose function is at the top, with the session as its globals. */
static bool run(lua_State *L, const struct statement *statement) {
  struct source source = statement_source(statement);
  lua_pushvalue(L, SESSION);
  if (lua_setupvalue(L, -2, 1) == NULL)
    lua_pop(L, 1);
  lua_getfield(L, LIBRARY, "run");
  lua_insert(L, -2);
  lua_pushboolean(L, statement->kind == STATEMENT_QUIET);
  push_undeclared(L, statement);
  lua_pushstring(L, source.name);
  enum outcome outcome = call(L, 4, &source);
  if (outcome == DONE)
    lua_pop(L, 1);
  record(L, statement, outcome);
  return outcome == DONE;
}

/* Whether the text is not to be kept: it seems to hold a secret, or Ctrl-C came upon the search. */
static bool is_secret(lua_State *L, const char *text, size_t length) {
  push_module(L, "prompt.secret");
  lua_getfield(L, -1, "is");
  lua_pushlstring(L, text, length);
  bool secret = lua_pcall(L, 1, 1, 0) != LUA_OK || lua_toboolean(L, -1);
  lua_pop(L, 2);
  return secret;
}

static void remember(lua_State *L, const char *text, size_t length) {
  prompt_history_add(text, length, is_secret(L, text, length));
}

/* }====================================================== */

/* {======================================================
** What is entered
** ======================================================= */

/* The lines of a statement so far. */
struct lines {
  char *text;
  size_t length;
};

static void clear_lines(struct lines *lines) {
  free(lines->text);
  *lines = (struct lines){0};
}

static bool add_line(struct lines *lines, const char *line, size_t length) {
  char *grown = realloc(lines->text, lines->length + length + 2);
  if (grown == NULL)
    return false;
  if (lines->length > 0)
    grown[lines->length++] = '\n';
  memcpy(grown + lines->length, line, length);
  lines->text = grown;
  lines->length += length;
  grown[lines->length] = '\0';
  return true;
}

/* Run the lines when they make a statement; `last`: nothing follows that could go on with it. False
** when something went wrong. */
static bool enter_statement(lua_State *L, struct lines *lines, bool last) {
  struct statement statement = statement_new(past.count + 1, lines->text, lines->length);
  enum statement_state state = statement_compile(L, &statement, DECLARED);
  if (state == STATEMENT_OPEN)
    return true;
  if (!last) {
    lua_pop(L, 1);
    return true;
  }
  bool done = state == STATEMENT_WHOLE;
  remember(L, lines->text, lines->length);
  if (done) {
    keep_statement(&statement);
    done = run(L, &statement);
  } else {
    struct source source = statement_source(&statement);
    show_error(L, &source, FAILED);
  }
  clear_lines(lines);
  return done;
}

static bool enter_text(lua_State *L, struct lines *lines, const char *text);

/* Run a command, and enter the text that it gives. */
static bool enter_command(lua_State *L, const char *line, size_t length) {
  struct source source = {"prompt", "=prompt", line, length};
  struct lines lines = {0};
  remember(L, line, length);
  lua_getfield(L, COMMAND, "run");
  lua_pushlstring(L, line, length);
  if (call(L, 1, &source) != DONE)
    return false;
  char *text = lua_isstring(L, -1) ? strdup(lua_tostring(L, -1)) : NULL;
  lua_pop(L, 1);
  if (text == NULL)
    return true;
  printf("%s\n", text);
  bool done = enter_text(L, &lines, text);
  clear_lines(&lines);
  free(text);
  return done;
}

/* The length of the line at `text`. */
static size_t line_length(const char *text) {
  return strcspn(text, "\n");
}

/* Whether what follows a line of a text in one piece may go on with its statement: the first line
** that is more than blanks and comments tells. */
static bool goes_on(const char *rest) {
  return *rest != '\0' && statement_goes_on(rest, strlen(rest));
}

static int count_lines(const char *text) {
  int count = 0;
  for (; *text != '\0'; text += line_length(text) + (text[line_length(text)] == '\n'))
    count++;
  return count;
}

/* Enter a text of one line or, pasted, recalled or from the editor, of several: statement by
** statement. It stops at the first that fails. */
static bool enter_text(lua_State *L, struct lines *lines, const char *text) {
  bool done = true;
  do {
    size_t length = line_length(text);
    const char *rest = text + length + (text[length] == '\n');
    if (lines->length == 0 && statement_is_command(text, length))
      done = enter_command(L, text, length);
    else if ((lines->length > 0 || length > 0) && add_line(lines, text, length))
      done = enter_statement(L, lines, !goes_on(rest));
    text = rest;
  } while (done && *text != '\0');
  int left = count_lines(text);
  if (!done && left > 0)
    fprintf(stderr, "not run: %d line%s after it\n", left, left == 1 ? "" : "s");
  return done;
}

static void read_statements(lua_State *L) {
  struct lines lines = {0};
  char *line;
  for (;;) {
    complete_after(lines.length > 0 ? lines.text : NULL);
    switch (terminal_read(lines.length > 0 ? ">> " : "> ", &line)) {
    case LINE_CLOSED:
      putchar('\n');
      clear_lines(&lines);
      return;
    case LINE_INTERRUPTED:
      clear_lines(&lines);
      break;
    case LINE_ENTERED:
      enter_text(L, &lines, line);
      free(line);
      break;
    }
  }
}

/* }====================================================== */

/* $XDG_CONFIG_HOME/indsats/init.lua, for free(), when there is such a file; else NULL. */
static char *find_init(void) {
  const char *config = getenv("XDG_CONFIG_HOME");
  const char *home = getenv("HOME");
  char *path = NULL;
  int length = -1;
  if (config != NULL && config[0] == '/')
    length = asprintf(&path, "%s/indsats/init.lua", config);
  else if (home != NULL && home[0] == '/')
    length = asprintf(&path, "%s/.config/indsats/init.lua", home);
  if (length < 0 || access(path, F_OK) == 0)
    return length < 0 ? NULL : path;
  free(path);
  return NULL;
}

void prompt_open(lua_State *L, bool init) {
  struct script script = {0};
  char *path = init ? find_init() : NULL;
  lua_settop(L, 0);
  open_session(L);
  open_library(L);
  if (path != NULL && script_read(&script, path) == 0) {
    script_run(L, &script, 0, false);
    script_clear(&script);
  }
  free(path);
}

int prompt_run(lua_State *L) {
  lua_settop(L, COMMAND);
  terminal_open();
  prompt_history_open();
  complete_open(L, SESSION);
  puts("indsats " INDSATS_VERSION " - :help helps, Tab completes, Ctrl-C stops, Ctrl-D leaves");
  read_statements(L);
  prompt_history_close();
  clear_past();
  return 0;
}
