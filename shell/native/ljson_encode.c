/* Values to JSON: the same value gives the same bytes. Keys stand in the order of the table's
** `__order` (a list of keys), then sorted by bytes; floats in their shortest decimal form. */
#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "native.h"
#include "number.h"

#define TEXT "indsats.json_text"
enum { DEPTH_MAX = 200 };

/* The text so far; a userdata, freed by the collector. */
struct text {
  char *bytes;
  size_t size;
  size_t capacity;
  int indent; /* blanks a level; 0: all on one line */
};

static void put(lua_State *L, struct text *text, const char *bytes, size_t length) {
  if (text->capacity - text->size < length) {
    size_t capacity = (text->capacity + length) * 2;
    char *grown = realloc(text->bytes, capacity);
    if (grown == NULL)
      luaL_error(L, "out of memory");
    text->bytes = grown;
    text->capacity = capacity;
  }
  memcpy(text->bytes + text->size, bytes, length);
  text->size += length;
}

static void put_text(lua_State *L, struct text *text, const char *literal) {
  put(L, text, literal, strlen(literal));
}

/* A new line at `depth`, when lines are wanted. */
static void put_line(lua_State *L, struct text *text, int depth) {
  if (text->indent == 0)
    return;
  put(L, text, "\n", 1);
  for (int i = 0; i < depth * text->indent; i++)
    put(L, text, " ", 1);
}

/* An ASCII character as it stands in a JSON string. */
static void put_character(lua_State *L, struct text *text, char c) {
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";
  const char *found = c == '\0' ? NULL : strchr(escaped, c);
  if (found != NULL) {
    char pair[2] = {'\\', letters[found - escaped]};
    put(L, text, pair, 2);
  } else if ((unsigned char)c < 0x20) {
    char code[8];
    snprintf(code, sizeof code, "\\u%04x", (unsigned)c);
    put(L, text, code, 6);
  } else {
    put(L, text, &c, 1);
  }
}

static void put_string(lua_State *L, struct text *text, int index) {
  size_t length;
  const char *bytes = lua_tolstring(L, index, &length);
  put(L, text, "\"", 1);
  for (size_t at = 0; at < length;) {
    utf8proc_int32_t code;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                                             (utf8proc_ssize_t)(length - at), &code);
    if (used <= 0)
      luaL_error(L, "a text that is not UTF-8 cannot be written as JSON (byte %d of it)",
                 (int)at + 1);
    if (used == 1)
      put_character(L, text, bytes[at]);
    else
      put(L, text, bytes + at, (size_t)used);
    at += (size_t)used;
  }
  put(L, text, "\"", 1);
}

static void put_number(lua_State *L, struct text *text, int index) {
  char number[NUMBER_SIZE];
  if (lua_isinteger(L, index)) {
    snprintf(number, sizeof number, LUA_INTEGER_FMT, lua_tointeger(L, index));
  } else {
    double value = lua_tonumber(L, index);
    if (!isfinite(value))
      luaL_error(L, "a number that is not finite cannot be written as JSON");
    number_write(number, sizeof number, value, '.');
  }
  put_text(L, text, number);
}

static void put_value(lua_State *L, struct text *text, int index, int depth);

static void put_array(lua_State *L, struct text *text, int table, lua_Integer count, int depth) {
  put(L, text, "[", 1);
  for (lua_Integer i = 1; i <= count; i++) {
    if (i > 1)
      put(L, text, ",", 1);
    put_line(L, text, depth + 1);
    lua_rawgeti(L, table, i);
    put_value(L, text, lua_gettop(L), depth + 1);
    lua_pop(L, 1);
  }
  if (count > 0)
    put_line(L, text, depth);
  put(L, text, "]", 1);
}

/* Append to the list at `list` the key at the top, unless the set at `list` + 1 has it; pops it. */
static void add_key(lua_State *L, int list) {
  lua_pushvalue(L, -1);
  if (lua_rawget(L, list + 1) == LUA_TNIL) {
    lua_pushvalue(L, -2);
    lua_pushboolean(L, 1);
    lua_rawset(L, list + 1);
    lua_pushvalue(L, -2);
    lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
  }
  lua_pop(L, 2);
}

