/* How far a long operation is that goes in parts, each by several threads. */
#ifndef INDSATS_GAUGE_H
#define INDSATS_GAUGE_H

#include <pthread.h>
#include <stdatomic.h>

#include "options.h"

/* How far one part of an operation is, when several threads may be at it: from `from` thousandths
** of the operation to `to`. */
struct gauge {
  const struct engine_options *options;
  pthread_t caller; /* who reports */
  size_t from, to;
  size_t total; /* of this part, in any unit */
  atomic_size_t done;
};
enum { GAUGE_WHOLE = 1000 };

void gauge_begin(struct gauge *gauge, const struct engine_options *options, size_t from, size_t to,
                 size_t total);

/* So much more is done: report it, if this thread may. False when the flag is set. */
bool gauge_add(struct gauge *gauge, size_t more);

#endif
