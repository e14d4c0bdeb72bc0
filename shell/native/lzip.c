/* Archives (minizip): the same entries give the same bytes. */
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>
#include <unzip.h>
#include <zip.h>

#include "late.h"
#include "native.h"
#include "scratch.h"

#define TYPE "indsats.zip"

#define ZIP_FUNCTIONS(DO)                                                                          \
  DO(unzClose)                                                                                     \
  DO(unzCloseCurrentFile)                                                                          \
  DO(unzGetCurrentFileInfo)                                                                        \
  DO(unzGoToFirstFile)                                                                             \
  DO(unzGoToNextFile)                                                                              \
  DO(unzOpen)                                                                                      \
  DO(unzOpenCurrentFile)                                                                           \
  DO(unzReadCurrentFile)                                                                           \
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
  unzFile read; /* that too */
  struct scratch scratch;
};

static void close_archive(struct archive *self) {
  if (self->file != NULL)
    minizip.zipClose(self->file, NULL);
  if (self->read != NULL)
    minizip.unzClose(self->read);
  self->file = self->read = NULL;
  scratch_remove(&self->scratch);
}

static int zip_collect(lua_State *L) {
  close_archive(luaL_checkudata(L, 1, TYPE));
  return 0;
}

static struct archive *new_archive(lua_State *L) {
  struct archive *self = lua_newuserdatauv(L, sizeof *self, 0);
  *self = (struct archive){0};
  luaL_setmetatable(L, TYPE);
  scratch_make(L, &self->scratch);
  return self;
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
  struct archive *self = new_archive(L);
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

static bool write_file(const char *path, const char *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  bool written = file != NULL && fwrite(bytes, 1, length, file) == length;
  return file != NULL && fclose(file) == 0 && written;
}

/* Push { name=, bytes= } of the entry that the archive stands at; false where it is broken. */
static bool push_entry(lua_State *L, unzFile file) {
  char name[256];
  unz_file_info info;
  if (minizip.unzGetCurrentFileInfo(file, &info, name, sizeof name, NULL, 0, NULL, 0) != UNZ_OK ||
      info.size_filename >= sizeof name || info.uncompressed_size > INT_MAX ||
      minizip.unzOpenCurrentFile(file) != UNZ_OK)
    return false;
  lua_createtable(L, 0, 2);
  lua_pushstring(L, name);
  lua_setfield(L, -2, "name");
  luaL_Buffer bytes;
  char *into = luaL_buffinitsize(L, &bytes, info.uncompressed_size + 1);
  int length = minizip.unzReadCurrentFile(file, into, (unsigned)info.uncompressed_size + 1);
  luaL_pushresultsize(&bytes, length < 0 ? 0 : (size_t)length);
  lua_setfield(L, -2, "bytes");
  return minizip.unzCloseCurrentFile(file) == UNZ_OK && length == (int)info.uncompressed_size;
}

/* unzip(bytes of an archive of ours) -> { { name=, bytes= } ... } in the order of the archive */
static int unzip(lua_State *L) {
  size_t length;
  const char *bytes = luaL_checklstring(L, 1, &length);
  lua_settop(L, 1);
  load_library(L);
  struct archive *self = new_archive(L);
  if (!write_file(self->scratch.path, bytes, length))
    return luaL_error(L, "the archive cannot be written");
  self->read = minizip.unzOpen(self->scratch.path);
  lua_newtable(L);
  int found = self->read == NULL ? UNZ_BADZIPFILE : minizip.unzGoToFirstFile(self->read);
  for (lua_Integer i = 1; found == UNZ_OK; i++) {
    if (!push_entry(L, self->read))
      return luaL_error(L, "the archive cannot be read");
    lua_rawseti(L, 3, i);
    found = minizip.unzGoToNextFile(self->read);
  }
  if (found != UNZ_END_OF_LIST_OF_FILE)
    return luaL_error(L, "the archive cannot be read");
  close_archive(self);
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
  lua_pushcfunction(L, unzip);
  lua_setfield(L, -2, "unzip");
}
