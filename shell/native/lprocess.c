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
  return 1;
}

void lprocess_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"in_processes", lprocess_in_processes}, {"processors", lprocess_processors}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
