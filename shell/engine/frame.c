#include "frame.h"

#include <stdlib.h>
#include <string.h>

struct frame *frame_new(size_t rows) {
  struct frame *frame = calloc(1, sizeof *frame);
  if (frame == NULL)
    return NULL;
  atomic_init(&frame->references, 1);
  frame->rows = rows;
  return frame;
}

struct frame *frame_retain(struct frame *frame) {
  atomic_fetch_add(&frame->references, 1);
  return frame;
}

void frame_release(struct frame *frame) {
  if (frame == NULL || atomic_fetch_sub(&frame->references, 1) != 1)
    return;
  for (size_t i = 0; i < frame->columns; i++) {
    free(frame->names[i]);
    column_release(frame->column[i]);
  }
  free(frame->names);
  free(frame->column);
  free(frame);
}

static bool reserve(struct frame *frame) {
  if (frame->columns < frame->capacity)
    return true;
  size_t capacity = frame->capacity == 0 ? 8 : frame->capacity * 2;
  char **names = realloc(frame->names, capacity * sizeof *names);
  if (names == NULL)
    return false;
  frame->names = names;
  struct column **column = realloc(frame->column, capacity * sizeof *column);
  if (column == NULL)
    return false;
  frame->column = column;
  frame->capacity = capacity;
  return true;
}

static bool check_column(const struct frame *frame, const char *name, const struct column *column,
                         struct error *error) {
  if (column == NULL)
    return error_memory(error);
  if (name[0] == '\0')
    return error_set(error, ERROR_VALUE, "column %zu has no name", frame->columns + 1);
  if (frame_find(frame, name) != SIZE_MAX)
    return error_set(error, ERROR_VALUE, "two columns are called '%s'", name);
  if (column->length != frame->rows)
    return error_set(error, ERROR_VALUE, "column '%s' has %zu cells where the frame has %zu rows",
                     name, column->length, frame->rows);
  return true;
}

bool frame_add(struct frame *frame, const char *name, struct column *column, struct error *error) {
  if (!check_column(frame, name, column, error)) {
    column_release(column);
    return false;
  }
  char *copy = strdup(name);
  if (copy == NULL || !reserve(frame)) {
    free(copy);
    column_release(column);
    return error_memory(error);
  }
  frame->names[frame->columns] = copy;
  frame->column[frame->columns] = column;
  frame->waits = frame->waits || column->waiting != NULL;
  frame->columns++;
  return true;
}

size_t frame_find(const struct frame *frame, const char *name) {
  for (size_t i = 0; i < frame->columns; i++)
    if (strcmp(frame->names[i], name) == 0)
      return i;
  return SIZE_MAX;
}
