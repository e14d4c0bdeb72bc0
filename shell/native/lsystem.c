/* Where the program stands: its data directory, the terminal. */
#include <lauxlib.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "native.h"

/* A directory is the data directory when it has the catalogue of areas. */
static bool has_data(const char *directory) {
  char path[PATH_MAX];
  int length = snprintf(path, sizeof path, "%s/omraader.csv", directory);
  return length > 0 && (size_t)length < sizeof path && access(path, R_OK) == 0;
}

/* The folder of this program; false when it is not known. */
static bool program_folder(char folder[PATH_MAX]) {
  ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
  if (length <= 0)
    return false;
  folder[length] = '\0';
  char *slash = strrchr(folder, '/');
  if (slash == NULL)
    return false;
  *slash = '\0';
  return true;
}

/* data_directory() -> the directory of the published figures and catalogues: $INDSATS_DATA, else
** that of the source tree the program was built in, else that of the installation; or nil, message,
** "file" */
static int system_data_directory(lua_State *L) {
  static const char *const beside[] = {"../../data", "../data", "../share/indsats/data"};
  const char *set = getenv("INDSATS_DATA");
  if (set != NULL && set[0] != '\0') {
    lua_pushstring(L, set);
    return 1;
  }
  char folder[PATH_MAX], path[PATH_MAX];
  bool known = program_folder(folder);
  for (size_t i = 0; known && i < sizeof beside / sizeof beside[0]; i++) {
    lua_pushfstring(L, "%s/%s", folder, beside[i]);
    if (has_data(lua_tostring(L, -1)) && realpath(lua_tostring(L, -1), path) != NULL) {
      lua_pushstring(L, path);
      return 1;
    }
  }
  lua_pushliteral(L, INDSATS_SHARE "/data");
  if (has_data(lua_tostring(L, -1)))
    return 1;
  luaL_pushfail(L);
  lua_pushliteral(L, "the data directory is not found; set INDSATS_DATA to the folder that has "
                     "omraader.csv");
  lua_pushliteral(L, "file");
  return 3;
}

/* terminal_size() -> columns and rows of the terminal that the output goes to, or nil when it is
** none */
static int system_terminal_size(lua_State *L) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 0;
  lua_pushinteger(L, size.ws_col);
  lua_pushinteger(L, size.ws_row);
  return 2;
}

void lsystem_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"data_directory", system_data_directory},
                                       {"terminal_size", system_terminal_size},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
