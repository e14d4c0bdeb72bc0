/* The native faces when memory runs out: the nth allocation fails and all that follow, for every n.
** Lua's allocations and the engine's are counted together; under AddressSanitizer, which has its
** own malloc, only Lua's, and its leak check does the rest. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "native.h"
#include "suite.h"

static long until_failure = -1; /* allocations that still succeed; -1: all */
static long living;             /* blocks of the C library that are not freed yet */

static bool should_fail(void) {
  if (until_failure < 0)
    return false;
  if (until_failure == 0)
    return true;
  until_failure--;
  return false;
}

#if !defined(__SANITIZE_ADDRESS__)
#define COUNTED true

/* The C library's own, below the names that everything calls. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

static void *counted(void *block) {
  living += block != NULL;
  return block;
}

void *malloc(size_t size) {
  return should_fail() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size) {
  return should_fail() ? NULL : counted(__libc_calloc(count, size));
}

void *aligned_alloc(size_t alignment, size_t size) {
  return should_fail() ? NULL : counted(__libc_memalign(alignment, size));
}

void *realloc(void *block, size_t size) {
  if (should_fail())
    return NULL;
  void *moved = __libc_realloc(block, size);
  living += moved != NULL && block == NULL;
  return moved;
}

void free(void *block) {
  living -= block != NULL;
  __libc_free(block);
}
#else
#define COUNTED false
#endif

/* Lua's allocator. Shrinking never fails, as Lua demands. */
static void *allocate(void *context, void *block, size_t before, size_t size) {
  (void)context;
  if (size == 0) {
    free(block);
    return NULL;
  }
  long kept = until_failure;
  bool shrinks = block != NULL && size <= before;
  if (shrinks)
    until_failure = -1;
  else if (!COUNTED && should_fail())
    return NULL;
  void *moved = realloc(block, size);
  if (shrinks)
    until_failure = kept;
  return moved;
}

/* In protected mode: open the faces and run the text at 1. */
static int run_text(lua_State *L) {
  luaL_requiref(L, "native", luaopen_native, 0);
  lua_pop(L, 1);
  if (luaL_loadstring(L, lua_touserdata(L, 1)) != LUA_OK)
    return lua_error(L);
  lua_call(L, 0, 0);
  return 0;
}

/* Run the text with allocation `n` failing; true when nothing failed any more. */
static bool survive(const char *text, long n) {
  long before = living;
  lua_State *L = lua_newstate(allocate, NULL);
  assert_non_null(L);
  luaL_openlibs(L);
  lua_pushcfunction(L, run_text);
  lua_pushlightuserdata(L, (void *)(size_t)text);
  until_failure = n;
  int status = lua_pcall(L, 1, 0, 0);
  bool failed = until_failure == 0;
  until_failure = -1;
  const char *message = status == LUA_OK ? "" : lua_tostring(L, -1);
  if (status != LUA_OK && (!failed || message == NULL || strstr(message, "memory") == NULL))
    fail_msg("allocation %ld: %s", n, message == NULL ? "(no text)" : message);
  lua_close(L);
  if (COUNTED && living != before)
    fail_msg("allocation %ld: %ld blocks are lost", n, living - before);
  return !failed;
}

static void survive_every_failure(const char *text) {
  enum { MOST = 100000 };
  assert_true(survive(text, -1)); /* what libraries make once and keep */
  for (long n = 0; n < MOST; n++)
    if (survive(text, n))
      return;
  fail_msg("never gets through");
}

static void frames_made_by_hand_lose_nothing(void **state) {
  (void)state;
  survive_every_failure(
      "local native = require 'native'\n"
      "local t = native.frame { { name = 'a', type = 'text', values = { 'x', 'y', 'x' } },\n"
      "  { name = 'n', type = 'integer', values = { 1, native.missing, 3 },\n"
      "    missing = { [2] = 'suppressed' }, marks = { 'at_least' } },\n"
      "  { name = 'p', type = 'period', values = { native.period '2019Q3',\n"
      "    native.period '2019Q4', native.period '2020Q1' } } }\n"
      "assert(t:rows() == 3 and t:reason(2, 'n') == 'suppressed' and t:mark(1, 'n'))\n"
      "assert(t:values('a')[3] == 'x' and t:format(1, 'n') == '\\u{2265} 1')\n"
      "assert(t:kinds('p').quarter and #t:names() == 3 and t:cell(2, 'p').number == 4)\n"
      "local ok, why = pcall(native.frame, { { name = 'a', type = 'integer', values = { 'x' } } "
      "})\n"
      "assert(not ok and (why:find 'no integer' or why:find 'memory'), why)\n"
      "if why:find 'memory' then error(why, 0) end\n");
}

static void verbs_and_expressions_lose_nothing(void **state) {
  (void)state;
  survive_every_failure(
      "local native = require 'native'\n"
      "local t = native.frame { { name = 'a', type = 'text', values = { 'x', 'y', 'x' } },\n"
      "  { name = 'n', type = 'integer', values = { 1, 2, 3 } } }\n"
      "local function call(name, ...) return { op = 'call', name = name, args = { ... } } end\n"
      "local n = { op = 'column', name = 'n' }\n"
      "local two = { op = 'literal', type = 'integer', value = 2 }\n"
      "local u = t:mutate { { name = 'm', expr = call('+', call('*', n, two), two) } }\n"
      "u = u:filter(call('in', { op = 'column', name = 'a' },\n"
      "  { op = 'literal', type = 'text', value = 'x' }))\n"
      "assert(u:rows() == 2 and u:cell(2, 'm') == 8)\n"
      "local s = u:summarise({ 'a' }, { { name = 's', kind = 'sum', args = { 'm' } } })\n"
      "assert(s:cell(1, 's') == 12)\n"
      "s = s:join(t, 'inner', { { left = 'a', right = 'a' } }, true):bind({})\n"
      "assert(s:rows() == 2)\n"
      "assert(u:select({ { name = 'z', from = 'm' } }):arrange({ { name = 'z',\n"
      "  descending = true } }):cell(1, 'z') == 8)\n");
}

static void reading_loses_nothing(void **state) {
  (void)state;
  survive_every_failure(
      "local native = require 'native'\n"
      "local t, d, code = native.read_text('a;n\\nx;1\\ny;.\\n', 't.csv',\n"
      "  { types = { n = 'integer' }, missing = { ['?'] = 'blank' }, names = { 'a', 'n' } })\n"
      "if not t then error(d, 0) end\n"
      "assert(t:reason(2, 'n') == 'suppressed' and d.columns[2].name == 'n')\n");
}

static void json_loses_nothing(void **state) {
  (void)state;
  survive_every_failure(
      "local native = require 'native'\n"
      "local value, why = native.json_decode '{\"b\":[1,2.5,null,true,\"x\"],\"a\":{}}'\n"
      "if not value then error('memory: ' .. why, 0) end\n" /* jansson names no reason */
      "assert(native.json_encode(value, 1):find '2.5')\n"
      "assert(native.sha256('abc'):sub(1, 4) == 'ba78' and native.fsum { 1, 2.5 } == 3.5)\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(frames_made_by_hand_lose_nothing),
      cmocka_unit_test(verbs_and_expressions_lose_nothing),
      cmocka_unit_test(reading_loses_nothing),
      cmocka_unit_test(json_loses_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
