/* Any bytes as a file of a frame, its sums put right so that what lies behind them is reached: no
** crash, no leak, a clear error or a frame whose cells can all be looked at and written again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include "cell.h"
#include "store.h"

static void demand(bool holds, const char *what) {
  if (holds)
    return;
  fprintf(stderr, "does not hold: %s\n", what);
  abort();
}

static uint64_t number_at(const uint8_t *bytes) {
  uint64_t number;
  memcpy(&number, bytes, sizeof number);
  return number;
}

static void put_number(uint8_t *bytes, uint64_t number) {
  memcpy(bytes, &number, sizeof number);
}

/* The sums of a column's sections; where its entry ends, or NULL. */
static uint8_t *mend_entry(uint8_t *bytes, size_t size, uint8_t *at, const uint8_t *end) {
  enum { AFTER_NAME = 5 * 8 + MISSING_REASONS * 8 + 16 + STORE_STRAY + 8 };
  if (end - at < 8 || number_at(at) > (uint64_t)(end - at - 8))
    return NULL;
  at += 8 + number_at(at);
  if (end - at < AFTER_NAME + STORE_SECTIONS * 24)
    return NULL;
  at += AFTER_NAME;
  for (int i = 0; i < STORE_SECTIONS; i++, at += 24) {
    uint64_t offset = number_at(at);
    uint64_t length = number_at(at + 8);
    if (offset <= size && length <= size - offset)
      put_number(at + 16, XXH3_64bits(bytes + offset, length));
  }
  return at;
}

static void mend(uint8_t *bytes, size_t size) {
  if (size < STORE_HEADER)
    return;
  memcpy(bytes, STORE_MAGIC, STORE_MAGIC_SIZE);
  put_number(bytes + 8, STORE_VERSION);
  put_number(bytes + 16, size);
  uint64_t offset = number_at(bytes + 24) % size;
  put_number(bytes + 24, offset);
  put_number(bytes + 32, size - offset);
  uint8_t *at = bytes + offset;
  const uint8_t *end = bytes + size;
  uint64_t columns = end - at < 8 ? 0 : number_at(at);
  at += 8;
  for (uint64_t i = 0; at != NULL && at < end && i < columns && i < 64; i++)
    at = mend_entry(bytes, size, at, end);
  put_number(bytes + 40, XXH3_64bits(bytes + offset, size - offset));
  put_number(bytes + 56, XXH3_64bits(bytes, 56));
}

static void look(const struct frame *frame) {
  for (size_t i = 0; i < frame->columns; i++)
    for (size_t row = 0; row < frame->rows; row++) {
      char buffer[NUMBER_SIZE];
      size_t length;
      if (column_missing(frame->column[i], row) == PRESENT)
        demand(cell_text(frame->column[i], row, buffer, &length) != NULL, "a cell has a text");
      if (column_missing(frame->column[i], row) != PRESENT || frame->column[i]->bounds == NULL)
        continue;
      struct bounds bounds = cell_bounds(frame->column[i], row);
      demand(bounds.low <= bounds.high, "bounds have a least and a greatest");
    }
}

static void read_file_at(const char *path) {
  char *note;
  size_t length;
  struct error error = {0};
  struct frame *frame = store_read(path, &note, &length, NULL, &error);
  demand(frame != NULL || error.code != ERROR_NONE, "there is a frame or an error");
  if (frame != NULL)
    look(frame);
  free(note);
  frame_release(frame);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[64];
  int file = memfd_create("fuzz", 0);
  uint8_t *bytes = malloc(size + 1);
  if (file < 0 || bytes == NULL)
    abort();
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  memcpy(bytes, data, size);
  demand(write(file, bytes, size) == (ssize_t)size, "the file is written");
  read_file_at(path);
  mend(bytes, size);
  demand(pwrite(file, bytes, size, 0) == (ssize_t)size, "the file is written");
  read_file_at(path);
  free(bytes);
  close(file);
  return 0;
}
