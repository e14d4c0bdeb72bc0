#include "scratch.h"

#include <errno.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void scratch_make(lua_State *L, struct scratch *scratch) {
  const char *folder = getenv("TMPDIR");
  if (folder == NULL || folder[0] == '\0')
    folder = "/tmp";
  int length = snprintf(scratch->path, sizeof scratch->path, "%s/indsats-XXXXXX", folder);
  int file = length > 0 && (size_t)length < sizeof scratch->path ? mkstemp(scratch->path) : -1;
  if (file < 0) {
    scratch->path[0] = '\0';
    luaL_error(L, "no file can be made in %s: %s", folder, strerror(errno));
    return;
  }
  close(file);
}

void scratch_remove(struct scratch *scratch) {
  if (scratch->path[0] != '\0')
    unlink(scratch->path);
  scratch->path[0] = '\0';
}

/* All of an open file into a buffer of Lua; false when reading failed. */
static bool read_all(luaL_Buffer *buffer, FILE *file) {
  size_t got;
  do {
    got = fread(luaL_prepbuffer(buffer), 1, LUAL_BUFFERSIZE, file);
    luaL_addsize(buffer, got);
  } while (got == LUAL_BUFFERSIZE);
  return ferror(file) == 0;
}

void scratch_take(lua_State *L, struct scratch *scratch) {
  FILE *file = fopen(scratch->path, "rb");
  scratch_remove(scratch);
  if (file == NULL) {
    luaL_error(L, "the file that was written cannot be read: %s", strerror(errno));
    return;
  }
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  bool whole = read_all(&buffer, file);
  fclose(file);
  if (!whole)
    luaL_error(L, "the file that was written cannot be read");
  luaL_pushresult(&buffer);
}
