/* SHA-256, by libmd: of texts, and of files as their bytes lie there. */
#include <errno.h>
#include <lauxlib.h>
#include <sha2.h>
#include <stdio.h>
#include <string.h>

#include "native.h"

/* sha256(bytes) -> 64 hexadecimal digits */
static int hash_sha256(lua_State *L) {
  size_t length;
  const char *bytes = luaL_checklstring(L, 1, &length);
  char digits[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data((const uint8_t *)bytes, length, digits);
  lua_pushstring(L, digits);
  return 1;
}

static bool hash_stream(FILE *file, char digits[SHA256_DIGEST_STRING_LENGTH]) {
  uint8_t block[1 << 14];
  SHA2_CTX context;
  size_t used;
  SHA256Init(&context);
  while ((used = fread(block, 1, sizeof block, file)) > 0)
    SHA256Update(&context, block, used);
  SHA256End(&context, digits);
  return !ferror(file);
}

/* sha256_file(path) -> 64 hexadecimal digits | nil, message, "file" */
static int hash_file(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  char digits[SHA256_DIGEST_STRING_LENGTH];
  FILE *file = fopen(path, "rb");
  bool read = file != NULL && hash_stream(file, digits);
  int failure = errno;
  if (file != NULL)
    fclose(file);
  if (!read) {
    luaL_pushfail(L);
    lua_pushfstring(L, "%s: %s", path, strerror(failure));
    lua_pushliteral(L, "file");
    return 3;
  }
  lua_pushstring(L, digits);
  return 1;
}

void lhash_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"sha256", hash_sha256}, {"sha256_file", hash_file}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
