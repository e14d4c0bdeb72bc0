#include "column.h"

#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "large_pages.h"
#include "period.h"
#include "store_fetch.h"
#include "vectors.h"

static const struct {
  const char *name;
  size_t width;
} types[COLUMN_TYPES] = {
    [COLUMN_INTEGER] = {"integer", sizeof(int64_t)},
    [COLUMN_DECIMAL] = {"decimal", sizeof(int64_t)},
    [COLUMN_NUMBER] = {"number", sizeof(double)},
    [COLUMN_TEXT] = {"text", sizeof(uint32_t)},
    [COLUMN_PERIOD] = {"period", sizeof(int32_t)},
    [COLUMN_DATE] = {"date", sizeof(int32_t)},
    [COLUMN_BOOLEAN] = {"boolean", sizeof(uint8_t)},
};

static const struct {
  const char *name;
  const char *sign;
} reasons[MISSING_REASONS] = {
    [PRESENT] = {"present", ""},
    [MISSING_SUPPRESSED] = {"suppressed", "."},
    [MISSING_UNAVAILABLE] = {"unavailable", ".."},
    [MISSING_BLANK] = {"blank", ""},
    [MISSING_UNMATCHED] = {"unmatched", "?"},
    [MISSING_NONE] = {"none", "-"},
    [MISSING_UNDEFINED] = {"undefined", "!"},
    [MISSING_UNDECIDED] = {"undecided", "~"},
};

size_t column_width(enum column_type type) {
  return types[type].width;
}

const char *column_type_name(enum column_type type) {
  return types[type].name;
}

const char *missing_name(enum missing reason) {
  return reasons[reason].name;
}

const char *missing_sign(enum missing reason) {
  return reasons[reason].sign;
}

struct column *column_new_bare(enum column_type type, size_t length, unsigned width, int64_t base) {
  struct column *column = calloc(1, sizeof *column);
  if (column == NULL)
    return NULL;
  atomic_init(&column->references, 1);
  column->type = type;
  column->length = length;
  column->width = width;
  column->base = base;
  return column;
}

struct column *column_new_narrow(enum column_type type, size_t length, struct dict *dict,
                                 unsigned width, int64_t base) {
  struct column *column = column_new_bare(type, length, width, base);
  if (column == NULL)
    return NULL;
  size_t bytes = (length > 0 ? length : 1) * width;
  column->data = large_pages(calloc(bytes, 1), bytes);
  if (column->data == NULL) {
    column_release(column);
    return NULL;
  }
  column->dict = dict != NULL ? dict_retain(dict) : NULL;
  return column;
}

struct column *column_new(enum column_type type, size_t length, struct dict *dict) {
  return column_new_narrow(type, length, dict, (unsigned)types[type].width, 0);
}

struct column *column_retain(struct column *column) {
  atomic_fetch_add(&column->references, 1);
  return column;
}

void column_release(struct column *column) {
  if (column == NULL || atomic_fetch_sub(&column->references, 1) != 1)
    return;
  free(column->data);
  free(column->gaps);
  for (int reason = 0; reason < MISSING_REASONS; reason++)
    free(column->reason[reason]);
  free(column->mark);
  free(column->bounds);
  facts_free(atomic_load(&column->facts));
  dict_release(column->dict);
  waiting_free(column->waiting);
  free(column);
}

/* ---- reasons and marks ---- */

enum missing column_reason(const struct column *column, size_t row) {
  int reason = PRESENT + 1;
  while (column->reason[reason] == NULL || !bit_get(column->reason[reason], row))
    reason++;
  return (enum missing)reason;
}

/* Have the bits of all cells, none set. */
static bool have_bits(uint64_t **bits, size_t length) {
  if (*bits == NULL)
    *bits = calloc(bits_words(length) + 1, sizeof **bits);
  return *bits != NULL;
}

bool column_set_missing(struct column *column, size_t row, enum missing reason) {
  enum missing old = column_missing(column, row);
  if (old == reason)
    return true;
  if (old != PRESENT) {
    bit_clear(column->reason[old], row);
    bit_clear(column->gaps, row);
  }
  if (reason == PRESENT)
    return true;
  if (!have_bits(&column->gaps, column->length) ||
      !have_bits(&column->reason[reason], column->length))
    return false;
  bit_set(column->gaps, row);
  bit_set(column->reason[reason], row);
  return true;
}

bool column_set_mark(struct column *column, size_t row, enum mark mark) {
  if (column->mark == NULL) {
    if (mark == MARK_EXACT)
      return true;
    column->mark = calloc(column->length > 0 ? column->length : 1, 1);
    if (column->mark == NULL)
      return false;
  }
  column->mark[row] = (uint8_t)mark;
  return true;
}

