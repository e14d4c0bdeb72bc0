/* Writes the Lua modules named as arguments as one C file (library.h). Runs while the program is
** built; no part of it. lua/query/plan.lua becomes the module "query.plan": its source, and what
** Lua makes of it, lines and names of variables kept, so that the program need not parse it. */
#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is written stands in lines of 20 bytes. */
struct bytes {
  size_t written;
};

static void write_bytes(struct bytes *out, const void *from, size_t count) {
  const unsigned char *bytes = from;
  for (size_t i = 0; i < count; i++)
    printf("%u,%s", bytes[i], ++out->written % 20 == 0 ? "\n" : "");
}

static void begin(const char *what, int number) {
  printf("static const unsigned char %s_%d[] = {\n", what, number);
}

static int write_code(lua_State *L, const void *piece, size_t size, void *out) {
  (void)L;
  write_bytes(out, piece, size);
  return 0;
}

/* "lua/query/plan.lua" -> "query.plan" */
static const char *module_name(lua_State *L, const char *path) {
  size_t length = strlen(path);
  if (strncmp(path, "lua/", 4) != 0 || length < 9 || strcmp(path + length - 4, ".lua") != 0)
    luaL_error(L, "%s is not lua/NAME.lua", path);
  lua_pushlstring(L, path + 4, length - 8);
  return luaL_gsub(L, lua_tostring(L, -1), "/", ".");
}

/* Push the text of a file. */
static const char *read_file(lua_State *L, const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    luaL_error(L, "%s cannot be read", path);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  size_t got;
  do {
    char *room = luaL_prepbuffer(&text);
    got = fread(room, 1, LUAL_BUFFERSIZE, file);
    luaL_addsize(&text, got);
  } while (got > 0);
  bool failed = ferror(file);
  fclose(file);
  luaL_pushresult(&text);
  if (failed)
    luaL_error(L, "%s cannot be read", path);
  return lua_tolstring(L, -1, length);
}

static void write_module(lua_State *L, const char *path, int number) {
  struct bytes source = {0}, code = {0};
  size_t length;
  const char *text = read_file(L, path, &length);
  /* The chunk name tells errors apart from those of the user's own files. */
  const char *chunk = lua_pushfstring(L, "=[indsats] %s", module_name(L, path));
  begin("source", number);
  write_bytes(&source, text, length);
  puts("0};");
  if (luaL_loadbufferx(L, text, length, chunk, "t") != LUA_OK)
    luaL_error(L, "%s: %s", path, lua_tostring(L, -1));
  begin("code", number);
  lua_dump(L, write_code, &code, 0);
  puts("0};");
}

/* Arguments: the paths. */
static int write_library(lua_State *L) {
  int count = lua_gettop(L);
  puts("/* Made from lua/ by shell/embed.c. */\n#include \"library.h\"");
  for (int i = 1; i <= count; i++) {
    write_module(L, lua_tostring(L, i), i);
    lua_settop(L, count);
  }
  printf("const char library_lua[] = \"%s\";\n", lua_ident);
  puts("const struct library_module library_modules[] = {");
  for (int i = 1; i <= count; i++) {
    printf("  {\"%s\", source_%d, sizeof source_%d - 1, code_%d, sizeof code_%d - 1},\n",
           module_name(L, lua_tostring(L, i)), i, i, i, i);
    lua_settop(L, count);
  }
  puts("  {0, 0, 0, 0, 0}};");
  return 0;
}

int main(int count, char **arguments) {
  lua_State *L = luaL_newstate();
  if (L == NULL || !lua_checkstack(L, count))
    return EXIT_FAILURE;
  lua_pushcfunction(L, write_library);
  for (int i = 1; i < count; i++)
    lua_pushstring(L, arguments[i]);
  bool failed = lua_pcall(L, count - 1, 0, 0) != LUA_OK;
  if (failed)
    fprintf(stderr, "embed: %s\n", lua_tostring(L, -1));
  lua_close(L);
  return failed || ferror(stdout) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
