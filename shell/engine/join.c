#include "join.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "keymap.h"
#include "pick.h"

static const char *const kinds[JOIN_KINDS] = {"inner", "left", "semi", "anti"};

enum join_kind join_kind_find(const char *name) {
  size_t kind = 0;
  while (kind < JOIN_KINDS && strcmp(kinds[kind], name) != 0)
    kind++;
  return (enum join_kind)kind;
}

/* How the two columns of a key are made comparable. */
enum match { MATCH_SAME, MATCH_TEXT, MATCH_EXACT, MATCH_DOUBLE };

struct key {
  const struct column *left;
  const struct column *right;
  enum match match;
  uint32_t *codes; /* MATCH_TEXT: the right code of each left one, or DICT_NONE */
};

struct join {
  const struct frame *left;
  const struct frame *right;
  struct key *keys;
  struct keymap *maps; /* one per key */
  size_t *right_keys;  /* the right column indexes, for messages */
  size_t count;
  uint32_t *number; /* of each right row, its key's; KEYMAP_NONE: has a missing one */
  size_t *start;    /* right rows by key number: rows[start[k]] to rows[start[k + 1]] */
  size_t *rows;
  size_t *left_rows; /* the result, row by row */
  size_t *right_rows;
  size_t result_rows;
  const struct engine_options *options;
  struct error *error;
};

/* ---- keys ---- */

static bool is_numeric(const struct column *column) {
  return column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL ||
         column->type == COLUMN_NUMBER;
}

static bool types_differ(const struct join *join, struct join_on on) {
  const struct column *left = join->left->column[on.left];
  const struct column *right = join->right->column[on.right];
  error_set(join->error, ERROR_TYPE, "join: '%s' on the left is %s, '%s' on the right is %s",
            join->left->names[on.left], column_type_name(left->type), join->right->names[on.right],
            column_type_name(right->type));
  const struct stray *stray = left->stray.line > 0 ? &left->stray : &right->stray;
  if (stray->line > 0)
    error_add(join->error, "a column is text because of '%s' in line %zu", stray->cell,
              stray->line);
  return false;
}

static bool translate_codes(struct key *key, struct error *error) {
  size_t size = dict_size(key->left->dict);
  key->codes = malloc((size + 1) * sizeof *key->codes);
  if (key->codes == NULL)
    return error_memory(error);
  for (uint32_t code = 0; code < size; code++) {
    size_t length;
    const char *text = dict_text(key->left->dict, code, &length);
    key->codes[code] = dict_find(key->right->dict, text, length);
  }
  return true;
}

static bool key_init(struct join *join, size_t i, struct join_on on) {
  if (on.left >= join->left->columns || on.right >= join->right->columns)
    return error_set(join->error, ERROR_VALUE, "join: no such key column");
  struct key *key = &join->keys[i];
  *key = (struct key){join->left->column[on.left], join->right->column[on.right], MATCH_SAME, NULL};
  join->right_keys[i] = on.right;
  bool numeric = is_numeric(key->left) && is_numeric(key->right);
  if (key->left->type != key->right->type && !numeric)
    return types_differ(join, on);
  if (key->left->type == COLUMN_TEXT) {
    key->match = MATCH_TEXT;
    return translate_codes(key, join->error);
  }
  if (key->left->type == COLUMN_NUMBER || key->right->type == COLUMN_NUMBER)
    key->match = MATCH_DOUBLE;
  else if (numeric && key->left->scale != key->right->scale)
    key->match = MATCH_EXACT;
  return true;
}

/* A scaled integer without trailing decimal zeros, so that 5 and 5,0 are one key. */
static struct key_cell exact_cell(const struct column *column, size_t row) {
  int64_t value = column_integer(column, row);
  int scale = column->scale;
  while (scale > 0 && value % 10 == 0) {
    value /= 10;
    scale--;
  }
  return (struct key_cell){(uint64_t)value, (uint8_t)scale};
}

