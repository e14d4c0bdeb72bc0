/* Every text of a dictionary by its place in Danish order: keys are made by several threads, then
** sorted eight bytes at a time. */
#include <stdlib.h>
#include <string.h>

#include "collate.h"
#include "radix.h"
#include "stretch.h"

enum { CHUNK = 1 << 18, FEW = 24, HEAD = sizeof(uint64_t) };

/* Memory for many keys. */
struct chunk {
  struct chunk *before;
  size_t used;
  size_t room;
  uint8_t bytes[];
};

struct entry {
  const uint8_t *key; /* closed by a NUL */
  uint32_t code;
};

struct ranking {
  const struct dict *dict;
  const struct engine_options *options;
  struct entry *entries;
  struct entry *spare;
  struct numbered *heads;
  struct numbered *spare_heads;
  struct collator **collators; /* by worker */
  struct chunk **chunks;
  size_t workers;
};

/* ---- keys ---- */

static uint8_t *keep(struct chunk **chunks, const uint8_t *key, size_t size) {
  struct chunk *chunk = *chunks;
  if (chunk == NULL || chunk->room - chunk->used < size) {
    size_t room = size > CHUNK ? size : CHUNK;
    chunk = malloc(sizeof *chunk + room);
    if (chunk == NULL)
      return NULL;
    *chunk = (struct chunk){.before = *chunks, .room = room};
    *chunks = chunk;
  }
  uint8_t *kept = chunk->bytes + chunk->used;
  memcpy(kept, key, size);
  chunk->used += size;
  return kept;
}

static bool make_keys(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct ranking *r = context;
  if (r->collators[worker] == NULL)
    r->collators[worker] = collator_open(error);
  for (size_t code = from; code < to && r->collators[worker] != NULL; code++) {
    size_t length, size;
    const char *text = dict_text(r->dict, (uint32_t)code, &length);
    const uint8_t *key = collator_key(r->collators[worker], text, length, &size, error);
    if (key == NULL)
      return false;
    r->entries[code] = (struct entry){keep(&r->chunks[worker], key, size), (uint32_t)code};
    if (r->entries[code].key == NULL)
      return error_memory(error);
  }
  return r->collators[worker] != NULL;
}

/* How many bytes all texts begin with. */
static size_t common_start(const struct dict *dict) {
  size_t common;
  const char *first = dict_text(dict, 0, &common);
  for (uint32_t code = 1; code < dict_size(dict); code++) {
    size_t length, same = 0;
    const char *text = dict_text(dict, code, &length);
    while (same < common && same < length && text[same] == first[same])
      same++;
    common = same;
  }
  return common;
}

/* Texts that are digits behind one and the same beginning are in order of their bytes: all digits
** weigh alike but for their value, and none makes one letter with its neighbour. */
static bool are_digits(struct ranking *r) {
  size_t start = common_start(r->dict);
  size_t length;
  const char *first = dict_text(r->dict, 0, &length);
  while (start > 0 && first[start - 1] >= '0' && first[start - 1] <= '9')
    start--;
  for (uint32_t code = 0; code < dict_size(r->dict); code++) {
    const char *text = dict_text(r->dict, code, &length);
    for (size_t i = start; i < length; i++)
      if (text[i] < '0' || text[i] > '9')
        return false;
    r->entries[code] = (struct entry){(const uint8_t *)text + start, code};
  }
  return true;
}

/* ---- sorting ---- */

