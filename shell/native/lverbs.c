/* The verbs: each checks its arguments, calls the engine's verb of the same name, and pushes the
** new frame. Columns are named by text; steps come normalised from lua/query. */
#include <lauxlib.h>
#include <string.h>

#include "aggregate.h"
#include "each_period.h"
#include "join.h"
#include "lframe.h"
#include "native.h"
#include "order.h"
#include "reshape.h"
#include "summarise.h"
#include "verbs.h"
#include "window.h"

/* Fill the handle at `handle_index` with the frame that a verb answered, or raise its error. */
static int answer(lua_State *L, int handle_index, struct frame *frame, const struct error *error) {
  if (frame == NULL)
    return lframe_raise(L, error);
  lframe_fill(L, lua_touserdata(L, handle_index), frame);
  lua_pushvalue(L, handle_index);
  return 1;
}

/* The column indexes of a list of names; an engine array freed by the collector. */
static size_t *check_columns(lua_State *L, const struct frame *frame, int index, size_t *count) {
  luaL_checktype(L, index, LUA_TTABLE);
  *count = (size_t)luaL_len(L, index);
  size_t *columns = lframe_buffer(L, *count, sizeof *columns);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    columns[i] = lframe_column(L, frame, lua_gettop(L));
    lua_pop(L, 1);
  }
  return columns;
}

/* The field `name` of the table at `index` as a text that stands as long as the table does. */
static const char *check_field(lua_State *L, int index, const char *name) {
  index = lua_absindex(L, index);
  lua_pushstring(L, name);
  lua_rawget(L, index); /* raw: a text from a metamethod would stand nowhere */
  if (lua_type(L, -1) != LUA_TSTRING)
    luaL_error(L, "the field '%s' must be a text", name);
  const char *text = lframe_text(L, -1);
  lua_pop(L, 1);
  return text;
}

static size_t check_column_field(lua_State *L, const struct frame *frame, int index,
                                 const char *name) {
  lua_getfield(L, index, name);
  size_t column = lframe_column(L, frame, lua_gettop(L));
  lua_pop(L, 1);
  return column;
}

/* nf:filter(AST) */
static int lframe_filter(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  lua_settop(L, 2);
  lframe_new(L);
  struct expression *condition = lexpression_check(L, 2);
  return answer(L, 3, frame_filter(frame, condition, native_options(L), &error), &error);
}

/* nf:mutate{ {name=, expr=AST}, ... } */
static int lframe_mutate(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lframe_new(L);
  size_t count = (size_t)luaL_len(L, 2);
  const char **names = lframe_buffer(L, count, sizeof *names);
  struct expression **expressions = lframe_buffer(L, count, sizeof *expressions);
  for (size_t i = 0; i < count; i++) {
    luaL_checkstack(L, 10, "too many columns");
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    names[i] = check_field(L, -1, "name");
    lua_getfield(L, -1, "expr");
    expressions[i] = lexpression_check(L, -1); /* its userdata stays on the stack */
  }
  return answer(L, 3, frame_mutate(frame, names, expressions, count, native_options(L), &error),
                &error);
}

/* nf:select{ {name=, from=}, ... } */
static int lframe_select(lua_State *L) {
  const struct frame *frame = lframe_peek(L, 1);
  struct error error = {0};
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lframe_new(L);
  size_t count = (size_t)luaL_len(L, 2);
  const char **names = lframe_buffer(L, count, sizeof *names);
  size_t *from = lframe_buffer(L, count, sizeof *from);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    names[i] = check_field(L, -1, "name");
    from[i] = check_column_field(L, frame, lua_gettop(L), "from");
    lua_pop(L, 1);
  }
  return answer(L, 3, frame_select(frame, names, from, count, &error), &error);
}

/* `hidden`: { least, greatest } of a hidden cell, where it is known. */
static bool check_hidden(lua_State *L, int index, struct bounds *hidden) {
  if (lua_getfield(L, index, "hidden") != LUA_TTABLE)
    return false;
  lua_rawgeti(L, -1, 1);
  lua_rawgeti(L, -2, 2);
  *hidden = (struct bounds){luaL_checknumber(L, -2), luaL_checknumber(L, -1)};
  luaL_argcheck(L, hidden->low >= 0 && hidden->low <= hidden->high, 3,
                "a hidden cell is from 0 up");
  return true;
}

