/* How much memory this process may still take before the system ends one for want of it. */
#ifndef INDSATS_HEADROOM_H
#define INDSATS_HEADROOM_H

#include <stdint.h>

/* Bytes that the machine has left, swap too, or the control groups (v1 or v2) that the process is
** in, whichever is less. What the system keeps of files it can give back, so that counts as left.
** UINT64_MAX when nothing tells. `root` stands before all paths: "" but in tests. */
uint64_t headroom_left(const char *root);

#endif
