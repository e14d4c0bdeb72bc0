/* The Lua faces of the engine: check the arguments, call, push. No algorithm lives here.
** Each opener fills the table at the top of the stack with its functions. */
#ifndef INDSATS_NATIVE_H
#define INDSATS_NATIVE_H

#include <lua.h>
#include <stdatomic.h>

#include "column.h"
#include "options.h"
#include "period.h"

/* `require "native"`: the table of everything below. */
int luaopen_native(lua_State *L);

/* The flag that long engine calls look at; the host's, which outlives the state. */
void native_set_cancel(lua_State *L, const atomic_bool *cancel);

/* Whether that flag is raised. */
bool native_cancelled(lua_State *L);

/* Let Lua's collector work for `bytes` that it did not see made, in pieces and no longer than until
** the flag is raised: one large step could not be interrupted. */
void native_pay(lua_State *L, size_t bytes);

/* How many threads the engine may use; 0: as many as there are processors. */
void native_set_threads(lua_State *L, size_t threads);
/* What a person is told about long work: `report` by every engine call, with its share as done of
** total, and `finish` when the call is over. `task`: what the next calls do, see native.task. */
struct native_task {
  char name[64];    /* "read", "filter"; "" when nobody said */
  const char *unit; /* of what `size` counts: "rows" or "MB" */
  double size;      /* of all of it; 0: not known */
};
typedef void native_report(void *context, size_t done, size_t total);
void native_set_progress(lua_State *L, native_report *report, void (*finish)(void));
const struct native_task *native_current_task(lua_State *L);
void native_finish(lua_State *L);

/* What every engine call is given. */
const struct engine_options *native_options(lua_State *L);

/* Periods: values with the metatable "indsats.period". */
void lperiod_open(lua_State *L);
void lperiod_push(lua_State *L, period_t period);
period_t lperiod_check(lua_State *L, int index);
enum period_kind lperiod_check_kind(lua_State *L, int index);
/* PERIOD_INVALID when the value is no period. */
period_t lperiod_test(lua_State *L, int index);

/* The values `missing`: one userdata for each reason, the same everywhere. What is none of them
** (nil) is missing because it is blank. */
void lmissing_open(lua_State *L);
void lmissing_push(lua_State *L, enum missing reason);
int lmissing_is(lua_State *L, int index);
enum missing lmissing_reason(lua_State *L, int index);

/* Numbers and texts as people read them: format_number, round, collate, width. */
void lformat_open(lua_State *L);

/* Files written whole or not at all, folders: file_replace, file_create,
** make_directory. */
void lfile_open(lua_State *L);

/* SHA-256 of texts and files: sha256, sha256_file. */
void lhash_open(lua_State *L);

/* Intervals and exact sums: wilson, newcombe, byar, fsum. */
void lstatistics_open(lua_State *L);

/* Control charts: chart_individuals, chart_laney, chart_runs. */
void lchart_open(lua_State *L);

/* Regression: least_squares, poisson. */
void lregression_open(lua_State *L);

/* Linear programmes: linear. */
void llinear_open(lua_State *L);

/* JSON: json_decode, json_encode, json_null. */
void ljson_open(lua_State *L);
int ljson_encode(lua_State *L);
void ljson_push_null(lua_State *L);
int ljson_is_null(lua_State *L, int index);

/* Workbooks and archives: xlsx, zip. */
void lxlsx_open(lua_State *L);
void lzip_open(lua_State *L);

/* Databases: sqlite_open. */
void lsqlite_open(lua_State *L);

/* data_directory, terminal_size. */

/* Work in several processes: in_processes, processors. */
void lprocess_open(lua_State *L);

/* data_directory, terminal_width; other programs: run, own_path, real_path. */
void lsystem_open(lua_State *L);
void lprogram_open(lua_State *L);

#endif
