#include "options.h"

size_t engine_block(const struct engine_options *options) {
  size_t block = options == NULL || options->block == 0 ? (size_t)ENGINE_BLOCK : options->block;
  return block < ENGINE_POLL_ROWS ? block : (size_t)ENGINE_POLL_ROWS;
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

void engine_gauge_begin(struct engine_gauge *gauge, const struct engine_options *options,
                        size_t from, size_t to, size_t total) {
  gauge->options = options;
  gauge->caller = pthread_self();
  gauge->from = from;
  gauge->to = to;
  gauge->total = total > 0 ? total : 1;
  atomic_init(&gauge->done, 0);
}

bool engine_gauge_add(struct engine_gauge *gauge, size_t more) {
  const struct engine_options *options = gauge->options;
  if (!engine_goes_on(options))
    return false;
  if (options == NULL || options->progress == NULL)
    return true;
  size_t done = atomic_fetch_add_explicit(&gauge->done, more, memory_order_relaxed) + more;
  double part = done < gauge->total ? (double)done / (double)gauge->total : 1;
  if (pthread_equal(pthread_self(), gauge->caller))
    options->progress(options->context,
                      gauge->from + (size_t)(part * (double)(gauge->to - gauge->from)),
                      ENGINE_WHOLE);
  return true;
}
