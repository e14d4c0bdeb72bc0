/* Ctrl-C. The signal sets a flag, which long engine calls poll, and a hook on the thread that runs,
** which raises "interrupted" again and again until the host has control: no pcall of a script can
** swallow it. There is one flag and one state a process, for a signal knows neither. */
#ifndef INDSATS_INTERRUPT_H
#define INDSATS_INTERRUPT_H

#include <lua.h>
#include <stdbool.h>

/* Catch SIGINT, and in scripts SIGTERM, hand the flag to the native faces, and follow which
** coroutine runs. With `end_on_second` (a script) a second Ctrl-C before the first was obeyed ends
** the process with 130. */
void interrupt_open(lua_State *L, bool end_on_second);

/* lua_pcall with the message handler of fault.h, during which Ctrl-C stops the work. */
int interrupt_call(lua_State *L, int arguments, int results);

/* For long loops in C: raise "interrupted" in L when Ctrl-C was pressed. */
void interrupt_poll(lua_State *L);

/* As if Ctrl-C had been pressed now: stop what runs in L, whatever it catches. */
int interrupt_raise(lua_State *L);

/* Whether Ctrl-C was pressed since the last clear. */
bool interrupt_seen(void);

/* What the program ends with then: 130, or 143 where it was SIGTERM. */
int interrupt_status(void);
void interrupt_clear(void);

#endif
