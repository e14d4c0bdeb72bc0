/* Work in independent pieces on several threads. */
#ifndef INDSATS_CREW_H
#define INDSATS_CREW_H

#include <stddef.h>

/* Call work(context, 0..count-1), each once, on at most `threads` threads, the caller's own among
** them, and return when all are done. Pieces are begun in order and must not depend on each other.
** When no thread can be had, the caller does all. */
void crew_run(size_t threads, size_t count, void (*work)(void *context, size_t index),
              void *context);

/* `wanted`, or when that is 0 as many threads as the machine has processors, within reason. */
size_t crew_size(size_t wanted);

#endif
