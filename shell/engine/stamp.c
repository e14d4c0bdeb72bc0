#include "stamp.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "feed.h"

struct stamp stamp_of(const struct stat *facts) {
  return (struct stamp){.known = true,
                        .device = facts->st_dev,
                        .file = facts->st_ino,
                        .size = (unsigned long long)facts->st_size,
                        .written = {facts->st_mtim.tv_sec, facts->st_mtim.tv_nsec},
                        .changed = {facts->st_ctim.tv_sec, facts->st_ctim.tv_nsec}};
}

void stamp_write(const struct stamp *stamp, char text[STAMP_TEXT]) {
  snprintf(text, STAMP_TEXT, "%llu:%llu:%llu:%lld.%09lld:%lld.%09lld", stamp->device, stamp->file,
           stamp->size, stamp->written[0], stamp->written[1], stamp->changed[0], stamp->changed[1]);
}

static bool same_stamps(const struct stamp *a, const struct stamp *b) {
  return a->device == b->device && a->file == b->file && a->size == b->size &&
         a->written[0] == b->written[0] && a->written[1] == b->written[1] &&
         a->changed[0] == b->changed[0] && a->changed[1] == b->changed[1];
}

struct reading {
  const struct feed *feed;
  const struct engine_options *options;
  struct error *error;
};

static bool read_next(void *context, size_t at, void *to, size_t count) {
  const struct reading *reading = context;
  if (!engine_poll(reading->options, at, reading->feed->size, reading->error))
    return false;
  return feed_read(reading->feed, at, to, count);
}

static bool fail_changed(const char *path, struct error *error) {
  error_set(error, ERROR_FILE, "%s: has changed since it was read", path);
  error_add(error, "its SHA-256 is no longer to be had; read the file again");
  return false;
}

bool stamp_digest(const struct stamp *stamp, const char *path, const struct engine_options *options,
                  char hex[DIGEST_SIZE], struct error *error) {
  struct feed feed;
  if (!feed_open(&feed, path)) {
    error_set(error, ERROR_FILE, "%s: cannot be opened again: %s", path, strerror(errno));
    return false;
  }
  struct stamp now = stamp_of(&feed.facts);
  struct reading reading = {&feed, options, error};
  bool same = same_stamps(stamp, &now);
  bool done = same && digest_sha256_read(read_next, &reading, feed.size, hex);
  same = same && feed_unchanged(&feed);
  feed_close(&feed);
  if (error->code == ERROR_CANCELLED)
    return false;
  return (done && same) || fail_changed(path, error);
}
