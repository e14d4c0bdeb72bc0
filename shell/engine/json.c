#include "json.h"

#include <jansson.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "large_pages.h"
#include "number.h"

enum { DEEPEST = 16, PATH_SIZE = 256, POLL_ROWS = 1 << 12, POLL_BYTES = 1 << 16 };

/* ---- tables of a document ---- */

struct table {
  char path[PATH_SIZE]; /* "results.activation"; "" for the document itself */
  json_t *columns;      /* captions, or version 2's variables */
  json_t *rows;
};

struct tables {
  struct table *list;
  size_t count;
  bool no_memory;
};

static bool take_table(struct table *table, json_t *value) {
  table->columns = json_object_get(value, "columns");
  table->rows = json_object_get(value, "rows");
  if (table->columns == NULL && table->rows == NULL) {
    table->columns = json_object_get(value, "Variables");
    table->rows = json_object_get(value, "Data");
  }
  return json_is_array(table->columns) && json_is_array(table->rows);
}

static void add_table(struct tables *tables, const struct table *table) {
  struct table *list = realloc(tables->list, (tables->count + 1) * sizeof *list);
  if (list == NULL) {
    tables->no_memory = true;
    return;
  }
  tables->list = list;
  tables->list[tables->count++] = *table;
}

static void join_path(char path[PATH_SIZE], const char *above, const char *key) {
  snprintf(path, PATH_SIZE, "%s%s%s", above, above[0] != '\0' ? "." : "", key);
}

/* The path of element `index` of a list of `count`: that of the list when it is the only one, as
** in version 2's answers. */
static void index_path(char path[PATH_SIZE], const char *above, size_t index, size_t count) {
  char key[24];
  if (count == 1) {
    snprintf(path, PATH_SIZE, "%s", above);
    return;
  }
  snprintf(key, sizeof key, "%zu", index + 1);
  join_path(path, above, key);
}

static void find_tables(struct tables *tables, json_t *value, const char *path, int depth) {
  struct table table;
  char below[PATH_SIZE];
  if (depth > DEEPEST || tables->no_memory)
    return;
  if (json_is_object(value) && take_table(&table, value)) {
    snprintf(table.path, sizeof table.path, "%s", path);
    add_table(tables, &table);
    return;
  }
  const char *key;
  json_t *member;
  size_t index;
  json_object_foreach(value, key, member) {
    join_path(below, path, key);
    find_tables(tables, member, below, depth + 1);
  }
  json_array_foreach(value, index, member) {
    index_path(below, path, index, json_array_size(value));
    find_tables(tables, member, below, depth + 1);
  }
}

static bool fail_no_table(const struct source *source, json_t *root, struct error *error) {
  const char *cause = json_string_value(json_object_get(root, "cause"));
  if (cause != NULL) {
    char shown[400];
    excerpt_cell(shown, sizeof shown, cause, strlen(cause));
    return error_set(error, ERROR_DATA, "%s: is jobindsats' refusal, not data: %s", source->name,
                     shown);
  }
  error_set(error, ERROR_DATA, "%s: is JSON but holds no table", source->name);
  error_add(error, "a table is {\"columns\": […], \"rows\": [[…], …]}, or version 2's "
                   "[{\"Variables\": […], \"Data\": [[…], …]}]");
  return false;
}

static bool fail_which(const struct source *source, const struct tables *tables, const char *wanted,
                       struct error *error) {
  char shown[PATH_SIZE];
  if (wanted == NULL) {
    error_set(error, ERROR_DATA, "%s: holds %zu tables; say which, table = \"…\"", source->name,
              tables->count);
  } else {
    excerpt_cell(shown, sizeof shown, wanted, strlen(wanted));
    error_set(error, ERROR_VALUE, "%s: has no table `%s`", source->name, shown);
  }
  error_add(error, "the tables are:");
  for (size_t i = 0; i < tables->count; i++) {
    excerpt_cell(shown, sizeof shown, tables->list[i].path, strlen(tables->list[i].path));
    error_add(error, "  %s", shown[0] != '\0' ? shown : "(the document itself: leave table out)");
  }
  return false;
}

