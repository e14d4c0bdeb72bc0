#include "split.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { WINDOW = 64 };

/* The bytes of a window that end a field or a row, or make it other than plain. */
#ifdef __SSE2__
static uint64_t find_signs(const char *bytes, char delimiter) {
  const __m128i signs[] = {_mm_set1_epi8(delimiter), _mm_set1_epi8('\n'), _mm_set1_epi8('\r'),
                           _mm_set1_epi8('"')};
  uint64_t mask = 0;
  for (int i = 0; i < WINDOW; i += 16) {
    __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
    __m128i found = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(sixteen, signs[0]), _mm_cmpeq_epi8(sixteen, signs[1])),
        _mm_or_si128(_mm_cmpeq_epi8(sixteen, signs[2]), _mm_cmpeq_epi8(sixteen, signs[3])));
    mask |= (uint64_t)(unsigned)_mm_movemask_epi8(found) << i;
  }
  return mask;
}
#else
static uint64_t find_signs(const char *bytes, char delimiter) {
  uint64_t mask = 0;
  for (int i = 0; i < WINDOW; i++) {
    char c = bytes[i];
    bool sign = c == delimiter || c == '\n' || c == '\r' || c == '"';
    mask |= (uint64_t)sign << i;
  }
  return mask;
}
#endif

static void look_at_window(struct split *split) {
  size_t left = split->end - split->window;
  char last[WINDOW] = {0};
  if (left >= WINDOW) {
    split->mask = find_signs(split->text + split->window, split->delimiter);
    return;
  }
  memcpy(last, split->text + split->window, left);
  split->mask = find_signs(last, split->delimiter);
  if (left < WINDOW)
    split->mask &= ((uint64_t)1 << left) - 1;
}

void split_begin(struct split *split, const char *text, size_t at, size_t end, char delimiter) {
  *split = (struct split){.text = text, .at = at, .end = end, .delimiter = delimiter, .window = at};
  look_at_window(split);
}

/* The next sign, or the end. */
static inline size_t next_sign(struct split *split) {
  while (split->mask == 0) {
    if (split->end - split->window <= WINDOW)
      return split->end;
    split->window += WINDOW;
    look_at_window(split);
  }
  size_t at = split->window + (size_t)__builtin_ctzll(split->mask);
  split->mask &= split->mask - 1;
  return at;
}

/* Whether a row ends plainly at `at`, the end of the text or a sign that is no delimiter. */
static bool end_row(struct split *split, size_t at, struct split_row *row) {
  row->to = at;
  row->next = at;
  if (at == split->end)
    return row->from < at;
  row->next = at + 1;
  if (split->text[at] == '\n')
    return true;
  if (split->text[at] != '\r' || at + 1 == split->end || split->text[at + 1] != '\n')
    return false;
  row->next = next_sign(split) + 1;
  return true;
}

bool split_next_row(struct split *split, size_t *ends, size_t most, struct split_row *row) {
  row->from = split->at;
  size_t fields = 0;
  for (;;) {
    size_t at = next_sign(split);
    if (fields < most)
      ends[fields] = at;
    fields++;
    if (at < split->end && split->text[at] == split->delimiter)
      continue;
    row->fields = fields;
    if (!end_row(split, at, row))
      return false;
    split->at = row->next;
    return true;
  }
}
