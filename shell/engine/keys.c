#include "keys.h"

#include <stdlib.h>
#include <string.h>

#include "by_code.h"
#include "facts.h"
#include "keymap.h"
#include "vectors.h"

/* A number for each different cell of a table, by code. */
static bool map_table(struct key *key, const struct scan_column *column) {
  struct error ignored = {0};
  struct keymap map;
  size_t size = by_code_size(column->span);
  key->map = malloc(size * sizeof *key->map);
  if (key->map == NULL || !keymap_init(&map, &ignored))
    return false;
  bool done = true;
  for (size_t code = 0; code < size && done; code++) {
    key->map[code] = keymap_add(&map, 0, key_of(column->table, code), &ignored);
    done = key->map[code] != KEYMAP_NONE;
  }
  key->span = map.size;
  keymap_clear(&map);
  return done;
}

static bool key_init(struct key *key, const struct scan *scan, size_t number) {
  const struct scan_column *column = &scan->columns[number];
  *key = (struct key){.column = number};
  if (column->form == SCAN_TABLE)
    return map_table(key, column);
  if (column->form != SCAN_SOURCE || column->source->width > 4)
    return false;
  const struct facts *facts = column_facts(column->source);
  if (facts == NULL)
    return false;
  key->span = facts->limit;
  return true;
}

/* How many codes a key has, with those of missing cells. */
static uint64_t key_size(const struct key *key, const struct scan *scan) {
  const struct scan_column *column = &scan->columns[key->column];
  bool gaps = column->form == SCAN_SOURCE && column->source->gaps != NULL;
  uint64_t size = key->span + (gaps ? MISSING_REASONS : 0);
  return size == 0 ? 1 : size;
}

bool keys_init(struct keys *keys, const struct scan *scan, const size_t *columns, size_t count) {
  *keys = (struct keys){.key = calloc(count + 1, sizeof *keys->key), .space = 1};
  bool done = keys->key != NULL;
  for (size_t i = 0; i < count && done; i++) {
    struct key *key = &keys->key[i];
    done = key_init(key, scan, columns[i]);
    keys->count++;
    key->stride = keys->space;
    done = done && !__builtin_mul_overflow(keys->space, key_size(key, scan), &keys->space);
  }
  return done;
}

void keys_clear(struct keys *keys) {
  for (size_t i = 0; keys->key != NULL && i < keys->count; i++)
    free(keys->key[i].map);
  free(keys->key);
  *keys = (struct keys){0};
}

/* The parts of slots that come from one key, in words of 64 bits, or of 32 where that is enough.
** What is stored of missing cells is added too, and taken out again. */
#define ADD(name, stored_word, word)                                                               \
  BY_VECTORS static void name(const void *stored, size_t count, word stride,                       \
                              word *restrict slots) {                                              \
    const stored_word *restrict code = stored;                                                     \
    for (size_t i = 0; i < count; i++)                                                             \
      slots[i] += (word)code[i] * stride;                                                          \
  }

#define SLOTS(name, word, add_source, add_table, add_1, add_2, add_4)                              \
  ADD(add_1, uint8_t, word)                                                                        \
  ADD(add_2, uint16_t, word)                                                                       \
  ADD(add_4, uint32_t, word)                                                                       \
                                                                                                   \
  static bool add_source(const struct key *key, struct scan_block *block, word *slots,             \
                         struct error *error) {                                                    \
    const struct column *source = block->scan->columns[key->column].source;                        \
    const void *stored = scan_block_stored(block, key->column, error);                             \
    word stride = (word)key->stride;                                                               \
    if (stored == NULL)                                                                            \
      return false;                                                                                \
    (source->width == 1   ? add_1                                                                  \
     : source->width == 2 ? add_2                                                                  \
                          : add_4)(stored, block->count, stride, slots);                           \
    if (source->gaps == NULL)                                                                      \
      return true;                                                                                 \
    size_t count;                                                                                  \
    const struct gap *gaps = scan_block_gaps(block, key->column, &count, error);                   \
    for (size_t i = 0; gaps != NULL && i < count; i++)                                             \
      slots[gaps[i].at] += (word)(key->span + gaps[i].reason -                                     \
                                  column_raw(source, scan_block_row(block, gaps[i].at))) *         \
                           stride;                                                                 \
    return gaps != NULL;                                                                           \
  }                                                                                                \
                                                                                                   \
  static bool add_table(const struct key *key, struct scan_block *block, word *slots,              \
                        struct error *error) {                                                     \
    const uint32_t *codes = scan_block_codes(block, key->column, error);                           \
    for (size_t i = 0; codes != NULL && i < block->count; i++)                                     \
      slots[i] += (word)key->map[codes[i]] * (word)key->stride;                                    \
    return codes != NULL;                                                                          \
  }                                                                                                \
                                                                                                   \
  bool name(const struct keys *keys, struct scan_block *block, word *slots, struct error *error) { \
    bool done = true;                                                                              \
    memset(slots, 0, block->count * sizeof *slots);                                                \
    for (size_t i = 0; i < keys->count && done; i++) {                                             \
      const struct key *key = &keys->key[i];                                                       \
      done = (key->map != NULL ? add_table : add_source)(key, block, slots, error);                \
    }                                                                                              \
    return done;                                                                                   \
  }

SLOTS(keys_small_slots, uint32_t, add_small_source, add_small_table, add_small_1, add_small_2,
      add_small_4)
SLOTS(keys_slots, uint64_t, add_source, add_table, add_1, add_2, add_4)