static const struct table *choose_table(const struct source *source, const struct tables *tables,
                                        json_t *root, const char *wanted, struct error *error) {
  if (tables->no_memory)
    return error_memory(error), NULL;
  if (tables->count == 0)
    return fail_no_table(source, root, error), NULL;
  if (wanted == NULL && tables->count == 1)
    return &tables->list[0];
  for (size_t i = 0; wanted != NULL && i < tables->count; i++)
    if (strcmp(tables->list[i].path, wanted) == 0)
      return &tables->list[i];
  return fail_which(source, tables, wanted, error), NULL;
}

/* ---- where a value stands ----
** jansson keeps no places, so for a message the text, known to be valid, is walked again. */

static size_t skip_blank(const char *text, size_t at) {
  while (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')
    at++;
  return at;
}

static size_t skip_string(const char *text, size_t at) {
  for (at++; text[at] != '"'; at++)
    if (text[at] == '\\')
      at++;
  return at + 1;
}

/* After the value that begins at `at`. */
static size_t skip_value(const char *text, size_t length, size_t at) {
  size_t depth = 0;
  while (at < length) {
    char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      if (depth == 0)
        return at;
      continue;
    }
    if (depth == 0 && strchr(",]} \t\r\n", c) != NULL)
      return at;
    if (c == '[' || c == '{')
      depth++;
    at++;
    if ((c == ']' || c == '}') && --depth == 0)
      return at;
  }
  return at;
}

/* The first item of the list or object at `at`, or the one after the value that ends at `end`;
** SIZE_MAX when there is none. */
static size_t first_item(const char *text, size_t at) {
  at = skip_blank(text, at + 1);
  return text[at] == ']' || text[at] == '}' ? SIZE_MAX : at;
}

static size_t next_item(const char *text, size_t end) {
  size_t at = skip_blank(text, end);
  return text[at] == ',' ? skip_blank(text, at + 1) : SIZE_MAX;
}

/* The value of the key at `key`. */
static size_t value_of(const char *text, size_t key) {
  size_t colon = skip_blank(text, skip_string(text, key));
  return skip_blank(text, colon + 1);
}

static size_t find_item(const struct source *source, size_t list, size_t index) {
  const char *text = source->text;
  size_t at = text[list] == '[' ? first_item(text, list) : SIZE_MAX;
  for (; at != SIZE_MAX && index > 0; index--)
    at = next_item(text, skip_value(text, source->length, at));
  return at;
}

static size_t find_member(const struct source *source, size_t object, const char *name) {
  const char *text = source->text;
  size_t at = text[object] == '{' ? first_item(text, object) : SIZE_MAX;
  while (at != SIZE_MAX) {
    size_t value = value_of(text, at);
    if (strncmp(text + at + 1, name, strlen(name)) == 0 && text[at + 1 + strlen(name)] == '"')
      return value;
    at = next_item(text, skip_value(text, source->length, value));
  }
  return SIZE_MAX;
}

static size_t count_items(const struct source *source, size_t list) {
  size_t count = 0;
  size_t at = first_item(source->text, list);
  for (; at != SIZE_MAX; count++)
    at = next_item(source->text, skip_value(source->text, source->length, at));
  return count;
}

static bool is_table_at(const struct source *source, size_t at) {
  return (find_member(source, at, "columns") != SIZE_MAX &&
          find_member(source, at, "rows") != SIZE_MAX) ||
         (find_member(source, at, "Variables") != SIZE_MAX &&
          find_member(source, at, "Data") != SIZE_MAX);
}

/* The path of the member whose key stands at `key`, escapes undone. */
static void read_key(const struct source *source, size_t key, const char *above,
                     char path[PATH_SIZE]) {
  size_t end = skip_string(source->text, key);
  json_t *name = json_loadb(source->text + key, end - key, JSON_DECODE_ANY, NULL);
  join_path(path, above, json_is_string(name) ? json_string_value(name) : "");
  json_decref(name);
}

