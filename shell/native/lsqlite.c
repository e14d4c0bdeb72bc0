/* SQLite: a database as a value with three methods. What is asked stands in Lua (lua/ledger). */
#include <lauxlib.h>
#include <sqlite3.h>

#include "late.h"
#include "native.h"

/* What is called of SQLite; there once a database has been opened. */
#define SQLITE_FUNCTIONS(DO)                                                                       \
  DO(sqlite3_bind_double)                                                                          \
  DO(sqlite3_bind_int64)                                                                           \
  DO(sqlite3_bind_null)                                                                            \
  DO(sqlite3_bind_parameter_count)                                                                 \
  DO(sqlite3_bind_text64)                                                                          \
  DO(sqlite3_busy_timeout)                                                                         \
  DO(sqlite3_close_v2)                                                                             \
  DO(sqlite3_column_bytes)                                                                         \
  DO(sqlite3_column_count)                                                                         \
  DO(sqlite3_column_double)                                                                        \
  DO(sqlite3_column_int64)                                                                         \
  DO(sqlite3_column_name)                                                                          \
  DO(sqlite3_column_text)                                                                          \
  DO(sqlite3_column_type)                                                                          \
  DO(sqlite3_errmsg)                                                                               \
  DO(sqlite3_finalize)                                                                             \
  DO(sqlite3_open_v2)                                                                              \
  DO(sqlite3_prepare_v2)                                                                           \
  DO(sqlite3_step)
static struct sqlite { SQLITE_FUNCTIONS(LATE_MEMBER) } sqlite;

static void load_library(lua_State *L) {
  static const char *const names[] = {SQLITE_FUNCTIONS(LATE_NAME)};
  late_load(L, &(struct late){"libsqlite3.so.0", "ledgers", "libsqlite3-0", names,
                              sizeof names / sizeof names[0], &sqlite});
}

static const char type_name[] = "indsats.sqlite";

enum { WAIT_MS = 10000 }; /* for another program that is writing */

static int push_failure(lua_State *L, sqlite3 *database) {
  luaL_pushfail(L);
  lua_pushstring(L, database != NULL ? sqlite.sqlite3_errmsg(database) : "out of memory");
  lua_pushliteral(L, "file");
  return 3;
}

static sqlite3 *check_open(lua_State *L) {
  sqlite3 **handle = luaL_checkudata(L, 1, type_name);
  luaL_argcheck(L, *handle != NULL, 1, "the database is closed");
  return *handle;
}

/* sqlite_open(path) -> database, made when it is not there | nil, message, "file" */
static int sqlite_open(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  load_library(L);
  sqlite3 **handle = lua_newuserdatauv(L, sizeof *handle, 0);
  *handle = NULL;
  luaL_setmetatable(L, type_name);
  if (sqlite.sqlite3_open_v2(path, handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
      SQLITE_OK)
    return push_failure(L, *handle);
  sqlite.sqlite3_busy_timeout(*handle, WAIT_MS);
  return 1;
}

/* database:close(): nothing more can be asked. Twice is as good as once. */
static int sqlite_close(lua_State *L) {
  sqlite3 **handle = luaL_checkudata(L, 1, type_name);
  sqlite.sqlite3_close_v2(*handle);
  *handle = NULL;
  return 0;
}

static int bind(lua_State *L, sqlite3_stmt *statement, int place, int index) {
  size_t length;
  switch (lua_type(L, index)) {
  case LUA_TNIL:
    return sqlite.sqlite3_bind_null(statement, place);
  case LUA_TNUMBER:
    return lua_isinteger(L, index)
               ? sqlite.sqlite3_bind_int64(statement, place, lua_tointeger(L, index))
               : sqlite.sqlite3_bind_double(statement, place, lua_tonumber(L, index));
  case LUA_TSTRING: {
    const char *text = lua_tolstring(L, index, &length);
    return sqlite.sqlite3_bind_text64(statement, place, text, length, SQLITE_TRANSIENT,
                                      SQLITE_UTF8);
  }
  default:
    return SQLITE_MISMATCH;
  }
}

/* Give the arguments from the third on to the statement's places. */
static bool bind_all(lua_State *L, sqlite3_stmt *statement, int count) {
  for (int place = 1; place <= count; place++)
    if (bind(L, statement, place, place + 2) != SQLITE_OK)
      return false;
  return true;
}

static void push_cell(lua_State *L, sqlite3_stmt *statement, int column) {
  switch (sqlite.sqlite3_column_type(statement, column)) {
  case SQLITE_INTEGER:
    lua_pushinteger(L, sqlite.sqlite3_column_int64(statement, column));
    return;
  case SQLITE_FLOAT:
    lua_pushnumber(L, sqlite.sqlite3_column_double(statement, column));
    return;
  case SQLITE_NULL:
    lua_pushnil(L);
    return;
  default:
    lua_pushlstring(L, (const char *)sqlite.sqlite3_column_text(statement, column),
                    (size_t)sqlite.sqlite3_column_bytes(statement, column));
  }
}

/* The row as a table by the names of its columns. */
static void push_row(lua_State *L, sqlite3_stmt *statement) {
  int columns = sqlite.sqlite3_column_count(statement);
  lua_createtable(L, 0, columns);
  for (int column = 0; column < columns; column++) {
    push_cell(L, statement, column);
    lua_setfield(L, -2, sqlite.sqlite3_column_name(statement, column));
  }
}

/* The statement is finished whatever happens to the state: it lies in a userdata. */
static int finish_statement(lua_State *L) {
  sqlite3_stmt **statement = lua_touserdata(L, 1);
  sqlite.sqlite3_finalize(*statement);
  *statement = NULL;
  return 0;
}

static sqlite3_stmt **new_statement(lua_State *L) {
  sqlite3_stmt **statement = lua_newuserdatauv(L, sizeof(sqlite3_stmt *), 0);
  *statement = NULL;
  if (luaL_newmetatable(L, "indsats.sqlite.statement")) {
    lua_pushcfunction(L, finish_statement);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return statement;
}

/* database:run(sql, value, ...) -> the rows, a table each by the names of its columns, {} where the
** statement gives none | nil, message, "file". One statement; a value for each `?` in it. */
static int sqlite_run(lua_State *L) {
  sqlite3 *database = check_open(L);
  size_t length;
  const char *sql = luaL_checklstring(L, 2, &length);
  int count = lua_gettop(L) - 2;
  sqlite3_stmt **statement = new_statement(L);
  if (sqlite.sqlite3_prepare_v2(database, sql, (int)length, statement, NULL) != SQLITE_OK)
    return push_failure(L, database);
  luaL_argcheck(L, sqlite.sqlite3_bind_parameter_count(*statement) == count, 3,
                "not a value for each ?");
  if (!bind_all(L, *statement, count))
    return push_failure(L, database);
  lua_newtable(L);
  int result;
  for (lua_Integer row = 1; (result = sqlite.sqlite3_step(*statement)) == SQLITE_ROW; row++) {
    push_row(L, *statement);
    lua_rawseti(L, -2, row);
  }
  if (result != SQLITE_DONE)
    return push_failure(L, database);
  sqlite.sqlite3_finalize(*statement);
  *statement = NULL;
  return 1;
}

void lsqlite_open(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"run", sqlite_run}, {"close", sqlite_close}, {"__gc", sqlite_close}, {NULL, NULL}};
  luaL_newmetatable(L, type_name);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_pushcfunction(L, sqlite_open);
  lua_setfield(L, -2, "sqlite_open");
}
