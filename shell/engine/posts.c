#include "posts.h"

#include <stdlib.h>

/* The last post at or before a row of the lane. */
static size_t find_post(const struct lane *lane, size_t row) {
  size_t low = 0, high = lane->posts;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (lane->post[middle].row <= row)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* The text from a post to the next, as libcsv is to have it. */
static bool load_text(const struct lane *lane, size_t post, bool windows, struct source *source) {
  size_t from = lane->post[post].at;
  size_t to = post + 1 < lane->posts ? lane->post[post + 1].at : lane->end;
  size_t length = to - from;
  source->raw = malloc(length + 1);
  if (source->raw == NULL || !feed_read(lane->course->feed, from, source->raw, length))
    return false;
  source->text = source->raw;
  source->length = length;
  if (!windows)
    return true;
  source->decoded = malloc(length * 3 + 1);
  if (source->decoded == NULL)
    return false;
  source->text = source->decoded;
  source->length = source_decode(source->raw, length, source->decoded);
  return source->length != SIZE_MAX;
}

bool posts_place(const struct grid *grid, const struct lane *lanes, bool windows, size_t row,
                 size_t column, struct place *place) {
  size_t lines = 0, part = 0;
  for (; row >= grid->part[part].base + grid->part[part].rows; part++)
    lines += lanes[part].lines;
  const struct lane *lane = &lanes[part];
  row -= grid->part[part].base;
  size_t post = find_post(lane, row);
  struct source source = {0};
  bool told = load_text(lane, post, windows, &source);
  if (told) {
    size_t at = grid_locate_csv(&source, lane->course->delimiter, grid->columns,
                                row - lane->post[post].row, column);
    *place = excerpt_place(source.text, source.length, at);
    place->line += lines + lane->post[post].lines;
  }
  source_clear(&source);
  return told;
}
