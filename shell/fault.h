/* Errors on their way from Lua to a person: the place of the user's own line, the line itself and
** a caret under what the message names. */
#ifndef INDSATS_FAULT_H
#define INDSATS_FAULT_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A text that Lua code was compiled from. */
struct source {
  const char *name;  /* as errors call it: a path, "stdin", "(command line)" */
  const char *chunk; /* Lua's chunk name: "@path" or "=stdin" */
  const char *text;
  size_t length;
};

/* Message handler for lua_pcall: makes the error a text that begins with the place of the user's
** code, unless it already does. With INDSATS_TRACEBACK=1 a traceback follows, or as told here. */
int fault_handler(lua_State *L);
void fault_set_traceback(bool wanted);

/* Show the message at the top of the stack and pop it: "indsats: name:line: message" with the
** source line and a caret below its first line, unless it brings an excerpt of its own. Lines of
** `source` are shown, and those of other Lua files by reading them. */
void fault_show(lua_State *L, FILE *out, const struct source *source);

/* Find the source of a chunk that errors call `name`. */
typedef bool fault_find(const char *name, struct source *source);

/* The same for a line at the prompt: "error: message"; the line number only when there are
** several. `find` knows the statements that were entered before. */
void fault_show_prompt(lua_State *L, FILE *out, const struct source *source, fault_find *find);

#endif
