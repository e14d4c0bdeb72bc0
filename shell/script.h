/* A script: its text, read once, and its run. */
#ifndef INDSATS_SCRIPT_H
#define INDSATS_SCRIPT_H

#include <lua.h>
#include <stdbool.h>

#include "fault.h"

struct script {
  struct source source;
  char *text;  /* what `source` shows, owned */
  char *chunk; /* its chunk name, owned */
};

/* Each fills `script` and gives 0, or says why not on standard error and gives the exit status. */
int script_read(struct script *script, const char *path);
int script_read_input(struct script *script);
int script_from_code(struct script *script, const char *code);
void script_clear(struct script *script);

/* Compile and run with the `count` arguments at the top of the stack; `print_values`: try the text
** as an expression first and print its values. Errors are shown. Gives the exit status. */
int script_run(lua_State *L, const struct script *script, int count, bool print_values);

/* Whether a Lua file that a script loads gives a name a number with a decimal comma: its message is
** pushed then. A file that is none, or that Lua refuses, is left to whoever loads it. */
bool script_push_comma(lua_State *L, const char *path);

/* Push `text` compiled as an expression, a function that gives its values; else the message. */
int script_load_expression(lua_State *L, const struct source *source);

#endif
