/* A file of a frame that is open, and what is known of each of its columns: shared by the file's
** reader (store_read.c) and who brings in the cells (store_fetch.c). */
#ifndef INDSATS_STORE_PART_H
#define INDSATS_STORE_PART_H

#include <stdatomic.h>

#include "column.h"
#include "store.h"

/* The file; closed when the last column that waits for its cells is gone. */
struct store {
  atomic_size_t references;
  int file;
  char *path;
  uint64_t length; /* of the file */
  uint64_t rows;
};

/* NULL is allowed. */
void store_release(struct store *store);

struct place {
  uint64_t offset, length, sum;
};

/* What the directory says of a column whose cells are still in the file. */
struct waiting {
  struct store *store; /* with a reference of its own */
  char *name;
  uint64_t texts;
  unsigned kinds; /* of the periods that occur; STORE_KINDS_UNKNOWN: not told */
  struct place place[STORE_SECTIONS];
};

/* Read `length` bytes from `offset`. False also where the file ends before. */
bool store_read_at(int file, void *to, uint64_t offset, size_t length);

#endif
