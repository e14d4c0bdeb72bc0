/* Work on the rows of a column or frame in stretches, on several threads. */
#ifndef INDSATS_STRETCH_H
#define INDSATS_STRETCH_H

#include "options.h"

/* Stretches begin at multiples of 64 rows, so that two threads never write to one word of bits. */
struct stretches {
  size_t rows;
  size_t length; /* of a stretch, at least; 0: some blocks */
  const struct engine_options *options;
  /* False with the error filled. `worker` tells the threads apart. */
  bool (*work)(void *context, size_t worker, size_t from, size_t to, struct error *error);
  void *context;
};

/* Workers have numbers below this. */
size_t stretches_workers(const struct stretches *stretches);

/* The rows of a stretch: stretch k begins at row k * length. */
size_t stretches_length(const struct stretches *stretches);

/* Do all of it; looks for a wish to stop between stretches, and reports progress from the calling
** thread. False with the error of the first stretch that failed. */
bool stretches_run(const struct stretches *stretches, struct error *error);

#endif
