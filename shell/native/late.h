/* Libraries that few scripts need, loaded when one does: together they would be half of the time
** that an empty script takes. What is called of a library is a list of names, which makes a struct
** of functions under their own names:
**
**   #define ZIP_FUNCTIONS(DO) DO(zipOpen) DO(zipClose)
**   static struct minizip { ZIP_FUNCTIONS(LATE_MEMBER) } minizip; */
#ifndef INDSATS_LATE_H
#define INDSATS_LATE_H

#include <lua.h>
#include <stddef.h>

#define LATE_MEMBER(function) __typeof__(function) *function;
#define LATE_NAME(function) #function,

struct late {
  const char *file;         /* as the system finds it */
  const char *purpose;      /* what needs it: "Excel files" */
  const char *package;      /* what to install where it is not there */
  const char *const *names; /* of the functions, in the order of the struct */
  size_t count;
  void *functions; /* the struct; filled by late_load */
};

/* Fill the struct, once; raises when the library is not there or has not got them all. */
void late_load(lua_State *L, const struct late *late);

#endif
