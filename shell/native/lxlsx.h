/* A workbook being written (libxlsxwriter). What is written goes to the sheet that was added last;
** rows and columns count from 0. */
#ifndef INDSATS_LXLSX_H
#define INDSATS_LXLSX_H

#include <lua.h>
#include <xlsxwriter.h>

#include "late.h"
#include "scratch.h"

/* What is called of libxlsxwriter; there once a workbook is. */
#define XLSX_FUNCTIONS(DO)                                                                         \
  DO(chart_add_series)                                                                             \
  DO(chart_title_set_name)                                                                         \
  DO(format_set_align)                                                                             \
  DO(format_set_bg_color)                                                                          \
  DO(format_set_bold)                                                                              \
  DO(format_set_bottom)                                                                            \
  DO(format_set_bottom_color)                                                                      \
  DO(format_set_font_color)                                                                        \
  DO(format_set_font_size)                                                                         \
  DO(format_set_indent)                                                                            \
  DO(format_set_num_format)                                                                        \
  DO(format_set_text_wrap)                                                                         \
  DO(format_set_underline)                                                                         \
  DO(lxw_strerror)                                                                                 \
  DO(lxw_workbook_free)                                                                            \
  DO(workbook_add_chart)                                                                           \
  DO(workbook_add_format)                                                                          \
  DO(workbook_add_worksheet)                                                                       \
  DO(workbook_close)                                                                               \
  DO(workbook_new)                                                                                 \
  DO(workbook_set_properties)                                                                      \
  DO(workbook_validate_sheet_name)                                                                 \
  DO(worksheet_fit_to_pages)                                                                       \
  DO(worksheet_freeze_panes)                                                                       \
  DO(worksheet_insert_chart_opt)                                                                   \
  DO(worksheet_merge_range)                                                                        \
  DO(worksheet_repeat_rows)                                                                        \
  DO(worksheet_set_column)                                                                         \
  DO(worksheet_set_column_opt)                                                                     \
  DO(worksheet_set_footer)                                                                         \
  DO(worksheet_set_landscape)                                                                      \
  DO(worksheet_set_paper)                                                                          \
  DO(worksheet_set_row)                                                                            \
  DO(worksheet_write_blank)                                                                        \
  DO(worksheet_write_number)                                                                       \
  DO(worksheet_write_string)                                                                       \
  DO(worksheet_write_url)
extern struct xlsx { XLSX_FUNCTIONS(LATE_MEMBER) } xlsx;

struct workbook {
  lxw_workbook *book; /* NULL once it is finished */
  lxw_worksheet *sheet;
  lxw_format **formats;
  size_t format_count;
  struct scratch file;
};

struct workbook *lxlsx_check(lua_State *L);
/* Raise what libxlsxwriter says, unless it is that all is well. */
void lxlsx_raise(lua_State *L, lxw_error error);
/* book:chart(row, column, spec): see lxlsx_chart.c. */
int lxlsx_chart(lua_State *L);

#endif
