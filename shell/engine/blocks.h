/* Reading a CSV file in blocks, several stretches of it at once, without ever holding it whole.
** Only what is plain is read so; for anything else the answer is BLOCKS_ODD, and the file is to be
** read whole: libcsv remains the judge, and errors are told from there. */
#ifndef INDSATS_BLOCKS_H
#define INDSATS_BLOCKS_H

#include "feed.h"
#include "read.h"

enum blocks_state {
  BLOCKS_READ,
  BLOCKS_ODD,   /* nothing was found out */
  BLOCKS_FAILED /* out of memory, or told to stop: `error` says which */
};

/* Fills `frame` and all of `dialect` when BLOCKS_READ, but `sha256`; else the caller clears the
** dialect. `any`: the file may be JSON too, which is odd. */
enum blocks_state blocks_read_csv(const struct feed *feed, const char *name, bool any,
                                  const struct csv_options *options, struct frame **frame,
                                  struct dialect *dialect, struct error *error);

#endif
