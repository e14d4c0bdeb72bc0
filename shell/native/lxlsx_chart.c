/* Places for the charts of a workbook; lua/report/office_chart writes what is drawn there. */
#include <lauxlib.h>

#include "lxlsx.h"

/* libxlsxwriter's own size of a chart, in pixels. */
#define CHART_WIDE 480.0
#define CHART_TALL 288.0

static lua_Integer integer(lua_State *L, const char *name) {
  lua_getfield(L, 4, name);
  lua_Integer found = luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  return found;
}

/* The text field of the table at index 4, which holds it. */
static char *text(lua_State *L, const char *name) {
  lua_getfield(L, 4, name);
  const char *found = luaL_checkstring(L, -1);
  lua_pop(L, 1);
  return (char *)found;
}

/* book:chart(row, column, { wide=, tall=, x=, y= (pixels), title=, description= }) */
int lxlsx_chart(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lua_Integer row = luaL_checkinteger(L, 2), column = luaL_checkinteger(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_settop(L, 4);
  luaL_argcheck(L, self->sheet != NULL, 1, "the workbook has no sheet");
  lxw_chart *chart = xlsx.workbook_add_chart(self->book, LXW_CHART_LINE);
  if (chart == NULL || xlsx.chart_add_series(chart, NULL, "=A1") == NULL)
    return luaL_error(L, "out of memory");
  xlsx.chart_title_set_name(chart, text(L, "title"));
  lxw_chart_options options = {.x_offset = (int32_t)integer(L, "x"),
                               .y_offset = (int32_t)integer(L, "y"),
                               .x_scale = (double)integer(L, "wide") / CHART_WIDE,
                               .y_scale = (double)integer(L, "tall") / CHART_TALL,
                               .description = text(L, "description")};
  lxlsx_raise(L, xlsx.worksheet_insert_chart_opt(self->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                                 chart, &options));
  return 0;
}