/* A present cell in the form that both sides share. */
static struct key_cell cell_of(const struct key *key, const struct column *column, size_t row) {
  if (key->match == MATCH_EXACT)
    return exact_cell(column, row);
  if (key->match == MATCH_DOUBLE)
    return (struct key_cell){key_number(cell_number(column, row)), 0};
  struct key_cell cell = key_of(column, row);
  if (key->match == MATCH_TEXT && column == key->left)
    cell.word = key->codes[cell.word];
  return cell;
}

/* ---- the right side ---- */

static uint32_t add_right(struct join *join, size_t row) {
  uint32_t number = 0;
  for (size_t i = 0; i < join->count; i++)
    if (column_missing(join->keys[i].right, row) != PRESENT)
      return KEYMAP_NONE;
  for (size_t i = 0; i < join->count && number != KEYMAP_NONE; i++)
    number = keymap_add(&join->maps[i], number, cell_of(&join->keys[i], join->keys[i].right, row),
                        join->error);
  return number;
}

static bool number_right(struct join *join) {
  for (size_t row = 0; row < join->right->rows; row++) {
    join->number[row] = add_right(join, row);
    if (join->error->code != ERROR_NONE ||
        !engine_poll_row(join->options, row, join->right->rows, join->error))
      return false;
  }
  return true;
}

/* Right rows in lists by key, each in order. */
static bool list_right(struct join *join) {
  size_t keys = join->maps[join->count - 1].size;
  join->start = calloc(keys + 2, sizeof *join->start);
  if (join->start == NULL)
    return error_memory(join->error);
  size_t *next = join->start + 1;
  for (size_t row = 0; row < join->right->rows; row++)
    if (join->number[row] != KEYMAP_NONE)
      next[join->number[row] + 1]++;
  for (size_t k = 1; k <= keys; k++)
    next[k] += next[k - 1];
  for (size_t row = 0; row < join->right->rows; row++)
    if (join->number[row] != KEYMAP_NONE)
      join->rows[next[join->number[row]]++] = row;
  return true;
}

static bool check_unique(const struct join *join) {
  size_t keys = join->maps[join->count - 1].size;
  for (size_t k = 0; k < keys; k++) {
    if (join->start[k + 1] - join->start[k] < 2)
      continue;
    char where[DESCRIPTION_SIZE];
    size_t first = join->rows[join->start[k]];
    size_t second = join->rows[join->start[k] + 1];
    cell_describe(where, sizeof where, join->right, join->right_keys, join->count, first);
    return error_set(join->error, ERROR_DATA,
                     "join: the right side has %s twice (rows %zu and %zu), so rows of the left "
                     "would be repeated and counted again; sum the right side first, or write "
                     "many = true",
                     where, first + 1, second + 1);
  }
  return true;
}

/* ---- the left side ---- */

static uint32_t find_left(const struct join *join, size_t row) {
  uint32_t number = 0;
  for (size_t i = 0; i < join->count; i++)
    if (column_missing(join->keys[i].left, row) != PRESENT)
      return KEYMAP_NONE;
  for (size_t i = 0; i < join->count && number != KEYMAP_NONE; i++) {
    struct key_cell cell = cell_of(&join->keys[i], join->keys[i].left, row);
    if (join->keys[i].match == MATCH_TEXT && cell.word == DICT_NONE)
      return KEYMAP_NONE;
    number = keymap_find(&join->maps[i], number, cell);
  }
  return number;
}

static void put_row(struct join *join, size_t left, size_t right) {
  if (join->left_rows != NULL) {
    join->left_rows[join->result_rows] = left;
    join->right_rows[join->result_rows] = right;
  }
  join->result_rows++;
}

/* Write the result's rows, or only count them while there are no arrays. */
static bool match_rows(struct join *join, enum join_kind kind) {
  join->result_rows = 0;
  for (size_t row = 0; row < join->left->rows; row++) {
    if (!engine_poll_row(join->options, row, join->left->rows, join->error))
      return false;
    uint32_t key = find_left(join, row);
    bool found = key != KEYMAP_NONE;
    if (kind == JOIN_SEMI || kind == JOIN_ANTI) {
      if (found == (kind == JOIN_SEMI))
        put_row(join, row, SIZE_MAX);
      continue;
    }
    for (size_t i = found ? join->start[key] : 0; i < (found ? join->start[key + 1] : 0); i++)
      put_row(join, row, join->rows[i]);
    if (!found && kind == JOIN_LEFT)
      put_row(join, row, SIZE_MAX);
  }
  return true;
}

