#include "dict.h"

#include <stdlib.h>
#include <string.h>

/* An open-addressed table of codes. */
struct table {
  size_t count; /* of slots, a power of two */
  uint32_t code[];
};

/* Texts stand end to end in `bytes`, each closed by a NUL; `start[code]` is where one begins and
** `start[size]` where the next will. The table is made when a text is first looked for: most
** dictionaries are only read by code. */
struct dict {
  atomic_size_t references;
  char *bytes;
  size_t bytes_capacity;
  size_t *start;
  size_t size;
  size_t start_capacity;
  _Atomic(struct table *) table; /* NULL: not made */
};

enum { FIRST_SLOTS = 16 };

static uint64_t hash_bytes(const char *text, size_t length) {
  uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
  return hash ^ (hash >> 29);
}

struct dict *dict_new(void) {
  struct dict *dict = calloc(1, sizeof *dict);
  if (dict == NULL)
    return NULL;
  atomic_init(&dict->references, 1);
  dict->start = calloc(1, sizeof *dict->start);
  if (dict->start == NULL) {
    dict_release(dict);
    return NULL;
  }
  dict->start_capacity = 1;
  return dict;
}

struct dict *dict_retain(struct dict *dict) {
  atomic_fetch_add(&dict->references, 1);
  return dict;
}

void dict_release(struct dict *dict) {
  if (dict == NULL || atomic_fetch_sub(&dict->references, 1) != 1)
    return;
  free(dict->bytes);
  free(dict->start);
  free(atomic_load(&dict->table));
  free(dict);
}

size_t dict_size(const struct dict *dict) {
  return dict->size;
}

const char *dict_text(const struct dict *dict, uint32_t code, size_t *length) {
  if (length != NULL)
    *length = dict->start[code + 1] - dict->start[code] - 1;
  return dict->bytes + dict->start[code];
}

/* The slot that holds `text`, or the empty one where it belongs. */
static size_t find_slot(const struct dict *dict, const struct table *table, const char *text,
                        size_t length) {
  size_t mask = table->count - 1;
  size_t slot = (size_t)hash_bytes(text, length) & mask;
  while (table->code[slot] != DICT_NONE) {
    size_t held;
    const char *candidate = dict_text(dict, table->code[slot], &held);
    if (held == length && memcmp(candidate, text, length) == 0)
      break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

/* A table of all texts with `count` slots. */
static struct table *make_table(const struct dict *dict, size_t count) {
  struct table *table = malloc(sizeof *table + count * sizeof *table->code);
  if (table == NULL)
    return NULL;
  table->count = count;
  memset(table->code, 0xFF, count * sizeof *table->code);
  for (uint32_t code = 0; code < dict->size; code++) {
    size_t length;
    const char *text = dict_text(dict, code, &length);
    table->code[find_slot(dict, table, text, length)] = code;
  }
  return table;
}

/* The table, made if there is none. Several threads may ask at once: the first to be done gives it,
** all others throw theirs away. NULL without memory. */
static const struct table *ask_table(struct dict *dict) {
  struct table *table = atomic_load(&dict->table), *none = NULL;
  if (table != NULL)
    return table;
  size_t count = FIRST_SLOTS;
  while (count * 3 < (dict->size + 1) * 4)
    count *= 2;
  table = make_table(dict, count);
  if (table == NULL || atomic_compare_exchange_strong(&dict->table, &none, table))
    return table;
  free(table);
  return none;
}

static uint32_t search(const struct dict *dict, const char *text, size_t length) {
  for (uint32_t code = 0; code < dict->size; code++) {
    size_t held;
    const char *candidate = dict_text(dict, code, &held);
    if (held == length && memcmp(candidate, text, length) == 0)
      return code;
  }
  return DICT_NONE;
}

uint32_t dict_find(const struct dict *dict, const char *text, size_t length) {
  /* What a dictionary says does not change by its table. */
  const struct table *table = ask_table((struct dict *)(uintptr_t)dict);
  return table == NULL ? search(dict, text, length)
                       : table->code[find_slot(dict, table, text, length)];
}

static bool grow_bytes(struct dict *dict, size_t capacity) {
  char *bytes = realloc(dict->bytes, capacity);
  if (bytes == NULL)
    return false;
  dict->bytes = bytes;
  dict->bytes_capacity = capacity;
  return true;
}

static bool grow_starts(struct dict *dict, size_t capacity) {
  size_t *start = realloc(dict->start, capacity * sizeof *start);
  if (start == NULL)
    return false;
  dict->start = start;
  dict->start_capacity = capacity;
  return true;
}

bool dict_expect(struct dict *dict, size_t texts, size_t bytes) {
  size_t end = dict->start[dict->size] + bytes + texts, starts = dict->size + texts + 1;
  return (end <= dict->bytes_capacity || grow_bytes(dict, end)) &&
         (starts <= dict->start_capacity || grow_starts(dict, starts));
}

/* Room for one more text of `length` bytes. */
static bool reserve(struct dict *dict, size_t length) {
  size_t end = dict->start[dict->size] + length + 1;
  return (end <= dict->bytes_capacity || grow_bytes(dict, end * 2)) &&
         (dict->size + 2 <= dict->start_capacity || grow_starts(dict, (dict->size + 2) * 2));
}

static uint32_t add(struct dict *dict, const char *text, size_t length) {
  if (dict->size + 1 >= DICT_NONE || !reserve(dict, length))
    return DICT_NONE;
  uint32_t code = (uint32_t)dict->size;
  size_t end = dict->start[code];
  if (length > 0)
    memcpy(dict->bytes + end, text, length);
  dict->bytes[end + length] = '\0';
  dict->start[code + 1] = end + length + 1;
  dict->size++;
  return code;
}

uint32_t dict_append(struct dict *dict, const char *text, size_t length) {
  free(atomic_exchange(&dict->table, NULL));
  return add(dict, text, length);
}

/* A table with room for one text more; NULL without memory. */
static struct table *table_to_add(struct dict *dict) {
  struct table *table = atomic_load(&dict->table);
  if (table != NULL && (dict->size + 1) * 4 <= table->count * 3)
    return table;
  size_t count = table == NULL ? FIRST_SLOTS : table->count * 2;
  while (count * 3 < (dict->size + 1) * 4)
    count *= 2;
  struct table *grown = make_table(dict, count);
  if (grown == NULL)
    return NULL;
  free(table);
  atomic_store(&dict->table, grown);
  return grown;
}

uint32_t dict_intern(struct dict *dict, const char *text, size_t length) {
  struct table *table = table_to_add(dict);
  if (table == NULL)
    return DICT_NONE;
  size_t slot = find_slot(dict, table, text, length);
  if (table->code[slot] == DICT_NONE)
    table->code[slot] = add(dict, text, length);
  return table->code[slot];
}
