#include "join.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "group.h"
#include "keymap.h"
#include "pick.h"
#include "stretch.h"
#include "verbs.h"

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
  enum join_kind kind;
  struct key *keys;
  struct keymap *maps; /* one per key */
  size_t *left_keys;   /* the columns' indexes */
  size_t *right_keys;
  size_t count;
  bool by_code;     /* the one key is text: the numbers of keys are the right dictionary's codes */
  size_t numbers;   /* of keys */
  uint32_t *number; /* of each right row, its key's; KEYMAP_NONE: has a missing one */
  size_t *start;    /* right rows by key number: rows[start[k]] to rows[start[k + 1]] */
  size_t *rows;
  struct grouping *left_rows; /* by their keys; NULL where these are codes */
  size_t groups;              /* of the left */
  uint32_t *group;            /* of each left row */
  uint32_t *found;            /* of each group of the left, its key; KEYMAP_NONE: not there */
  size_t *gives;              /* of each group of the left, how many rows one of its rows gives */
  size_t length;              /* of a stretch of left rows */
  size_t *before;             /* of each stretch, rows of the result before it */
  struct picks lefts;         /* the result, row by row */
  struct picks rights;
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

static bool translate_some(void *context, size_t worker, size_t from, size_t to,
                           struct error *error) {
  struct key *key = context;
  (void)worker;
  (void)error;
  for (size_t code = from; code < to; code++) {
    size_t length;
    const char *text = dict_text(key->left->dict, (uint32_t)code, &length);
    key->codes[code] = dict_find(key->right->dict, text, length);
  }
  return true;
}

static bool translate_codes(struct key *key, const struct engine_options *options,
                            struct error *error) {
  size_t size = dict_size(key->left->dict);
  struct stretches codes = {
      .rows = size, .options = options, .work = translate_some, .context = key};
  key->codes = malloc((size + 1) * sizeof *key->codes);
  if (key->codes == NULL)
    return error_memory(error);
  key->codes[size] = DICT_NONE; /* of missing cells */
  return stretches_run(&codes, error);
}