static size_t find_table(const struct source *source, size_t at, const char *path,
                         const char *wanted, int depth) {
  const char *text = source->text;
  if (depth > DEEPEST || (text[at] != '{' && text[at] != '['))
    return SIZE_MAX;
  if (strcmp(path, wanted) == 0 && is_table_at(source, at))
    return at;
  if (strncmp(path, wanted, strlen(path)) != 0)
    return SIZE_MAX;
  bool object = text[at] == '{';
  size_t count = object ? 0 : count_items(source, at);
  size_t found = SIZE_MAX;
  size_t item = first_item(text, at);
  for (size_t index = 0; item != SIZE_MAX && found == SIZE_MAX; index++) {
    char below[PATH_SIZE];
    size_t value = object ? value_of(text, item) : item;
    if (object)
      read_key(source, item, path, below);
    else
      index_path(below, path, index, count);
    found = find_table(source, value, below, wanted, depth + 1);
    item = next_item(text, skip_value(text, source->length, value));
  }
  return found;
}

/* Where row `row` of the table stands (0: the captions), or its cell `column` unless SIZE_MAX. */
static size_t find_cell(const struct source *source, const char *path, size_t row, size_t column) {
  size_t start = skip_blank(source->text, 0);
  size_t table = find_table(source, start, path, path, 0);
  if (strcmp(path, "") != 0 || table == SIZE_MAX)
    table = find_table(source, start, "", path, 0);
  if (table == SIZE_MAX)
    return start;
  size_t list = find_member(source, table, row == 0 ? "columns" : "rows");
  if (list == SIZE_MAX)
    list = find_member(source, table, row == 0 ? "Variables" : "Data");
  if (list == SIZE_MAX)
    return table;
  size_t item = row == 0 ? list : find_item(source, list, row - 1);
  size_t cell = item == SIZE_MAX || column == SIZE_MAX ? item : find_item(source, item, column);
  return cell != SIZE_MAX ? cell : item != SIZE_MAX ? item : list;
}

static size_t locate_json(const struct grid *grid, size_t row, size_t column, size_t *span) {
  size_t at = find_cell(grid->source, grid->context, row, column);
  size_t length = grid->source->length - at;
  *span = length > 0 ? skip_value(grid->source->text, grid->source->length, at) - at : 1;
  return at;
}

/* ---- cells ---- */

/* A caption: a string, or version 2's {Name, Label}. */
static json_t *caption_of(json_t *column) {
  return json_is_object(column) ? json_object_get(column, "Label") : column;
}

static bool add_captions(struct grid *grid, const struct table *table, struct error *error) {
  size_t index;
  json_t *column;
  json_array_foreach(table->columns, index, column) {
    json_t *caption = caption_of(column);
    if (!json_is_string(caption)) {
      size_t at = find_cell(grid->source, table->path, 0, index);
      return source_fail(grid->source, at, 1, error, "the caption of column %zu is no text",
                         index + 1);
    }
    if (!grid_add_caption(grid, json_string_value(caption), json_string_length(caption)))
      return error_memory(error);
  }
  return true;
}

static bool add_real(struct grid *grid, size_t column, double value) {
  char text[NUMBER_SIZE + 2];
  number_write(text, NUMBER_SIZE, value, '.');
  if (strchr(text, '.') == NULL)
    strcat(text, ".0");
  return grid_set(&grid->part[0], column, text, strlen(text), FORM_NUMBER);
}

static bool add_integer(struct grid *grid, size_t column, json_int_t value) {
  char text[32];
  int length = snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, value);
  return grid_set(&grid->part[0], column, text, (size_t)length, FORM_NUMBER);
}

