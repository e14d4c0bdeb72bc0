#include "aggregate.h"

#include <string.h>

#include "cell.h"
#include "encode.h"
#include "summarise.h"

/* ---- the table ---- */

static bool any_type(enum column_type type) {
  return type < COLUMN_TYPES;
}

static bool numbers_only(enum column_type type) {
  return type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_NUMBER;
}

static bool numbers_and_booleans(enum column_type type) {
  return numbers_only(type) || type == COLUMN_BOOLEAN;
}

static bool ordered_types(enum column_type type) {
  return type != COLUMN_BOOLEAN;
}

static const struct aggregate aggregates[] = {
    {"count", AGGREGATE_COUNT, 0, 1, false, MARK_NEVER, EMPTY_ZERO, "any column", any_type},
    {"hidden", AGGREGATE_HIDDEN, 1, 1, false, MARK_NEVER, EMPTY_ZERO, "any column", any_type},
    {"sum", AGGREGATE_SUM, 1, 1, false, MARK_AS_SUM, EMPTY_MISSING, "numbers",
     numbers_and_booleans},
    {"mean", AGGREGATE_MEAN, 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only},
    {"weighted_mean", AGGREGATE_WEIGHTED_MEAN, 2, 2, false, MARK_IF_ANY, EMPTY_MISSING, "numbers",
     numbers_only},
    {"min", AGGREGATE_MIN, 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers, texts or periods",
     ordered_types},
    {"max", AGGREGATE_MAX, 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers, texts or periods",
     ordered_types},
    {"n_distinct", AGGREGATE_N_DISTINCT, 1, 1, false, MARK_AS_DISTINCT, EMPTY_ZERO, "any column",
     any_type},
    {"median", AGGREGATE_MEDIAN, 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only},
    {"quantile", AGGREGATE_QUANTILE, 1, 1, true, MARK_IF_ANY, EMPTY_MISSING, "numbers",
     numbers_only},
    {"sd", AGGREGATE_SD, 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only},
    {"first", AGGREGATE_FIRST, 1, 1, false, MARK_OF_CELL, EMPTY_OF_CELL, "any column", any_type},
    {"last", AGGREGATE_LAST, 1, 1, false, MARK_OF_CELL, EMPTY_OF_CELL, "any column", any_type},
};

enum { AGGREGATES = sizeof aggregates / sizeof aggregates[0] };

const struct aggregate *aggregate_find(const char *kind) {
  for (size_t i = 0; i < AGGREGATES; i++)
    if (strcmp(aggregates[i].name, kind) == 0)
      return &aggregates[i];
  return NULL;
}

bool aggregate_is_quantile(const char *name) {
  enum aggregate_kind kind = aggregate_find(name)->kind;
  return kind == AGGREGATE_MEDIAN || kind == AGGREGATE_QUANTILE;
}

bool aggregate_knows(const char *kind) {
  return aggregate_find(kind) != NULL;
}

const char *aggregate_name(size_t index) {
  return index < AGGREGATES ? aggregates[index].name : NULL;
}

/* ---- checking ---- */

static bool check_types(const struct aggregate *aggregate, const struct aggregate_spec *spec,
                        const struct frame *columns, struct error *error) {
  for (size_t i = 0; i < spec->count; i++) {
    size_t index = spec->columns[i];
    if (index >= columns->columns)
      return error_set(error, ERROR_VALUE, "%s: no column number %zu", spec->kind, index + 1);
    if (!aggregate->accepts(columns->column[index]->type))
      return column_refuse(columns, index, spec->kind, aggregate->takes, error);
  }
  return true;
}

bool aggregate_check(const struct aggregate_spec *spec, const struct frame *columns,
                     struct error *error) {
  const struct aggregate *aggregate = aggregate_find(spec->kind);
  if (aggregate == NULL)
    return error_set(error, ERROR_VALUE, "there is no aggregate '%s'", spec->kind);
  if (spec->count < aggregate->least || spec->count > aggregate->most)
    return error_set(error, ERROR_VALUE, "%s takes %d column%s, not %zu", spec->kind,
                     aggregate->most, aggregate->most == 1 ? "" : "s", spec->count);
  if (aggregate->parameter != spec->has_parameter)
    return error_set(error, ERROR_VALUE,
                     aggregate->parameter ? "%s needs a share, such as quantile(x, 0.25)"
                                          : "%s takes no further number",
                     spec->kind);
  if (aggregate->parameter && !(spec->parameter >= 0 && spec->parameter <= 1))
    return error_set(error, ERROR_VALUE, "quantile takes a share from 0 to 1, not %g",
                     spec->parameter);
  return check_types(aggregate, spec, columns, error);
}

/* ---- of a whole frame ---- */

static struct frame *summarise_encoded(const struct encoded *encoded, const size_t *keys,
                                       size_t key_count, const struct aggregate_spec *specs,
                                       size_t count, const struct engine_options *options,
                                       struct error *error) {
  struct scan scan;
  struct frame *result = NULL;
  if (scan_init(&scan, encoded->frame)) {
    struct summary summary = {.scan = &scan,
                              .keys = encoded->keys,
                              .coded = encoded->count,
                              .shown = keys,
                              .key_count = key_count,
                              .specs = specs,
                              .count = count};
    result = scan_summarise(&summary, options, error);
  }
  scan_clear(&scan);
  /* Columns with codes are never declined: nothing but memory can have been missing. */
  if (result == NULL && error->code == ERROR_NONE)
    error_memory(error);
  return result;
}

struct frame *frame_summarise(const struct frame *frame, const size_t *keys, size_t key_count,
                              const struct aggregate_spec *specs, size_t count,
                              const struct engine_options *options, struct error *error) {
  struct encoded encoded;
  struct frame *result = NULL;
  for (size_t i = 0; i < count; i++)
    if (!aggregate_check(&specs[i], frame, error))
      return NULL;
  if (encode_keys(&encoded, frame, keys, key_count, options, error))
    result = summarise_encoded(&encoded, keys, key_count, specs, count, options, error);
  encoded_clear(&encoded);
  return result;
}
