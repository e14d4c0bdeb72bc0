#include "dict.h"

#include <stdlib.h>
#include <string.h>

/* Texts stand end to end in `bytes`, each closed by a NUL; `start[code]` is where one begins and
** `start[size]` where the next will. `slots` is an open-addressed table of codes. */
struct dict {
  atomic_size_t references;
  char *bytes;
  size_t bytes_capacity;
  size_t *start;
  size_t size;
  size_t start_capacity;
  uint32_t *slots;
  size_t slot_count; /* a power of two */
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
  dict->slots = malloc(FIRST_SLOTS * sizeof *dict->slots);
  if (dict->start == NULL || dict->slots == NULL) {
    dict_release(dict);
    return NULL;
  }
  memset(dict->slots, 0xFF, FIRST_SLOTS * sizeof *dict->slots);
  dict->slot_count = FIRST_SLOTS;
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
  free(dict->slots);
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
static size_t find_slot(const struct dict *dict, const char *text, size_t length) {
  size_t mask = dict->slot_count - 1;
  size_t slot = (size_t)hash_bytes(text, length) & mask;
  while (dict->slots[slot] != DICT_NONE) {
    size_t held;
    const char *candidate = dict_text(dict, dict->slots[slot], &held);
    if (held == length && memcmp(candidate, text, length) == 0)
      break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

uint32_t dict_find(const struct dict *dict, const char *text, size_t length) {
  return dict->slots[find_slot(dict, text, length)];
}

static bool grow_slots(struct dict *dict, size_t count) {
  uint32_t *slots = malloc(count * sizeof *slots);
  if (slots == NULL)
    return false;
  memset(slots, 0xFF, count * sizeof *slots);
  free(dict->slots);
  dict->slots = slots;
  dict->slot_count = count;
  for (uint32_t code = 0; code < dict->size; code++) {
    size_t length;
    const char *text = dict_text(dict, code, &length);
    slots[find_slot(dict, text, length)] = code;
  }
  return true;
}

bool dict_expect(struct dict *dict, size_t texts) {
  size_t count = dict->slot_count;
  while (count < texts * 2)
    count *= 2;
  return count == dict->slot_count || grow_slots(dict, count);
}

/* Room for one more text of `length` bytes. */
static bool reserve(struct dict *dict, size_t length) {
  size_t end = dict->start[dict->size];
  if (end + length + 1 > dict->bytes_capacity) {
    size_t capacity = (end + length + 1) * 2;
    char *bytes = realloc(dict->bytes, capacity);
    if (bytes == NULL)
      return false;
    dict->bytes = bytes;
    dict->bytes_capacity = capacity;
  }
  if (dict->size + 2 > dict->start_capacity) {
    size_t capacity = (dict->size + 2) * 2;
    size_t *start = realloc(dict->start, capacity * sizeof *start);
    if (start == NULL)
      return false;
    dict->start = start;
    dict->start_capacity = capacity;
  }
  return true;
}

uint32_t dict_intern(struct dict *dict, const char *text, size_t length) {
  size_t slot = find_slot(dict, text, length);
  if (dict->slots[slot] != DICT_NONE)
    return dict->slots[slot];
  if (dict->size + 1 >= DICT_NONE || !reserve(dict, length))
    return DICT_NONE;
  if ((dict->size + 1) * 4 > dict->slot_count * 3) {
    if (!grow_slots(dict, dict->slot_count * 2))
      return DICT_NONE;
    slot = find_slot(dict, text, length);
  }
  uint32_t code = (uint32_t)dict->size;
  size_t end = dict->start[code];
  if (length > 0)
    memcpy(dict->bytes + end, text, length);
  dict->bytes[end + length] = '\0';
  dict->start[code + 1] = end + length + 1;
  dict->slots[slot] = code;
  dict->size++;
  return code;
}