static bool key_init(struct join *join, size_t i, struct join_on on) {
  if (on.left >= join->left->columns || on.right >= join->right->columns)
    return error_set(join->error, ERROR_VALUE, "join: no such key column");
  struct key *key = &join->keys[i];
  *key = (struct key){join->left->column[on.left], join->right->column[on.right], MATCH_SAME, NULL};
  join->left_keys[i] = on.left;
  join->right_keys[i] = on.right;
  bool numeric = is_numeric(key->left) && is_numeric(key->right);
  if (key->left->type != key->right->type && !numeric)
    return types_differ(join, on);
  if (key->left->type == COLUMN_TEXT) {
    key->match = MATCH_TEXT;
    return translate_codes(key, join->options, join->error);
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

/* The codes of a column's cells; `none` for missing ones. */
static void codes_of(const struct column *column, uint32_t none, uint32_t *codes) {
  for (size_t row = 0; row < column->length; row++)
    codes[row] = column_missing(column, row) == PRESENT ? column_code(column, row) : none;
}

/* Rows with the same keys are looked at once. */
static bool number_right(struct join *join) {
  if (join->by_code) {
    codes_of(join->keys[0].right, KEYMAP_NONE, join->number);
    join->numbers = dict_size(join->keys[0].right->dict);
    return true;
  }
  struct grouping *groups =
      grouping_new(join->right, join->right_keys, join->count, join->options, join->error);
  uint32_t *number = groups == NULL ? NULL : malloc((groups->groups + 1) * sizeof *number);
  bool done = number != NULL || error_memory(join->error);
  for (size_t g = 0; done && g < groups->groups; g++) {
    number[g] = add_right(join, groups->first[g]);
    done = join->error->code == ERROR_NONE &&
           engine_poll_row(join->options, g, groups->groups, join->error);
  }
  for (size_t row = 0; done && row < join->right->rows; row++)
    join->number[row] = number[groups->group[row]];
  join->numbers = join->maps[join->count - 1].size;
  free(number);
  grouping_free(groups);
  return done;
}

/* Right rows in lists by key, each in order. */
static bool list_right(struct join *join) {
  size_t keys = join->numbers;
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
  size_t keys = join->numbers;
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

/* How many rows of the result a row with this key gives. */
static size_t rows_given(const struct join *join, uint32_t key) {
  bool found = key != KEYMAP_NONE;
  if (join->kind == JOIN_SEMI || join->kind == JOIN_ANTI)
    return found == (join->kind == JOIN_SEMI);
  return found ? join->start[key + 1] - join->start[key] : join->kind == JOIN_LEFT;
}

/* The left rows in groups of the same keys. */
static bool group_left(struct join *join) {
  if (join->by_code) {
    join->groups = dict_size(join->keys[0].left->dict) + 1; /* the last: of missing keys */
    join->group = malloc((join->left->rows + 1) * sizeof *join->group);
    if (join->group == NULL)
      return error_memory(join->error);
    codes_of(join->keys[0].left, (uint32_t)join->groups - 1, join->group);
    return true;
  }
  join->left_rows =
      grouping_new(join->left, join->left_keys, join->count, join->options, join->error);
  if (join->left_rows == NULL)
    return false;
  join->groups = join->left_rows->groups;
  join->group = join->left_rows->group;
  return true;
}

/* The key of a group of the left. A dictionary may hold texts that no row has. */
static uint32_t find_group(const struct join *join, size_t group) {
  if (!join->by_code)
    return find_left(join, join->left_rows->first[group]);
  uint32_t code = join->keys[0].codes[group];
  bool stands = code != DICT_NONE && join->start[code] < join->start[code + 1];
  return stands ? code : KEYMAP_NONE;
}

static bool match_groups(struct join *join) {
  if (!group_left(join))
    return false;
  join->found = malloc((join->groups + 1) * sizeof *join->found);
  join->gives = malloc((join->groups + 1) * sizeof *join->gives);
  if (join->found == NULL || join->gives == NULL)
    return error_memory(join->error);
  for (size_t g = 0; g < join->groups; g++) {
    if (!engine_poll_row(join->options, g, join->groups, join->error))
      return false;
    join->found[g] = find_group(join, g);
    join->gives[g] = rows_given(join, join->found[g]);
  }
  return true;
}

static bool count_rows(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct join *join = context;
  size_t rows = 0;
  (void)worker;
  (void)error;
  for (size_t row = from; row < to; row++)
    rows += join->gives[join->group[row]];
  join->before[from / join->length] = rows;
  return true;
}

static void put_row(struct picks *picks, size_t at, size_t row) {
  if (picks->near != NULL)
    picks->near[at] = row == SIZE_MAX ? PICK_NONE : (uint32_t)row;
  else if (picks->far != NULL)
    picks->far[at] = row;
}

static bool put_rows(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct join *join = context;
  size_t at = join->before[from / join->length];
  (void)worker;
  (void)error;
  for (size_t row = from; row < to; row++) {
    uint32_t group = join->group[row];
    uint32_t key = join->found[group];
    for (size_t i = 0; i < join->gives[group]; i++, at++) {
      put_row(&join->lefts, at, row);
      put_row(&join->rights, at, key == KEYMAP_NONE ? SIZE_MAX : join->rows[join->start[key] + i]);
    }
  }
  return true;
}

/* Counts become places. */
static size_t add_up(struct join *join) {
  size_t before = 0;
  for (size_t k = 0; k * join->length < join->left->rows; k++) {
    size_t here = join->before[k];
    join->before[k] = before;
    before += here;
  }
  return before;
}

/* Whether every left row gives one row, of `count` in all: then the left side stays as it is. */
static bool keeps_left(const struct join *join, size_t count) {
  for (size_t g = 0; g < join->groups; g++)
    if (join->gives[g] > 1)
      return false;
  return count == join->left->rows;
}

static bool picks_init(struct picks *picks, size_t source_rows, size_t count, struct error *error) {
  picks->count = count;
  if (picks_are_near(source_rows))
    picks->near = malloc((count + 1) * sizeof *picks->near);
  else
    picks->far = malloc((count + 1) * sizeof *picks->far);
  return picks->near != NULL || picks->far != NULL || error_memory(error);
}

static bool find_rows(struct join *join) {
  struct stretches stretches = {
      .rows = join->left->rows, .options = join->options, .work = count_rows, .context = join};
  if (!match_groups(join))
    return false;
  join->length = stretches_length(&stretches);
  join->before = calloc(join->left->rows / join->length + 1, sizeof *join->before);
  if (join->before == NULL)
    return error_memory(join->error);
  if (!stretches_run(&stretches, join->error))
    return false;
  size_t count = add_up(join);
  bool adds = join->kind == JOIN_INNER || join->kind == JOIN_LEFT;
  join->lefts.count = join->rights.count = count;
  stretches.work = put_rows;
  return (keeps_left(join, count) ||
          picks_init(&join->lefts, join->left->rows, count, join->error)) &&
         (!adds || picks_init(&join->rights, join->right->rows, count, join->error)) &&
         stretches_run(&stretches, join->error);
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

/* Put the right columns but its keys behind those of the left. */
static bool add_columns(const struct join *join, struct frame *result) {
  const struct frame *right = join->right;
  struct column **sources = calloc(right->columns + 1, sizeof(struct column *));
  struct column **columns = calloc(right->columns + 1, sizeof(struct column *));
  size_t count = 0, added = 0;
  bool done = (sources != NULL && columns != NULL) || error_memory(join->error);
  for (size_t i = 0; done && i < right->columns; i++)
    if (!is_right_key(join, i))
      sources[count++] = right->column[i];
  done = done && columns_pick(sources, columns, count, &join->rights, join->options, join->error);
  for (size_t i = 0; done && i < right->columns; i++)
    if (!is_right_key(join, i))
      done = frame_add(result, right->names[i], columns[added++], join->error);
  for (; columns != NULL && added < count; added++)
    column_release(columns[added]);
  free(sources);
  free(columns);
  return done;
}

static struct frame *build(const struct join *join) {
  bool whole = join->lefts.near == NULL && join->lefts.far == NULL;
  bool adds = join->kind == JOIN_INNER || join->kind == JOIN_LEFT;
  struct frame *result = whole ? frame_copy(join->left, join->error)
                               : frame_pick(join->left, &join->lefts, join->options, join->error);
  if (result == NULL || !adds || add_columns(join, result))
    return result;
  frame_release(result);
  return NULL;
}

static bool join_init(struct join *join, const struct join_on *on) {
  join->keys = calloc(join->count, sizeof *join->keys);
  join->maps = calloc(join->count, sizeof *join->maps);
  join->left_keys = calloc(join->count, sizeof *join->left_keys);
  join->right_keys = calloc(join->count, sizeof *join->right_keys);
  join->number = malloc((join->right->rows + 1) * sizeof *join->number);
  join->rows = malloc((join->right->rows + 1) * sizeof *join->rows);
  if (join->keys == NULL || join->maps == NULL || join->left_keys == NULL ||
      join->right_keys == NULL || join->number == NULL || join->rows == NULL)
    return error_memory(join->error);
  for (size_t i = 0; i < join->count; i++)
    if (!key_init(join, i, on[i]) || !keymap_init(&join->maps[i], join->error))
      return false;
  join->by_code = join->count == 1 && join->keys[0].match == MATCH_TEXT;
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
  free(join->left_keys);
  free(join->right_keys);
  free(join->number);
  free(join->rows);
  free(join->start);
  if (join->left_rows == NULL)
    free(join->group);
  grouping_free(join->left_rows);
  free(join->found);
  free(join->gives);
  free(join->before);
  picks_clear(&join->lefts);
  picks_clear(&join->rights);
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
  struct join join = {.left = left,
                      .right = right,
                      .kind = kind,
                      .count = count,
                      .options = options,
                      .error = &own};
  bool adds = kind == JOIN_INNER || kind == JOIN_LEFT;
  bool done = join_init(&join, on) && (!adds || check_names(&join)) && number_right(&join) &&
              list_right(&join) && (many || !adds || check_unique(&join)) && find_rows(&join);
  struct frame *result = done ? build(&join) : NULL;
  if (result == NULL)
    error_set(error, own.code, "%s", own.message);
  join_clear(&join);
  return result;
}
