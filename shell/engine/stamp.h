/* Which file was read: enough to tell later whether it is still the same, so that its digest can
** wait until somebody asks for it. */
#ifndef INDSATS_STAMP_H
#define INDSATS_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "digest.h"
#include "options.h"

struct stamp {
  bool known; /* false: no file */
  unsigned long long device, file, size;
  long long written[2], changed[2]; /* seconds and nanoseconds */
};

struct stamp stamp_of(const struct stat *facts);

/* The SHA-256 of the file at `path`, if it is the one of the stamp before and after. False with
** ERROR_FILE when it is not, or cannot be read; ERROR_CANCELLED; ERROR_MEMORY. */
bool stamp_digest(const struct stamp *stamp, const char *path, const struct engine_options *options,
                  char hex[DIGEST_SIZE], struct error *error);

/* The stamp as one word. */
enum { STAMP_TEXT = 160 };
void stamp_write(const struct stamp *stamp, char text[STAMP_TEXT]);

#endif
