/* Columns from slabs of cells, once it is known what each text stands for. All columns are filled
** from one slab before the next, so that it can be let go; several slabs are poured at once. */
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "classify.h"
#include "crew.h"
#include "number.h"

/* A column that is being filled. */
struct target {
  struct column *made;
  void *stored;   /* by code: what the column stores for a text, as wide as it stores it */
  int64_t factor; /* from figures as they were read to the column's scale */
};

/* A slab and where its rows stand in the frame. */
struct stretch {
  struct grid_part *part;
  struct slab *slab;
  size_t row;
};

struct pouring {
  struct task *task;
  struct target *target;
  struct stretch *stretch;
};

/* ---- what a column is to be ---- */

static int64_t value_at(const struct finding *finding, size_t code) {
  switch (column_width(finding->type)) {
  case 1:
    return ((const uint8_t *)finding->values)[code];
  case 4:
    return finding->type == COLUMN_TEXT ? (int64_t)((const uint32_t *)finding->values)[code]
                                        : ((const int32_t *)finding->values)[code];
  default: /* of a double its bits */
    return ((const int64_t *)finding->values)[code];
  }
}

/* The least and greatest value of the present cells, both 0 when there is none. */
static void find_range(const struct task *task, size_t column, int64_t *least, int64_t *greatest) {
  const struct finding *finding = &task->finding[column];
  const struct figures *figures = &task->grid->figures[column];
  bool any = figures->on && figures->least <= figures->most;
  int64_t factor = any ? number_power10(finding->scale - figures->scale) : 0;
  *least = any ? figures->least * factor : 0;
  *greatest = any ? figures->most * factor : 0;
  for (size_t code = 0; code < task->grid->texts[column].size; code++) {
    if (finding->reasons[code] != PRESENT)
      continue;
    int64_t value = value_at(finding, code);
    *least = !any || value < *least ? value : *least;
    *greatest = !any || value > *greatest ? value : *greatest;
    any = true;
  }
}

static void put(void *to, size_t at, unsigned width, uint64_t value) {
  switch (width) {
  case 1:
    ((uint8_t *)to)[at] = (uint8_t)value;
    break;
  case 2:
    ((uint16_t *)to)[at] = (uint16_t)value;
    break;
  case 4:
    ((uint32_t *)to)[at] = (uint32_t)value;
    break;
  default:
    ((uint64_t *)to)[at] = value;
  }
}

static bool have_bits(uint64_t **bits, size_t rows) {
  if (*bits == NULL)
    *bits = calloc(bits_words(rows) + 1, sizeof **bits);
  return *bits != NULL;
}

/* Bits for the reasons that occur. */
static bool begin_reasons(const struct finding *finding, size_t texts, struct column *made) {
  bool fine = true;
  for (size_t code = 0; fine && code < texts; code++)
    if (finding->reasons[code] != PRESENT)
      fine = have_bits(&made->gaps, made->length) &&
             have_bits(&made->reason[finding->reasons[code]], made->length);
  return fine;
}

static bool begin_target(const struct task *task, size_t column, struct target *target) {
  const struct finding *finding = &task->finding[column];
  size_t rows = task->grid->rows - 1, texts = task->grid->texts[column].size;
  int64_t least = 0, greatest = 0, base;
  unsigned width;
  if (finding->type == COLUMN_TEXT)
    greatest = (int64_t)dict_size(finding->dict) - (dict_size(finding->dict) > 0);
  else
    find_range(task, column, &least, &greatest);
  column_choose_width(finding->type, least, greatest, &width, &base);
  target->made = column_new_narrow(finding->type, rows, finding->dict, width, base);
  target->stored = malloc((texts + 1) * width);
  if (target->made == NULL || target->stored == NULL ||
      !begin_reasons(finding, texts, target->made))
    return false;
  target->made->scale = finding->scale;
  target->made->stray = finding->stray;
  target->factor = task_has_figures(task, column)
                       ? number_power10(finding->scale - task->grid->figures[column].scale)
                       : 1;
  for (size_t code = 0; code < texts; code++)
    put(target->stored, code, width,
        finding->reasons[code] != PRESENT ? 0 : (uint64_t)value_at(finding, code) - (uint64_t)base);
  return true;
}

/* ---- values ---- */