bool column_counts_everywhere(const struct column *column) {
  if (!column_counts(column))
    return false;
  const struct facts *facts = column->mark == NULL ? column_facts(column) : NULL;
  if (facts != NULL)
    return !facts->negative;
  for (size_t row = 0; row < column->length; row++)
    if (column_missing(column, row) == PRESENT &&
        (column_negative(column, row) || (column_mark(column, row) & MARK_AT_MOST) != 0))
      return false;
  return true;
}

const char *column_text(const struct column *column, size_t row, size_t *length) {
  return dict_text(column->dict, column_code(column, row), length);
}

/* ---- narrow columns ---- */

/* The width in which 0 to `greatest` can be stored. */
static unsigned width_for(uint64_t greatest) {
  return greatest <= UINT8_MAX ? 1 : greatest <= UINT16_MAX ? 2 : greatest <= UINT32_MAX ? 4 : 8;
}

/* The least and greatest value of the present cells; false when there is none. */
static bool find_range(const struct column *column, int64_t *least, int64_t *greatest) {
  bool any = false;
  bool time = column->type == COLUMN_PERIOD || column->type == COLUMN_DATE;
  for (size_t row = 0; row < column->length; row++) {
    if (column_missing(column, row) != PRESENT)
      continue;
    int64_t value = time ? column_period(column, row) : column_integer(column, row);
    *least = !any || value < *least ? value : *least;
    *greatest = !any || value > *greatest ? value : *greatest;
    any = true;
  }
  return any;
}

#define STORE(name, word)                                                                          \
  static void name(struct column *column, word *to, uint64_t base) {                               \
    bool time = column->type == COLUMN_PERIOD || column->type == COLUMN_DATE;                      \
    for (size_t row = 0; row < column->length; row++) {                                            \
      int64_t value = time ? column_period(column, row) : column_integer(column, row);             \
      to[row] = (word)(column_missing(column, row) == PRESENT ? (uint64_t)value - base : 0);       \
    }                                                                                              \
  }
STORE(store_1, uint8_t)
STORE(store_2, uint16_t)
STORE(store_4, uint32_t)

static bool store(struct column *column, unsigned width, int64_t base) {
  size_t bytes = (column->length > 0 ? column->length : 1) * width;
  void *data = large_pages(malloc(bytes), bytes);
  if (data == NULL)
    return false;
  if (width == 1)
    store_1(column, data, (uint64_t)base);
  else if (width == 2)
    store_2(column, data, (uint64_t)base);
  else
    store_4(column, data, (uint64_t)base);
  facts_free(atomic_exchange(&column->facts, NULL)); /* which tell of what was stored */
  free(column->data);
  column->data = data;
  column->width = width;
  column->base = base;
  return true;
}

void column_choose_width(enum column_type type, int64_t least, int64_t greatest, unsigned *width,
                         int64_t *base) {
  unsigned wide = (unsigned)types[type].width;
  *width = wide;
  *base = 0;
  if (type == COLUMN_NUMBER || type == COLUMN_BOOLEAN)
    return;
  unsigned narrow = width_for((uint64_t)greatest - (uint64_t)least);
  if (narrow >= wide)
    return;
  bool from_zero = least >= 0 && width_for((uint64_t)greatest) == narrow;
  *width = narrow;
  *base = from_zero ? 0 : least;
}

bool column_narrow(struct column *column) {
  int64_t least = 0, greatest = 0, base;
  unsigned width;
  if (column->type == COLUMN_TEXT)
    greatest = (int64_t)dict_size(column->dict) - (dict_size(column->dict) > 0);
  else if (column->type != COLUMN_NUMBER && column->type != COLUMN_BOOLEAN)
    find_range(column, &least, &greatest);
  column_choose_width(column->type, least, greatest, &width, &base);
  return width == column->width || store(column, width, base);
}

/* ---- some cells of a column ---- */

/* Stored values as the type's own: from `from`, or from `from` + offset[i]. */
#define WIDEN(name, narrow, wide)                                                                  \
  BY_VECTORS static void name(const struct column *column, size_t from,                            \
                              const uint32_t *restrict offset, size_t count, void *to) {           \
    const narrow *restrict stored = (const narrow *)column->data + from;                           \
    const wide base = (wide)column->base;                                                          \
    wide *restrict value = to;                                                                     \
    if (offset == NULL)                                                                            \
      for (size_t i = 0; i < count; i++)                                                           \
        value[i] = base + stored[i];                                                               \
    else                                                                                           \
      for (size_t i = 0; i < count; i++)                                                           \
        value[i] = base + stored[offset[i]];                                                       \
  }
