/* What a measuring script needs of the system and the program does not give, as a module for
** `require "clock"`: a clock that runs on, programs under it, and marks for callgrind. */
#include <fcntl.h>
#include <lauxlib.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name)
#endif

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* clock.now() -> seconds since some moment */
static int clock_now(lua_State *state) {
  lua_pushnumber(state, now());
  return 1;
}

/* clock.run(program, argument...) -> seconds until it has ended; what it prints is dropped */
static int clock_run(lua_State *state) {
  char *arguments[8] = {0};
  int count = lua_gettop(state), status = 0;
  luaL_argcheck(state, count < 8, count, "too many arguments");
  for (int i = 0; i < count; i++)
    arguments[i] = (char *)(size_t)luaL_checkstring(state, i + 1);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  double before = now();
  pid_t child;
  int failed = posix_spawnp(&child, arguments[0], &quiet, NULL, arguments, environ);
  if (failed == 0)
    waitpid(child, &status, 0);
  double after = now();
  posix_spawn_file_actions_destroy(&quiet);
  if (failed != 0 || status != 0)
    return luaL_error(state, "%s: %s", arguments[0], failed ? strerror(failed) : "failed");
  lua_pushnumber(state, after - before);
  return 1;
}

/* clock.zero(): callgrind counts from here. Costs nothing elsewhere, as the next. */
static int clock_zero(lua_State *state) {
  (void)state;
  CALLGRIND_ZERO_STATS;
  return 0;
}

/* clock.count(name): callgrind writes what it counted under that name */
static int clock_count(lua_State *state) {
  const char *name = luaL_checkstring(state, 1);
  CALLGRIND_DUMP_STATS_AT(name);
  (void)name;
  return 0;
}

int luaopen_clock(lua_State *state);

int luaopen_clock(lua_State *state) {
  static const luaL_Reg functions[] = {{"now", clock_now},
                                       {"run", clock_run},
                                       {"zero", clock_zero},
                                       {"count", clock_count},
                                       {NULL, NULL}};
  luaL_newlib(state, functions);
  return 1;
}
