/* Charts of a workbook, drawn by the spreadsheet from its cells. */
#include <lauxlib.h>
#include <stdbool.h>
#include <string.h>

#include "lxlsx.h"

struct name {
  const char *word;
  uint8_t value;
};

static const struct name types[] = {
    {"line", LXW_CHART_LINE}, {"bar", LXW_CHART_BAR}, {"column", LXW_CHART_COLUMN}, {NULL, 0}};
static const struct name dashes[] = {
    {"solid", LXW_CHART_LINE_DASH_SOLID},         {"dash", LXW_CHART_LINE_DASH_DASH},
    {"dot", LXW_CHART_LINE_DASH_ROUND_DOT},       {"dash_dot", LXW_CHART_LINE_DASH_DASH_DOT},
    {"long_dash", LXW_CHART_LINE_DASH_LONG_DASH}, {NULL, 0}};
static const struct name markers[] = {
    {"none", LXW_CHART_MARKER_NONE},       {"circle", LXW_CHART_MARKER_CIRCLE},
    {"square", LXW_CHART_MARKER_SQUARE},   {"triangle", LXW_CHART_MARKER_TRIANGLE},
    {"diamond", LXW_CHART_MARKER_DIAMOND}, {NULL, 0}};

/* The text field of the table at the top; NULL without one. The table holds it. */
static const char *text(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  const char *found = luaL_optstring(L, -1, NULL);
  lua_pop(L, 1);
  return found;
}

static uint8_t word(lua_State *L, const char *field, const struct name *names) {
  const char *found = text(L, field);
  for (; found != NULL && names->word != NULL; names++)
    if (strcmp(found, names->word) == 0)
      return names->value;
  return (uint8_t)luaL_error(L, "a chart has no %s '%s'", field, found == NULL ? "nil" : found);
}

/* The i-th number of the list in a field of the table at the top. */
static lua_Integer entry(lua_State *L, const char *field, int i) {
  lua_getfield(L, -1, field);
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_rawgeti(L, -1, i);
  lua_Integer number = luaL_checkinteger(L, -1);
  lua_pop(L, 2);
  return number;
}

/* A column of cells in a field: { column, first row, last row }. */
struct cells {
  lxw_col_t column;
  lxw_row_t first, last;
};

static struct cells cells(lua_State *L, const char *field) {
  return (struct cells){.column = (lxw_col_t)entry(L, field, 1),
                        .first = (lxw_row_t)entry(L, field, 2),
                        .last = (lxw_row_t)entry(L, field, 3)};
}

static void set_look(lua_State *L, lxw_chart_series *series, uint8_t type) {
  lua_getfield(L, -1, "colour");
  lxw_color_t colour = (lxw_color_t)luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  lxw_chart_fill fill = {.color = colour};
  if (type != LXW_CHART_LINE) {
    xlsx.chart_series_set_fill(series, &fill);
    return;
  }
  lxw_chart_line line = {.color = colour, .width = 2.0f, .dash_type = word(L, "dash", dashes)};
  xlsx.chart_series_set_line(series, &line);
  xlsx.chart_series_set_marker_type(series, word(L, "marker", markers));
  xlsx.chart_series_set_marker_fill(series, &fill);
  lxw_chart_line edge = {.color = colour};
  xlsx.chart_series_set_marker_line(series, &edge);
}

/* A series: the table at the top, { name=, categories=, values= { column, first row, last row },
** colour=, dash=, marker= }; cells of the sheet `sheet`. */
static void add_series(lua_State *L, lxw_chart *chart, const char *sheet, uint8_t type) {
  lxw_chart_series *series = xlsx.chart_add_series(chart, NULL, NULL);
  if (series == NULL) {
    luaL_error(L, "out of memory");
    return;
  }
  struct cells names = cells(L, "categories"), values = cells(L, "values");
  xlsx.chart_series_set_categories(series, sheet, names.first, names.column, names.last,
                                   names.column);
  xlsx.chart_series_set_values(series, sheet, values.first, values.column, values.last,
                               values.column);
  xlsx.chart_series_set_name(series, text(L, "name"));
  set_look(L, series, type);
}

/* A bar chart lies: its categories stand on the vertical axis, the first at the bottom unless that
 *is
 ** turned. */
static void set_axes(lua_State *L, lxw_chart *chart, uint8_t type) {
  bool lies = type == LXW_CHART_BAR;
  lxw_chart_axis *names = lies ? chart->y_axis : chart->x_axis;
  lxw_chart_axis *values = lies ? chart->x_axis : chart->y_axis;
  const char *x_title = text(L, "x_title"), *y_title = text(L, "y_title");
  if (x_title != NULL)
    xlsx.chart_axis_set_name(names, x_title);
  if (y_title != NULL)
    xlsx.chart_axis_set_name(values, y_title);
  xlsx.chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  lxw_chart_line grid = {.color = 0xdfe5ea, .width = 0.75f};
  xlsx.chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
  xlsx.chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
  xlsx.chart_axis_major_gridlines_set_line(values, &grid);
  if (lies)
    xlsx.chart_axis_set_reverse(names);
}

/* book:chart(row, column, { type=, sheet=, title=, description=, x_title=, y_title=, series= }) */
int lxlsx_chart(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lua_Integer row = luaL_checkinteger(L, 2), column = luaL_checkinteger(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_settop(L, 4);
  uint8_t type = word(L, "type", types);
  lxw_chart *chart = xlsx.workbook_add_chart(self->book, type);
  if (chart == NULL)
    return luaL_error(L, "out of memory");
  const char *sheet = text(L, "sheet");
  xlsx.chart_title_set_name(chart, text(L, "title"));
  lxw_chart_font font = {.size = 12, .bold = LXW_TRUE};
  xlsx.chart_title_set_name_font(chart, &font);
  xlsx.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  set_axes(L, chart, type);
  lua_getfield(L, 4, "series");
  for (lua_Integer i = 1; lua_rawgeti(L, 5, i) == LUA_TTABLE; i++, lua_settop(L, 5))
    add_series(L, chart, sheet, type);
  lua_settop(L, 4);
  lxw_chart_options options = {
      .x_scale = 1.6, .y_scale = 1.35, .description = (char *)text(L, "description")};
  lxlsx_raise(L, xlsx.worksheet_insert_chart_opt(self->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                                 chart, &options));
  return 0;
}
