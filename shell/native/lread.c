/* Reading and writing files of figures: options in, dialect out. */
#include <glob.h>
#include <lauxlib.h>
#include <string.h>

#include "csv_write.h"
#include "lframe.h"
#include "native.h"
#include "read.h"

#define DIALECT "indsats.dialect"

/* ---- options ---- */

/* 0 when absent. */
static char option_char(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  size_t length = 1;
  const char *text = lua_isnil(L, -1) ? "" : luaL_checklstring(L, -1, &length);
  if (length != 1)
    luaL_error(L, "the option %s is one character, not '%s'", name, text);
  char found = text[0];
  lua_pop(L, 1);
  return found;
}

/* A text that stands as long as the options table; NULL when absent. */
static const char *option_text(lua_State *L, int index, const char *name) {
  lua_pushstring(L, name);
  lua_rawget(L, index); /* raw: a text from a metamethod would stand nowhere */
  if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
    luaL_error(L, "the option %s is a text", name);
  const char *text = lua_isnil(L, -1) ? NULL : lframe_text(L, -1);
  lua_pop(L, 1);
  return text;
}

static bool option_flag(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  bool flag = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return flag;
}

/* How many entries the table on top has, all with a text as key and as value. */
static size_t count_pairs(lua_State *L, const char *name) {
  size_t count = 0;
  if (lua_isnil(L, -1))
    return 0;
  luaL_checktype(L, -1, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    if (lua_type(L, -1) != LUA_TSTRING || lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "the option %s is a table such as { [\"x\"] = \"...\" }", name);
    count++;
  }
  return count;
}

/* The tables `missing` and `types`; their buffers stay on the stack. */
static void option_missing(lua_State *L, int index, struct csv_options *options) {
  lua_getfield(L, index, "missing");
  options->missing_count = count_pairs(L, "missing");
  struct csv_missing *list = lframe_buffer(L, options->missing_count, sizeof *list);
  lua_insert(L, -2);
  size_t i = 0;
  for (lua_pushnil(L); options->missing_count > 0 && lua_next(L, -2); lua_pop(L, 1), i++)
    list[i] =
        (struct csv_missing){lframe_text(L, -2), lframe_find_reason(L, lua_tostring(L, -1), true)};
  lua_settop(L, lua_gettop(L) - (options->missing_count > 0 ? 1 : 2));
  options->missing = list;
}

static void option_types(lua_State *L, int index, struct csv_options *options) {
  lua_getfield(L, index, "types");
  options->types_count = count_pairs(L, "types");
  struct csv_type *list = lframe_buffer(L, options->types_count, sizeof *list);
  lua_insert(L, -2);
  size_t i = 0;
  for (lua_pushnil(L); options->types_count > 0 && lua_next(L, -2); lua_pop(L, 1), i++)
    list[i] = (struct csv_type){lframe_text(L, -2), lframe_find_type(L, lua_tostring(L, -1))};
  lua_settop(L, lua_gettop(L) - (options->types_count > 0 ? 1 : 2));
  options->types = list;
}

static void option_names(lua_State *L, int index, struct csv_options *options) {
  lua_getfield(L, index, "names");
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    return;
  }
  luaL_checktype(L, -1, LUA_TTABLE);
  options->names_count = (size_t)luaL_len(L, -1);
  const char **list = lframe_buffer(L, options->names_count, sizeof *list);
  for (size_t i = 0; i < options->names_count; i++) {
    lua_rawgeti(L, -2, (lua_Integer)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "the option names is a list of texts");
    list[i] = lframe_text(L, -1);
    lua_pop(L, 1);
  }
  options->names = list;
}

/* An option that is not known would be obeyed by nobody: refuse it. `known` ends in NULL. */
static void refuse_unknown(lua_State *L, int index, const char *function,
                           const char *const *known) {
  luaL_Buffer list;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "(no text)";
    size_t i = 0;
    while (known[i] != NULL && strcmp(known[i], name) != 0)
      i++;
    if (known[i] != NULL)
      continue;
    luaL_buffinit(L, &list);
    for (i = 0; known[i] != NULL; i++) {
      luaL_addstring(&list, i == 0 ? "" : ", ");
      luaL_addstring(&list, known[i]);
    }
    luaL_pushresult(&list);
    luaL_error(L, "%s has no option '%s'; its options are %s", function, name, lua_tostring(L, -1));
  }
}