static int compare_entries(const struct ranking *r, const struct entry *a, const struct entry *b,
                           size_t depth) {
  int order = strcmp((const char *)a->key + depth, (const char *)b->key + depth);
  if (order != 0)
    return order;
  size_t a_length, b_length;
  const char *a_text = dict_text(r->dict, a->code, &a_length);
  const char *b_text = dict_text(r->dict, b->code, &b_length);
  order = memcmp(a_text, b_text, a_length < b_length ? a_length : b_length);
  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

static void merge(const struct ranking *r, struct entry *entries, size_t count, size_t depth) {
  struct entry *spare = r->spare;
  size_t half = count / 2;
  memcpy(spare, entries, half * sizeof *spare);
  size_t left = 0, right = half, at = 0;
  while (left < half)
    entries[at++] = right < count && compare_entries(r, &entries[right], &spare[left], depth) < 0
                        ? entries[right++]
                        : spare[left++];
}

/* Those that are few, or have one key. */
static void sort_few(const struct ranking *r, struct entry *entries, size_t count, size_t depth) {
  if (count < 2)
    return;
  sort_few(r, entries, count / 2, depth);
  sort_few(r, entries + count / 2, count - count / 2, depth);
  merge(r, entries, count, depth);
}

/* Eight bytes of a key, the first counting most; zeros behind its end. */
static uint64_t head_of(const uint8_t *key) {
  uint64_t head = 0;
  for (size_t i = 0; i < HEAD; i++) {
    head = head << 8 | *key;
    key += *key != 0;
  }
  return head;
}

static bool sort_by_heads(struct ranking *r, struct entry *entries, size_t count, size_t depth,
                          struct error *error) {
  for (size_t i = 0; i < count; i++)
    r->heads[i] = (struct numbered){head_of(entries[i].key + depth), i};
  if (!radix_numbered(&r->heads, &r->spare_heads, count, 0, 64, r->options, error))
    return false;
  for (size_t i = 0; i < count; i++)
    r->spare[i] = entries[r->heads[i].row];
  memcpy(entries, r->spare, count * sizeof *entries);
  return true;
}

/* Keys that are alike in their first `depth` bytes. Of several runs that are alike in eight bytes
** more the longest is sorted last, in the same loop, so that calls are not deep. */
static bool sort_entries(struct ranking *r, struct entry *entries, size_t count, size_t depth,
                         struct error *error) {
  while (count > FEW) {
    size_t longest = 0, longest_at = 0;
    if (!sort_by_heads(r, entries, count, depth, error))
      return false;
    for (size_t at = 0, end; at < count; at = end) {
      uint64_t head = head_of(entries[at].key + depth);
      for (end = at + 1; end < count && head_of(entries[end].key + depth) == head; end++)
        ;
      bool over = (head & 0xFF) == 0;
      if (over)
        sort_few(r, entries + at, end - at, depth);
      size_t run = over ? 0 : end - at;
      size_t other = run > longest ? longest : run;
      size_t other_at = run > longest ? longest_at : at;
      longest_at = run > longest ? at : longest_at;
      longest = run > longest ? run : longest;
      if (other > 1 && !sort_entries(r, entries + other_at, other, depth + HEAD, error))
        return false;
    }
    entries += longest_at;
    count = longest;
    depth += HEAD;
  }
  sort_few(r, entries, count, depth);
  return true;
}

/* ---- together ---- */

static bool ranking_init(struct ranking *r, size_t size, size_t workers, struct error *error) {
  r->workers = workers;
  r->entries = malloc((size + 1) * sizeof *r->entries);
  r->spare = malloc((size + 1) * sizeof *r->spare);
  r->heads = malloc((size + 1) * sizeof *r->heads);
  r->spare_heads = malloc((size + 1) * sizeof *r->spare_heads);
  r->collators = calloc(workers, sizeof(struct collator *));
  r->chunks = calloc(workers, sizeof(struct chunk *));
  return (r->entries != NULL && r->spare != NULL && r->heads != NULL && r->spare_heads != NULL &&
          r->collators != NULL && r->chunks != NULL) ||
         error_memory(error);
}

static void ranking_clear(struct ranking *r) {
  for (size_t i = 0; i < r->workers; i++) {
    if (r->collators != NULL)
      collator_close(r->collators[i]);
    while (r->chunks != NULL && r->chunks[i] != NULL) {
      struct chunk *before = r->chunks[i]->before;
      free(r->chunks[i]);
      r->chunks[i] = before;
    }
  }
  free(r->entries);
  free(r->spare);
  free(r->heads);
  free(r->spare_heads);
  free(r->collators);
  free(r->chunks);
}

uint32_t *collate_ranks(const struct dict *dict, const struct engine_options *options,
                        struct error *error) {
  size_t size = dict_size(dict);
  struct ranking r = {.dict = dict, .options = options};
  struct stretches stretches = {
      .rows = size, .length = 4096, .options = options, .work = make_keys, .context = &r};
  uint32_t *ranks = calloc(size + 1, sizeof *ranks);
  bool done = ranking_init(&r, size, stretches_workers(&stretches), error) &&
              (ranks != NULL || error_memory(error)) &&
              (size == 0 || are_digits(&r) || stretches_run(&stretches, error)) &&
              sort_entries(&r, r.entries, size, 0, error);
  for (uint32_t rank = 0; done && rank < size; rank++)
    ranks[r.entries[rank].code] = rank;
  ranking_clear(&r);
  if (done)
    return ranks;
  free(ranks);
  return NULL;
}