/* False without memory, or for what is no single value; then `*scalar` is false. */
static bool add_value(struct grid *grid, size_t column, json_t *value, bool *scalar) {
  struct grid_part *part = &grid->part[0];
  switch (json_typeof(value)) {
  case JSON_STRING:
    return grid_set(part, column, json_string_value(value), json_string_length(value), FORM_TEXT);
  case JSON_INTEGER:
    return add_integer(grid, column, json_integer_value(value));
  case JSON_REAL:
    return add_real(grid, column, json_real_value(value));
  case JSON_NULL:
    return grid_set(part, column, "", 0, FORM_NULL);
  case JSON_TRUE:
    return grid_set(part, column, "true", 4, FORM_TEXT);
  case JSON_FALSE:
    return grid_set(part, column, "false", 5, FORM_TEXT);
  default:
    *scalar = false;
    return false;
  }
}

static bool add_row(struct grid *grid, const struct table *table, size_t row, json_t *cells,
                    struct error *error) {
  if (!json_is_array(cells) || json_array_size(cells) != grid->columns) {
    size_t at = find_cell(grid->source, table->path, row, SIZE_MAX);
    return source_fail(grid->source, at, 1, error, "row %zu: expected %zu cells, found %zu", row,
                       grid->columns, json_array_size(cells));
  }
  if (!grid_open_row(&grid->part[0], grid->columns))
    return error_memory(error);
  size_t index;
  json_t *cell;
  json_array_foreach(cells, index, cell) {
    bool scalar = true;
    if (add_value(grid, index, cell, &scalar))
      continue;
    if (scalar)
      return error_memory(error);
    size_t at = find_cell(grid->source, table->path, row, index);
    return source_fail(grid->source, at, 1, error,
                       "row %zu, cell %zu: a list or an object, where a value should be", row,
                       index + 1);
  }
  grid->part[0].rows++;
  return true;
}

static bool add_cells(struct grid *grid, const struct table *table, struct error *error) {
  grid->columns = json_array_size(table->columns);
  size_t rows = json_array_size(table->rows) + 1;
  if (grid->columns == 0)
    return source_fail(grid->source, find_cell(grid->source, table->path, 0, SIZE_MAX), 1, error,
                       "a table without columns");
  grid->typed = true;
  if (!grid_add_parts(grid, 1))
    return error_memory(error);
  if (!add_captions(grid, table, error))
    return false;
  struct gauge gauge;
  gauge_begin(&gauge, grid->engine, GRID_CHOSEN, GRID_CUT, rows);
  for (size_t row = 1; row < rows; row++) {
    if (row % POLL_ROWS == 0 && !gauge_add(&gauge, POLL_ROWS))
      return false;
    if (!add_row(grid, table, row, json_array_get(table->rows, row - 1), error))
      return false;
  }
  return grid_join(grid) || error_memory(error);
}

/* ---- together ---- */

/* A text with a NUL byte; jansson stops behind it. */
static bool fail_nul(const struct source *source, size_t at, struct error *error) {
  static const char sign[] = "\\u0000";
  size_t length = strlen(sign);
  for (size_t back = at; back-- > 0;)
    if (source->length - back >= length && memcmp(source->text + back, sign, length) == 0) {
      at = back;
      break;
    }
  source_fail(source, at, length, error, "a NUL byte, which no text holds");
  error_add(error, "the file is damaged; fetch it again, or mend the text");
  return false;
}

/* What a document consists of, end to end in blocks: millions of values, taken one by one, would be
** given back one by one, and nobody could be told to stop meanwhile. */
struct arena_block {
  struct arena_block *next;
  max_align_t bytes[];
};

/* jansson calls a token wrong when memory gives out within it: so that is noted. Its functions for
** memory know no context. */
static _Thread_local struct arena {
  struct arena_block *blocks;
  char *free;
  size_t left;
  size_t size; /* of the newest block */
  bool gave_out;
} arena;

enum { FIRST_BLOCK = 1 << 14, LARGEST_BLOCK = 1 << 24 };

