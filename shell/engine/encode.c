#include "encode.h"

#include <stdio.h>
#include <stdlib.h>

#include "facts.h"
#include "keymap.h"
#include "verbs.h"

/* A column of codes for cells, or for combinations of a code and a cell, in order of first sight.
 */
static struct column *number_cells(const struct column *before, const struct column *column,
                                   const struct engine_options *options, struct error *error) {
  struct keymap map;
  struct column *codes =
      column_new_narrow(COLUMN_INTEGER, column->length, NULL, sizeof(uint32_t), 0);
  if (codes == NULL || !keymap_init(&map, error)) {
    column_release(codes);
    error_memory(error);
    return NULL;
  }
  bool done = true;
  for (size_t row = 0; row < column->length && done; row++) {
    uint32_t held = before == NULL ? 0 : column_code(before, row);
    uint32_t number = keymap_add(&map, held, key_of(column, row), error);
    ((uint32_t *)codes->data)[row] = number;
    done = number != KEYMAP_NONE && engine_poll_row(options, row, column->length, error);
  }
  keymap_clear(&map);
  if (done)
    return codes;
  column_release(codes);
  return NULL;
}

/* How many codes the column has, with those of missing cells; 0: too many, or none. */
static uint64_t count_codes(const struct column *column) {
  const struct facts *facts = column->width > 4 ? NULL : column_facts(column);
  return facts == NULL ? 0 : facts->limit + MISSING_REASONS;
}

/* Takes over the column. */
static bool add_key(struct encoded *encoded, struct column *column, struct error *error) {
  char name[32];
  if (column == NULL)
    return false;
  snprintf(name, sizeof name, "\x01key%zu", encoded->frame->columns);
  encoded->keys[encoded->count] = encoded->frame->columns;
  encoded->count++;
  return frame_add(encoded->frame, name, column, error);
}

/* All keys as one column of codes. */
static bool join_keys(struct encoded *encoded, const size_t *keys, size_t count,
                      const struct engine_options *options, struct error *error) {
  struct column *codes = NULL;
  for (size_t i = 0; i < count; i++) {
    struct column *further = number_cells(codes, encoded->frame->column[keys[i]], options, error);
    column_release(codes);
    codes = further;
    if (codes == NULL)
      return false;
  }
  encoded->count = 0;
  return add_key(encoded, codes, error);
}

bool encode_keys(struct encoded *encoded, const struct frame *frame, const size_t *keys,
                 size_t count, const struct engine_options *options, struct error *error) {
  *encoded = (struct encoded){.frame = frame_copy(frame, error)};
  encoded->keys = malloc((count + 1) * sizeof *encoded->keys);
  if (encoded->frame == NULL || encoded->keys == NULL)
    return error_memory(error);
  for (size_t i = 0; i < count; i++)
    if (keys[i] >= frame->columns)
      return error_set(error, ERROR_VALUE, "no column number %zu to group by", keys[i] + 1);
  uint64_t space = 1;
  for (size_t i = 0; i < count; i++) {
    const struct column *column = frame->column[keys[i]];
    uint64_t codes = count_codes(column);
    if (codes > 0) {
      encoded->keys[encoded->count++] = keys[i];
    } else {
      if (!add_key(encoded, number_cells(NULL, column, options, error), error))
        return false;
      codes = UINT32_MAX;
    }
    if (__builtin_mul_overflow(space, codes, &space))
      return join_keys(encoded, keys, count, options, error);
  }
  return true;
}

void encoded_clear(struct encoded *encoded) {
  frame_release(encoded->frame);
  free(encoded->keys);
  *encoded = (struct encoded){0};
}
