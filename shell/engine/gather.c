#include "gather.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "radix.h"
#include "stretch.h"
#include "widen.h"
#include "words.h"

enum { BLOCKS_IN_A_PIECE = 16 };

typedef bool take_rows(void *context, const struct gathered *rows, struct error *error);

/* What the threads of one run share. */
struct run {
  struct gathering *gathering;
  take_rows *take; /* on a second way what is done with the rows; else NULL */
  void *context;
  size_t block;
  size_t pieces;
  atomic_size_t next; /* piece to take */
  atomic_size_t done; /* rows */
  atomic_bool stop;   /* one has failed */
  pthread_t caller;   /* the one that reports progress */
};

/* ---- one thread ---- */

/* Whether aggregate i has states, and is not answered by those of another. */
static bool has_states(const struct gathering *gathering, size_t i) {
  return gathering->what[i].own == i;
}

/* Have states for that many groups. */
static bool reserve(struct gatherer *g, size_t groups, struct error *error) {
  const struct engine_options *options = g->gathering->options;
  if (groups > g->room) {
    size_t room = g->room * 2 > groups ? g->room * 2 : groups;
    size_t *first = realloc(g->first, room * sizeof *first);
    if (first == NULL)
      return error_memory(error);
    g->first = first;
    if (!engine_set_bytes(options, first + g->room, 0xFF, (room - g->room) * sizeof *first, error))
      return false;
    g->room = room;
  }
  for (size_t i = 0; i < g->gathering->count; i++)
    if (has_states(g->gathering, i) &&
        !accumulator_reserve(&g->accumulator[i], groups, options, error))
      return false;
  return counts_reserve(&g->counts, groups, options, error);
}

static bool make_buffers(struct gatherer *g, const struct gathering *gathering, size_t block) {
  g->group = malloc(block * sizeof *g->group);
  g->slots = malloc(block * sizeof *g->slots);
  g->word = malloc(block * sizeof *g->word);
  g->accumulator = calloc(gathering->count + 1, sizeof *g->accumulator);
  bool done = g->group != NULL && g->slots != NULL && g->word != NULL && g->accumulator != NULL;
  for (size_t i = 0; i < gathering->sums && done; i++) {
    g->value[i] = malloc(block * sizeof *g->value[i]);
    done = g->value[i] != NULL;
  }
  return done;
}

static bool gatherer_init(struct gatherer *g, const struct gathering *gathering, size_t block,
                          struct error *error) {
  enum slotmap_kind kind = slotmap_kind(gathering->keys->space, gathering->scan->frame->rows);
  size_t groups = kind == SLOTMAP_SAME ? (size_t)gathering->keys->space : 0;
  *g = (struct gatherer){.gathering = gathering};
  if (!make_buffers(g, gathering, block))
    return error_memory(error);
  for (size_t i = 0; i < gathering->count; i++)
    accumulator_init(&g->accumulator[i], &gathering->what[i]);
  return scan_block_init(&g->block, gathering->scan, block, error) &&
         counts_init(&g->counts, gathering->sums, groups, error) &&
         slotmap_init(&g->map, kind, gathering->keys->space, gathering->options, error) &&
         reserve(g, groups, error);
}

static void gatherer_clear(struct gatherer *g) {
  for (size_t i = 0; g->accumulator != NULL && i < g->gathering->count; i++)
    accumulator_clear(&g->accumulator[i], g->accumulator[i].room);
  for (size_t i = 0; i < g->gathering->sums; i++)
    free(g->value[i]);
  scan_block_clear(&g->block);
  counts_clear(&g->counts);
  slotmap_clear(&g->map);
  free(g->first);
  free(g->group);
  free(g->slots);
  free(g->word);
  free(g->accumulator);
  free(g->number);
}

/* ---- a block ---- */

/* The number of each row's group. */
static bool find_groups(struct gatherer *g, struct error *error) {
  const struct keys *keys = g->gathering->keys;
  if (g->map.kind == SLOTMAP_SAME)
    return keys_small_slots(keys, &g->block, g->group, error);
  return keys_slots(keys, &g->block, g->slots, error) &&
         slotmap_add(&g->map, g->slots, g->block.count, g->group, error) &&
         reserve(g, g->map.size, error);
}

/* Note the first rows of groups that are new. */
static void note_groups(struct gatherer *g) {
  for (size_t i = 0; g->known < g->map.size && i < g->block.count; i++) {
    size_t *first = &g->first[g->group[i]];
    if (*first != SIZE_MAX)
      continue;
    *first = scan_block_row(&g->block, i);
    g->known++;
  }
}

