/* Filter: the rows are found by a scan on several threads, then their cells are picked. */
#include <stdlib.h>
#include <string.h>

#include "pick.h"
#include "scan_block.h"
#include "stretch.h"
#include "verbs.h"

struct filtering {
  const struct scan *scan;
  size_t block;
  size_t length;             /* of a stretch */
  struct scan_block *blocks; /* by worker */
  struct picks found;        /* those of a stretch from its first row on */
  size_t *kept;              /* of each stretch, how many */
};

/* The rows that are left of a block, from place `at` on; both loops by one macro. */
#define PUT_ROWS(array)                                                                            \
  for (size_t i = 0; i < block->count; i++)                                                        \
  (array)[at + i] = (__typeof__(*(array)))scan_block_row(block, i)

static void put_rows(const struct filtering *f, const struct scan_block *block, size_t at) {
  if (f->found.near != NULL)
    PUT_ROWS(f->found.near);
  else
    PUT_ROWS(f->found.far);
}

static bool filter_stretch(void *context, size_t worker, size_t from, size_t to,
                           struct error *error) {
  struct filtering *f = context;
  struct scan_block *block = &f->blocks[worker];
  if (block->scan == NULL && !scan_block_init(block, f->scan, f->block, error))
    return false;
  size_t kept = 0;
  for (size_t start = from; start < to; start += f->block) {
    if (!scan_block_run(block, start, to - start < f->block ? to - start : f->block, error))
      return false;
    put_rows(f, block, from + kept);
    kept += block->count;
  }
  f->kept[from / f->length] = kept;
  return true;
}

/* Move the rows of all stretches together. */
static void close_up(struct filtering *f, size_t rows) {
  size_t count = 0;
  for (size_t k = 0; k * f->length < rows; k++) {
    size_t from = k * f->length;
    if (f->found.near != NULL)
      memmove(f->found.near + count, f->found.near + from, f->kept[k] * sizeof *f->found.near);
    else
      memmove(f->found.far + count, f->found.far + from, f->kept[k] * sizeof *f->found.far);
    count += f->kept[k];
  }
  f->found.count = count;
}

static bool have_room(struct filtering *f, size_t rows, size_t workers, struct error *error) {
  f->blocks = calloc(workers, sizeof *f->blocks);
  f->kept = calloc(rows / f->length + 1, sizeof *f->kept);
  if (picks_are_near(rows))
    f->found.near = malloc((rows + 1) * sizeof *f->found.near);
  else
    f->found.far = malloc((rows + 1) * sizeof *f->found.far);
  return (f->blocks != NULL && f->kept != NULL &&
          (f->found.near != NULL || f->found.far != NULL)) ||
         error_memory(error);
}

/* The rows that a scan leaves. */
static bool find_rows(const struct scan *scan, struct picks *found,
                      const struct engine_options *options, struct error *error) {
  struct filtering f = {.scan = scan, .block = engine_block(options)};
  size_t rows = scan->frame->rows;
  struct stretches stretches = {
      .rows = rows, .options = options, .work = filter_stretch, .context = &f};
  size_t workers = stretches_workers(&stretches);
  f.length = stretches_length(&stretches);
  f.block = f.block < f.length ? f.block : f.length;
  bool done = have_room(&f, rows, workers, error) && stretches_run(&stretches, error);
  for (size_t i = 0; f.blocks != NULL && i < workers; i++)
    if (f.blocks[i].scan != NULL)
      scan_block_clear(&f.blocks[i]);
  free(f.blocks);
  if (done)
    close_up(&f, rows);
  free(f.kept);
  *found = f.found;
  return done;
}

/* Row by row, on one thread: where it cannot be done otherwise, or to say what is wrong. */
static bool select_rows(const struct frame *frame, struct expression *condition,
                        struct picks *found, size_t *undecided,
                        const struct engine_options *options, struct error *error) {
  struct selection selection;
  picks_clear(found);
  if (!expression_resolve(condition, frame, error) ||
      !expression_select(condition, frame, options, &selection, error))
    return false;
  found->far = selection.rows;
  found->count = selection.count;
  *undecided = selection.undecided;
  return true;
}

static bool choose_rows(const struct frame *frame, struct expression *condition,
                        struct picks *found, size_t *undecided,
                        const struct engine_options *options, struct error *error) {
  struct scan scan = {0};
  struct error failed = {0};
  if (!expression_resolve(condition, frame, error))
    return false;
  bool done = scan_init(&scan, frame) && scan_filter(&scan, condition) &&
              find_rows(&scan, found, options, &failed);
  scan_clear(&scan);
  if (!done && failed.code == ERROR_CANCELLED)
    return error_set(error, failed.code, "%s", failed.message);
  return done || select_rows(frame, condition, found, undecided, options, error);
}

struct frame *frame_filter(const struct frame *frame, struct expression *condition,
                           const struct engine_options *options, struct error *error) {
  struct picks found = {0};
  struct frame *result = NULL;
  size_t undecided = 0; /* a scan declines where there are any */
  if (choose_rows(frame, condition, &found, &undecided, options, error))
    result = found.count == frame->rows ? frame_copy(frame, error)
                                        : frame_pick(frame, &found, options, error);
  if (result != NULL)
    result->undecided = undecided;
  picks_clear(&found);
  return result;
}
