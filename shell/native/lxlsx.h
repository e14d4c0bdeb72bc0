/* A workbook being written (libxlsxwriter). What is written goes to the sheet that was added last;
** rows and columns count from 0. */
#ifndef INDSATS_LXLSX_H
#define INDSATS_LXLSX_H

#include <lua.h>
#include <xlsxwriter.h>

#include "scratch.h"

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
