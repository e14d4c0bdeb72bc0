/* Archives (minizip): the same entries give the same bytes. */
#include <lauxlib.h>
#include <string.h>
#include <zip.h>

#include "late.h"
#include "native.h"
#include "scratch.h"

#define TYPE "indsats.zip"

#define ZIP_FUNCTIONS(DO)                                                                          \
  DO(zipClose)                                                                                     \
  DO(zipCloseFileInZip)                                                                            \
  DO(zipOpen)                                                                                      \
  DO(zipOpenNewFileInZip)                                                                          \
  DO(zipWriteInFileInZip)
static struct minizip { ZIP_FUNCTIONS(LATE_MEMBER) } minizip;

static void load_library(lua_State *L) {
  static const char *const names[] = {ZIP_FUNCTIONS(LATE_NAME)};
  late_load(L, &(struct late){"libminizip.so.1", "archives", "libminizip1", names,
                              sizeof names / sizeof names[0], &minizip});
}

struct archive {
  zipFile file; /* NULL when it is closed */
  struct scratch scratch;
};

static int zip_collect(lua_State *L) {
  struct archive *self = luaL_checkudata(L, 1, TYPE);
  if (self->file != NULL)
    minizip.zipClose(self->file, NULL);
  self->file = NULL;
  scratch_remove(&self->scratch);
  return 0;
}

/* Every entry is of 1 January 1980, the first day that the format has. */
static bool add_entry(zipFile file, const char *name, const char *bytes, size_t length) {
  zip_fileinfo info = {.dosDate = 0x00210000};
  return length <= UINT_MAX &&
         minizip.zipOpenNewFileInZip(file, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6) ==
             ZIP_OK &&
         minizip.zipWriteInFileInZip(file, bytes, (unsigned)length) == ZIP_OK &&
         minizip.zipCloseFileInZip(file) == ZIP_OK;
}

/* The i-th entry of the list at index 1. */
static bool add_listed(lua_State *L, zipFile file, lua_Integer i) {
  size_t length;
  lua_rawgeti(L, 1, i);
  lua_getfield(L, -1, "name");
  lua_getfield(L, -2, "bytes");
  const char *name = luaL_checkstring(L, -2);
  const char *bytes = luaL_checklstring(L, -1, &length);
  bool added = add_entry(file, name, bytes, length);
  lua_pop(L, 3);
  return added;
}

/* zip{ { name=, bytes= } ... } -> the bytes of the archive, its entries in that order */
static int zip_make(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  load_library(L);
  lua_Integer count = luaL_len(L, 1);
  struct archive *self = lua_newuserdatauv(L, sizeof *self, 0);
  *self = (struct archive){0};
  luaL_setmetatable(L, TYPE);
  scratch_make(L, &self->scratch);
  self->file = minizip.zipOpen(self->scratch.path, APPEND_STATUS_CREATE);
  bool written = self->file != NULL;
  for (lua_Integer i = 1; written && i <= count; i++)
    written = add_listed(L, self->file, i);
  if (self->file != NULL && minizip.zipClose(self->file, NULL) != ZIP_OK)
    written = false;
  self->file = NULL;
  if (!written)
    return luaL_error(L, "the archive cannot be written");
  scratch_take(L, &self->scratch);
  return 1;
}

void lzip_open(lua_State *L) {
  if (luaL_newmetatable(L, TYPE)) {
    lua_pushcfunction(L, zip_collect);
    lua_setfield(L, -2, "__gc");
  }
  lua_pop(L, 1);
  lua_pushcfunction(L, zip_make);
  lua_setfield(L, -2, "zip");
}
