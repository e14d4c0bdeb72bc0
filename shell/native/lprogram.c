/* Other programs, run without a shell: what is called is what is written, nothing is expanded. */
#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "native.h"

extern char **environ;

static int push_failure(lua_State *L, const char *what, int why) {
  luaL_pushfail(L);
  lua_pushfstring(L, "%s: %s", what, strerror(why));
  lua_pushliteral(L, "file");
  return 3;
}

/* The texts of a list as the arguments of a program, in memory of Lua's. */
static char **check_arguments(lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  lua_Integer count = luaL_len(L, index);
  luaL_argcheck(L, count > 0 && count < 1 << 16, index, "names no program");
  char **arguments = lua_newuserdatauv(L, ((size_t)count + 1) * sizeof(char *), 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, index, i + 1);
    arguments[i] = (char *)(size_t)luaL_checkstring(L, -1); /* held by the list */
    lua_pop(L, 1);
  }
  arguments[count] = NULL;
  return arguments;
}

/* Where `stream` of the program goes: to the path or the open file at `index`; nil: where that of
** this one goes. */
static int redirect(lua_State *L, posix_spawn_file_actions_t *actions, int index, int stream) {
  if (lua_isnoneornil(L, index))
    return 0;
  luaL_Stream *file = luaL_testudata(L, index, LUA_FILEHANDLE);
  if (file != NULL)
    return posix_spawn_file_actions_adddup2(actions, fileno(file->f), stream);
  return posix_spawn_file_actions_addopen(actions, stream, lua_tostring(L, index),
                                          O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

/* Raise where the argument is neither a path, nor an open file, nor nil. */
static void check_stream(lua_State *L, int index) {
  luaL_Stream *file = luaL_testudata(L, index, LUA_FILEHANDLE);
  if (file == NULL)
    luaL_optstring(L, index, NULL);
  else
    luaL_argcheck(L, file->closef != NULL, index, "the file is closed");
}

/* Begin the program with its streams where arguments 2 and 3 say. 0, or why not. */
static int begin(lua_State *L, char **arguments, pid_t *child) {
  posix_spawn_file_actions_t actions;
  int why = posix_spawn_file_actions_init(&actions);
  if (why != 0)
    return why;
  why = redirect(L, &actions, 2, STDOUT_FILENO);
  if (why == 0)
    why = redirect(L, &actions, 3, STDERR_FILENO);
  if (why == 0)
    why = posix_spawnp(child, arguments[0], &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  return why;
}

/* Wait for the child; where Ctrl-C or SIGTERM comes, even before we wait, it is ended, and we after
** it. Its status, or -1 with errno. */
static int wait_for(lua_State *L, pid_t child) {
  sigset_t stopping, before;
  sigemptyset(&stopping);
  sigaddset(&stopping, SIGINT);
  sigaddset(&stopping, SIGTERM);
  struct pollfd ended = {.fd = pidfd_open(child, 0), .events = POLLIN};
  pthread_sigmask(SIG_BLOCK, &stopping, &before); /* they come while ppoll waits, and only then */
  do {
    if (native_cancelled(L))
      kill(child, SIGTERM);
  } while (ended.fd >= 0 && ppoll(&ended, 1, NULL, &before) < 0 && errno == EINTR);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (ended.fd >= 0)
    close(ended.fd);
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR)
      return -1;
    if (native_cancelled(L))
      kill(child, SIGTERM);
  }
  return status;
}

/* run({program, argument, ...} [, output [, errors]]) -> its exit status (128 and more: ended by
** a signal) | nil, message, "file" where it cannot be begun. `output`, `errors`: paths of files to
** write, or open files. */
static int program_run(lua_State *L) {
  check_stream(L, 2);
  check_stream(L, 3);
  char **arguments = check_arguments(L, 1);
  pid_t child;
  int why = begin(L, arguments, &child);
  if (why != 0)
    return push_failure(L, arguments[0], why);
  int status = wait_for(L, child);
  if (status < 0)
    return push_failure(L, arguments[0], errno);
  lua_pushinteger(L, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 1;
}

/* lock_file(path) -> true: nobody else has the lock until this program ends | nil, message,
** "locked" where another has it, or "file" */
static int program_lock_file(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0)
    return push_failure(L, path, errno);
  if (flock(file, LOCK_EX | LOCK_NB) == 0) {
    lua_pushboolean(L, 1);
    return 1;
  }
  int why = errno;
  close(file);
  push_failure(L, path, why);
  if (why == EWOULDBLOCK) {
    lua_pop(L, 1);
    lua_pushliteral(L, "locked");
  }
  return 3;
}

/* own_path() -> the path of this program | nil, message, "file" */
static int program_own_path(lua_State *L) {
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  if (length <= 0 || (size_t)length == sizeof path)
    return push_failure(L, "/proc/self/exe", errno);
  lua_pushlstring(L, path, (size_t)length);
  return 1;
}

/* real_path(path) -> the path without links and without "..", or nil where nothing is there */
static int program_real_path(lua_State *L) {
  char path[PATH_MAX];
  if (realpath(luaL_checkstring(L, 1), path) == NULL)
    luaL_pushfail(L);
  else
    lua_pushstring(L, path);
  return 1;
}

/* temporary_directory() -> a new folder of one's own below $TMPDIR | nil, message, "file" */
static int program_temporary_directory(lua_State *L) {
  const char *where = getenv("TMPDIR");
  char path[PATH_MAX];
  lua_pushfstring(L, "%s/indsats-XXXXXX", where != NULL && where[0] != '\0' ? where : "/tmp");
  if (lua_rawlen(L, -1) >= sizeof path)
    return push_failure(L, "TMPDIR", ENAMETOOLONG);
  strcpy(path, lua_tostring(L, -1));
  if (mkdtemp(path) == NULL)
    return push_failure(L, path, errno);
  lua_pushstring(L, path);
  return 1;
}

void lprogram_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"run", program_run},
                                       {"lock_file", program_lock_file},
                                       {"own_path", program_own_path},
                                       {"real_path", program_real_path},
                                       {"temporary_directory", program_temporary_directory},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
