#include "distinct.h"

#include <stdlib.h>
#include <string.h>

#include "large_pages.h"

struct distinct_block {
  struct distinct_block *next;
  char bytes[];
};

enum { FIRST_SLOTS = 16, SMALLEST_BLOCK = 256, LARGEST_BLOCK = 1 << 23 };

void distinct_clear(struct distinct *table) {
  for (struct distinct_block *block = table->blocks; block != NULL;) {
    struct distinct_block *next = block->next;
    free(block);
    block = next;
  }
  free(table->list);
  free(table->slots);
  *table = (struct distinct){0};
}

/* ---- comparing by words: most texts are short, and a call would cost more than the work ---- */

static inline uint64_t load8(const char *text) {
  uint64_t word;
  memcpy(&word, text, sizeof word);
  return word;
}

static inline uint32_t load4(const char *text) {
  uint32_t word;
  memcpy(&word, text, sizeof word);
  return word;
}

/* Up to eight bytes as one word; reads none but the text's. */
static inline uint64_t load_short(const char *text, size_t length) {
  if (length >= 4)
    return load4(text) | (uint64_t)load4(text + length - 4) << 32;
  if (length == 0)
    return 0;
  return (uint64_t)(unsigned char)text[0] | (uint64_t)(unsigned char)text[length / 2] << 8 |
         (uint64_t)(unsigned char)text[length - 1] << 16;
}

static inline uint64_t mix(uint64_t a, uint64_t b) {
  unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_text(const char *text, size_t length, uint8_t form) {
  static const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15), other = UINT64_C(0xD6E8FEB86659FD93);
  uint64_t hash = odd ^ (length << 8 | form);
  if (length < 8)
    return mix(load_short(text, length) ^ hash, other);
  for (size_t at = 0; at + 8 < length; at += 8)
    hash = mix(load8(text + at) ^ hash, other);
  return mix(load8(text + length - 8) ^ hash, odd);
}

static inline bool same_text(const char *a, const char *b, size_t length) {
  if (length < 8)
    return load_short(a, length) == load_short(b, length);
  for (size_t at = 0; at + 8 < length; at += 8)
    if (load8(a + at) != load8(b + at))
      return false;
  return load8(a + length - 8) == load8(b + length - 8);
}

/* ---- growing ---- */

static char *keep_bytes(struct distinct *table, const char *text, size_t length) {
  if (table->left < length || table->blocks == NULL) {
    size_t size = table->size * 16 < LARGEST_BLOCK ? table->size * 16 : LARGEST_BLOCK;
    size = size < SMALLEST_BLOCK ? SMALLEST_BLOCK : size;
    size = size < length ? length : size;
    struct distinct_block *block = malloc(sizeof *block + size);
    if (block == NULL)
      return NULL;
    large_pages(block, sizeof *block + size);
    block->next = table->blocks;
    table->blocks = block;
    table->free = block->bytes;
    table->left = size;
  }
  char *kept = table->free;
  if (length > 0)
    memcpy(kept, text, length);
  table->free += length;
  table->left -= length;
  return kept;
}

static void place(uint64_t *slots, size_t mask, uint64_t hash, size_t code) {
  size_t slot = (size_t)hash & mask;
  while (slots[slot] != 0)
    slot = (slot + 1) & mask;
  slots[slot] = (hash & ~(uint64_t)UINT32_MAX) | (uint32_t)(code + 1);
}

static bool grow_list(struct distinct *table, size_t count) {
  struct distinct_text *list = aligned_alloc(sizeof *list * 2, count * sizeof *list);
  if (list == NULL)
    return false;
  large_pages(list, count * sizeof *list);
  if (table->size > 0)
    memcpy(list, table->list, table->size * sizeof *list);
  free(table->list);
  table->list = list;
  return true;
}

/* Written at once: pages that are read first are given twice, and that stops all threads. */
static uint64_t *new_slots(size_t count) {
  uint64_t *slots = malloc(count * sizeof *slots);
  if (slots == NULL)
    return NULL;
  large_pages(slots, count * sizeof *slots);
  memset(slots, 0, count * sizeof *slots);
  return slots;
}

static bool grow(struct distinct *table) {
  size_t count = table->slot_count == 0 ? FIRST_SLOTS : table->slot_count * 4;
  if (!grow_list(table, count / 2))
    return false;
  struct distinct_text *list = table->list;
  uint64_t *slots = new_slots(count);
  if (slots == NULL)
    return false;
  for (size_t code = 0; code < table->size; code++)
    place(slots, count - 1, hash_text(list[code].text, list[code].length, list[code].form), code);
  free(table->slots);
  table->slots = slots;
  table->slot_count = count;
  table->capacity = count / 2;
  return true;
}

