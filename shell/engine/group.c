#include "group.h"

#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "encode.h"
#include "gather.h"
#include "large_pages.h"

void grouping_free(struct grouping *grouping) {
  if (grouping == NULL)
    return;
  free(grouping->group);
  free(grouping->first);
  free(grouping);
}

/* ---- numbering ---- */

/* Take over what was gathered. */
static bool take_groups(struct grouping *grouping, const struct gathering *gathering,
                        struct error *error) {
  grouping->groups = gathering->groups;
  grouping->first = malloc((gathering->groups + 1) * sizeof *grouping->first);
  if (grouping->first == NULL)
    return error_memory(error);
  for (size_t place = 0; place < gathering->groups; place++)
    grouping->first[place] = gathering->gatherer[0].first[gathering->place[place]];
  return true;
}

static bool gather_groups(struct grouping *grouping, const struct encoded *encoded,
                          const struct engine_options *options, struct error *error) {
  struct scan scan = {0};
  struct keys keys = {0};
  struct gathering gathering = {
      .scan = &scan, .keys = &keys, .row_group = grouping->group, .options = options};
  bool done = (scan_init(&scan, encoded->frame) &&
               keys_init(&keys, &scan, encoded->keys, encoded->count)) ||
              error_memory(error); /* keys with codes are never declined */
  done = done && gathering_run(&gathering, error) && take_groups(grouping, &gathering, error);
  gathering_clear(&gathering);
  keys_clear(&keys);
  scan_clear(&scan);
  return done;
}

struct grouping *grouping_new(const struct frame *frame, const size_t *keys, size_t count,
                              const struct engine_options *options, struct error *error) {
  struct encoded encoded = {0};
  struct grouping *grouping = calloc(1, sizeof *grouping);
  bool done = grouping != NULL;
  if (done) {
    grouping->rows = frame->rows;
    grouping->group = large_pages(malloc((frame->rows + 1) * sizeof *grouping->group),
                                  (frame->rows + 1) * sizeof *grouping->group);
    done = grouping->group != NULL;
  }
  done = (done || error_memory(error)) &&
         encode_keys(&encoded, frame, keys, count, options, error) &&
         gather_groups(grouping, &encoded, options, error);
  encoded_clear(&encoded);
  if (done)
    return grouping;
  grouping_free(grouping);
  return NULL;
}

/* ---- rows by group ---- */

enum { ROWS_FOR_A_GROUP = 16 };

/* Every share of the rows counts its groups, and then knows where its rows go. */
struct listing {
  const struct grouping *grouping;
  size_t shares;
  size_t *next; /* of each share and group */
  size_t *rows;
  const struct engine_options *options;
};

static size_t begin_of(const struct listing *listing, size_t share) {
  size_t rows = listing->grouping->rows;
  return share == listing->shares ? rows : rows / listing->shares * share;
}

static void count_share(void *context, size_t share) {
  const struct listing *listing = context;
  const uint32_t *group = listing->grouping->group;
  size_t *next = listing->next + share * listing->grouping->groups;
  size_t end = begin_of(listing, share + 1);
  for (size_t row = begin_of(listing, share); row < end && engine_goes_on_at(listing->options, row);
       row++)
    next[group[row]]++;
}

static void list_share(void *context, size_t share) {
  const struct listing *listing = context;
  const uint32_t *group = listing->grouping->group;
  size_t *next = listing->next + share * listing->grouping->groups;
  size_t end = begin_of(listing, share + 1);
  for (size_t row = begin_of(listing, share); row < end && engine_goes_on_at(listing->options, row);
       row++)
    listing->rows[next[group[row]]++] = row;
}

/* Counts become places: group after group, within it share after share. */
static void place_shares(struct listing *listing, size_t *start) {
  size_t groups = listing->grouping->groups;
  size_t before = 0;
  for (size_t g = 0; g < groups; g++) {
    start[g] = before;
    for (size_t share = 0; share < listing->shares; share++) {
      size_t here = listing->next[share * groups + g];
      listing->next[share * groups + g] = before;
      before += here;
    }
  }
  start[groups] = before;
}

bool group_rows_init(struct group_rows *lists, const struct grouping *grouping,
                     const struct engine_options *options, struct error *error) {
  size_t threads = crew_size(options == NULL ? 0 : options->threads);
  size_t most = grouping->rows / (grouping->groups * ROWS_FOR_A_GROUP + 1) + 1;
  struct listing listing = {
      .grouping = grouping, .shares = threads < most ? threads : most, .options = options};
  lists->rows = large_pages(malloc((grouping->rows + 1) * sizeof *lists->rows),
                            (grouping->rows + 1) * sizeof *lists->rows);
  lists->start = calloc(grouping->groups + 2, sizeof *lists->start);
  listing.rows = lists->rows;
  listing.next = calloc(listing.shares * grouping->groups + 1, sizeof *listing.next);
  if (lists->rows == NULL || lists->start == NULL || listing.next == NULL) {
    free(listing.next);
    group_rows_clear(lists);
    return error_memory(error);
  }
  crew_run(listing.shares, listing.shares, count_share, &listing);
  bool done = engine_poll(options, 1, 1, error); /* else the counts are not whole */
  if (done) {
    place_shares(&listing, lists->start);
    crew_run(listing.shares, listing.shares, list_share, &listing);
  }
  free(listing.next);
  return done && engine_poll(options, 1, 1, error);
}

void group_rows_clear(struct group_rows *lists) {
  free(lists->rows);
  free(lists->start);
  *lists = (struct group_rows){0};
}
