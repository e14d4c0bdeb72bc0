/* Writing files so that a reader sees the old one whole or the new one whole, never a part. */
#ifndef INDSATS_REPLACE_H
#define INDSATS_REPLACE_H

#include "options.h"

enum replaced {
  REPLACE_FAILED, /* `error` says why; the file is as it was */
  REPLACE_SAME,   /* the file held these bytes already and was not touched */
  REPLACE_WRITTEN
};

/* Make `path` hold `length` bytes: a new file beside it, flushed, renamed over it, and the folder
** flushed. A symbolic link stays and its target is replaced; the permissions of a file that was
** there are kept. What is no regular file (a terminal, a pipe) is written to as it is. Stopped by
** `options` before the rename, the file is as it was. */
enum replaced file_replace(const char *path, const void *bytes, size_t length,
                           const struct engine_options *options, struct error *error);

/* A new file of `length` bytes, whole or not at all, and never in the place of one that is there:
** then false, with ERROR_FILE. */
bool file_create(const char *path, const void *bytes, size_t length, struct error *error);

/* The same in two steps, so that several files can be replaced after all have been written: the new
** bytes, flushed, in a file beside; its name in `staged`, for free(). NULL where nothing is left to
** do: the bytes were there, or `path` is no regular file and was written to. */
enum replaced file_stage(const char *path, const void *bytes, size_t length, char **staged,
                         struct error *error);

/* Put what was staged in the place of `path`. On failure it lies where it was, for another try or
** for the caller to remove. */
bool file_commit(const char *staged, const char *path, struct error *error);

/* Make the folder `path` and those above it that are missing. */
bool file_make_directory(const char *path, struct error *error);

#endif
