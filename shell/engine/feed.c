#include "feed.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool feed_open(struct feed *feed, const char *path) {
  *feed = (struct feed){.file = open(path, O_RDONLY | O_CLOEXEC)};
  if (feed->file < 0)
    return false;
  if (fstat(feed->file, &feed->facts) == 0 && S_ISREG(feed->facts.st_mode) &&
      feed->facts.st_size > 0) {
    feed->size = (size_t)feed->facts.st_size;
    return true;
  }
  feed_close(feed);
  return false;
}

void feed_close(struct feed *feed) {
  if (feed->file >= 0)
    close(feed->file);
  feed->file = -1;
}

void feed_from_memory(struct feed *feed, const char *bytes, size_t size) {
  *feed = (struct feed){.file = -1, .bytes = bytes, .size = size};
}

bool feed_read(const struct feed *feed, size_t at, char *to, size_t count) {
  if (feed->file < 0) {
    memcpy(to, feed->bytes + at, count);
    return true;
  }
  while (count > 0) {
    ssize_t got = pread(feed->file, to, count, (off_t)at);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    to += got;
    at += (size_t)got;
    count -= (size_t)got;
  }
  return true;
}

static bool same_time(struct timespec a, struct timespec b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool feed_unchanged(const struct feed *feed) {
  struct stat now;
  const struct stat *then = &feed->facts;
  if (feed->file < 0)
    return true;
  return fstat(feed->file, &now) == 0 && now.st_size == then->st_size &&
         same_time(now.st_mtim, then->st_mtim) && same_time(now.st_ctim, then->st_ctim);
}
