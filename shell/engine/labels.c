#include "labels.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 64, MOST_SLOTS = 16384, SPARSE = 8, MANY = MOST_SLOTS, FEW_ROWS = 16 };

#define ONES_8 255, 255, 255, 255, 255, 255, 255, 255
const unsigned char labels_ones[2 * LABELS_LONGEST] = {ONES_8, ONES_8, ONES_8, ONES_8,
                                                       ONES_8, ONES_8, ONES_8, ONES_8};

void labels_clear(struct labels *labels) {
  distinct_clear(&labels->texts);
  free(labels->slot);
  *labels = (struct labels){0};
}

static size_t all_slots(size_t slots) {
  return slots == 0 ? 0 : slots + LABELS_PROBES;
}

void labels_settle(struct labels *labels) {
  for (size_t i = 0; i < all_slots(labels->slots); i++) {
    struct label *held = &labels->slot[i];
    if (held->length == LABELS_FREE)
      continue;
    labels->texts.list[held->code].count += held->count;
    held->count = 0;
  }
}

/* Where there is room near its place; a text too many is not remembered. */
static bool place(struct label *slot, size_t slots, const struct label *label) {
  struct label *at = slot + (label->hash >> 20 & (slots - 1));
  for (size_t i = 0; i < LABELS_PROBES; i++, at++)
    if (at->length == LABELS_FREE) {
      *at = *label;
      return true;
    }
  return false;
}

static bool place_all(const struct labels *labels, struct label *slot, size_t slots) {
  for (size_t i = 0; i < all_slots(labels->slots); i++)
    if (labels->slot[i].length != LABELS_FREE && !place(slot, slots, &labels->slot[i]))
      return false;
  return true;
}

/* A sparse table, so that most are found where they are looked for first. When there is none to be
** had, those that stand are remembered, which is no failure. */
static bool make_room(struct labels *labels) {
  if (labels->used * SPARSE < labels->slots)
    return true;
  size_t slots = labels->slots == 0 ? FIRST_SLOTS : labels->slots * 4;
  if (slots > MOST_SLOTS)
    return labels->used * 2 < labels->slots;
  struct label *slot = aligned_alloc(sizeof *slot, all_slots(slots) * sizeof *slot);
  if (slot == NULL)
    return false;
  for (size_t i = 0; i < all_slots(slots); i++)
    slot[i].length = LABELS_FREE;
  if (!place_all(labels, slot, slots)) {
    free(slot);
    return false;
  }
  free(labels->slot);
  labels->slot = slot;
  labels->slots = slots;
  return true;
}

bool labels_are_many(const struct labels *labels, size_t rows) {
  return labels->texts.size > MANY && labels->texts.size > rows / FEW_ROWS;
}

uint32_t labels_add(struct labels *labels, const char *text, size_t length, size_t row) {
  size_t before = labels->texts.size;
  uint32_t code = distinct_add(&labels->texts, text, length, 0, row, 1);
  if (code == DISTINCT_NONE || labels->texts.size == before || length > LABELS_LONGEST ||
      !make_room(labels))
    return code;
  struct label label = {
      .length = (uint32_t)length, .code = code, .hash = labels_hash(text, length)};
  memcpy(label.text, text, length);
  labels->used += place(labels->slot, labels->slots, &label);
  return code;
}
