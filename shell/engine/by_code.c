#include "by_code.h"

#include <string.h>

#include "facts.h"

enum { SPAN_FEW = 64, SPAN_MANY = 1 << 22, ROWS_FOR_A_CODE = 4 };

size_t by_code_span(const struct column *column) {
  if (column->mark != NULL || column->width > 4 || column->type == COLUMN_NUMBER)
    return 0;
  if (column->width > 2 && column->type != COLUMN_TEXT)
    return 0;
  const struct facts *facts = column_facts(column);
  size_t most = column->length / ROWS_FOR_A_CODE;
  most = most < SPAN_FEW ? SPAN_FEW : most > SPAN_MANY ? SPAN_MANY : most;
  return facts != NULL && facts->limit <= most ? (size_t)facts->limit : 0;
}

/* Put the value that is stored as `code` into a wide column. */
static void put_code(struct column *table, const struct column *column, size_t code) {
  int64_t value = column->base + (int64_t)code;
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    table->put.integer[code] = value;
    break;
  case COLUMN_TEXT:
    table->put.code[code] = (uint32_t)code;
    break;
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    table->put.period[code] = (int32_t)value;
    break;
  default:
    table->put.boolean[code] = (uint8_t)code;
  }
}

struct column *by_code_table(const struct column *column, size_t span) {
  const struct facts *facts = column_facts(column);
  struct column *table =
      facts == NULL ? NULL : column_new(column->type, by_code_size(span), column->dict);
  if (table == NULL)
    return NULL;
  table->scale = column->scale;
  table->computed = column->computed;
  memcpy(table->skipped, column->skipped, sizeof table->skipped);
  bool done = true;
  for (size_t code = 0; code < span && done; code++) {
    if (column->type == COLUMN_TEXT || facts->seen[code] != 0)
      put_code(table, column, code);
    else
      done = column_set_missing(table, code, MISSING_BLANK);
  }
  for (int reason = PRESENT; reason < MISSING_REASONS && done; reason++)
    done = column_set_missing(table, span + (size_t)reason,
                              reason == PRESENT ? MISSING_BLANK : (enum missing)reason);
  if (done)
    return table;
  column_release(table);
  return NULL;
}

struct column *by_code_evaluate(const struct expression *expression, struct column **tables,
                                size_t count, size_t size) {
  struct frame frame = {.rows = size, .columns = count, .column = tables};
  struct error ignored = {0};
  return expression_evaluate(expression, &frame, NULL, &ignored);
}
