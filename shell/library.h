/* The Lua library, compiled in (build/gen/library.c, made by shell/embed.sh). */
#ifndef INDSATS_LIBRARY_H
#define INDSATS_LIBRARY_H

#include <stddef.h>

struct library_module {
  const char *name; /* "query.plan"; NULL closes the array */
  const unsigned char *source;
  size_t size;
};

extern const struct library_module library_modules[];

#endif
