#include "native.h"

#include <lauxlib.h>
#include <stdio.h>

#include "lframe.h"

static const char options_key = 'o';

/* The options of this state, made on the first call. */
static struct engine_options *state_options(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &options_key) == LUA_TNIL) {
    struct engine_options *made = lua_newuserdatauv(L, sizeof *made, 0);
    *made = (struct engine_options){0};
    lua_rawsetp(L, LUA_REGISTRYINDEX, &options_key);
    lua_pop(L, 1);
    return made;
  }
  struct engine_options *options = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return options;
}

void native_set_cancel(lua_State *L, const atomic_bool *cancel) {
  state_options(L)->cancel = cancel;
}

bool native_cancelled(lua_State *L) {
  const atomic_bool *cancel = state_options(L)->cancel;
  return cancel != NULL && atomic_load(cancel);
}

enum { PIECE = 256 }; /* kilobytes: a millisecond or so */

void native_pay(lua_State *L, size_t bytes) {
  size_t due = bytes / 1024;
  for (size_t paid = 64; paid <= due && !native_cancelled(L); paid += PIECE)
    if (lua_gc(L, LUA_GCSTEP, PIECE))
      return;
}

static const char task_key = 't';

/* The task of this state with what to do at its end, made on the first call. */
struct told {
  struct native_task task;
  void (*finish)(void);
};

static struct told *state_told(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &task_key) == LUA_TNIL) {
    struct told *made = lua_newuserdatauv(L, sizeof *made, 0);
    *made = (struct told){0};
    lua_rawsetp(L, LUA_REGISTRYINDEX, &task_key);
    lua_pop(L, 1);
    return made;
  }
  struct told *told = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return told;
}

void native_set_progress(lua_State *L, native_report *report, void (*finish)(void)) {
  struct engine_options *options = state_options(L);
  options->progress = report;
  options->context = L;
  state_told(L)->finish = finish;
}

const struct native_task *native_current_task(lua_State *L) {
  return &state_told(L)->task;
}

void native_finish(lua_State *L) {
  struct told *told = state_told(L);
  told->task = (struct native_task){.unit = ""};
  if (told->finish != NULL)
    told->finish();
}

/* native.task(name, size, unit): what the next calls do, for whoever waits: "filter", 10000000,
** "rows"; "read data.csv", 120.5, "MB" */
static int native_set_task(lua_State *L) {
  static const char *const units[] = {"rows", "MB", NULL};
  struct native_task *task = &state_told(L)->task;
  const char *name = luaL_checkstring(L, 1);
  task->size = luaL_optnumber(L, 2, 0);
  task->unit = units[luaL_checkoption(L, 3, "rows", units)];
  snprintf(task->name, sizeof task->name, "%s", name);
  return 0;
}

const struct engine_options *native_options(lua_State *L) {
  return state_options(L);
}

void native_set_threads(lua_State *L, size_t threads) {
  state_options(L)->threads = threads;
}

/* native.options{ threads=, block= }: how the engine works from now on, for tests and measuring; no
** result depends on it. 0, or none: as the engine thinks best. */
static int native_change_options(lua_State *L) {
  struct engine_options *options = state_options(L);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_getfield(L, 1, "threads");
  lua_getfield(L, 1, "block");
  lua_Integer threads = luaL_optinteger(L, -2, 0);
  lua_Integer block = luaL_optinteger(L, -1, 0);
  luaL_argcheck(L, threads >= 0 && block >= 0, 1, "threads and block are counts");
  options->threads = (size_t)threads;
  options->block = (size_t)block;
  return 0;
}

int luaopen_native(lua_State *L) {
  lua_newtable(L);
  lperiod_open(L);
  lmissing_open(L);
  lformat_open(L);
  lfile_open(L);
  lhash_open(L);
  lstatistics_open(L);
  lchart_open(L);
  lregression_open(L);
  llinear_open(L);
  ljson_open(L);
  lsystem_open(L);
  lprocess_open(L);
  lprogram_open(L);
  lsqlite_open(L);
  lexpression_open(L);
  lframe_open(L);
  lread_open(L);
  lstore_open(L);
  lxlsx_open(L);
  lzip_open(L);
  lua_pushcfunction(L, native_change_options);
  lua_setfield(L, -2, "options");
  lua_pushcfunction(L, native_set_task);
  lua_setfield(L, -2, "task");
  lua_pushliteral(L, INDSATS_VERSION);
  lua_setfield(L, -2, "version");
  return 1;
}
