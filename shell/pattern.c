#include "pattern.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#include "interrupt.h"

enum { ESCAPE = '%', DEPTH_MAX = 200, STEPS = 1 << 14 };

void pattern_open(struct pattern *pattern, lua_State *L, const char *subject, size_t length,
                  const char *end) {
  pattern->L = L;
  pattern->subject = subject;
  pattern->subject_end = subject + length;
  pattern->end = end;
  pattern->steps = STEPS;
}

static void step(struct pattern *m) {
  if (--m->steps > 0)
    return;
  m->steps = STEPS;
  interrupt_poll(m->L);
}

/* {======================================================
** One character
** ======================================================= */

static bool in_class(int c, int name) {
  bool in;
  switch (tolower(name)) {
  case 'a':
    in = isalpha(c);
    break;
  case 'c':
    in = iscntrl(c);
    break;
  case 'd':
    in = isdigit(c);
    break;
  case 'g':
    in = isgraph(c);
    break;
  case 'l':
    in = islower(c);
    break;
  case 'p':
    in = ispunct(c);
    break;
  case 's':
    in = isspace(c);
    break;
  case 'u':
    in = isupper(c);
    break;
  case 'w':
    in = isalnum(c);
    break;
  case 'x':
    in = isxdigit(c);
    break;
  case 'z':
    in = c == 0; /* as Lua still has it */
    break;
  default:
    return name == c;
  }
  return isupper(name) ? !in : in;
}

/* Whether `c` is in the set from `open` ('[') to `close` (its ']'). */
static bool in_set(int c, const unsigned char *open, const unsigned char *close) {
  bool found = false;
  const unsigned char *at = open + 1;
  bool negated = *at == '^';
  for (at += negated; at < close && !found; at++) {
    if (*at == ESCAPE) {
      at++;
      found = in_class(c, *at);
    } else if (at[1] == '-' && at + 2 < close) {
      found = at[0] <= c && c <= at[2];
      at += 2;
    } else {
      found = *at == c;
    }
  }
  return found != negated;
}

/* After the set that opens before `at`. A ']' that comes first stands for itself. */
static const char *set_end(struct pattern *m, const char *at) {
  if (*at == '^')
    at++;
  do {
    if (at == m->end)
      luaL_error(m->L, "malformed pattern (missing ']')");
    if (*at++ == ESCAPE && at < m->end)
      at++;
  } while (*at != ']');
  return at + 1;
}

/* After the item at `item`, which stands for one character. */
static const char *item_end(struct pattern *m, const char *item) {
  if (*item == '[')
    return set_end(m, item + 1);
  if (*item != ESCAPE)
    return item + 1;
  if (item + 1 == m->end)
    luaL_error(m->L, "malformed pattern (ends with '%%')");
  return item + 2;
}

/* Whether the item matches the character at `at`. */
static bool item_matches(struct pattern *m, const char *at, const char *item, const char *after) {
  step(m);
  if (at >= m->subject_end)
    return false;
  int c = (unsigned char)*at;
  switch (*item) {
  case '.':
    return true;
  case ESCAPE:
    return in_class(c, (unsigned char)item[1]);
  case '[':
    return in_set(c, (const unsigned char *)item, (const unsigned char *)after - 1);
  default:
    return (unsigned char)*item == c;
  }
}

/* }====================================================== */

/* Match from `at` with the item at `from` and all after it; gives the end or NULL. */
static const char *match(struct pattern *m, const char *at, const char *from);

/* {======================================================
** Items that are more than a character
** ======================================================= */

static const char *match_greedy(struct pattern *m, const char *at, const char *item,
                                const char *after) {
  ptrdiff_t count = 0;
  while (item_matches(m, at + count, item, after))
    count++;
  for (; count >= 0; count--) {
    const char *end = match(m, at + count, after + 1);
    if (end != NULL)
      return end;
  }
  return NULL;
}

static const char *match_lazy(struct pattern *m, const char *at, const char *item,
                              const char *after) {
  for (;; at++) {
    const char *end = match(m, at, after + 1);
    if (end != NULL || !item_matches(m, at, item, after))
      return end;
  }
}

static const char *open_capture(struct pattern *m, const char *at, const char *item) {
  bool position = item[1] == ')';
  if (m->captures >= PATTERN_CAPTURES)
    luaL_error(m->L, "too many captures");
  m->capture[m->captures++] =
      (struct pattern_capture){at, position ? CAPTURE_POSITION : CAPTURE_OPEN};
  const char *end = match(m, at, item + (position ? 2 : 1));
  if (end == NULL)
    m->captures--;
  return end;
}

static const char *close_capture(struct pattern *m, const char *at, const char *item) {
  int number = m->captures - 1;
  while (number >= 0 && m->capture[number].length != CAPTURE_OPEN)
    number--;
  if (number < 0)
    luaL_error(m->L, "invalid pattern capture");
  m->capture[number].length = at - m->capture[number].start;
  const char *end = match(m, at, item + 1);
  if (end == NULL)
    m->capture[number].length = CAPTURE_OPEN;
  return end;
}