/* nf:paste(other): the columns of both, side by side; as many rows */
static int lframe_paste(lua_State *L) {
  const struct frame *frame = lframe_peek(L, 1);
  const struct frame *other = lframe_peek(L, 2);
  struct error error = {0};
  lua_settop(L, 2);
  lframe_new(L);
  struct frame *result = frame_copy(frame, &error);
  for (size_t i = 0; i < other->columns && result != NULL; i++) {
    if (frame_add(result, other->names[i], column_retain(other->column[i]), &error))
      continue;
    frame_release(result);
    result = NULL;
  }
  return answer(L, 3, result, &error);
}

/* What a verb by groups is given: the columns that group, and a list of specs. */
struct by_group {
  const struct frame *frame;
  size_t *keys;
  size_t key_count;
  void *specs;
  size_t count;
};

/* Take the spec on top of the stack, which may be left with more on it. */
typedef void check_spec(lua_State *L, const struct frame *frame, void *spec);

/* (frame, groups, specs), and the result's place pushed behind them. */
static struct by_group check_by_group(lua_State *L, size_t size, check_spec *check) {
  struct by_group call = {.frame = lframe_check(L, 1)};
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  lframe_new(L);
  call.keys = check_columns(L, call.frame, 2, &call.key_count);
  call.count = (size_t)luaL_len(L, 3);
  call.specs = lframe_buffer(L, call.count, size);
  int top = lua_gettop(L);
  for (size_t i = 0; i < call.count; i++) {
    lua_rawgeti(L, 3, (lua_Integer)i + 1);
    check(L, call.frame, (char *)call.specs + i * size);
    lua_settop(L, top);
  }
  return call;
}

static void check_aggregate(lua_State *L, const struct frame *frame, void *given) {
  struct aggregate_spec *spec = given;
  int index = lua_gettop(L);
  *spec = (struct aggregate_spec){.name = check_field(L, index, "name"),
                                  .kind = check_field(L, index, "kind")};
  lua_getfield(L, index, "args");
  if (lua_istable(L, -1)) {
    spec->count = (size_t)luaL_len(L, -1);
    luaL_argcheck(L, spec->count <= 2, 3, "an aggregate takes at most two columns");
    for (size_t i = 0; i < spec->count; i++) {
      lua_rawgeti(L, -1, (lua_Integer)i + 1);
      spec->columns[i] = lframe_column(L, frame, lua_gettop(L));
      lua_pop(L, 1);
    }
  }
  lua_getfield(L, index, "parameter");
  spec->has_parameter = !lua_isnil(L, -1);
  spec->parameter = luaL_optnumber(L, -1, 0);
  spec->hides = check_hidden(L, index, &spec->hidden);
}

typedef struct frame *aggregate_verb(const struct frame *, const size_t *, size_t,
                                     const struct aggregate_spec *, size_t,
                                     const struct engine_options *, struct error *);

/* (groups, { {name=, kind=, args={columns}, parameter=}, ... }) for either verb of aggregates. */
static int aggregate(lua_State *L, aggregate_verb *verb) {
  struct error error = {0};
  struct by_group call = check_by_group(L, sizeof(struct aggregate_spec), check_aggregate);
  struct frame *result = verb(call.frame, call.keys, call.key_count, call.specs, call.count,
                              native_options(L), &error);
  return answer(L, 4, result, &error);
}

/* nf:summarise(groups, specs): a row per group */
static int lframe_summarise(lua_State *L) {
  return aggregate(L, frame_summarise);
}

/* ---- several verbs at once ---- */

static int close_scan(lua_State *L) {
  scan_clear(lua_touserdata(L, 1));
  return 0;
}

