/* Codes for key columns that have none, so that all keys can be taken for slots (keys.h). */
#ifndef INDSATS_ENCODE_H
#define INDSATS_ENCODE_H

#include "frame.h"
#include "options.h"

struct encoded {
  struct frame *frame; /* the columns of the frame, and behind them what codes had to be made */
  size_t *keys;        /* columns with codes that group as the keys do */
  size_t count;
};

/* ERROR_VALUE when there is no such key column. Either way encoded_clear is to be called. */
bool encode_keys(struct encoded *encoded, const struct frame *frame, const size_t *keys,
                 size_t count, const struct engine_options *options, struct error *error);
void encoded_clear(struct encoded *encoded);

#endif
