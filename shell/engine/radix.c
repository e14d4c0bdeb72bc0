#include "radix.h"

#include <stdlib.h>
#include <string.h>

#include "crew.h"

enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS, LEAST_SHARE = 1 << 15, MOST_SHARES = 16 };

/* One pass by one digit. Every thread has a share of the words, counts its digits, and then, when
** all have counted, knows where each of its words goes. */
struct pass {
  const void *from;
  void *to;
  size_t count;
  size_t shares;
  unsigned shift;
  uint64_t mask;
  size_t (*place)[DIGITS]; /* by share */
  const struct engine_options *options;
};

static size_t begin_of(const struct pass *pass, size_t share) {
  return pass->count / pass->shares * share +
         (share < pass->count % pass->shares ? share : pass->count % pass->shares);
}

static bool is_cancelled(const struct engine_options *options) {
  return options != NULL && options->cancel != NULL &&
         atomic_load_explicit(options->cancel, memory_order_relaxed);
}

#define IN_STEPS(from, to)                                                                         \
  for (size_t step = (from), end = 0; step < (to) && !is_cancelled(pass->options); step = end)     \
    for (size_t i =                                                                                \
             ((void)(end = (to)-step < ENGINE_POLL_ROWS ? (to) : step + ENGINE_POLL_ROWS), step);  \
         i < end; i++)

#define PASS(count_name, move_name, type, value)                                                   \
  static void count_name(void *context, size_t share) {                                            \
    const struct pass *pass = context;                                                             \
    const type *from = pass->from;                                                                 \
    size_t *place = pass->place[share];                                                            \
    unsigned shift = pass->shift;                                                                  \
    uint64_t mask = pass->mask;                                                                    \
    size_t last = begin_of(pass, share + 1);                                                       \
    IN_STEPS(begin_of(pass, share), last) place[from[i] value >> shift & mask]++;                  \
  }                                                                                                \
  static void move_name(void *context, size_t share) {                                             \
    const struct pass *pass = context;                                                             \
    const type *from = pass->from;                                                                 \
    type *to = pass->to;                                                                           \
    size_t *place = pass->place[share];                                                            \
    unsigned shift = pass->shift;                                                                  \
    uint64_t mask = pass->mask;                                                                    \
    size_t last = begin_of(pass, share + 1);                                                       \
    IN_STEPS(begin_of(pass, share), last) to[place[from[i] value >> shift & mask]++] = from[i];    \
  }                                                                                                \
  static uint64_t count_name##_differing(const struct pass *pass) {                                \
    const type *from = pass->from;                                                                 \
    uint64_t differing = 0;                                                                        \
    IN_STEPS(0, pass->count) differing |= from[i] value ^ from[0] value;                           \
    return differing;                                                                              \
  }
PASS(count_words, move_words, uint64_t, )
PASS(count_numbered, move_numbered, struct numbered, .word)

typedef void share_work(void *context, size_t share);

/* The places of the words of each digit: share after share within a digit. */
static void find_places(struct pass *pass) {
  size_t before = 0;
  for (size_t digit = 0; digit < DIGITS; digit++)
    for (size_t share = 0; share < pass->shares; share++) {
      size_t here = pass->place[share][digit];
      pass->place[share][digit] = before;
      before += here;
    }
}

static bool run_pass(struct pass *pass, share_work *count, share_work *move) {
  memset(pass->place, 0, pass->shares * sizeof *pass->place);
  crew_run(pass->shares, pass->shares, count, pass);
  find_places(pass);
  crew_run(pass->shares, pass->shares, move, pass);
  return !is_cancelled(pass->options);
}

/* The bits are shared out evenly to as few passes as can be. Whether the words end up in `to`. */
static bool run_passes(struct pass *pass, unsigned low, unsigned high, uint64_t differing,
                       share_work *count, share_work *move, struct error *error) {
  bool moved = false;
  unsigned passes = (high - low + DIGIT_BITS - 1) / DIGIT_BITS;
  for (unsigned i = 0; i < passes; i++) {
    unsigned from = low + (high - low) * i / passes;
    unsigned to = low + (high - low) * (i + 1) / passes;
    pass->shift = from;
    pass->mask = (UINT64_C(1) << (to - from)) - 1;
    if ((differing >> from & pass->mask) == 0)
      continue;
    if (!engine_poll(pass->options, i, passes, error) || !run_pass(pass, count, move))
      break;
    void *swap = (void *)pass->from;
    pass->from = pass->to;
    pass->to = swap;
    moved = !moved;
  }
  return moved;
}

static bool begin(struct pass *pass, const void *words, void *spare, size_t count,
                  const struct engine_options *options, struct error *error) {
  size_t threads = crew_size(options == NULL ? 0 : options->threads);
  size_t most = count / LEAST_SHARE + 1;
  *pass = (struct pass){.from = words, .to = spare, .count = count, .options = options};
  pass->shares = threads < most ? threads : most;
  pass->shares = pass->shares < MOST_SHARES ? pass->shares : MOST_SHARES;
  pass->place = malloc(pass->shares * sizeof *pass->place);
  return pass->place != NULL || error_memory(error);
}

#define SORT(name, type, count_name, move_name)                                                    \
  bool name(type **words, type **spare, size_t count, unsigned low, unsigned high,                 \
            const struct engine_options *options, struct error *error) {                           \
    struct pass pass;                                                                              \
    if (!begin(&pass, *words, *spare, count, options, error))                                      \
      return false;                                                                                \
    uint64_t differing = count_name##_differing(&pass);                                            \
    bool moved = run_passes(&pass, low, high, differing, count_name, move_name, error);            \
    free(pass.place);                                                                              \
    type *swap = *words;                                                                           \
    *words = moved ? *spare : swap;                                                                \
    *spare = moved ? swap : *spare;                                                                \
    return engine_poll(options, 1, 1, error);                                                      \
  }
SORT(radix_words, uint64_t, count_words, move_words)
SORT(radix_numbered, struct numbered, count_numbered, move_numbered)
