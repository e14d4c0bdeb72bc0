#include "crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

enum { MOST = 16 };

struct crew {
  atomic_size_t next;
  size_t count;
  void (*work)(void *context, size_t index);
  void *context;
};

static void *take_pieces(void *data) {
  struct crew *crew = data;
  for (;;) {
    size_t index = atomic_fetch_add(&crew->next, 1);
    if (index >= crew->count)
      return NULL;
    crew->work(crew->context, index);
  }
}

void crew_run(size_t threads, size_t count, void (*work)(void *context, size_t index),
              void *context) {
  struct crew crew = {.count = count, .work = work, .context = context};
  pthread_t others[MOST];
  size_t hired = 0;
  threads = threads < count ? threads : count;
  atomic_init(&crew.next, 0);
  while (hired + 1 < threads && hired < MOST &&
         pthread_create(&others[hired], NULL, take_pieces, &crew) == 0)
    hired++;
  take_pieces(&crew);
  while (hired > 0)
    pthread_join(others[--hired], NULL);
}

size_t crew_size(size_t wanted) {
  long online = wanted > 0 ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);
  return online < 1 ? 1 : online > MOST ? MOST : (size_t)online;
}
