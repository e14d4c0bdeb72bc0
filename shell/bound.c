#include "bound.h"

#include <inttypes.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "headroom.h"

enum {
  RESERVE = 16,           /* one part in so many is left to others, and one is kept */
  MOST_KEPT = 512 << 20,  /* bytes */
  LARGEST_KEPT = 32 << 20 /* of one block: the most that malloc allows */
};

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

/* Memory that was freed is kept for the next table: to get it from the system anew, page by page
** and cleared, is a tenth of the time of reading a long file. What is kept counts as used. */
static void keep_memory(uint64_t left) {
  uint64_t most = left / RESERVE < MOST_KEPT ? left / RESERVE : MOST_KEPT;
  (void)mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT);
  (void)mallopt(M_TRIM_THRESHOLD, (int)most);
}

void bound_memory(void) {
  static bool begun;
  static struct rlimit first; /* as the user set it */
  uint64_t used = 0, left = headroom_left("");
  if (!begun && getrlimit(RLIMIT_DATA, &first) != 0)
    return;
  if (!begun)
    keep_memory(left);
  begun = true;
  if (left == UINT64_MAX || !find_used(&used))
    return;
  uint64_t bound = used + (left - left / RESERVE);
  struct rlimit limit = first;
  if (first.rlim_cur == RLIM_INFINITY || bound < first.rlim_cur)
    limit.rlim_cur = bound;
  setrlimit(RLIMIT_DATA, &limit); /* where it cannot be set, nothing is lost */
}