/* A scan that the collector clears. */
static struct scan *lscan_new(lua_State *L, const struct frame *frame) {
  struct scan *scan = lua_newuserdatauv(L, sizeof *scan, 0);
  *scan = (struct scan){0};
  if (luaL_newmetatable(L, "indsats.scan")) {
    lua_pushcfunction(L, close_scan);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  if (!scan_init(scan, frame))
    luaL_error(L, "not enough memory");
  return scan;
}

static bool query_filter(lua_State *L, struct scan *scan, int step) {
  lua_getfield(L, step, "expr");
  return scan_filter(scan, lexpression_check(L, -1)); /* its userdata stays on the stack */
}

/* The columns of a mutate come one by one: each may use those before it. */
static bool query_mutate(lua_State *L, struct scan *scan, int step) {
  lua_getfield(L, step, "columns");
  int columns = lua_gettop(L);
  for (lua_Integer i = 1; i <= luaL_len(L, columns); i++) {
    luaL_checkstack(L, 10, "too many columns");
    lua_rawgeti(L, columns, i);
    const char *name = check_field(L, -1, "name");
    lua_getfield(L, -1, "expr");
    if (!scan_mutate(scan, name, lexpression_check(L, -1)))
      return false;
  }
  return true;
}

static bool query_select(lua_State *L, struct scan *scan, int step) {
  lua_getfield(L, step, "columns");
  int columns = lua_gettop(L);
  size_t count = (size_t)luaL_len(L, columns);
  const char **names = lframe_buffer(L, count, sizeof *names);
  size_t *from = lframe_buffer(L, count, sizeof *from);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, columns, (lua_Integer)i + 1);
    names[i] = check_field(L, -1, "name");
    from[i] = scan_find(scan, check_field(L, -1, "from"));
    lua_pop(L, 1);
    if (from[i] == SIZE_MAX)
      return false;
  }
  return scan_select(scan, names, from, count);
}

/* A join on one key, its right side a frame. */
static bool query_join(lua_State *L, struct scan *scan, int step) {
  lua_getfield(L, step, "right");
  const struct frame *right = lframe_check(L, -1);
  lua_getfield(L, step, "kind");
  enum join_kind kind = join_kind_find(luaL_checkstring(L, -1));
  lua_getfield(L, step, "many");
  bool many = lua_toboolean(L, -1);
  lua_getfield(L, step, "on");
  if (kind == JOIN_KINDS || luaL_len(L, -1) != 1)
    return false;
  lua_rawgeti(L, -1, 1);
  struct join_on on = {.left = scan_find(scan, check_field(L, -1, "left")),
                       .right = frame_find(right, check_field(L, -1, "right"))};
  return on.left != SIZE_MAX && on.right != SIZE_MAX && scan_join(scan, right, kind, &on, 1, many);
}

static bool query_step(lua_State *L, struct scan *scan, int step) {
  const char *verb = check_field(L, step, "verb");
  if (strcmp(verb, "filter") == 0)
    return query_filter(L, scan, step);
  if (strcmp(verb, "mutate") == 0)
    return query_mutate(L, scan, step);
  if (strcmp(verb, "select") == 0)
    return query_select(L, scan, step);
  return query_join(L, scan, step);
}

static struct frame *query_summary(lua_State *L, const struct scan *scan, struct error *error) {
  struct summary summary = {.scan = scan};
  luaL_checkstack(L, 20, "too many steps");
  summary.keys = check_columns(L, scan->like, 3, &summary.key_count);
  summary.shown = summary.keys;
  summary.coded = summary.key_count;
  summary.count = (size_t)luaL_len(L, 4);
  struct aggregate_spec *specs = lframe_buffer(L, summary.count, sizeof *specs);
  for (size_t i = 0; i < summary.count; i++) {
    lua_rawgeti(L, 4, (lua_Integer)i + 1);
    check_aggregate(L, scan->like, &specs[i]);
    lua_pop(L, 1);
    if (!aggregate_check(&specs[i], scan->like, error))
      return NULL;
  }
  summary.specs = specs;
  return scan_summarise(&summary, native_options(L), error);
}