static int compare_texts(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The keys of the table that its `__order` does not name, sorted, onto the list. */
static void add_sorted_keys(lua_State *L, int table, int list) {
  size_t count = 0, at = 0;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1))
    count++;
  const char **keys = lua_newuserdatauv(L, (count + 1) * sizeof *keys, 0);
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L,
                 "a table with both a list and names, or with keys that are no texts, is neither "
                 "an array nor an object of JSON");
    keys[at] = lua_tostring(L, -2); /* the table keeps it */
    if (strlen(keys[at++]) != lua_rawlen(L, -2))
      luaL_error(L, "a key with a NUL byte cannot be written as JSON");
  }
  qsort(keys, count, sizeof *keys, compare_texts);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(keys[i], "__order") == 0)
      continue;
    lua_pushstring(L, keys[i]);
    add_key(L, list);
  }
}

/* Push the list of keys in their order. Above it the set of those in it, and more. */
static int push_keys(lua_State *L, int table) {
  lua_newtable(L);
  int list = lua_gettop(L);
  lua_newtable(L);
  lua_pushliteral(L, "__order");
  lua_rawget(L, table);
  for (lua_Integer i = 1; lua_istable(L, list + 2); i++) {
    if (lua_rawgeti(L, list + 2, i) != LUA_TSTRING)
      break;
    add_key(L, list);
  }
  lua_settop(L, list + 1);
  add_sorted_keys(L, table, list);
  return list;
}

static void put_object(lua_State *L, struct text *text, int table, int depth) {
  int list = push_keys(L, table);
  bool any = false;
  put(L, text, "{", 1);
  for (lua_Integer i = 1; lua_rawgeti(L, list, i) == LUA_TSTRING; i++) {
    lua_pushvalue(L, -1);
    if (lua_rawget(L, table) != LUA_TNIL) {
      if (any)
        put(L, text, ",", 1);
      any = true;
      put_line(L, text, depth + 1);
      put_string(L, text, -2);
      put_text(L, text, text->indent > 0 ? ": " : ":");
      put_value(L, text, lua_gettop(L), depth + 1);
    }
    lua_pop(L, 2);
  }
  if (any)
    put_line(L, text, depth);
  put(L, text, "}", 1);
  lua_settop(L, list - 1);
}

/* A list is an array, also the empty one; with `__order`, or a name as key, it is an object. */
static void put_table(lua_State *L, struct text *text, int table, int depth) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, table);
  lua_Integer keys = 0;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1))
    keys++;
  if (keys == count)
    put_array(L, text, table, count, depth);
  else
    put_object(L, text, table, depth);
}

static void put_userdata(lua_State *L, struct text *text, int index) {
  period_t period = lperiod_test(L, index);
  if (period != PERIOD_INVALID) {
    char id[PERIOD_TEXT];
    period_id(id, period);
    lua_pushstring(L, id);
    put_string(L, text, -1);
    lua_pop(L, 1);
  } else if (lmissing_is(L, index) || ljson_is_null(L, index)) {
    put_text(L, text, "null");
  } else {
    luaL_error(L, "this userdata cannot be written as JSON");
  }
}

static void put_value(lua_State *L, struct text *text, int index, int depth) {
  luaL_checkstack(L, 12, "nested too deep for JSON");
  if (depth > DEPTH_MAX)
    luaL_error(L, "nested more than %d deep: does a table hold itself?", DEPTH_MAX);
  switch (lua_type(L, index)) {
  case LUA_TTABLE:
    put_table(L, text, index, depth);
    break;
  case LUA_TSTRING:
    put_string(L, text, index);
    break;
  case LUA_TNUMBER:
    put_number(L, text, index);
    break;
  case LUA_TBOOLEAN:
    put_text(L, text, lua_toboolean(L, index) ? "true" : "false");
    break;
  case LUA_TUSERDATA:
    put_userdata(L, text, index);
    break;
  default:
    luaL_error(L, "a %s cannot be written as JSON", luaL_typename(L, index));
  }
}

static int collect(lua_State *L) {
  struct text *text = luaL_checkudata(L, 1, TEXT);
  free(text->bytes);
  *text = (struct text){0};
  return 0;
}

/* json_encode(value[, indent]) -> text. `missing` and json_null are null, periods their id. */
int ljson_encode(lua_State *L) {
  luaL_checkany(L, 1);
  lua_Integer indent = luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, indent >= 0 && indent <= 8, 2, "the indent is 0 to 8 blanks");
  lua_settop(L, 1);
  struct text *text = lua_newuserdatauv(L, sizeof *text, 0);
  *text = (struct text){.indent = (int)indent};
  if (luaL_newmetatable(L, TEXT)) {
    lua_pushcfunction(L, collect);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  put_value(L, text, 1, 0);
  lua_pushlstring(L, text->bytes, text->size);
  return 1;
}
