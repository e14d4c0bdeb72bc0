/* Frames in Lua: the userdata "indsats.frame", one engine frame each. The faces of the verbs
** (lverbs.c) and of reading (lread.c) make and take them. */
#ifndef INDSATS_LFRAME_H
#define INDSATS_LFRAME_H

#include <lua.h>

#include "expression.h"
#include "frame.h"

/* An empty handle on top of the stack, to be filled once the engine has answered: so nothing is
** lost when Lua raises in between. Its frame is released by the collector. */
struct frame **lframe_new(lua_State *L);

/* Fill a handle with a frame (taken over) and tell the collector what it weighs. */
void lframe_fill(lua_State *L, struct frame **handle, struct frame *frame);

/* The frame at a stack index, all its cells at hand; raises for any other value, and where cells
** that were left in a file cannot be had. */
struct frame *lframe_check(lua_State *L, int index);

/* The same for who looks at no cell: columns may still wait for theirs (store_fetch.h). */
struct frame *lframe_peek(lua_State *L, int index);

/* Bring in one column of a frame, or all that wait (NULL); raises where that cannot be done. */
void lframe_fetch(lua_State *L, struct frame *frame, struct column *column);

/* The dictionary of a text column alone. */
void lframe_fetch_texts(lua_State *L, struct frame *frame, struct column *column);

/* The value at `index` is a function that answers the same cells from elsewhere, as a frame that
** nobody else holds, or nil and a message; or nil: there is no such. It is called when those that
** `frame` waits for are damaged. */
void lframe_keep_rescue(lua_State *L, const struct frame *frame, int index);

/* The text at a stack index, for the engine to take as far as its end; raises for other values and
** where a NUL byte would cut it short. It stands as long as Lua holds the value. */
const char *lframe_text(lua_State *L, int index);

/* The index of the column that the value at `index` names (a text, or a number from 1). */
size_t lframe_column(lua_State *L, const struct frame *frame, int index);

/* Push the cell as a Lua value; `missing` for a missing one. */
void lframe_push_cell(lua_State *L, const struct column *column, size_t row);

/* Raise the engine's error, as it stands: without a place, for the caller's Lua file is not the
** user's. The host adds the user's line. */
int lframe_raise(lua_State *L, const struct error *error);

/* The names of marks, by enum mark; NULL for exact. */
extern const char *const lframe_mark_names[4];

/* The type or the reason of that name; raises, listing them, when there is no such. A reason of
** PRESENT ("present") is taken only with `present`. */
enum column_type lframe_find_type(lua_State *L, const char *name);
enum missing lframe_find_reason(lua_State *L, const char *name, bool present);

/* native.frame (lframe_make.c) */
int lframe_make(lua_State *L);

/* An engine array that the collector frees, also when Lua raises. */
void *lframe_buffer(lua_State *L, size_t count, size_t size);

/* The expression for the AST at `index` (see lua/query/parse.lua); owned by a userdata that is
** pushed, and freed by the collector. */
struct expression *lexpression_check(lua_State *L, int index);
void lexpression_open(lua_State *L);

void lframe_open(lua_State *L);
void lverbs_methods(lua_State *L); /* adds the verbs to the table on top */
void lread_methods(lua_State *L);  /* the same, for writing */
void lread_open(lua_State *L);
void lstore_methods(lua_State *L); /* writing a file of its own */
void lstore_open(lua_State *L);

#endif