/* After what the capture of a digit has matched, found again at `at`; or NULL. */
static const char *match_again(struct pattern *m, const char *at, char digit) {
  int number = digit - '1';
  if (number < 0 || number >= m->captures || m->capture[number].length == CAPTURE_OPEN)
    luaL_error(m->L, "invalid capture index %%%d", number + 1);
  /* A position that is matched again is longer than anything, as it is in Lua. */
  size_t length = (size_t)m->capture[number].length;
  if ((size_t)(m->subject_end - at) < length || memcmp(m->capture[number].start, at, length) != 0)
    return NULL;
  return at + length;
}

/* %bxy: after the y that balances the x at `at`, or NULL. `both`: where x and y stand. */
static const char *match_balanced(struct pattern *m, const char *at, const char *both) {
  if (both >= m->end - 1)
    luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (*at != both[0])
    return NULL;
  int open = 1;
  while (++at < m->subject_end) {
    step(m);
    if (*at == both[1]) {
      if (--open == 0)
        return at + 1;
    } else if (*at == both[0]) {
      open++;
    }
  }
  return NULL;
}

/* %f[set]: whether the set begins at `at`. */
static bool at_frontier(struct pattern *m, const char *at, const char *set, const char *after) {
  const unsigned char *open = (const unsigned char *)set;
  const unsigned char *close = (const unsigned char *)after - 1;
  int before = at == m->subject ? '\0' : (unsigned char)at[-1];
  return !in_set(before, open, close) && in_set((unsigned char)*at, open, close);
}

/* }====================================================== */

/* What the matcher goes on with: at which character, with which item. */
struct place {
  const char *at; /* NULL: no match */
  const char *item;
};

/* An item for a character, and the sign of repetition after it. True when the match is decided:
** place->at is its end. */
static bool match_item(struct pattern *m, struct place *place) {
  const char *at = place->at, *item = place->item;
  const char *after = item_end(m, item);
  char repetition = after < m->end ? *after : '\0';
  if (repetition == '*' || repetition == '-') {
    place->at =
        repetition == '*' ? match_greedy(m, at, item, after) : match_lazy(m, at, item, after);
    return true;
  }
  bool matches = item_matches(m, at, item, after);
  if (repetition == '+') {
    place->at = matches ? match_greedy(m, at + 1, item, after) : NULL;
    return true;
  }
  if (repetition == '?') {
    const char *end = matches ? match(m, at + 1, after + 1) : NULL;
    place->item = after + 1;
    if (end != NULL)
      place->at = end;
    return end != NULL;
  }
  place->at = matches ? at + 1 : NULL;
  place->item = after;
  return !matches;
}

/* An item that begins with %. True when the match is decided. */
static bool match_escape(struct pattern *m, struct place *place) {
  const char *item = place->item;
  char name = item[1];
  if (name == 'b') {
    place->at = match_balanced(m, place->at, item + 2);
    place->item = item + 4;
  } else if (name == 'f') {
    if (item[2] != '[')
      luaL_error(m->L, "missing '[' after '%%f' in pattern");
    const char *after = item_end(m, item + 2);
    if (!at_frontier(m, place->at, item + 2, after))
      place->at = NULL;
    place->item = after;
  } else if (isdigit((unsigned char)name)) {
    place->at = match_again(m, place->at, name);
    place->item = item + 2;
  } else {
    return match_item(m, place);
  }
  return place->at == NULL;
}

/* One item. True when the match is decided. */
static bool match_one(struct pattern *m, struct place *place) {
  const char *item = place->item;
  switch (*item) {
  case '(':
    place->at = open_capture(m, place->at, item);
    return true;
  case ')':
    place->at = close_capture(m, place->at, item);
    return true;
  case ESCAPE:
    return match_escape(m, place);
  case '$':
    if (item + 1 == m->end) {
      if (place->at != m->subject_end)
        place->at = NULL;
      return true;
    }
    return match_item(m, place);
  default:
    return match_item(m, place);
  }
}

static const char *match(struct pattern *m, const char *at, const char *from) {
  struct place place = {at, from};
  if (m->depth-- == 0)
    luaL_error(m->L, "pattern too complex");
  step(m);
  while (place.item != m->end && !match_one(m, &place))
    ;
  m->depth++;
  return place.at;
}

const char *pattern_try(struct pattern *m, const char *at, const char *from) {
  m->captures = 0;
  m->depth = DEPTH_MAX;
  return match(m, at, from);
}

void pattern_push_capture(struct pattern *m, int number, const char *at, const char *to) {
  if (number >= m->captures) {
    if (number != 0)
      luaL_error(m->L, "invalid capture index %%%d", number + 1);
    lua_pushlstring(m->L, at, (size_t)(to - at));
    return;
  }
  const struct pattern_capture *capture = &m->capture[number];
  if (capture->length == CAPTURE_POSITION)
    lua_pushinteger(m->L, capture->start - m->subject + 1);
  else if (capture->length == CAPTURE_OPEN)
    luaL_error(m->L, "unfinished capture");
  else
    lua_pushlstring(m->L, capture->start, (size_t)capture->length);
}

int pattern_push_captures(struct pattern *m, const char *at, const char *to) {
  int count = m->captures == 0 && at != NULL ? 1 : m->captures;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++)
    pattern_push_capture(m, i, at, to);
  return count;
}
