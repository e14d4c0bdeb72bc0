/* The Lua library, compiled in (build/gen/library.c, made by shell/embed.c). */
#ifndef INDSATS_LIBRARY_H
#define INDSATS_LIBRARY_H

#include <stddef.h>

struct library_module {
  const char *name; /* "query.plan"; NULL closes the array */
  const unsigned char *source;
  size_t size;
  const unsigned char *code; /* the same, compiled by the Lua that `library_lua` names */
  size_t code_size;
};

extern const struct library_module library_modules[];

/* The `lua_ident` of the Lua that compiled the modules. Another one, of the same 5.4 even, may read
** their code as something else: it is to be given the sources. */
extern const char library_lua[];

#endif