WIDEN(widen_1_1, uint8_t, uint8_t)
WIDEN(widen_1_4, uint8_t, uint32_t)
WIDEN(widen_2_4, uint16_t, uint32_t)
WIDEN(widen_4_4, uint32_t, uint32_t)
WIDEN(widen_1_8, uint8_t, uint64_t)
WIDEN(widen_2_8, uint16_t, uint64_t)
WIDEN(widen_4_8, uint32_t, uint64_t)
WIDEN(widen_8_8, uint64_t, uint64_t)

static void widen(const struct column *column, size_t from, const uint32_t *offset, size_t count,
                  void *to) {
  switch (types[column->type].width * 10 + column->width) {
  case 11:
    widen_1_1(column, from, offset, count, to);
    break;
  case 41:
    widen_1_4(column, from, offset, count, to);
    break;
  case 42:
    widen_2_4(column, from, offset, count, to);
    break;
  case 44:
    widen_4_4(column, from, offset, count, to);
    break;
  case 81:
    widen_1_8(column, from, offset, count, to);
    break;
  case 82:
    widen_2_8(column, from, offset, count, to);
    break;
  case 84:
    widen_4_8(column, from, offset, count, to);
    break;
  default:
    widen_8_8(column, from, offset, count, to);
  }
}

uint64_t column_reach(const struct column *column) {
  bool exact = column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL;
  if (!exact || column->width >= sizeof(int64_t))
    return 0;
  uint64_t most = UINT64_MAX >> (64 - 8 * column->width);
  int64_t greatest;
  if (__builtin_add_overflow(column->base, (int64_t)most, &greatest))
    return 0;
  uint64_t below = column->base < 0 ? -(uint64_t)column->base : 0;
  uint64_t above = greatest > 0 ? (uint64_t)greatest : 0;
  return below > above ? below : above;
}

bool column_widen(struct column *column) {
  if (column_is_wide(column))
    return true;
  void *data = malloc((column->length > 0 ? column->length : 1) * types[column->type].width);
  if (data == NULL)
    return false;
  widen(column, 0, NULL, column->length, data);
  facts_free(atomic_exchange(&column->facts, NULL)); /* which tell of what was stored */
  free(column->data);
  column->data = data;
  column->width = (unsigned)types[column->type].width;
  column->base = 0;
  return true;
}

/* A byte for each cell from `from`; false when none is missing. */
static bool spread_reasons(const struct column *column, size_t from, size_t count,
                           uint8_t *missing) {
  bool any = false;
  for (size_t i = 0; column->gaps != NULL && i < count; i += 64) {
    uint64_t word = bits_from(column->gaps, column->length, from + i);
    if (count - i < 64)
      word &= (UINT64_C(1) << (count - i)) - 1;
    if (word != 0 && !any)
      memset(missing, PRESENT, count);
    any = any || word != 0;
    for (; word != 0; word &= word - 1) {
      size_t at = i + (size_t)__builtin_ctzll(word);
      missing[at] = (uint8_t)column_reason(column, from + at);
    }
  }
  return any;
}

struct cells column_load(const struct column *column, size_t from, size_t count, void *values,
                         uint8_t *missing) {
  struct cells cells = {.values = (const char *)column->data + from * column->width};
  if (!column_is_wide(column)) {
    widen(column, from, NULL, count, values);
    cells.values = values;
  }
  if (spread_reasons(column, from, count, missing))
    cells.missing = missing;
  cells.mark = column->mark == NULL ? NULL : column->mark + from;
  cells.bounds = column->bounds == NULL ? NULL : column->bounds + from;
  return cells;
}

struct cells column_load_rows(const struct column *column, size_t from, const uint32_t *offset,
                              size_t count, void *values, uint8_t *missing, uint8_t *mark) {
  struct cells cells = {.values = values};
  widen(column, from, offset, count, values);
  for (size_t i = 0; column->gaps != NULL && i < count; i++) {
    missing[i] = (uint8_t)column_missing(column, from + offset[i]);
    cells.missing = missing;
  }
  for (size_t i = 0; column->mark != NULL && i < count; i++) {
    mark[i] = column->mark[from + offset[i]];
    cells.mark = mark;
  }
  return cells;
}

unsigned column_period_kinds(const struct column *column) {
  if (column->type != COLUMN_PERIOD && column->type != COLUMN_DATE)
    return 0; /* nobody is to look at the cells */
  const struct facts *facts = column_facts(column);
  if (facts != NULL)
    return facts->kinds;
  unsigned kinds = 0;
  for (size_t i = 0; i < column->length; i++)
    if (column_missing(column, i) == PRESENT)
      kinds |= 1u << period_kind(column_period(column, i));
  return kinds;
}