static uint32_t add_new(struct distinct *table, const char *text, size_t length, uint64_t hash,
                        struct distinct_text entry) {
  if (table->size + 2 >= DISTINCT_NONE || (table->size == table->capacity && !grow(table)))
    return DISTINCT_NONE;
  entry.text = keep_bytes(table, text, length);
  if (entry.text == NULL)
    return DISTINCT_NONE;
  table->list[table->size] = entry;
  place(table->slots, table->slot_count - 1, hash, table->size);
  return (uint32_t)table->size++;
}

static uint32_t add_hashed(struct distinct *table, uint64_t hash, const char *text, size_t length,
                           uint8_t form, size_t row, size_t count) {
  size_t mask = table->slot_count - 1;
  size_t slot = (size_t)hash & mask;
  for (; table->slot_count > 0 && table->slots[slot] != 0; slot = (slot + 1) & mask) {
    if ((table->slots[slot] ^ hash) >> 32 != 0)
      continue;
    uint32_t code = (uint32_t)table->slots[slot] - 1;
    struct distinct_text *held = &table->list[code];
    if (held->length == length && held->form == form && same_text(held->text, text, length)) {
      held->count += count;
      return code;
    }
  }
  return add_new(table, text, length, hash, distinct_text(NULL, length, form, row, count));
}

uint32_t distinct_add(struct distinct *table, const char *text, size_t length, uint8_t form,
                      size_t row, size_t count) {
  return add_hashed(table, hash_text(text, length, form), text, length, form, row, count);
}

/* ---- many at once: some texts on, where one would stand is sent for; then the entry there; then
** its text; and then it is added ---- */

enum { AHEAD = 12, STAGES = 3, RING = 64 };

struct ahead {
  uint64_t hash[RING];
  uint32_t code[RING]; /* of the entry that is probably the text's own, or DISTINCT_NONE */
};

static void fetch_slot(const struct distinct *table, const struct distinct_text *text,
                       struct ahead *ahead, size_t at) {
  uint64_t hash = hash_text(text->text, text->length, text->form);
  ahead->hash[at % RING] = hash;
  if (table->slot_count > 0)
    __builtin_prefetch(&table->slots[(size_t)hash & (table->slot_count - 1)]);
}

static void fetch_entry(const struct distinct *table, struct ahead *ahead, size_t at) {
  uint64_t hash = ahead->hash[at % RING];
  size_t mask = table->slot_count - 1;
  ahead->code[at % RING] = DISTINCT_NONE;
  for (size_t slot = (size_t)hash & mask; table->slot_count > 0 && table->slots[slot] != 0;
       slot = (slot + 1) & mask)
    if ((table->slots[slot] ^ hash) >> 32 == 0) {
      ahead->code[at % RING] = (uint32_t)table->slots[slot] - 1;
      __builtin_prefetch(&table->list[ahead->code[at % RING]], 1);
      return;
    }
}

static void fetch_text(const struct distinct *table, const struct ahead *ahead, size_t at) {
  uint32_t code = ahead->code[at % RING];
  if (code != DISTINCT_NONE)
    __builtin_prefetch(table->list[code].text);
}

bool distinct_add_all(struct distinct *table, const struct distinct_text *texts, size_t count,
                      size_t base, uint32_t *codes) {
  struct ahead ahead;
  for (size_t i = 0; i < count + STAGES * AHEAD; i++) {
    if (i < count)
      fetch_slot(table, &texts[i], &ahead, i);
    if (i >= AHEAD && i - AHEAD < count)
      fetch_entry(table, &ahead, i - AHEAD);
    if (i >= 2 * AHEAD && i - 2 * AHEAD < count)
      fetch_text(table, &ahead, i - 2 * AHEAD);
    if (i < STAGES * AHEAD)
      continue;
    size_t at = i - STAGES * AHEAD;
    const struct distinct_text *own = &texts[at];
    codes[at] = add_hashed(table, ahead.hash[at % RING], own->text, own->length, own->form,
                           base + own->row, own->count);
    if (codes[at] == DISTINCT_NONE)
      return false;
  }
  return true;
}

void distinct_close(struct distinct *table) {
  free(table->slots);
  table->slots = NULL;
  table->slot_count = 0;
}

bool distinct_replace(struct distinct *table, size_t code, const char *text, size_t length) {
  char *kept = keep_bytes(table, text, length);
  if (kept == NULL)
    return false;
  const struct distinct_text *old = &table->list[code];
  table->list[code] = distinct_text(kept, length, old->form, old->row, old->count);
  return true;
}

bool distinct_append(struct distinct *table, const char *text, size_t length) {
  uint64_t hash = hash_text(text, length, 0);
  return add_new(table, text, length, hash, distinct_text(NULL, length, 0, 0, 1)) != DISTINCT_NONE;
}