/* nf:query(steps, groups, specs): filters, mutates, selects and joins (as the verbs of those names
** take them, with their `verb`) and a summarise in one go; nil where they must be run one by one,
** be it to say what is wrong. */
static int lframe_query(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  lua_settop(L, 4);
  lframe_new(L);
  struct scan *scan = lscan_new(L, frame);
  bool taken = true;
  for (lua_Integer i = 1; taken && i <= luaL_len(L, 2); i++) {
    luaL_checkstack(L, 20, "too many steps");
    lua_rawgeti(L, 2, i);
    taken = query_step(L, scan, lua_gettop(L));
  }
  struct frame *result = taken ? query_summary(L, scan, &error) : NULL;
  if (result == NULL && error.code == ERROR_CANCELLED)
    return lframe_raise(L, &error);
  if (result == NULL)
    return 0;
  return answer(L, 5, result, &error);
}

/* nf:spread(groups, specs): every row with the answers of its group */
static int lframe_spread(lua_State *L) {
  return aggregate(L, frame_spread);
}

static void check_window(lua_State *L, const struct frame *frame, void *given) {
  struct window_spec *spec = given;
  int index = lua_gettop(L);
  *spec = (struct window_spec){.name = check_field(L, index, "name"),
                               .kind = check_field(L, index, "kind"),
                               .column = check_column_field(L, frame, index, "column"),
                               .period = SIZE_MAX};
  lua_getfield(L, index, "parameter");
  spec->has_parameter = !lua_isnil(L, -1);
  spec->parameter = luaL_optinteger(L, -1, 0);
  spec->hides = check_hidden(L, index, &spec->hidden);
  lua_getfield(L, index, "period");
  if (!lua_isnil(L, -1))
    spec->period = lframe_column(L, frame, lua_gettop(L));
  lua_getfield(L, index, "by_row");
  spec->by_row = lua_toboolean(L, -1);
}

/* nf:window(groups, { {name=, kind=, column=, parameter=, period=, by_row=}, ... }) */
static int lframe_window(lua_State *L) {
  struct error error = {0};
  struct by_group call = check_by_group(L, sizeof(struct window_spec), check_window);
  struct frame *result = frame_window(call.frame, call.keys, call.key_count, call.specs, call.count,
                                      native_options(L), &error);
  return answer(L, 4, result, &error);
}

/* nf:arrange({ {name=, descending=}, ... }, most): the first `most` rows, or all */
static int lframe_arrange(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_Integer most = luaL_optinteger(L, 3, -1);
  lua_settop(L, 3);
  lframe_new(L);
  size_t count = (size_t)luaL_len(L, 2);
  struct order_key *keys = lframe_buffer(L, count, sizeof *keys);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    keys[i].column = check_column_field(L, frame, lua_gettop(L), "name");
    lua_getfield(L, -1, "descending");
    keys[i].descending = lua_toboolean(L, -1);
    lua_pop(L, 2);
  }
  return answer(L, 4,
                frame_arrange(frame, keys, count, most < 0 ? SIZE_MAX : (size_t)most,
                              native_options(L), &error),
                &error);
}

static size_t check_place(lua_State *L, int index) {
  lua_Integer place = luaL_checkinteger(L, index);
  return place < 0 ? 0 : (size_t)place;
}

/* nf:slice(from, to): rows counted from 1, clipped */
static int lframe_slice(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  size_t from = check_place(L, 2);
  size_t to = check_place(L, 3);
  lua_settop(L, 3);
  lframe_new(L);
  return answer(L, 4, frame_slice(frame, from > 0 ? from : 1, to, native_options(L), &error),
                &error);
}

/* nf:distinct(names) */
static int lframe_distinct(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  lua_settop(L, 2);
  lframe_new(L);
  size_t count;
  size_t *columns = check_columns(L, frame, 2, &count);
  return answer(L, 3, frame_distinct(frame, columns, count, native_options(L), &error), &error);
}

