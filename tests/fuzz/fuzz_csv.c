/* Any bytes as a CSV file: no crash, no leak, a clear error or a frame that comes back when it is
** written; and every cell stands where its place says, by a reading of quotes that is not
** libcsv's; and split in parts beside libcsv it reads as by libcsv alone. */
#include "../c/same.h"
#include "grid.h"
#include "reading.h"

/* Whether the field at `at` reads as `cell`. */
static bool stands_at(const struct source *source, size_t at, const char *cell, size_t length) {
  const char *text = source->text;
  if (at < source->length && text[at] == '"') {
    at++;
    for (size_t i = 0; i < length; i++, at++) {
      if (at >= source->length || text[at] != cell[i])
        return false;
      if (text[at] == '"' && !(at + 1 < source->length && text[++at] == '"'))
        return false;
    }
    return at < source->length && text[at] == '"';
  }
  return length <= source->length - at && memcmp(text + at, cell, length) == 0;
}

static void check_places(const uint8_t *data, size_t size) {
  enum { SMALL = 4096 };
  static const struct csv_options options;
  struct source source;
  struct grid grid;
  struct dialect dialect = {0};
  struct error error = {0};
  if (size > SMALL || !source_take(&source, (const char *)data, size, "fuzz", NULL, NULL, &error))
    return;
  if (grid_read_csv(&grid, &source, &options, &dialect, &error)) {
    for (size_t row = 0; row < grid.rows; row++)
      for (size_t column = 0; column < grid.columns; column++) {
        size_t length, span;
        const char *cell = grid_cell(&grid, row, column, &length);
        size_t at = grid.locate(&grid, row, column, &span);
        demand(stands_at(&source, at, cell, length), "a cell stands where it is said to");
      }
    grid_clear(&grid);
  }
  source_clear(&source);
}

static void check_paths(const uint8_t *data, size_t size, const struct csv_options *options) {
  enum { SMALL = 2048 };
  struct way odd;
  if (size <= SMALL)
    demand(same_every_way((const char *)data, size, options, &odd), "every way reads the same");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const struct csv_missing signs[] = {{"n/a", MISSING_UNAVAILABLE}, {"-", PRESENT}};
  static const struct csv_options variants[] = {
      {0},
      {.decimal = ',', .delimiter = ';'},
      {.thousands = " ", .encoding = "windows-1252", .allow_empty = true},
      {.decimal = '.', .missing = signs, .missing_count = 2, .encoding = "utf-8"},
      {.thousands = "", .delimiter = '\t'},
  };
  check_reading(data, size, NULL);
  check_reading(data, size, &variants[size % (sizeof variants / sizeof variants[0])]);
  check_places(data, size);
  check_paths(data, size, &variants[0]);
  check_paths(data, size, &variants[size % (sizeof variants / sizeof variants[0])]);
  return 0;
}