static bool count_block(struct gatherer *g, struct error *error) {
  const struct gathering *gathering = g->gathering;
  for (size_t i = 0; i < gathering->sums; i++) {
    size_t number = gathering->sum_column[i];
    unsigned width = gathering->scan->columns[number].source->width;
    const void *stored = scan_block_stored(&g->block, number, error);
    if (stored == NULL)
      return false;
    if (counts_add_stored(&g->counts, g->group, g->block.count, stored, width))
      return true;
    widen_to_64(stored, width, g->block.count, g->value[i]);
  }
  counts_add(&g->counts, g->group, g->block.count, (const uint64_t *const *)g->value);
  return true;
}

static bool take_block(struct gatherer *g, size_t start, size_t count, struct error *error) {
  const struct gathering *gathering = g->gathering;
  if (!scan_block_run(&g->block, start, count, error))
    return false;
  if (g->block.count == 0)
    return true;
  if (!find_groups(g, error))
    return false;
  note_groups(g);
  if (gathering->row_group != NULL)
    memcpy(gathering->row_group + start, g->group, count * sizeof *g->group);
  if (gathering->count_rows && !count_block(g, error))
    return false;
  struct group_block rows = {
      .block = &g->block, .group = g->group, .word = g->word, .counts = &g->counts};
  for (size_t i = 0; i < gathering->count; i++)
    if (has_states(gathering, i) && !accumulator_add(&g->accumulator[i], &rows, error))
      return false;
  return true;
}

/* A block on the second way. */
static bool take_again(const struct run *run, struct gatherer *g, size_t start, size_t count,
                       struct error *error) {
  if (!scan_block_run(&g->block, start, count, error))
    return false;
  if (g->block.count == 0)
    return true;
  struct gathered rows = {.gatherer = (size_t)(g - run->gathering->gatherer),
                          .block = &g->block,
                          .group = g->group,
                          .buffer = g->word};
  return find_groups(g, error) && run->take(run->context, &rows, error);
}

/* ---- a thread's part of the rows ---- */

/* Look for a wish to stop; the thread that called also tells how far all are. */
static bool poll(struct run *run, struct error *error) {
  const struct engine_options *options = run->gathering->options;
  if (options == NULL)
    return true;
  struct engine_options quiet = {.cancel = options->cancel};
  bool caller = pthread_equal(pthread_self(), run->caller) != 0;
  return engine_poll(caller ? options : &quiet, atomic_load(&run->done),
                     run->gathering->scan->frame->rows, error);
}

static bool take_piece(struct run *run, struct gatherer *g, size_t piece) {
  size_t rows = run->gathering->scan->frame->rows;
  size_t from = piece * run->block * BLOCKS_IN_A_PIECE;
  size_t to =
      rows - from < run->block * BLOCKS_IN_A_PIECE ? rows : from + run->block * BLOCKS_IN_A_PIECE;
  if (!poll(run, &g->error))
    return false;
  if (run->gathering->taken != NULL)
    run->gathering->taken[piece] = (uint8_t)(g - run->gathering->gatherer);
  for (size_t start = from; start < to; start += run->block) {
    size_t count = to - start < run->block ? to - start : run->block;
    if (!(run->take == NULL ? take_block(g, start, count, &g->error)
                            : take_again(run, g, start, count, &g->error)))
      return false;
  }
  atomic_fetch_add(&run->done, to - from);
  return true;
}

static void work(void *context, size_t index) {
  struct run *run = context;
  struct gatherer *g = &run->gathering->gatherer[index];
  while (!g->failed && !atomic_load(&run->stop)) {
    size_t piece = atomic_fetch_add(&run->next, 1);
    if (piece >= run->pieces)
      return;
    g->failed = !take_piece(run, g, piece);
    if (g->failed)
      atomic_store(&run->stop, true);
  }
}

/* ---- all together ---- */

/* Our numbers for the groups of another. */
static bool number_groups(struct gatherer *g, struct gatherer *other, struct error *error) {
  other->number = malloc(((size_t)other->map.size + 1) * sizeof *other->number);
  if (other->number == NULL)
    return error_memory(error);
  for (uint32_t i = 0; g->map.kind == SLOTMAP_SAME && i < other->map.size; i++)
    other->number[i] = i;
  for (size_t i = 0; g->map.kind != SLOTMAP_SAME && i < other->map.size; i += ENGINE_POLL_ROWS) {
    size_t left = other->map.size - i;
    if (!engine_poll_quietly(g->gathering->options, i, error) ||
        !slotmap_add(&g->map, other->map.slot + i,
                     left < ENGINE_POLL_ROWS ? left : ENGINE_POLL_ROWS, other->number + i, error))
      return false;
  }
  return g->map.kind == SLOTMAP_SAME || reserve(g, g->map.size, error);
}

