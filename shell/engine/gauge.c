#include "gauge.h"

void gauge_begin(struct gauge *gauge, const struct engine_options *options, size_t from, size_t to,
                 size_t total) {
  gauge->options = options;
  gauge->caller = pthread_self();
  gauge->from = from;
  gauge->to = to;
  gauge->total = total > 0 ? total : 1;
  atomic_init(&gauge->done, 0);
}

bool gauge_add(struct gauge *gauge, size_t more) {
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
                      GAUGE_WHOLE);
  return true;
}
