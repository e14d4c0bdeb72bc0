#include "script.h"

#include <errno.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bound.h"
#include "comma.h"
#include "interrupt.h"
#include "progress.h"

enum { EXIT_INPUT = 66 };

static int complain(const char *name, const char *why, int status) {
  fprintf(stderr, "indsats: %s: %s\n", name, why);
  return status;
}

/* All of a stream in `*text`, for free(). False with errno set. */
static bool read_all(FILE *file, char **text, size_t *length) {
  size_t capacity = 1 << 14;
  *text = NULL;
  *length = 0;
  do {
    capacity *= 2;
    char *grown = realloc(*text, capacity);
    if (grown == NULL)
      return false;
    *text = grown;
    *length += fread(*text + *length, 1, capacity - *length, file);
  } while (*length == capacity);
  return !ferror(file);
}

/* Where the Lua text begins: after a byte order mark. Its first line may be `#!...`. */
static size_t text_start(const char *text, size_t length) {
  return length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Make the first line a comment when it begins with #, so that line numbers stay. */
static void quiet_first_line(struct source *source, char *text) {
  if (source->length < 2 || text[0] != '#')
    return;
  text[0] = '-';
  text[1] = text[1] == '\n' ? '\n' : '-';
}

static int take(struct script *script, const char *name, const char *prefix, FILE *file) {
  size_t length;
  bool read = read_all(file, &script->text, &length);
  if (!read)
    return complain(name, strerror(errno), EXIT_INPUT);
  size_t start = text_start(script->text, length);
  script->chunk = malloc(strlen(name) + 2);
  if (script->chunk == NULL)
    return complain(name, "out of memory", EXIT_FAILURE);
  stpcpy(stpcpy(script->chunk, prefix), name);
  script->source = (struct source){name, script->chunk, script->text + start, length - start};
  quiet_first_line(&script->source, script->text + start);
  return 0;
}

int script_read(struct script *script, const char *path) {
  struct stat status;
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    return complain(path, errno == ENOENT ? "no such file" : strerror(errno), EXIT_INPUT);
  int result;
  if (fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode))
    result = complain(path, "is a directory, not a script", EXIT_INPUT);
  else
    result = take(script, path, "@", file);
  fclose(file);
  if (result != 0)
    script_clear(script);
  return result;
}

int script_read_input(struct script *script) {
  int result = take(script, "stdin", "=", stdin);
  if (result != 0)
    script_clear(script);
  return result;
}

int script_from_code(struct script *script, const char *code) {
  script->text = strdup(code);
  script->chunk = strdup("=(-e)");
  if (script->text == NULL || script->chunk == NULL) {
    script_clear(script);
    return complain("-e", "out of memory", EXIT_FAILURE);
  }
  script->source = (struct source){"(-e)", script->chunk, script->text, strlen(code)};
  return 0;
}

void script_clear(struct script *script) {
  free(script->text);
  free(script->chunk);
  *script = (struct script){0};
}

int script_load_expression(lua_State *L, const struct source *source) {
  /* With a variable to close the call is no tail call: its line stays on the stack for errors. */
  lua_pushliteral(L, "local indsats_line <close> = nil return ");
  lua_pushlstring(L, source->text, source->length);
  lua_concat(L, 2);
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  int status = luaL_loadbufferx(L, text, length, source->chunk, "t");
  lua_remove(L, -2);
  return status;
}

/* Push the compiled text. As an expression when `expression` and it is one. */
static int compile(lua_State *L, const struct source *source, bool expression) {
  if (expression) {
    if (script_load_expression(L, source) == LUA_OK)
      return comma_check(L, source);
    lua_pop(L, 1);
  }
  int status = luaL_loadbufferx(L, source->text, source->length, source->chunk, "t");
  return status == LUA_OK ? comma_check(L, source) : status;
}

bool script_push_comma(lua_State *L, const char *path) {
  struct stat status;
  struct script script = {0};
  if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) || access(path, R_OK) != 0 ||
      script_read(&script, path) != 0)
    return false;
  const struct source *source = &script.source;
  bool found = luaL_loadbufferx(L, source->text, source->length, source->chunk, "t") == LUA_OK &&
               comma_check(L, source) != LUA_OK;
  script_clear(&script);
  if (!found)
    lua_pop(L, 1);
  return found;
}

/* Print the `count` values at the top of the stack as the prompt does, and pop them. */
static void print_results(lua_State *L, int count) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "prompt.session");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "show");
  lua_replace(L, -2);
  lua_insert(L, -1 - count);
  lua_call(L, count, 0);
}

/* Upvalues: none. Runs the function at 1 with what follows and prints what it gives. */
static int call_and_print(lua_State *L) {
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  print_results(L, lua_gettop(L));
  return 0;
}

int script_run(lua_State *L, const struct script *script, int count, bool print_values) {
  int base = lua_gettop(L) - count;
  if (script->source.length > 0 && script->source.text[0] == LUA_SIGNATURE[0])
    return complain(script->source.name, "is compiled Lua; only Lua as text is run", EXIT_FAILURE);
  int status = compile(L, &script->source, print_values);
  if (status == LUA_OK) {
    lua_insert(L, base + 1);
    if (print_values) {
      lua_pushcfunction(L, call_and_print);
      lua_insert(L, base + 1);
      count++;
    }
    bound_memory();
    status = interrupt_call(L, count, 0);
  }
  if (status == LUA_OK) {
    lua_settop(L, base);
    return EXIT_SUCCESS;
  }
  bool interrupted = interrupt_seen();
  interrupt_clear();
  progress_wipe();
  fflush(stdout);
  fault_show(L, stderr, &script->source);
  lua_settop(L, base);
  return interrupted ? interrupt_status() : EXIT_FAILURE;
}
