/* Workbooks for Lua. Texts are written as texts, whatever they begin with; the bytes depend on
** nothing but what is written. */
#include "lxlsx.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "native.h"

#define TYPE "indsats.workbook"

struct workbook *lxlsx_check(lua_State *L) {
  struct workbook *self = luaL_checkudata(L, 1, TYPE);
  luaL_argcheck(L, self->book != NULL, 1, "the workbook is finished");
  return self;
}

struct xlsx xlsx;

static void load_library(lua_State *L) {
  static const char *const names[] = {XLSX_FUNCTIONS(LATE_NAME)};
  late_load(L, &(struct late){"libxlsxwriter.so.4", "workbooks", "libxlsxwriter4", names,
                              sizeof names / sizeof names[0], &xlsx});
}

void lxlsx_raise(lua_State *L, lxw_error error) {
  if (error != LXW_NO_ERROR)
    luaL_error(L, "the workbook cannot be written: %s", xlsx.lxw_strerror(error));
}

static lxw_worksheet *check_sheet(lua_State *L, struct workbook *self) {
  luaL_argcheck(L, self->sheet != NULL, 1, "the workbook has no sheet");
  return self->sheet;
}

static lxw_row_t check_row(lua_State *L, int index) {
  lua_Integer row = luaL_checkinteger(L, index);
  luaL_argcheck(L, row >= 0 && row < LXW_ROW_MAX, index, "no such row");
  return (lxw_row_t)row;
}

static lxw_col_t check_column(lua_State *L, int index) {
  lua_Integer column = luaL_checkinteger(L, index);
  luaL_argcheck(L, column >= 0 && column < LXW_COL_MAX, index, "no such column");
  return (lxw_col_t)column;
}

static lxw_format *check_format(lua_State *L, const struct workbook *self, int index) {
  lua_Integer number = luaL_optinteger(L, index, 0);
  luaL_argcheck(L, number >= 0 && (size_t)number <= self->format_count, index, "no such format");
  return number == 0 ? NULL : self->formats[number - 1];
}

/* ---- a book ---- */

static char *text_field(lua_State *L, const char *name) {
  lua_getfield(L, 1, name);
  const char *text = luaL_optstring(L, -1, "");
  lua_pop(L, 1);
  return (char *)text; /* the table holds it, and libxlsxwriter copies it */
}

static void set_properties(lua_State *L, lxw_workbook *book) {
  lua_getfield(L, 1, "created");
  lxw_doc_properties properties = {.title = text_field(L, "title"),
                                   .subject = text_field(L, "subject"),
                                   .comments = text_field(L, "comments"),
                                   .created = (time_t)luaL_checkinteger(L, -1)};
  lua_pop(L, 1);
  lxlsx_raise(L, xlsx.workbook_set_properties(book, &properties));
}

/* xlsx{ title=, subject=, comments=, created= (seconds since 1970, not 0) } -> workbook */
static int xlsx_new(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  load_library(L);
  struct workbook *self = lua_newuserdatauv(L, sizeof *self, 0);
  *self = (struct workbook){0};
  luaL_setmetatable(L, TYPE);
  scratch_make(L, &self->file);
  self->book = xlsx.workbook_new(self->file.path);
  if (self->book == NULL)
    return luaL_error(L, "out of memory");
  set_properties(L, self->book);
  return 1;
}

static void release(struct workbook *self) {
  if (self->book != NULL)
    xlsx.lxw_workbook_free(self->book);
  free(self->formats);
  scratch_remove(&self->file);
  *self = (struct workbook){0};
}

static int xlsx_collect(lua_State *L) {
  release(luaL_checkudata(L, 1, TYPE));
  return 0;
}

/* book:finish() -> the bytes of the file */
static int xlsx_finish(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxw_error error = xlsx.workbook_close(self->book);
  self->book = NULL;
  if (error != LXW_NO_ERROR)
    release(self);
  lxlsx_raise(L, error);
  scratch_take(L, &self->file);
  release(self);
  return 1;
}

