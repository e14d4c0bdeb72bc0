#include "interrupt.h"

#include <lauxlib.h>
#include <lualib.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

#include "fault.h"
#include "native/native.h"
#include "room.h"

static atomic_bool interrupted;
static atomic_int signal_number = SIGINT; /* of the last that came */
static bool leave_on_second;
static _Atomic(lua_State *) running; /* the thread whose code runs, NULL for none */

/* The hook. It stays until interrupt_clear, so that code after a pcall is stopped as well. */
static void stop(lua_State *L, lua_Debug *activation) {
  (void)activation;
  if (!atomic_load(&interrupted)) {
    lua_sethook(L, NULL, 0, 0);
    return;
  }
  lua_pushliteral(L, "interrupted");
  lua_error(L);
}

static void set_hook(lua_State *L) {
  lua_sethook(L, stop, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

static void on_signal(int number) {
  atomic_store(&signal_number, number);
  if (atomic_exchange(&interrupted, true) && leave_on_second)
    _exit(128 + number);
  lua_State *L = atomic_load(&running);
  if (L != NULL) /* the one call that Lua allows from a signal */
    set_hook(L);
}

/* Back in L, which ran a coroutine that gave `status`: the thread that was stopped is gone, so the
** hook goes on to this one. */
static int come_back(lua_State *L, lua_State *before, int status) {
  atomic_store(&running, before);
  if (atomic_load(&interrupted))
    set_hook(L);
  return status == LUA_OK ? lua_gettop(L) : lua_error(L);
}

/* coroutine.resume that notes which thread runs; upvalue 1 is Lua's own. */
static int tracked_resume(lua_State *L) {
  lua_State *before = atomic_load(&running);
  lua_State *thread = lua_tothread(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  if (thread != NULL)
    atomic_store(&running, thread);
  int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  return come_back(L, before, status);
}

/* A function made by coroutine.wrap: upvalue 1 is Lua's own, upvalue 2 its thread. */
static int call_wrapped(lua_State *L) {
  lua_State *before = atomic_load(&running);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  atomic_store(&running, lua_tothread(L, lua_upvalueindex(2)));
  int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  return come_back(L, before, status);
}

/* coroutine.wrap; upvalue 1 is Lua's own, whose functions keep their thread as first upvalue. */
static int tracked_wrap(lua_State *L) {
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 1, 1);
  if (lua_getupvalue(L, -1, 1) == NULL || !lua_isthread(L, -1)) {
    lua_settop(L, 1);
    return 1;
  }
  room_of_coroutine(lua_tothread(L, -1));
  lua_pushcclosure(L, call_wrapped, 2);
  return 1;
}

static void track(lua_State *L, const char *name, lua_CFunction tracked) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, tracked, 1);
  lua_setfield(L, -2, name);
}

void interrupt_open(lua_State *L, bool end_on_second) {
  lua_getglobal(L, LUA_COLIBNAME);
  track(L, "resume", tracked_resume);
  track(L, "wrap", tracked_wrap);
  lua_pop(L, 1);
  native_set_cancel(L, &interrupted);
  leave_on_second = end_on_second;
  /* Without SA_RESTART: a script that waits for input is woken and stopped. */
  struct sigaction action = {.sa_handler = on_signal};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  if (end_on_second) /* a script; what the prompt does of it is the terminal's */
    sigaction(SIGTERM, &action, NULL);
}

int interrupt_call(lua_State *L, int arguments, int results) {
  int base = lua_gettop(L) - arguments;
  lua_pushcfunction(L, fault_handler);
  lua_insert(L, base);
  atomic_store(&running, L);
  if (atomic_load(&interrupted)) /* pressed while the chunk was compiled */
    set_hook(L);
  int status = lua_pcall(L, arguments, results, base);
  atomic_store(&running, NULL);
  lua_sethook(L, NULL, 0, 0);
  lua_remove(L, base);
  return status;
}

void interrupt_poll(lua_State *L) {
  if (!atomic_load_explicit(&interrupted, memory_order_relaxed))
    return;
  lua_pushliteral(L, "interrupted");
  lua_error(L);
}

int interrupt_raise(lua_State *L) {
  atomic_store(&interrupted, true);
  set_hook(L);
  lua_pushliteral(L, "interrupted");
  return lua_error(L);
}

int interrupt_status(void) {
  return 128 + atomic_load(&signal_number);
}

bool interrupt_seen(void) {
  return atomic_load(&interrupted);
}

void interrupt_clear(void) {
  atomic_store(&interrupted, false);
}
