#include "history.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>

enum { ENTRIES_MAX = 5000 };

static char *path; /* NULL: nothing is written */
static ino_t file; /* the file that was read, and up to where */
static off_t seen;

/* {======================================================
** The file
** ======================================================= */

/* The history file's path, for free(), or NULL. */
static char *make_path(void) {
  const char *state = getenv("XDG_STATE_HOME");
  const char *home = getenv("HOME");
  char *made = NULL;
  int length = -1;
  if (state != NULL && state[0] == '/')
    length = asprintf(&made, "%s/indsats/history", state);
  else if (home != NULL && home[0] == '/')
    length = asprintf(&made, "%s/.local/state/indsats/history", home);
  return length < 0 ? NULL : made;
}

/* Make the folders above a file. What cannot be made shows when the file is opened. */
static void make_folders(char *name) {
  for (char *slash = strchr(name + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(name, 0700);
    *slash = '/';
  }
}

/* Open the file and lock it; -1 when it cannot be had. While this waits for the lock another prompt
** may put a shorter file in its place: then that one is opened. */
static int open_locked(struct stat *facts) {
  struct stat named;
  for (;;) {
    int opened = open(path, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0600);
    if (opened < 0)
      return -1;
    if (flock(opened, LOCK_EX) == 0 && fstat(opened, facts) == 0 && stat(path, &named) == 0 &&
        named.st_ino == facts->st_ino)
      return opened;
    bool gone = stat(path, &named) != 0 || named.st_ino != facts->st_ino;
    close(opened);
    if (!gone)
      return -1;
  }
}

/* The bytes from `from` to `to`, with a NUL, for free(); NULL when they cannot be read. */
static char *read_bytes(int opened, off_t from, off_t to) {
  size_t size = (size_t)(to - from);
  char *bytes = malloc(size + 1);
  if (bytes == NULL || pread(opened, bytes, size, from) != (ssize_t)size) {
    free(bytes);
    return NULL;
  }
  bytes[size] = '\0';
  return bytes;
}

/* Add the entry that begins at `text` to those in memory; gives where the next begins. */
static char *take_entry(char *text) {
  char *in = text, *out = text;
  while (*in != '\0' && !(*in == '\n' && in[1] != '\t')) {
    *out++ = *in;
    in += *in == '\n' ? 2 : 1;
  }
  char *next = *in == '\0' ? in : in + 1;
  *out = '\0';
  if (out > text)
    add_history(text);
  return next;
}

/* Take up what stands after what was seen. */
static void take_news(int opened, const struct stat *facts) {
  if (facts->st_ino != file || facts->st_size < seen)
    seen = file == 0 ? 0 : facts->st_size; /* another has shortened it: what was there is known */
  char *bytes = facts->st_size > seen ? read_bytes(opened, seen, facts->st_size) : NULL;
  for (char *at = bytes; at != NULL && *at != '\0';)
    at = take_entry(at);
  free(bytes);
  file = facts->st_ino;
  seen = facts->st_size;
}

/* Write an entry at the file's end in one go. */
static void write_entry(int opened, const char *text) {
  char *bytes = malloc(2 * strlen(text) + 3), last = '\n';
  if (bytes == NULL)
    return;
  char *out = bytes;
  if (seen > 0 && pread(opened, &last, 1, seen - 1) == 1 && last != '\n')
    *out++ = '\n'; /* whoever wrote last was killed over it */
  for (; *text != '\0'; text++) {
    *out++ = *text;
    if (*text == '\n')
      *out++ = '\t';
  }
  *out++ = '\n';
  ssize_t written = write(opened, bytes, (size_t)(out - bytes));
  if (written > 0)
    seen += written;
  free(bytes);
}

/* Where the last `count` entries begin in `bytes`. */
static const char *last_entries(const char *bytes, size_t size, int count) {
  const char *at = bytes + size;
  while (at > bytes && count >= 0) {
    at--;
    if (*at == '\n' && at[1] != '\t')
      count--;
  }
  return at > bytes ? at + 1 : bytes;
}

/* Keep the last ENTRIES_MAX entries of a file that has grown to more than twice as many. */
static void shorten(int opened, const struct stat *facts) {
  char *other = NULL, *bytes = NULL;
  if (history_length <= 2 * ENTRIES_MAX || asprintf(&other, "%s.new", path) < 0)
    return;
  bytes = read_bytes(opened, 0, facts->st_size);
  int made = bytes == NULL ? -1 : open(other, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (made >= 0) {
    const char *kept = last_entries(bytes, (size_t)facts->st_size, ENTRIES_MAX);
    size_t size = strlen(kept);
    bool whole = write(made, kept, size) == (ssize_t)size;
    struct stat now;
    if (whole && fstat(made, &now) == 0 && rename(other, path) == 0) {
      file = now.st_ino;
      seen = now.st_size;
    }
    close(made);
  }
  free(bytes);
  free(other);
}

/* }====================================================== */

void prompt_history_open(void) {
  struct stat facts;
  using_history();
  path = make_path();
  if (path == NULL)
    return;
  make_folders(path);
  int opened = open_locked(&facts);
  if (opened < 0) {
    free(path);
    path = NULL;
    return;
  }
  file = 0;
  take_news(opened, &facts);
  shorten(opened, &facts);
  close(opened);
  stifle_history(ENTRIES_MAX);
}

void prompt_history_sync(void) {
  struct stat facts;
  if (path == NULL || (stat(path, &facts) == 0 && facts.st_ino == file && facts.st_size == seen))
    return;
  int opened = open_locked(&facts);
  if (opened < 0)
    return;
  take_news(opened, &facts);
  close(opened);
}

static void append(const char *text) {
  struct stat facts;
  int opened = path == NULL ? -1 : open_locked(&facts);
  if (opened < 0) {
    add_history(text);
    return;
  }
  take_news(opened, &facts);
  write_entry(opened, text);
  close(opened);
  add_history(text);
}

void prompt_history_add(const char *text, size_t length, bool secret) {
  while (length > 0 && strchr(" \t\n", text[length - 1]) != NULL)
    length--;
  while (length > 0 && strchr(" \t\n", text[0]) != NULL) {
    text++;
    length--;
  }
  char *entry = strndup(text, length);
  size_t count = prompt_history_count();
  if (entry == NULL || length == 0 ||
      (count > 0 && strcmp(prompt_history_entry(count - 1), entry) == 0)) {
    free(entry);
    return;
  }
  if (secret)
    add_history(entry);
  else
    append(entry);
  free(entry);
}

size_t prompt_history_count(void) {
  return (size_t)history_length;
}

const char *prompt_history_entry(size_t index) {
  HIST_ENTRY *entry = history_get(history_base + (int)index);
  return entry == NULL ? "" : entry->line;
}

void prompt_history_close(void) {
  free(path);
  path = NULL;
  clear_history();
}