static bool add_block(size_t least) {
  size_t size = arena.size == 0               ? FIRST_BLOCK
                : arena.size >= LARGEST_BLOCK ? LARGEST_BLOCK
                                              : arena.size * 2;
  size = size < least ? least : size;
  struct arena_block *block = malloc(sizeof *block + size);
  if (block == NULL)
    return false;
  large_pages(block, sizeof *block + size);
  block->next = arena.blocks;
  arena.blocks = block;
  arena.free = (char *)block->bytes;
  arena.left = arena.size = size;
  return true;
}

static void *take_memory(size_t size) {
  size_t whole = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
  if (whole < size || (whole > arena.left && !add_block(whole))) {
    arena.gave_out = true;
    return NULL;
  }
  void *memory = arena.free;
  arena.free += whole;
  arena.left -= whole;
  return memory;
}

static void keep_memory(void *memory) {
  (void)memory;
}

/* The document is gone then. */
static void clear_arena(void) {
  while (arena.blocks != NULL) {
    struct arena_block *next = arena.blocks->next;
    free(arena.blocks);
    arena.blocks = next;
  }
  arena = (struct arena){0};
}

/* The text on its way to jansson. */
struct piecewise {
  const struct source *source;
  size_t at;
  struct gauge *gauge;
  jmp_buf stop;
};

/* Told to stop, this does not return: jansson would first take apart all that it has made. What it
** has taken is the arena's. */
static size_t give_piece(void *buffer, size_t room, void *context) {
  struct piecewise *piecewise = context;
  size_t left = piecewise->source->length - piecewise->at;
  size_t count = left < room ? left : room;
  bool due = piecewise->at / POLL_BYTES != (piecewise->at + count) / POLL_BYTES;
  if (due && !gauge_add(piecewise->gauge, POLL_BYTES))
    longjmp(piecewise->stop, 1);
  memcpy(buffer, piecewise->source->text + piecewise->at, count);
  piecewise->at += count;
  return count;
}

/* The document, in the arena. */
static json_t *parse(const struct source *source, const struct engine_options *options,
                     struct error *error) {
  json_error_t trouble;
  struct gauge gauge;
  struct piecewise piecewise = {.source = source, .gauge = &gauge};
  json_t *volatile root = NULL;
  gauge_begin(&gauge, options, SOURCE_TAKEN, GRID_CHOSEN, source->length);
  json_set_alloc_funcs(take_memory, keep_memory);
  if (setjmp(piecewise.stop) == 0)
    root = json_load_callback(give_piece, &piecewise, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES,
                              &trouble);
  json_set_alloc_funcs(malloc, free);
  if (root != NULL || !engine_goes_on(options))
    return root;
  if (arena.gave_out)
    return error_memory(error), NULL;
  char what[JSON_ERROR_TEXT_LENGTH];
  size_t at = trouble.position > 0 ? (size_t)trouble.position - 1 : 0;
  enum json_error_code code = json_error_code(&trouble);
  if (code == json_error_null_character || code == json_error_null_byte_in_key)
    return fail_nul(source, at, error), NULL;
  excerpt_cell(what, sizeof what, trouble.text, strlen(trouble.text));
  source_fail(source, at, 1, error, "is not valid JSON: %s", what);
  return NULL;
}

static bool fill_grid(struct grid *grid, const struct table *table, struct dialect *dialect,
                      struct error *error) {
  dialect->table = strdup(table->path);
  if (dialect->table == NULL)
    return error_memory(error);
  grid->context = dialect->table;
  if (add_cells(grid, table, error))
    return true;
  grid_clear(grid);
  return false;
}

bool grid_read_json(struct grid *grid, const struct source *source,
                    const struct csv_options *options, struct dialect *dialect,
                    struct error *error) {
  *grid = (struct grid){
      .source = source, .locate = locate_json, .threads = 1, .engine = options->engine};
  json_t *root = parse(source, options->engine, error);
  struct tables tables = {0};
  const struct table *table = NULL;
  if (root != NULL) {
    find_tables(&tables, root, "", 0);
    table = choose_table(source, &tables, root, options->table, error);
  }
  bool filled = table != NULL && fill_grid(grid, table, dialect, error);
  free(tables.list);
  clear_arena();
  return filled;
}
