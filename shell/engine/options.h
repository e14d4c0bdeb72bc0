/* What a caller may set for any long operation. NULL stands for the defaults everywhere. */
#ifndef INDSATS_OPTIONS_H
#define INDSATS_OPTIONS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "error.h"

enum {
  ENGINE_BLOCK = 4096,      /* rows evaluated at a time unless `block` says otherwise */
  ENGINE_POLL_ROWS = 65536, /* no loop runs longer than this many rows without a poll */
};

struct engine_options {
  size_t block;              /* rows of a block; 0: ENGINE_BLOCK. Never changes a result */
  size_t threads;            /* at most; 0: as many as there are processors. Nor does this */
  const atomic_bool *cancel; /* set by another thread or a signal; NULL: never */
  void (*progress)(void *context, size_t done, size_t total); /* NULL: none */
  void *context;
};

/* The rows of a block: at most ENGINE_POLL_ROWS. */
size_t engine_block(const struct engine_options *options);

/* How many threads may work, the caller's own among them. */
size_t engine_threads(const struct engine_options *options);

/* Look at the cancel flag and report progress. False with ERROR_CANCELLED when the flag is set. */
bool engine_poll(const struct engine_options *options, size_t done, size_t total,
                 struct error *error);

/* The same from inside a loop over rows: acts on the first row and on every ENGINE_POLL_ROWS'th. */
static inline bool engine_poll_row(const struct engine_options *options, size_t row, size_t total,
                                   struct error *error) {
  return row % ENGINE_POLL_ROWS != 0 || engine_poll(options, row, total, error);
}

/* The same where how far the loop is says nothing about the whole: no progress is reported. */
static inline bool engine_poll_quietly(const struct engine_options *options, size_t row,
                                       struct error *error) {
  return row % ENGINE_POLL_ROWS != 0 || engine_poll(options, 1, 1, error);
}

/* Whether the flag is not set, no more; any thread may ask. */
static inline bool engine_goes_on(const struct engine_options *options) {
  return options == NULL || options->cancel == NULL ||
         !atomic_load_explicit(options->cancel, memory_order_relaxed);
}

/* The same from inside a loop: asks on every ENGINE_BLOCK'th step, for each may touch a page of new
** memory. */
static inline bool engine_goes_on_at(const struct engine_options *options, size_t step) {
  return step % ENGINE_BLOCK != 0 || engine_goes_on(options);
}

/* memset that asks between pieces: new memory is slow to touch, and there may be much of it. For
** any thread. False with ERROR_CANCELLED. */
bool engine_set_bytes(const struct engine_options *options, void *at, int byte, size_t size,
                      struct error *error);

#endif