/* book:add_sheet(name) */
static int xlsx_add_sheet(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  const char *name = luaL_checkstring(L, 2);
  lxlsx_raise(L, xlsx.workbook_validate_sheet_name(self->book, name));
  self->sheet = xlsx.workbook_add_worksheet(self->book, name);
  if (self->sheet == NULL)
    return luaL_error(L, "out of memory");
  return 0;
}

/* ---- formats ---- */

static bool has(lua_State *L, const char *name) {
  lua_getfield(L, 2, name);
  bool found = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return found;
}

/* An integer field, or `otherwise`. */
static lua_Integer number_field(lua_State *L, const char *name, lua_Integer otherwise) {
  lua_getfield(L, 2, name);
  lua_Integer number = luaL_optinteger(L, -1, otherwise);
  lua_pop(L, 1);
  return number;
}

static void set_font(lua_State *L, lxw_format *format) {
  if (has(L, "bold"))
    xlsx.format_set_bold(format);
  if (has(L, "link"))
    xlsx.format_set_underline(format, LXW_UNDERLINE_SINGLE);
  xlsx.format_set_font_size(format, (double)number_field(L, "size", 11));
  xlsx.format_set_font_color(format, (lxw_color_t)number_field(L, "colour", 0x1b2733));
}

static void set_cell(lua_State *L, lxw_format *format) {
  lua_Integer ground = number_field(L, "ground", -1);
  if (ground >= 0)
    xlsx.format_set_bg_color(format, (lxw_color_t)ground);
  if (has(L, "wrap"))
    xlsx.format_set_text_wrap(format);
  if (has(L, "right"))
    xlsx.format_set_align(format, LXW_ALIGN_RIGHT);
  if (has(L, "indent"))
    xlsx.format_set_indent(format, 1);
  if (has(L, "centre"))
    xlsx.format_set_align(format, LXW_ALIGN_CENTER);
  xlsx.format_set_align(format, has(L, "low") ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
  lua_Integer line = number_field(L, "line", -1);
  if (line >= 0) {
    xlsx.format_set_bottom(format, LXW_BORDER_THIN);
    xlsx.format_set_bottom_color(format, (lxw_color_t)line);
  }
}

/* book:format{ bold=, link=, size=, colour=, ground=, wrap=, right=, centre=, indent=, low=, line=
 *(the
 ** colour of a line below), number= (Excel's code for figures) } -> its number */
static int xlsx_format(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  size_t size = (self->format_count + 1) * sizeof *self->formats;
  lxw_format **formats = realloc(self->formats, size);
  if (formats == NULL)
    return luaL_error(L, "out of memory");
  self->formats = formats;
  lxw_format *format = xlsx.workbook_add_format(self->book);
  if (format == NULL)
    return luaL_error(L, "out of memory");
  formats[self->format_count++] = format;
  set_font(L, format);
  set_cell(L, format);
  lua_getfield(L, 2, "number");
  if (!lua_isnil(L, -1))
    xlsx.format_set_num_format(format, luaL_checkstring(L, -1));
  lua_pushinteger(L, (lua_Integer)self->format_count);
  return 1;
}

/* ---- cells ---- */

/* book:text(row, column, text[, format]): never a formula, a link or a number */
static int xlsx_text(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxlsx_raise(L,
              xlsx.worksheet_write_string(check_sheet(L, self), check_row(L, 2), check_column(L, 3),
                                          luaL_checkstring(L, 4), check_format(L, self, 5)));
  return 0;
}

/* book:number(row, column, value[, format]) */
static int xlsx_number(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxlsx_raise(L,
              xlsx.worksheet_write_number(check_sheet(L, self), check_row(L, 2), check_column(L, 3),
                                          luaL_checknumber(L, 4), check_format(L, self, 5)));
  return 0;
}

/* book:blank(row, column, format) */
static int xlsx_blank(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxlsx_raise(L, xlsx.worksheet_write_blank(check_sheet(L, self), check_row(L, 2),
                                            check_column(L, 3), check_format(L, self, 4)));
  return 0;
}

/* book:link(row, column, target, text, format): target as "internal:'Tabel 1'!A1" */
static int xlsx_link(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxw_worksheet *sheet = check_sheet(L, self);
  lxw_row_t row = check_row(L, 2);
  lxw_col_t column = check_column(L, 3);
  lxw_format *format = check_format(L, self, 6);
  lxlsx_raise(L, xlsx.worksheet_write_url(sheet, row, column, luaL_checkstring(L, 4), format));
  lxlsx_raise(L, xlsx.worksheet_write_string(sheet, row, column, luaL_checkstring(L, 5), format));
  return 0;
}

/* book:merge(row, first_column, last_column, text, format) */
static int xlsx_merge(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxw_row_t row = check_row(L, 2);
  lxlsx_raise(L, xlsx.worksheet_merge_range(check_sheet(L, self), row, check_column(L, 3), row,
                                            check_column(L, 4), luaL_checkstring(L, 5),
                                            check_format(L, self, 6)));
  return 0;
}

/* ---- the sheet ---- */

/* book:width(column, characters) */
static int xlsx_width(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxw_col_t column = check_column(L, 2);
  lxlsx_raise(L, xlsx.worksheet_set_column(check_sheet(L, self), column, column,
                                           luaL_checknumber(L, 3), NULL));
  return 0;
}

/* book:hide(column) */
static int xlsx_hide(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxw_col_t column = check_column(L, 2);
  lxw_row_col_options options = {.hidden = LXW_TRUE};
  lxlsx_raise(L, xlsx.worksheet_set_column_opt(check_sheet(L, self), column, column,
                                               LXW_DEF_COL_WIDTH, NULL, &options));
  return 0;
}

/* book:height(row, points) */
static int xlsx_height(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxlsx_raise(L, xlsx.worksheet_set_row(check_sheet(L, self), check_row(L, 2),
                                        luaL_checknumber(L, 3), NULL));
  return 0;
}

/* book:freeze(row, column): what stands above and to the left stays in sight, and the rows above
** are repeated on each printed page */
static int xlsx_freeze(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxw_row_t row = check_row(L, 2);
  xlsx.worksheet_freeze_panes(check_sheet(L, self), row, check_column(L, 3));
  if (row > 0)
    lxlsx_raise(L, xlsx.worksheet_repeat_rows(self->sheet, 0, row - 1));
  return 0;
}

/* book:page(wide[, one]): A4, upright or wide, as many pages down as it takes, or one */
static int xlsx_page(lua_State *L) {
  struct workbook *self = lxlsx_check(L);
  lxw_worksheet *sheet = check_sheet(L, self);
  xlsx.worksheet_set_paper(sheet, 9);
  if (lua_toboolean(L, 2))
    xlsx.worksheet_set_landscape(sheet);
  xlsx.worksheet_fit_to_pages(sheet, 1, lua_toboolean(L, 3) ? 1 : 0);
  lxlsx_raise(L, xlsx.worksheet_set_footer(sheet, "&L&A&RSide &P af &N"));
  return 0;
}

void lxlsx_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"add_sheet", xlsx_add_sheet}, {"format", xlsx_format},
                                     {"text", xlsx_text},           {"number", xlsx_number},
                                     {"blank", xlsx_blank},         {"link", xlsx_link},
                                     {"merge", xlsx_merge},         {"width", xlsx_width},
                                     {"height", xlsx_height},       {"freeze", xlsx_freeze},
                                     {"hide", xlsx_hide},           {"page", xlsx_page},
                                     {"chart", lxlsx_chart},        {"finish", xlsx_finish},
                                     {"__gc", xlsx_collect},        {NULL, NULL}};
  if (luaL_newmetatable(L, TYPE)) {
    luaL_setfuncs(L, methods, 0);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
  }
  lua_pop(L, 1);
  lua_pushcfunction(L, xlsx_new);
  lua_setfield(L, -2, "xlsx");
}
