/* Whether two readings of the same bytes come to the same: frame, dialect, or error, to the last
** bit. Used by tests and by a fuzz target. */
#ifndef INDSATS_TESTS_SAME_H
#define INDSATS_TESTS_SAME_H

#include <string.h>

#include "read.h"

struct outcome {
  struct frame *frame; /* NULL: `error` says why */
  struct dialect dialect;
  struct error error;
};

static inline struct outcome outcome_of(const char *bytes, size_t length,
                                        const struct csv_options *options) {
  struct outcome outcome = {0};
  outcome.frame = read_memory(bytes, length, "t.csv", options, &outcome.dialect, &outcome.error);
  return outcome;
}

static inline void outcome_clear(struct outcome *outcome) {
  frame_release(outcome->frame);
  dialect_clear(&outcome->dialect);
}

static inline bool same_stray(const struct stray *a, const struct stray *b) {
  return a->line == b->line && a->column == b->column && strcmp(a->cell, b->cell) == 0;
}

static inline bool same_texts(const struct dict *a, const struct dict *b) {
  if (a == NULL || b == NULL)
    return a == b;
  if (dict_size(a) != dict_size(b))
    return false;
  for (uint32_t code = 0; code < dict_size(a); code++) {
    size_t length, other;
    const char *text = dict_text(a, code, &length);
    const char *same = dict_text(b, code, &other);
    if (length != other || memcmp(text, same, length) != 0)
      return false;
  }
  return true;
}

static inline bool same_columns(const struct column *a, const struct column *b) {
  if (a->type != b->type || a->scale != b->scale || a->length != b->length ||
      a->width != b->width || a->base != b->base || a->width != b->width || a->base != b->base ||
      !same_stray(&a->stray, &b->stray) || !same_texts(a->dict, b->dict))
    return false;
  for (size_t row = 0; row < a->length; row++)
    if (column_missing(a, row) != column_missing(b, row))
      return false;
  return memcmp(a->data, b->data, a->length * a->width) == 0;
}

static inline bool same_facts(const struct dialect_column *a, const struct dialect_column *b) {
  if (strcmp(a->name, b->name) != 0 || a->type != b->type || a->scale != b->scale ||
      a->marker_count != b->marker_count)
    return false;
  for (size_t i = 0; i < a->marker_count; i++)
    if (strcmp(a->markers[i].sign, b->markers[i].sign) != 0 ||
        a->markers[i].reason != b->markers[i].reason || a->markers[i].count != b->markers[i].count)
      return false;
  return true;
}

static inline bool same_dialects(const struct dialect *a, const struct dialect *b) {
  return strcmp(a->form, b->form) == 0 && strcmp(a->encoding, b->encoding) == 0 &&
         strcmp(a->newline, b->newline) == 0 && strcmp(a->thousands, b->thousands) == 0 &&
         strcmp(a->sha256, b->sha256) == 0 && a->bom == b->bom && a->quoted == b->quoted &&
         a->delimiter == b->delimiter && a->decimal == b->decimal &&
         a->blank_lines == b->blank_lines && a->rows == b->rows && a->columns == b->columns &&
         a->bytes == b->bytes;
}

static inline bool same_errors(const struct error *a, const struct error *b) {
  return a->code == b->code && a->line == b->line && a->column == b->column &&
         strcmp(a->message, b->message) == 0;
}

static inline bool same_outcomes(const struct outcome *a, const struct outcome *b) {
  if (a->frame == NULL || b->frame == NULL)
    return a->frame == b->frame && same_errors(&a->error, &b->error);
  if (!same_dialects(&a->dialect, &b->dialect) || a->frame->rows != b->frame->rows ||
      a->frame->columns != b->frame->columns)
    return false;
  for (size_t i = 0; i < a->frame->columns; i++)
    if (!same_columns(a->frame->column[i], b->frame->column[i]) ||
        !same_facts(&a->dialect.column[i], &b->dialect.column[i]))
      return false;
  return true;
}

/* One way of reading a file. */
struct way {
  size_t block, threads;
  bool slow, whole;
};

static inline struct outcome outcome_by(const char *bytes, size_t length,
                                        const struct csv_options *options, struct way way) {
  struct engine_options engine = {.threads = way.threads};
  struct csv_options own = *options;
  own.engine = &engine;
  own.block = way.block;
  own.slow = way.slow;
  own.whole = way.whole;
  return outcome_of(bytes, length, &own);
}

/* Whether every way of reading comes to what libcsv alone does on one thread; the way that does
** not stays in `*odd`. */
static inline bool same_every_way(const char *bytes, size_t length,
                                  const struct csv_options *options, struct way *odd) {
  static const struct way ways[] = {
      {0, 1, false, true},  {1, 2, false, true},  {7, 1, false, true},   {64, 3, false, true},
      {5, 2, true, true},   {29, 2, false, true}, {1, 2, false, false},  {2, 1, false, false},
      {3, 4, false, false}, {7, 3, false, false}, {64, 1, false, false}, {150, 2, false, false}};
  struct outcome judge =
      outcome_by(bytes, length, options, (struct way){.threads = 1, .slow = true});
  bool same = true;
  for (size_t i = 0; same && i < sizeof ways / sizeof ways[0]; i++) {
    struct outcome outcome = outcome_by(bytes, length, options, ways[i]);
    same = same_outcomes(&judge, &outcome);
    *odd = ways[i];
    outcome_clear(&outcome);
  }
  outcome_clear(&judge);
  return same;
}

#endif