/* Values by codes, which stand as FROM; WORD is as wide as a value is stored. */
#define LOOK_UP(name, from, word)                                                                  \
  static void name(const void *codes, const uint32_t *joined, const void *values, void *to,        \
                   size_t count) {                                                                 \
    const from *code = codes;                                                                      \
    const word *value = values;                                                                    \
    word *cell = to;                                                                               \
    if (joined == NULL)                                                                            \
      for (size_t i = 0; i < count; i++)                                                           \
        cell[i] = value[code[i]];                                                                  \
    else                                                                                           \
      for (size_t i = 0; i < count; i++)                                                           \
        cell[i] = value[joined[code[i]]];                                                          \
  }
#define LOOK_UP_FROM(size, from)                                                                   \
  LOOK_UP(look_up_##size##_1, from, uint8_t)                                                       \
  LOOK_UP(look_up_##size##_2, from, uint16_t)                                                      \
  LOOK_UP(look_up_##size##_4, from, uint32_t)                                                      \
  LOOK_UP(look_up_##size##_8, from, uint64_t)
LOOK_UP_FROM(1, uint8_t)
LOOK_UP_FROM(2, uint16_t)
LOOK_UP_FROM(4, uint32_t)

typedef void look_up(const void *codes, const uint32_t *joined, const void *values, void *to,
                     size_t count);

static size_t width_place(unsigned width) {
  return (size_t)__builtin_ctz(width);
}

/* By the width of the codes and that of the values. */
static look_up *choose_look_up(unsigned codes, unsigned values) {
  static look_up *const by_width[3][4] = {{look_up_1_1, look_up_1_2, look_up_1_4, look_up_1_8},
                                          {look_up_2_1, look_up_2_2, look_up_2_4, look_up_2_8},
                                          {look_up_4_1, look_up_4_2, look_up_4_4, look_up_4_8}};
  return by_width[width_place(codes)][width_place(values)];
}

static inline uint32_t joined_code(const uint32_t *joined, uint32_t code) {
  return joined == NULL ? code : joined[code];
}

/* Figures as the column stores them, and the texts among them. RAW is how they stand. */
#define PUT_FIGURES(name, raw, is_code, code_of, word)                                             \
  static void name(const void *figures, const uint32_t *joined, const struct target *target,       \
                   void *to, size_t count) {                                                       \
    const raw *value = figures;                                                                    \
    const word *stored = target->stored;                                                           \
    word *cell = to;                                                                               \
    uint64_t factor = (uint64_t)target->factor, base = (uint64_t)target->made->base;               \
    for (size_t i = 0; i < count; i++)                                                             \
      cell[i] = is_code(value[i]) ? stored[joined_code(joined, code_of(value[i]))]                 \
                                  : (word)((uint64_t)value[i] * factor - base);                    \
  }
#define PUT_FIGURES_AS(size, word)                                                                 \
  PUT_FIGURES(put_figures32_##size, int32_t, figures_is_code32, figures_code32, word)              \
  PUT_FIGURES(put_figures64_##size, int64_t, figures_is_code, figures_code, word)
PUT_FIGURES_AS(1, uint8_t)
PUT_FIGURES_AS(2, uint16_t)
PUT_FIGURES_AS(4, uint32_t)
PUT_FIGURES_AS(8, uint64_t)

typedef void put_figures(const void *figures, const uint32_t *joined, const struct target *target,
                         void *to, size_t count);

static put_figures *choose_figures(unsigned figures, unsigned width) {
  static put_figures *const by_width[2][4] = {
      {put_figures32_1, put_figures32_2, put_figures32_4, put_figures32_8},
      {put_figures64_1, put_figures64_2, put_figures64_4, put_figures64_8}};
  return by_width[figures == 8][width_place(width)];
}

/* ---- reasons ---- */

enum { WORD = 64 };

/* The reasons of up to 64 cells from `from` of the slab; whether there is any. */
static bool load_reasons(const struct task *task, const struct stretch *stretch, size_t column,
                         size_t from, size_t count, uint8_t reasons[WORD]) {
  const struct slab *slab = stretch->slab;
  const uint32_t *joined = stretch->part->column[column].joined;
  const uint8_t *known = task->finding[column].reasons;
  uint64_t any = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t code = slab_code(slab, column, from + i, task_has_figures(task, column));
    reasons[i] = code == UINT32_MAX ? PRESENT : known[joined_code(joined, code)];
    any |= reasons[i];
  }
  return any != 0;
}

/* Words of rows are shared between slabs, so they are written by no more than one at a time. */
static void set_bits(uint64_t *bits, size_t word, uint64_t mask) {
  if (mask != 0)
    __atomic_fetch_or(&bits[word], mask, __ATOMIC_RELAXED);
}

static void pour_reasons(const struct task *task, const struct stretch *stretch, size_t column,
                         struct column *made) {
  size_t end = stretch->row + stretch->slab->rows;
  for (size_t row = stretch->row; row < end;) {
    size_t count = WORD - row % WORD < end - row ? WORD - row % WORD : end - row;
    uint8_t reasons[WORD];
    uint64_t mask[MISSING_REASONS] = {0}, gaps = 0;
    if (load_reasons(task, stretch, column, row - stretch->row, count, reasons)) {
      for (size_t i = 0; i < count; i++)
        mask[reasons[i]] |= (uint64_t)1 << (row + i) % WORD;
      for (int reason = PRESENT + 1; reason < MISSING_REASONS; reason++) {
        gaps |= mask[reason];
        set_bits(made->reason[reason], row / WORD, mask[reason]);
      }
      set_bits(made->gaps, row / WORD, gaps);
    }
    row += count;
  }
}

/* ---- together ---- */

static void pour_column(const struct pouring *pouring, const struct stretch *stretch,
                        size_t column) {
  const struct task *task = pouring->task;
  const struct target *target = &pouring->target[column];
  const struct slab *slab = stretch->slab;
  const uint32_t *joined = stretch->part->column[column].joined;
  unsigned from = slab->width[column], width = target->made->width;
  void *to = (char *)target->made->data + stretch->row * width;
  if (task_has_figures(task, column))
    choose_figures(from, width)(slab->cells[column], joined, target, to, slab->rows);
  else
    choose_look_up(from, width)(slab->cells[column], joined, target->stored, to, slab->rows);
  if (target->made->gaps != NULL)
    pour_reasons(task, stretch, column, target->made);
}

static void pour_slab(void *context, size_t index) {
  const struct pouring *pouring = context;
  struct stretch *stretch = &pouring->stretch[index];
  size_t cells = stretch->slab->rows * pouring->task->grid->columns;
  bool wanted = gauge_add(&pouring->task->filled, cells);
  for (size_t column = 0; wanted && column < pouring->task->grid->columns; column++)
    pour_column(pouring, stretch, column);
  slab_free(stretch->slab);
}

/* All slabs in order of their rows, taken from their parts. NULL without memory. */
static struct stretch *take_slabs(struct grid *grid, size_t *count) {
  for (size_t i = 0; i < grid->parts; i++)
    for (struct slab *slab = grid->part[i].slab; slab != NULL; slab = slab->next)
      ++*count;
  struct stretch *stretch = malloc((*count + 1) * sizeof *stretch);
  if (stretch == NULL)
    return NULL;
  *count = 0;
  for (size_t i = 0; i < grid->parts; i++) {
    size_t row = grid->part[i].base - 1;
    for (struct slab *slab = grid->part[i].slab; slab != NULL; slab = slab->next) {
      stretch[(*count)++] = (struct stretch){&grid->part[i], slab, row};
      row += slab->rows;
    }
    grid->part[i].slab = NULL;
  }
  return stretch;
}

static bool pour_slabs(struct task *task, size_t threads, struct target *target) {
  size_t count = 0;
  for (size_t column = 0; column < task->grid->columns; column++)
    if (!begin_target(task, column, &target[column]))
      return false;
  struct stretch *stretch = take_slabs(task->grid, &count);
  if (stretch == NULL)
    return false;
  struct pouring pouring = {task, target, stretch};
  crew_run(threads, count, pour_slab, &pouring);
  free(stretch);
  return true;
}

bool task_fill_slabs(struct task *task, size_t threads, struct column **made) {
  size_t columns = task->grid->columns;
  struct target *target = calloc(columns, sizeof *target);
  bool fine = target != NULL && pour_slabs(task, threads, target);
  for (size_t column = 0; target != NULL && column < columns; column++) {
    free(target[column].stored);
    made[column] = target[column].made;
    if (fine)
      continue;
    column_release(made[column]);
    made[column] = NULL;
  }
  free(target);
  return fine;
}
