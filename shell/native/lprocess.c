<<<<<<< HEAD
/* Work shared among processes that begin with the same state: what was read is read once. */
#include <errno.h>
#include <lauxlib.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crew.h"
#include "native.h"

enum { MOST = 16 };

/* Call the function at index 2 with the number of the share; LUA_OK, or an error at the top. */
static int call_share(lua_State *L, int number) {
  lua_pushvalue(L, 2);
  lua_pushinteger(L, number);
  return lua_pcall(L, 1, 0, 0);
}

/* The end of a process that did one share: nothing of its parent's is closed or written twice. */
static _Noreturn void leave(lua_State *L, int number) {
  int status = call_share(L, number);
  if (status != LUA_OK)
    fprintf(stderr, "indsats: %s\n", luaL_tolstring(L, -1, NULL));
  fflush(NULL);
  _exit(status == LUA_OK ? 0 : 1);
}

static bool wait_for(pid_t process) {
  int status;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR)
      return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Whether all processes did their share; all have ended. */
static bool wait_for_all(const pid_t *processes, int count) {
  bool done = true;
  for (int i = 0; i < count; i++)
    done = wait_for(processes[i]) && done;
  return done;
}

static void stop_all(const pid_t *processes, int count) {
  for (int i = 0; i < count; i++)
    kill(processes[i], SIGTERM);
}

/* in_processes(count, work): call work(1) to work(count), each in a process of its own, work(1) in
** this one; returns when all have ended. What the others change, they change for themselves: their
** results are files. Raises when one has failed, which says why on the error output. Where the
** system gives no process, this one does its share. */
static int lprocess_in_processes(lua_State *L) {
  lua_Integer count = luaL_checkinteger(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  luaL_argcheck(L, count >= 1 && count <= MOST, 1, "1 to 16 processes");
  lua_settop(L, 2);
  pid_t processes[MOST];
  int made = 0, status = LUA_OK;
  fflush(NULL);
  for (int number = 2; number <= count && status == LUA_OK; number++) {
    pid_t process = fork();
    if (process == 0)
      leave(L, number);
    if (process > 0)
      processes[made++] = process;
    else
      status = call_share(L, number);
  }
  if (status == LUA_OK)
    status = call_share(L, 1);
  if (status != LUA_OK)
    stop_all(processes, made);
  bool done = wait_for_all(processes, made);
  if (status != LUA_OK)
    return lua_error(L);
  if (!done)
    return luaL_error(L, "a part of the work has failed");
  return 0;
}

/* processors() -> how many work at the same time, as the engine counts them */
static int lprocess_processors(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)crew_size(native_options(L)->threads));
=======
/* Other programs, run without a shell: what is called is what is written, and nothing is expanded. */
#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
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

/* Where standard output and standard error of the program go; NULL: where those of this one go. */
static int redirect(posix_spawn_file_actions_t *actions, const char *output, const char *errors) {
  const int flags = O_WRONLY | O_CREAT | O_TRUNC;
  int why = posix_spawn_file_actions_init(actions);
  if (why == 0 && output != NULL)
    why = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, output, flags, 0600);
  if (why == 0 && errors != NULL)
    why = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, errors, flags, 0600);
  return why;
}

/* run({program, argument, ...} [, output [, errors]]) -> its exit status (128 and more: ended by a
** signal) | nil, message, "file" where it cannot be begun. `output`, `errors`: files to write to. */
static int process_run(lua_State *L) {
  char **arguments = check_arguments(L, 1);
  posix_spawn_file_actions_t actions;
  pid_t child;
  int status;
  int why = redirect(&actions, luaL_optstring(L, 2, NULL), luaL_optstring(L, 3, NULL));
  if (why == 0)
    why = posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (why != 0)
    return push_failure(L, arguments[0], why);
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return push_failure(L, arguments[0], errno);
  lua_pushinteger(L, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 1;
}

/* own_path() -> the path of this program | nil, message, "file" */
static int process_own_path(lua_State *L) {
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  if (length <= 0 || (size_t)length == sizeof path)
    return push_failure(L, "/proc/self/exe", errno);
  lua_pushlstring(L, path, (size_t)length);
  return 1;
}

/* real_path(path) -> the path without links and without "..", or nil where nothing is there */
static int process_real_path(lua_State *L) {
  char path[PATH_MAX];
  if (realpath(luaL_checkstring(L, 1), path) == NULL)
    luaL_pushfail(L);
  else
    lua_pushstring(L, path);
  return 1;
}

/* temporary_directory() -> a new folder of one's own below $TMPDIR | nil, message, "file" */
static int process_temporary_directory(lua_State *L) {
  const char *where = getenv("TMPDIR");
  char path[PATH_MAX];
  lua_pushfstring(L, "%s/indsats-XXXXXX", where != NULL && where[0] != '\0' ? where : "/tmp");
  if (lua_rawlen(L, -1) >= sizeof path)
    return push_failure(L, "TMPDIR", ENAMETOOLONG);
  strcpy(path, lua_tostring(L, -1));
  if (mkdtemp(path) == NULL)
    return push_failure(L, path, errno);
  lua_pushstring(L, path);
>>>>>>> 0aba49d (run: a manifest in the HTML and beside the files; --verify and --outdated; a set of files is replaced as one)
  return 1;
}

void lprocess_open(lua_State *L) {
<<<<<<< HEAD
  static const luaL_Reg functions[] = {
      {"in_processes", lprocess_in_processes}, {"processors", lprocess_processors}, {NULL, NULL}};
=======
  static const luaL_Reg functions[] = {{"run", process_run},
                                       {"own_path", process_own_path},
                                       {"real_path", process_real_path},
                                       {"temporary_directory", process_temporary_directory},
                                       {NULL, NULL}};
>>>>>>> 0aba49d (run: a manifest in the HTML and beside the files; --verify and --outdated; a set of files is replaced as one)
  luaL_setfuncs(L, functions, 0);
}
