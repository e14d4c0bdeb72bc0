#include "options.h"

#include <string.h>

#include "crew.h"

size_t engine_block(const struct engine_options *options) {
  size_t block = options == NULL || options->block == 0 ? (size_t)ENGINE_BLOCK : options->block;
  return block < ENGINE_POLL_ROWS ? block : (size_t)ENGINE_POLL_ROWS;
}

size_t engine_threads(const struct engine_options *options) {
  return crew_size(options == NULL ? 0 : options->threads);
}

bool engine_poll(const struct engine_options *options, size_t done, size_t total,
                 struct error *error) {
  if (options == NULL)
    return true;
  if (options->cancel != NULL && atomic_load_explicit(options->cancel, memory_order_relaxed))
    return error_set(error, ERROR_CANCELLED, "stopped");
  if (options->progress != NULL)
    options->progress(options->context, done, total);
  return true;
}

bool engine_set_bytes(const struct engine_options *options, void *at, int byte, size_t size,
                      struct error *error) {
  enum { PIECE = 1 << 20 };
  for (size_t done = 0; done < size; done += PIECE) {
    if (!engine_goes_on(options))
      return error_set(error, ERROR_CANCELLED, "stopped");
    memset((char *)at + done, byte, size - done < PIECE ? size - done : PIECE);
  }
  return true;
}
