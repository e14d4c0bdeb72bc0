/* The bytes of a file, or of a text in memory, read from any place by several threads at once. */
#ifndef INDSATS_FEED_H
#define INDSATS_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

struct feed {
  int file;          /* -1: the bytes stand in memory */
  const char *bytes; /* the caller's */
  size_t size;
  struct stat facts; /* of the file when it was opened */
};

/* Whether `path` is a plain file that can be opened and has a size: then it must be closed. */
bool feed_open(struct feed *feed, const char *path);
void feed_close(struct feed *feed);
void feed_from_memory(struct feed *feed, const char *bytes, size_t size);

/* `count` bytes from `at`; false when they cannot be had. */
bool feed_read(const struct feed *feed, size_t at, char *to, size_t count);

/* Whether the file is still the one that was opened, by size, times and number. */
bool feed_unchanged(const struct feed *feed);

#endif