static bool find_rows(struct join *join, enum join_kind kind) {
  if (!match_rows(join, kind))
    return false;
  join->left_rows = malloc((join->result_rows + 1) * sizeof *join->left_rows);
  join->right_rows = malloc((join->result_rows + 1) * sizeof *join->right_rows);
  if (join->left_rows == NULL || join->right_rows == NULL)
    return error_memory(join->error);
  return match_rows(join, kind);
}

/* ---- the result ---- */

static bool is_right_key(const struct join *join, size_t column) {
  for (size_t i = 0; i < join->count; i++)
    if (join->right_keys[i] == column)
      return true;
  return false;
}

static bool check_names(const struct join *join) {
  for (size_t i = 0; i < join->right->columns; i++) {
    const char *name = join->right->names[i];
    if (!is_right_key(join, i) && frame_find(join->left, name) != SIZE_MAX)
      return error_set(join->error, ERROR_VALUE,
                       "join: both sides have a column '%s'; rename one first, such as "
                       "rename \"%s_2 = %s\"",
                       name, name, name);
  }
  return true;
}

static struct frame *build(const struct join *join, enum join_kind kind) {
  struct picks lefts = {.count = join->result_rows, .far = join->left_rows};
  struct frame *result = frame_pick(join->left, &lefts, join->options, join->error);
  bool add = kind == JOIN_INNER || kind == JOIN_LEFT;
  for (size_t i = 0; add && i < join->right->columns && result != NULL; i++) {
    if (is_right_key(join, i))
      continue;
    struct picks rights = {.count = join->result_rows, .far = join->right_rows};
    struct column *column =
        column_pick(join->right->column[i], &rights, join->options, join->error);
    if (!frame_add(result, join->right->names[i], column, join->error)) {
      frame_release(result);
      result = NULL;
    }
  }
  return result;
}

static bool join_init(struct join *join, const struct join_on *on) {
  join->keys = calloc(join->count, sizeof *join->keys);
  join->maps = calloc(join->count, sizeof *join->maps);
  join->right_keys = calloc(join->count, sizeof *join->right_keys);
  join->number = malloc((join->right->rows + 1) * sizeof *join->number);
  join->rows = malloc((join->right->rows + 1) * sizeof *join->rows);
  if (join->keys == NULL || join->maps == NULL || join->right_keys == NULL ||
      join->number == NULL || join->rows == NULL)
    return error_memory(join->error);
  for (size_t i = 0; i < join->count; i++)
    if (!key_init(join, i, on[i]) || !keymap_init(&join->maps[i], join->error))
      return false;
  return true;
}

static void join_clear(struct join *join) {
  for (size_t i = 0; i < join->count; i++) {
    if (join->keys != NULL)
      free(join->keys[i].codes);
    if (join->maps != NULL)
      keymap_clear(&join->maps[i]);
  }
  free(join->keys);
  free(join->maps);
  free(join->right_keys);
  free(join->number);
  free(join->rows);
  free(join->start);
  free(join->left_rows);
  free(join->right_rows);
}

struct frame *frame_join(const struct frame *left, const struct frame *right, enum join_kind kind,
                         const struct join_on *on, size_t count, bool many,
                         const struct engine_options *options, struct error *error) {
  if (count == 0 || kind >= JOIN_KINDS) {
    error_set(error, ERROR_VALUE,
              kind >= JOIN_KINDS ? "there is no such kind of join"
                                 : "a join needs a column to join on");
    return NULL;
  }
  struct error own = {0};
  struct join join = {
      .left = left, .right = right, .count = count, .options = options, .error = &own};
  bool adds = kind == JOIN_INNER || kind == JOIN_LEFT;
  bool done = join_init(&join, on) && (!adds || check_names(&join)) && number_right(&join) &&
              list_right(&join) && (many || !adds || check_unique(&join)) && find_rows(&join, kind);
  struct frame *result = done ? build(&join, kind) : NULL;
  if (result == NULL)
    error_set(error, own.code, "%s", own.message);
  join_clear(&join);
  return result;
}
