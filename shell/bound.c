#include "bound.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "headroom.h"

enum { RESERVE = 16 }; /* one part in so many is left to others */

/* Bytes of data and stack that the process holds or may come to hold: what RLIMIT_DATA counts, and
** the stack. */
static bool find_used(uint64_t *used) {
  FILE *file = fopen("/proc/self/statm", "re");
  bool found = file != NULL && fscanf(file, "%*u %*u %*u %*u %*u %" SCNu64, used) == 1;
  if (file != NULL)
    fclose(file);
  *used *= (uint64_t)sysconf(_SC_PAGESIZE);
  return found;
}

void bound_memory(void) {
  static bool begun;
  static struct rlimit first; /* as the user set it */
  uint64_t used = 0, left = headroom_left("");
  if (!begun && getrlimit(RLIMIT_DATA, &first) != 0)
    return;
  begun = true;
  if (left == UINT64_MAX || !find_used(&used))
    return;
  uint64_t bound = used + (left - left / RESERVE);
  struct rlimit limit = first;
  if (first.rlim_cur == RLIM_INFINITY || bound < first.rlim_cur)
    limit.rlim_cur = bound;
  setrlimit(RLIMIT_DATA, &limit); /* where it cannot be set, nothing is lost */
}
