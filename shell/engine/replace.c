#include "replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 1 << 20, FLUSHED = 32 * STEP };

/* Write all, looking for the wish to stop; then errno is ECANCELED. A long file is flushed bit by
** bit, for the flush at its end could not be stopped. */
static bool write_all(int file, const char *bytes, size_t length,
                      const struct engine_options *options) {
  for (size_t at = 0, flushed = 0; at < length;) {
    ssize_t wrote = write(file, bytes + at, length - at < STEP ? length - at : STEP);
    if (wrote < 0 && errno != EINTR)
      return false;
    at += wrote < 0 ? 0 : (size_t)wrote;
    if (!engine_poll(options, at, length, NULL)) {
      errno = ECANCELED;
      return false;
    }
    if (at - flushed >= FLUSHED && fdatasync(file) == 0)
      flushed = at;
  }
  return true;
}

/* close() that keeps the errno of what failed before it. */
static bool close_after(int file, bool good) {
  int why = errno;
  bool closed = close(file) == 0;
  if (!good)
    errno = why;
  return good && closed;
}

/* Do the next `length` bytes and no more stand in the file? */
static bool holds(int file, const char *bytes, size_t length) {
  char buffer[16384];
  size_t at = 0;
  for (;;) {
    ssize_t got = read(file, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return got == 0 && at == length;
    if ((size_t)got > length - at || memcmp(buffer, bytes + at, (size_t)got) != 0)
      return false;
    at += (size_t)got;
  }
}

static bool is_same(const char *path, const struct stat *facts, const char *bytes, size_t length) {
  if ((uintmax_t)facts->st_size != length)
    return false;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return false;
  bool same = holds(file, bytes, length);
  close(file);
  return same;
}

/* A new file beside `path`; its name in `beside`. */
static int open_beside(const char *path, char *beside, size_t room, mode_t mode) {
  for (int attempt = 0; attempt < 100; attempt++) {
    snprintf(beside, room, "%s.%ld-%d", path, (long)getpid(), attempt);
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file >= 0 || errno != EEXIST)
      return file;
  }
  return -1;
}

/* A rename lasts when its folder is on the disk. Some file systems cannot flush a folder: that is
** no failure. */
static bool flush_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder = slash == NULL   ? strdup(".")
                 : slash == path ? strdup("/")
                                 : strndup(path, (size_t)(slash - path));
  if (folder == NULL)
    return false;
  int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  free(folder);
  if (file < 0)
    return errno == EACCES;
  bool flushed = fsync(file) == 0 || errno == EINVAL || errno == EROFS;
  return close_after(file, flushed);
}

static bool fill(int file, const struct stat *facts, const char *bytes, size_t length,
                 const struct engine_options *options) {
  bool written = write_all(file, bytes, length, options);
  if (written && facts != NULL)
    written = fchmod(file, facts->st_mode & 07777) == 0;
  written = written && fsync(file) == 0;
  return close_after(file, written);
}

/* The new bytes beside `path`, flushed: their name, for free(). `facts`: of the file that is there,
** or NULL. */
static char *put_beside(const char *path, const struct stat *facts, const char *bytes,
                        size_t length, const struct engine_options *options) {
  enum { SUFFIX = 40 };
  size_t room = strlen(path) + SUFFIX;
  char *beside = malloc(room);
  if (beside == NULL)
    return NULL;
  int file = open_beside(path, beside, room, 0666);
  if (file >= 0 && fill(file, facts, bytes, length, options))
    return beside;
  int why = errno;
  if (file >= 0)
    unlink(beside);
  free(beside);
  errno = why;
  return NULL;
}

static bool take_place(const char *beside, const char *path) {
  return rename(beside, path) == 0 && flush_folder(path);
}

/* A terminal or a pipe cannot be renamed over. */
static bool overwrite(const char *path, const char *bytes, size_t length,
                      const struct engine_options *options) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  return file >= 0 && close_after(file, write_all(file, bytes, length, options));
}

