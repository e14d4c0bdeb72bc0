#include "stretch.h"

#include <pthread.h>
#include <stdint.h>

#include "crew.h"

enum { BLOCKS_IN_A_STRETCH = 16, BITS_IN_A_WORD = 64 };

struct run {
  const struct stretches *stretches;
  size_t length;
  atomic_size_t next; /* first row to take */
  atomic_size_t done; /* rows */
  atomic_bool stop;   /* one has failed */
  pthread_t caller;   /* the one that reports progress */
  pthread_mutex_t lock;
  size_t failed; /* the first row of the first stretch that did; SIZE_MAX: none */
  struct error *error;
};

size_t stretches_length(const struct stretches *stretches) {
  size_t length = stretches->length;
  if (length == 0)
    length = engine_block(stretches->options) * BLOCKS_IN_A_STRETCH;
  return (length + BITS_IN_A_WORD - 1) / BITS_IN_A_WORD * BITS_IN_A_WORD;
}

size_t stretches_workers(const struct stretches *stretches) {
  size_t length = stretches_length(stretches);
  size_t count = stretches->rows / length + (stretches->rows % length != 0);
  size_t threads = crew_size(stretches->options == NULL ? 0 : stretches->options->threads);
  return count == 0 ? 1 : count < threads ? count : threads;
}

static bool poll(struct run *run, struct error *error) {
  const struct engine_options *options = run->stretches->options;
  if (options == NULL)
    return true;
  struct engine_options quiet = {.cancel = options->cancel};
  bool caller = pthread_equal(pthread_self(), run->caller) != 0;
  return engine_poll(caller ? options : &quiet, atomic_load(&run->done), run->stretches->rows,
                     error);
}

/* Stretches are begun in order: all before one that fails are gone through to their own end, so
** that which of them is the first to fail is no chance. */
static void note_failure(struct run *run, size_t from, const struct error *error) {
  pthread_mutex_lock(&run->lock);
  if (from < run->failed) {
    run->failed = from;
    if (run->error != NULL)
      *run->error = *error;
  }
  pthread_mutex_unlock(&run->lock);
  atomic_store(&run->stop, true);
}

static void work(void *context, size_t worker) {
  struct run *run = context;
  const struct stretches *stretches = run->stretches;
  while (!atomic_load(&run->stop)) {
    struct error error = {0};
    size_t from = atomic_fetch_add(&run->next, run->length);
    if (from >= stretches->rows)
      return;
    size_t to = stretches->rows - from < run->length ? stretches->rows : from + run->length;
    if (!poll(run, &error) || !stretches->work(stretches->context, worker, from, to, &error)) {
      note_failure(run, from, &error);
      return;
    }
    atomic_fetch_add(&run->done, to - from);
  }
}

bool stretches_run(const struct stretches *stretches, struct error *error) {
  struct run run = {.stretches = stretches,
                    .length = stretches_length(stretches),
                    .caller = pthread_self(),
                    .lock = PTHREAD_MUTEX_INITIALIZER,
                    .failed = SIZE_MAX,
                    .error = error};
  size_t workers = stretches_workers(stretches);
  crew_run(workers, workers, work, &run);
  pthread_mutex_destroy(&run.lock);
  return run.failed == SIZE_MAX;
}