static struct csv_options check_options(lua_State *L, int index) {
  static const char *const known[] = {"delimiter", "encoding", "decimal", "thousands",   "missing",
                                      "types",     "names",    "table",   "allow_empty", NULL};
  struct csv_options options = {0};
  if (lua_isnoneornil(L, index))
    return options;
  luaL_checktype(L, index, LUA_TTABLE);
  refuse_unknown(L, index, "read", known);
  options.delimiter = option_char(L, index, "delimiter");
  options.decimal = option_char(L, index, "decimal");
  options.encoding = option_text(L, index, "encoding");
  options.thousands = option_text(L, index, "thousands");
  options.table = option_text(L, index, "table");
  options.allow_empty = option_flag(L, index, "allow_empty");
  option_missing(L, index, &options);
  option_types(L, index, &options);
  option_names(L, index, &options);
  return options;
}

/* ---- dialect ---- */

static void set_text(lua_State *L, const char *name, const char *text) {
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void set_count(lua_State *L, const char *name, size_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  lua_setfield(L, -2, name);
}

static void set_sign(lua_State *L, const char *name, char sign) {
  if (sign == 0)
    return;
  lua_pushlstring(L, &sign, 1);
  lua_setfield(L, -2, name);
}

static void set_flag(lua_State *L, const char *name, bool flag) {
  lua_pushboolean(L, flag);
  lua_setfield(L, -2, name);
}

static void push_dialect_column(lua_State *L, const struct dialect_column *column) {
  lua_newtable(L);
  set_text(L, "name", column->name);
  set_text(L, "type", column_type_name(column->type));
  set_count(L, "scale", (size_t)column->scale);
  lua_newtable(L);
  for (size_t i = 0; i < column->marker_count; i++) {
    lua_newtable(L);
    set_text(L, "sign", column->markers[i].sign);
    set_text(L, "reason", missing_name(column->markers[i].reason));
    set_count(L, "count", column->markers[i].count);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "missing");
}

/* __index of a dialect whose digest waits: finds it when it is asked for, once. Upvalues: the path
** and the stamp. */
static int index_dialect(lua_State *L) {
  const char *name = lua_tostring(L, 2);
  struct dialect dialect = {0};
  struct error error = {0};
  if (name == NULL || strcmp(name, "sha256") != 0)
    return 0;
  memcpy(&dialect.stamp, lua_touserdata(L, lua_upvalueindex(2)), sizeof dialect.stamp);
  const char *path = lua_tostring(L, lua_upvalueindex(1));
  if (!dialect_digest(&dialect, path, native_options(L), &error))
    return lframe_raise(L, &error);
  lua_pushstring(L, dialect.sha256);
  lua_pushvalue(L, -1);
  lua_setfield(L, 1, "sha256");
  return 1;
}

/* Let the dialect on top find its digest when it is asked for; `stamp` until then tells files
** apart. */
static void await_digest(lua_State *L, const struct stamp *stamp, const char *path) {
  char text[STAMP_TEXT];
  stamp_write(stamp, text);
  set_text(L, "stamp", text);
  lua_createtable(L, 0, 1);
  lua_pushstring(L, path);
  memcpy(lua_newuserdatauv(L, sizeof *stamp, 0), stamp, sizeof *stamp);
  lua_pushcclosure(L, index_dialect, 2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

static void set_digest(lua_State *L, const struct dialect *dialect, const char *path) {
  if (dialect->sha256[0] != '\0')
    set_text(L, "sha256", dialect->sha256);
  else
    await_digest(L, &dialect->stamp, path);
}

/* await_digest(dialect, path): have the dialect of a file, as it is now, find its digest when it is
** asked for. Whether there is such a file. */
static int native_await_digest(lua_State *L) {
  const char *path = luaL_checkstring(L, 2);
  struct stat facts;
  luaL_checktype(L, 1, LUA_TTABLE);
  bool found = stat(path, &facts) == 0;
  if (found) {
    struct stamp stamp = stamp_of(&facts);
    lua_settop(L, 2);
    lua_pushvalue(L, 1);
    await_digest(L, &stamp, path);
  }
  lua_pushboolean(L, found);
  return 1;
}

static void push_dialect(lua_State *L, const struct dialect *dialect, const char *path) {
  lua_newtable(L);
  set_text(L, "path", path);
  set_text(L, "form", dialect->form);
  set_text(L, "encoding", dialect->encoding);
  set_text(L, "newline", dialect->newline);
  set_flag(L, "bom", dialect->bom);
  set_flag(L, "quoted", dialect->quoted);
  set_sign(L, "delimiter", dialect->delimiter);
  set_sign(L, "decimal", dialect->decimal);
  set_text(L, "thousands", dialect->thousands);
  set_count(L, "blank_lines", dialect->blank_lines);
  set_count(L, "rows", dialect->rows);
  set_count(L, "bytes", dialect->bytes);
  set_digest(L, dialect, path);
  set_text(L, "table", dialect->table);
  lua_newtable(L);
  for (size_t i = 0; i < dialect->columns; i++) {
    push_dialect_column(L, &dialect->column[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "columns");
}

static int collect_dialect(lua_State *L) {
  dialect_clear(luaL_checkudata(L, 1, DIALECT));
  return 0;
}

static struct dialect *new_dialect(lua_State *L) {
  struct dialect *dialect = lua_newuserdatauv(L, sizeof *dialect, 0);
  *dialect = (struct dialect){0};
  luaL_setmetatable(L, DIALECT);
  return dialect;
}

/* ---- the functions ---- */

static int fail(lua_State *L, const struct error *error) {
  native_finish(L);
  if (error->code == ERROR_MEMORY || error->code == ERROR_CANCELLED)
    return lframe_raise(L, error);
  luaL_pushfail(L);
  lua_pushstring(L, error->message);
  lua_pushstring(L, error->code == ERROR_FILE    ? "file"
                    : error->code == ERROR_VALUE ? "value"
                                                 : "data");
  return 3;
}

/* native.read(path[, options]) -> frame, dialect; or nil, message, "file" | "data" | "value" */
static int native_read(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  lua_settop(L, 2);
  struct error error = {0};
  struct frame **handle = lframe_new(L);
  struct dialect *dialect = new_dialect(L);
  struct csv_options options = check_options(L, 2);
  options.engine = native_options(L);
  struct frame *frame = read_file(path, &options, dialect, &error);
  if (frame == NULL)
    return fail(L, &error);
  lframe_fill(L, handle, frame);
  lua_pushvalue(L, 3);
  push_dialect(L, dialect, path);
  return 2;
}

/* native.read_text(text, name[, options]): the same, from a text; `name` stands for the path */
static int native_read_text(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  const char *name = luaL_checkstring(L, 2);
  lua_settop(L, 3);
  struct error error = {0};
  struct frame **handle = lframe_new(L);
  struct dialect *dialect = new_dialect(L);
  struct csv_options options = check_options(L, 3);
  options.engine = native_options(L);
  struct frame *frame = read_memory(text, length, name, &options, dialect, &error);
  if (frame == NULL)
    return fail(L, &error);
  lframe_fill(L, handle, frame);
  lua_pushvalue(L, 4);
  push_dialect(L, dialect, name);
  return 2;
}

/* nf:write_csv(path[, options]); options: delimiter, decimal, bom, crlf, excel_safe. true; or nil,
** message, "file" */
static int lframe_write_csv(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  const char *path = luaL_checkstring(L, 2);
  static const char *const known[] = {"delimiter", "decimal", "bom", "crlf", "excel_safe", NULL};
  struct csv_write_options options = {0};
  struct error error = {0};
  lua_settop(L, 3);
  if (!lua_isnil(L, 3)) {
    luaL_checktype(L, 3, LUA_TTABLE);
    refuse_unknown(L, 3, "write_csv", known);
    options.delimiter = option_char(L, 3, "delimiter");
    options.decimal = option_char(L, 3, "decimal");
    options.bom = option_flag(L, 3, "bom");
    options.crlf = option_flag(L, 3, "crlf");
    options.excel_safe = option_flag(L, 3, "excel_safe");
  }
  options.engine = native_options(L);
  if (!frame_write_csv(frame, path, &options, &error))
    return fail(L, &error);
  native_finish(L);
  lua_pushboolean(L, 1);
  return 1;
}

/* native.glob(pattern) -> the paths that match, in the order of their bytes; {} when none does */
static int native_glob(lua_State *L) {
  const char *pattern = luaL_checkstring(L, 1);
  glob_t found = {0};
  int status = glob(pattern, GLOB_ERR, NULL, &found);
  if (status != 0 && status != GLOB_NOMATCH) {
    globfree(&found);
    return luaL_error(L, "%s: cannot be searched", pattern);
  }
  lua_createtable(L, (int)found.gl_pathc, 0);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    lua_pushstring(L, found.gl_pathv[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  globfree(&found);
  return 1;
}

void lread_methods(lua_State *L) {
  lua_pushcfunction(L, lframe_write_csv);
  lua_setfield(L, -2, "write_csv");
}

void lread_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"read", native_read},
                                       {"read_text", native_read_text},
                                       {"glob", native_glob},
                                       {"await_digest", native_await_digest},
                                       {NULL, NULL}};
  luaL_newmetatable(L, DIALECT);
  lua_pushcfunction(L, collect_dialect);
  lua_setfield(L, -2, "__gc");
  lua_pop(L, 1);
  luaL_setfuncs(L, functions, 0);
}