/* A link stays a link: the path of the file behind it, or `path` where none is there; for
** free(). */
static char *behind_links(const char *path) {
  char *target = realpath(path, NULL);
  return target == NULL && errno == ENOENT ? strdup(path) : target;
}

/* REPLACE_WRITTEN with `staged` NULL: what `path` is cannot be replaced, and was written to. */
static enum replaced stage(const char *path, const char *bytes, size_t length,
                           const struct engine_options *options, char **staged, char **target) {
  struct stat facts;
  bool stands = stat(path, &facts) == 0;
  *staged = *target = NULL;
  if (stands && !S_ISREG(facts.st_mode))
    return overwrite(path, bytes, length, options) ? REPLACE_WRITTEN : REPLACE_FAILED;
  if (stands && is_same(path, &facts, bytes, length))
    return REPLACE_SAME;
  *target = behind_links(path);
  if (*target != NULL)
    *staged = put_beside(*target, stands ? &facts : NULL, bytes, length, options);
  return *staged == NULL ? REPLACE_FAILED : REPLACE_WRITTEN;
}

static enum replaced told(enum replaced result, const char *path, struct error *error) {
  if (result == REPLACE_FAILED && errno == ECANCELED)
    error_set(error, ERROR_CANCELLED, "stopped");
  else if (result == REPLACE_FAILED)
    error_set(error, ERROR_FILE, "%s: cannot be written: %s", path, strerror(errno));
  return result;
}

enum replaced file_replace(const char *path, const void *bytes, size_t length,
                           const struct engine_options *options, struct error *error) {
  char *staged, *target;
  enum replaced result = stage(path, bytes, length, options, &staged, &target);
  if (staged != NULL && !take_place(staged, target))
    result = REPLACE_FAILED;
  int why = errno;
  if (staged != NULL && result == REPLACE_FAILED)
    unlink(staged);
  free(staged);
  free(target);
  errno = why;
  return told(result, path, error);
}

enum replaced file_stage(const char *path, const void *bytes, size_t length, char **staged,
                         struct error *error) {
  char *target;
  enum replaced result = stage(path, bytes, length, NULL, staged, &target);
  int why = errno;
  free(target);
  errno = why;
  return told(result, path, error);
}

bool file_commit(const char *staged, const char *path, struct error *error) {
  char *target = behind_links(path);
  bool done = target != NULL && take_place(staged, target);
  int why = errno;
  free(target);
  errno = why;
  return told(done ? REPLACE_WRITTEN : REPLACE_FAILED, path, error) == REPLACE_WRITTEN;
}

/* A link gives the finished file its name, which a rename would take from another. */
static bool create(const char *path, const char *bytes, size_t length) {
  char *beside = put_beside(path, NULL, bytes, length, NULL);
  bool done = beside != NULL && link(beside, path) == 0;
  int why = errno;
  if (beside != NULL)
    unlink(beside);
  free(beside);
  errno = why;
  return done && flush_folder(path);
}

bool file_create(const char *path, const void *bytes, size_t length, struct error *error) {
  if (create(path, bytes, length))
    return true;
  if (errno == EEXIST)
    return error_set(error, ERROR_FILE, "%s is there already; nothing was written", path);
  return error_set(error, ERROR_FILE, "%s: cannot be written: %s", path, strerror(errno));
}

static bool is_directory(const char *path) {
  struct stat facts;
  return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static bool make_one(const char *path, struct error *error) {
  if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_directory(path)))
    return true;
  return error_set(error, ERROR_FILE, "%s: the folder cannot be made: %s", path,
                   strerror(errno == EEXIST ? ENOTDIR : errno));
}

bool file_make_directory(const char *path, struct error *error) {
  char *partial = strdup(path);
  if (partial == NULL)
    return error_memory(error);
  bool made = path[0] != '\0' || make_one(path, error);
  for (char *slash = partial; made && (slash = strchr(slash + 1, '/')) != NULL;) {
    *slash = '\0';
    made = make_one(partial, error);
    *slash = '/';
  }
  made = made && make_one(partial, error);
  free(partial);
  return made;
}