static bool merge_gatherer(struct gatherer *g, struct gatherer *other, struct error *error) {
  const struct engine_options *options = g->gathering->options;
  if (!number_groups(g, other, error))
    return false;
  for (size_t i = 0; i < other->map.size; i++) {
    uint32_t number = other->number[i];
    if (!engine_poll_quietly(options, i, error))
      return false;
    if (other->first[i] < g->first[number])
      g->first[number] = other->first[i];
    if (g->gathering->count_rows)
      counts_merge(&g->counts, number, &other->counts, i);
  }
  for (size_t i = 0; i < g->gathering->count; i++)
    if (has_states(g->gathering, i) &&
        !accumulator_merge(&g->accumulator[i], &other->accumulator[i], other->number,
                           other->map.size, options, error))
      return false;
  return true;
}

static bool merge(struct gathering *gathering, struct error *error) {
  for (size_t t = 1; t < gathering->gatherers; t++)
    if (!merge_gatherer(&gathering->gatherer[0], &gathering->gatherer[t], error))
      return false;
  return true;
}

/* Few words on this thread, many on all of them. */
static bool sort_words(uint64_t **words, uint64_t **spare, size_t count,
                       const struct engine_options *options, struct error *error) {
  if (count > ENGINE_POLL_ROWS)
    return radix_words(words, spare, count, 0, 64, options, error);
  words_sort(*words, *spare, count, options);
  return true;
}

/* The groups that have rows, by their first. Without keys there is one group also of no rows. */
static bool order_groups(struct gathering *gathering, struct error *error) {
  const struct gatherer *g = &gathering->gatherer[0];
  size_t numbers = g->map.size;
  gathering->numbers = numbers;
  gathering->place = malloc((numbers + 1) * sizeof *gathering->place);
  uint64_t *words = malloc((numbers + 1) * sizeof *words);
  uint64_t *spare = malloc((numbers + 1) * sizeof *spare);
  bool done = (gathering->place != NULL && words != NULL && spare != NULL) || error_memory(error);
  size_t groups = 0;
  for (size_t i = 0; done && i < numbers && engine_goes_on_at(gathering->options, i); i++)
    if (g->first[i] != SIZE_MAX || gathering->keys->count == 0)
      words[groups++] = (uint64_t)g->first[i] << 32 | i;
  bool sorted = gathering->gatherers == 1 && g->map.kind != SLOTMAP_SAME;
  if (done && !sorted)
    done = sort_words(&words, &spare, groups, gathering->options, error);
  for (size_t i = 0; done && i < groups && engine_goes_on_at(gathering->options, i); i++)
    gathering->place[i] = (uint32_t)words[i];
  gathering->groups = groups;
  free(words);
  free(spare);
  return done && engine_poll(gathering->options, 1, 1, error);
}

/* ---- the group of each row ---- */

struct naming {
  struct gathering *gathering;
  size_t piece;      /* rows of one */
  uint32_t **number; /* by gatherer: of each of its groups, the place by order of appearance */
};

static bool name_rows(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct naming *naming = context;
  uint32_t *group = naming->gathering->row_group;
  (void)worker;
  (void)error;
  for (size_t row = from; row < to;) {
    size_t piece = row / naming->piece;
    size_t end = (piece + 1) * naming->piece < to ? (piece + 1) * naming->piece : to;
    const uint32_t *number = naming->number[naming->gathering->taken[piece]];
    for (; row < end; row++)
      group[row] = number[group[row]];
  }
  return true;
}

/* What each gatherer called its groups, as places. */
static bool find_names(struct naming *naming, struct error *error) {
  const struct gathering *gathering = naming->gathering;
  uint32_t *place_of = calloc(gathering->numbers + 1, sizeof *place_of);
  bool done = place_of != NULL;
  const struct engine_options *options = gathering->options;
  for (size_t place = 0; done && place < gathering->groups && engine_goes_on_at(options, place);
       place++)
    place_of[gathering->place[place]] = (uint32_t)place;
  for (size_t t = 0; done && t < gathering->gatherers; t++) {
    const struct gatherer *g = &gathering->gatherer[t];
    naming->number[t] = malloc((g->map.size + 1) * sizeof **naming->number);
    done = naming->number[t] != NULL;
    for (uint32_t i = 0; done && i < g->map.size && engine_goes_on_at(options, i); i++)
      naming->number[t][i] = place_of[g->number == NULL ? i : g->number[i]];
  }
  free(place_of);
  return (done || error_memory(error)) && engine_poll(options, 1, 1, error);
}