/* nf:join(right, kind, { {left=, right=}, ... }, many) */
static int lframe_join(lua_State *L) {
  const struct frame *left = lframe_check(L, 1);
  const struct frame *right = lframe_check(L, 2);
  struct error error = {0};
  enum join_kind kind = join_kind_find(luaL_checkstring(L, 3));
  luaL_argcheck(L, kind != JOIN_KINDS, 3, "joins are inner, left, semi and anti");
  luaL_checktype(L, 4, LUA_TTABLE);
  bool many = lua_toboolean(L, 5);
  lua_settop(L, 5);
  lframe_new(L);
  size_t count = (size_t)luaL_len(L, 4);
  struct join_on *on = lframe_buffer(L, count, sizeof *on);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, 4, (lua_Integer)i + 1);
    on[i].left = check_column_field(L, left, lua_gettop(L), "left");
    on[i].right = check_column_field(L, right, lua_gettop(L), "right");
    lua_pop(L, 1);
  }
  return answer(L, 6, frame_join(left, right, kind, on, count, many, native_options(L), &error),
                &error);
}

/* nf:pivot_wider(ids, names_from, values_from) */
static int lframe_pivot_wider(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  size_t names_from = lframe_column(L, frame, 3);
  size_t values_from = lframe_column(L, frame, 4);
  lua_settop(L, 4);
  lframe_new(L);
  size_t count;
  size_t *ids = check_columns(L, frame, 2, &count);
  return answer(
      L, 5,
      frame_pivot_wider(frame, ids, count, names_from, values_from, native_options(L), &error),
      &error);
}

/* nf:pivot_longer(columns, names_to, values_to) */
static int lframe_pivot_longer(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  const char *names_to = lframe_text(L, 3);
  const char *values_to = lframe_text(L, 4);
  lua_settop(L, 4);
  lframe_new(L);
  size_t count;
  size_t *columns = check_columns(L, frame, 2, &count);
  return answer(
      L, 5,
      frame_pivot_longer(frame, columns, count, names_to, values_to, native_options(L), &error),
      &error);
}

/* nf:each_period(from, to, kind, as, ongoing): `ongoing` is a period or nil */
static int lframe_each_period(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  struct each_period spec = {.from = lframe_column(L, frame, 2),
                             .to = lframe_column(L, frame, 3),
                             .kind = lperiod_check_kind(L, 4),
                             .as = lframe_text(L, 5),
                             .ongoing = PERIOD_INVALID};
  if (!lua_isnoneornil(L, 6))
    spec.ongoing = lperiod_check(L, 6);
  lua_settop(L, 6);
  lframe_new(L);
  return answer(L, 7, frame_each_period(frame, &spec, native_options(L), &error), &error);
}

/* nf:complete(names) */
static int lframe_complete(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  struct error error = {0};
  lua_settop(L, 2);
  lframe_new(L);
  size_t count;
  size_t *columns = check_columns(L, frame, 2, &count);
  return answer(L, 3, frame_complete(frame, columns, count, native_options(L), &error), &error);
}

/* nf:bind{frames}: this frame's rows, then those of the others */
static int lframe_bind(lua_State *L) {
  struct error error = {0};
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lframe_new(L);
  size_t count = (size_t)luaL_len(L, 2) + 1;
  const struct frame **frames = lframe_buffer(L, count, sizeof *frames);
  frames[0] = lframe_check(L, 1);
  for (size_t i = 1; i < count; i++) {
    lua_rawgeti(L, 2, (lua_Integer)i);
    frames[i] = lframe_check(L, lua_gettop(L)); /* the table keeps it alive */
    lua_pop(L, 1);
  }
  return answer(L, 3, frame_bind(frames, count, native_options(L), &error), &error);
}

void lverbs_methods(lua_State *L) {
  static const luaL_Reg methods[] = {{"filter", lframe_filter},
                                     {"mutate", lframe_mutate},
                                     {"select", lframe_select},
                                     {"summarise", lframe_summarise},
                                     {"query", lframe_query},
                                     {"spread", lframe_spread},
                                     {"paste", lframe_paste},
                                     {"window", lframe_window},
                                     {"arrange", lframe_arrange},
                                     {"slice", lframe_slice},
                                     {"distinct", lframe_distinct},
                                     {"join", lframe_join},
                                     {"pivot_wider", lframe_pivot_wider},
                                     {"pivot_longer", lframe_pivot_longer},
                                     {"each_period", lframe_each_period},
                                     {"complete", lframe_complete},
                                     {"bind", lframe_bind},
                                     {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
