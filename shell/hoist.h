/* `local x = 1` at the prompt: the line is a chunk of its own, so x would be gone with it. Locals
** at the top level are rewritten as assignments; what stands in blocks and functions is left. */
#ifndef INDSATS_HOIST_H
#define INDSATS_HOIST_H

#include <stddef.h>

/* Called with each name that the text declares at its top level. */
typedef void hoist_declare(void *context, const char *name, size_t length);

/* The text with "local" blanked out, for free(); NULL without memory. `text` must compile. Lines
** and, up to the last name of a declaration, columns stay where they are.
**   local x            ;     x = nil
**   local x <const> = 1   ;     x         = 1     (no longer constant)
**   local function f   ;     function f
** `local x <close>` and `local _ENV` mean something only as locals and stay. */
char *hoist_locals(const char *text, size_t length, hoist_declare *declare, void *context);

#endif