/* Until here every gatherer has called the groups of its rows as it met them. */
static bool name_groups(struct gathering *gathering, struct error *error) {
  bool in_order = gathering->gatherers == 1 && gathering->gatherer[0].map.kind != SLOTMAP_SAME;
  if (gathering->row_group == NULL || in_order)
    return true;
  struct naming naming = {.gathering = gathering,
                          .piece = engine_block(gathering->options) * BLOCKS_IN_A_PIECE,
                          .number = calloc(gathering->gatherers, sizeof(uint32_t *))};
  struct stretches stretches = {.rows = gathering->scan->frame->rows,
                                .options = gathering->options,
                                .work = name_rows,
                                .context = &naming};
  bool done = (naming.number != NULL || error_memory(error)) && find_names(&naming, error) &&
              stretches_run(&stretches, error);
  for (size_t t = 0; naming.number != NULL && t < gathering->gatherers; t++)
    free(naming.number[t]);
  free(naming.number);
  return done;
}

/* ---- running ---- */

/* More threads than one take rows that can be counted in 32 bits, see order_groups. */
static size_t threads_for(const struct gathering *gathering, size_t pieces) {
  size_t threads = crew_size(gathering->options == NULL ? 0 : gathering->options->threads);
  threads = threads < pieces ? threads : pieces;
  return threads == 0 || gathering->scan->frame->rows > UINT32_MAX ? 1 : threads;
}

/* The error of the gatherers, if any. */
static const struct error *find_error(const struct gathering *gathering) {
  for (size_t i = 0; i < gathering->gatherers; i++)
    if (gathering->gatherer[i].failed)
      return &gathering->gatherer[i].error;
  return NULL;
}

static struct run new_run(struct gathering *gathering) {
  size_t rows = gathering->scan->frame->rows;
  size_t block = engine_block(gathering->options);
  size_t piece = block * BLOCKS_IN_A_PIECE;
  return (struct run){.gathering = gathering,
                      .block = block,
                      .pieces = rows / piece + (rows % piece != 0),
                      .caller = pthread_self()};
}

/* All pieces, by all gatherers. */
static bool take_pieces(struct run *run, struct error *error) {
  crew_run(run->gathering->gatherers, run->gathering->gatherers, work, run);
  const struct error *found = find_error(run->gathering);
  if (found != NULL)
    *error = *found;
  return found == NULL;
}

bool gathering_again(struct gathering *gathering, take_rows *take, void *context,
                     struct error *error) {
  struct run run = new_run(gathering);
  run.take = take;
  run.context = context;
  return take_pieces(&run, error);
}

static bool run_on(struct gathering *gathering, size_t threads, struct error *error) {
  struct run run = new_run(gathering);
  gathering->gatherers = threads;
  gathering->gatherer = calloc(threads, sizeof *gathering->gatherer);
  if (gathering->gatherer == NULL) {
    gathering->gatherers = 0;
    return error_memory(error);
  }
  for (size_t i = 0; i < threads; i++)
    gathering->gatherer[i].gathering = gathering;
  for (size_t i = 0; i < threads; i++)
    if (!gatherer_init(&gathering->gatherer[i], gathering, run.block, error))
      return false;
  if (gathering->row_group != NULL) {
    gathering->taken = calloc(run.pieces + 1, sizeof *gathering->taken);
    if (gathering->taken == NULL)
      return error_memory(error);
  }
  return take_pieces(&run, error) && merge(gathering, error) && order_groups(gathering, error) &&
         name_groups(gathering, error);
}

bool gathering_run(struct gathering *gathering, struct error *error) {
  size_t rows = gathering->scan->frame->rows;
  size_t piece = engine_block(gathering->options) * BLOCKS_IN_A_PIECE;
  size_t threads = threads_for(gathering, rows / piece + (rows % piece != 0));
  if (run_on(gathering, threads, error))
    return true;
  if (threads == 1 || error->code == ERROR_CANCELLED || error->code == ERROR_MEMORY ||
      error->code == ERROR_NONE)
    return false;
  /* Which of several errors a thread met first is chance; on one thread it is not. */
  gathering_clear(gathering);
  *error = (struct error){0};
  return run_on(gathering, 1, error);
}

void gathering_clear(struct gathering *gathering) {
  for (size_t i = 0; i < gathering->gatherers; i++)
    gatherer_clear(&gathering->gatherer[i]);
  free(gathering->gatherer);
  free(gathering->place);
  free(gathering->taken);
  gathering->gatherer = NULL;
  gathering->gatherers = 0;
  gathering->place = NULL;
  gathering->taken = NULL;
}
