#include "look.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

/* A text as runs of digits with one mark between neighbours. Marks: '.', ',', and for spaces a
** letter for their kind. */
struct runs {
  bool valid;
  bool zero;      /* the first run begins with 0 */
  size_t sign;    /* bytes of a minus */
  size_t marks;   /* how many */
  size_t first;   /* digits of the first run */
  size_t last;    /* digits of the last run, the first when there is one only */
  bool threes;    /* all runs between have three digits */
  bool uniform;   /* all marks but the last are one */
  char lead_mark; /* the first mark, 0: none */
  char last_mark;
};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static const struct {
  const char *text;
  size_t length;
  char kind;
} spaces[] = {
    {" ", 1, 's'}, {"\xC2\xA0", 2, 'n'}, {"\xE2\x80\x89", 3, 't'}, {"\xE2\x80\xAF", 3, 'r'}};

static char find_space(const char *text, size_t length, size_t *bytes) {
  for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
    if (length >= spaces[i].length && memcmp(text, spaces[i].text, spaces[i].length) == 0) {
      *bytes = spaces[i].length;
      return spaces[i].kind;
    }
  return 0;
}

static char read_mark(const char *text, size_t length, size_t *bytes) {
  *bytes = 1;
  if (text[0] == '.' || text[0] == ',')
    return text[0];
  return find_space(text, length, bytes);
}

static size_t minus_length(const char *text, size_t length) {
  if (length > 0 && text[0] == '-')
    return 1;
  return length > 3 && memcmp(text, "\xE2\x88\x92", 3) == 0 ? 3 : 0;
}

/* Take in the mark that follows the last run. */
static void add_mark(struct runs *runs, char mark) {
  if (runs->marks == 0) {
    runs->lead_mark = mark;
  } else {
    runs->threes = runs->threes && runs->last == 3;
    runs->uniform = runs->uniform && runs->last_mark == runs->lead_mark;
  }
  runs->last_mark = mark;
  runs->marks++;
}

static struct runs take_runs(const char *text, size_t length) {
  struct runs runs = {.threes = true, .uniform = true, .sign = minus_length(text, length)};
  size_t at = runs.sign;
  runs.zero = at < length && text[at] == '0';
  for (;;) {
    size_t start = at;
    while (at < length && is_digit(text[at]))
      at++;
    runs.last = at - start;
    if (runs.marks == 0)
      runs.first = runs.last;
    if (runs.last == 0 && !(runs.marks == 0 && at + 1 < length))
      return runs;
    if (at == length)
      break;
    size_t bytes;
    char mark = read_mark(text + at, length - at, &bytes);
    if (mark == 0)
      return runs;
    add_mark(&runs, mark);
    at += bytes;
  }
  runs.valid = true;
  return runs;
}

enum verdict { NO_NUMBER, A_CODE, A_NUMBER };

static bool is_point(char mark) {
  return mark == '.' || mark == ',';
}

/* The reading of one convention; its decimals in `*decimals`. */
static enum verdict read_runs(const struct runs *runs, char decimal, int *decimals) {
  bool fraction = runs->marks > 0 && runs->last_mark == decimal;
  size_t groups = runs->marks - (fraction ? 1 : 0);
  *decimals = !fraction ? 0 : runs->last < 1000 ? (int)runs->last : 1000;
  if (groups > 0) {
    bool one_mark = runs->uniform && (fraction || runs->last_mark == runs->lead_mark);
    bool formed = runs->first >= 1 && runs->first <= 3 && !runs->zero && runs->threes &&
                  (fraction || runs->last == 3);
    return one_mark && formed && runs->lead_mark != decimal ? A_NUMBER : NO_NUMBER;
  }
  if (runs->first == 0 && !fraction)
    return NO_NUMBER;
  return runs->zero && runs->first > 1 ? A_CODE : A_NUMBER;
}

/* Whether the caller's conventions leave this reading. */
static bool is_allowed(const struct runs *runs, unsigned fit, char decimal,
                       const struct conventions *allowed) {
  if ((allowed->decimal & fit) == 0)
    return false;
  size_t groups = runs->marks - (runs->marks > 0 && runs->last_mark == decimal ? 1 : 0);
  if (groups == 0)
    return true;
  return is_point(runs->lead_mark) ? allowed->group_mark : allowed->group_space;
}

/* Digits alone, as most cells are. */
static bool is_plain(const char *text, size_t length) {
  if (length == 0 || (text[0] == '0' && length > 1))
    return false;
  for (size_t i = 0; i < length; i++)
    if (!is_digit(text[i]))
      return false;
  return true;
}

struct number_look look_number(const char *text, size_t length, const struct conventions *allowed) {
  struct number_look look = {0};
  if (is_plain(text, length)) {
    look.fit = allowed->decimal;
    look.number = true;
    return look;
  }
  struct runs runs = take_runs(text, length);
  if (!runs.valid)
    return look;
  static const struct {
    unsigned fit;
    char decimal;
  } readings[] = {{FIT_COMMA, ','}, {FIT_DOT, '.'}};
  bool code = false;
  for (size_t i = 0; i < 2; i++) {
    enum verdict verdict = read_runs(&runs, readings[i].decimal, &look.decimals[readings[i].fit]);
    code = code || verdict == A_CODE;
    look.number = look.number || verdict == A_NUMBER;
    if (verdict == A_NUMBER && is_allowed(&runs, readings[i].fit, readings[i].decimal, allowed))
      look.fit |= readings[i].fit;
  }
  look.code = code && !look.number;
  look.marked = is_point(runs.lead_mark) || is_point(runs.last_mark);
  return look;
}

bool look_scaled(const char *text, size_t length, char decimal, int scale, int64_t *value) {
  size_t at = minus_length(text, length);
  bool negative = at > 0;
  bool fraction = false;
  int64_t total = 0; /* kept negative, where there is room for one more */
  int left = scale;
  for (; at < length; at++) {
    if (!is_digit(text[at])) {
      fraction = fraction || text[at] == decimal;
      continue;
    }
    if (fraction && left-- == 0)
      return false;
    if (__builtin_mul_overflow(total, 10, &total) ||
        __builtin_sub_overflow(total, text[at] - '0', &total))
      return false;
  }
  for (; left > 0; left--)
    if (__builtin_mul_overflow(total, 10, &total))
      return false;
  if (!negative && total == INT64_MIN)
    return false;
  *value = negative ? total : -total;
  return true;
}

double look_double(const char *text, size_t length, char decimal) {
  char plain[512];
  size_t used = 0;
  size_t at = minus_length(text, length);
  if (at > 0)
    plain[used++] = '-';
  for (; at < length && used + 1 < sizeof plain; at++) {
    if (is_digit(text[at]))
      plain[used++] = text[at];
    else if (text[at] == decimal)
      plain[used++] = '.';
  }
  plain[used] = '\0';
  double value = strtod(plain, NULL);
  return value == 0 ? 0 : value;
}

void look_thousands(const char *text, size_t length, char decimal, char mark[4]) {
  for (size_t at = minus_length(text, length); at < length; at++) {
    size_t bytes;
    if (is_digit(text[at]))
      continue;
    mark[0] = '\0';
    if (text[at] == decimal || read_mark(text + at, length - at, &bytes) == 0)
      return;
    memcpy(mark, text + at, bytes);
    mark[bytes] = '\0';
    return;
  }
  mark[0] = '\0';
}

bool look_year(const char *text, size_t length) {
  return length == 4 &&
         (memcmp(text, "18", 2) == 0 || memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0 ||
          memcmp(text, "21", 2) == 0) &&
         is_digit(text[2]) && is_digit(text[3]);
}

/* ---- signs for missing cells ---- */

static const struct marker known[] = {
    {"", 0, MISSING_BLANK, true},           {".", 1, MISSING_SUPPRESSED, false},
    {"..", 2, MISSING_UNAVAILABLE, false},  {"-", 1, MISSING_NONE, false},
    {"null", 4, MISSING_SUPPRESSED, false}, {"*", 1, MISSING_SUPPRESSED, false},
    {"x", 1, MISSING_SUPPRESSED, false},    {"X", 1, MISSING_SUPPRESSED, false},
    {"?", 1, MISSING_UNMATCHED, false},     {"!", 1, MISSING_UNDEFINED, false},
    {"~", 1, MISSING_UNDECIDED, false},
};
enum { KNOWN = sizeof known / sizeof known[0] };

static bool is_renamed(const struct csv_options *options, const char *sign) {
  for (size_t i = 0; i < options->missing_count; i++)
    if (strcmp(options->missing[i].sign, sign) == 0)
      return true;
  return false;
}

static void add_marker(struct markers *markers, struct marker marker) {
  markers->list[markers->count++] = marker;
  if (marker.length > 0)
    markers->first[(unsigned char)marker.sign[0]] = true;
}

static int compare_markers(const void *a, const void *b) {
  return strcmp(((const struct marker *)a)->sign, ((const struct marker *)b)->sign);
}

bool markers_build(struct markers *markers, const struct csv_options *options,
                   struct error *error) {
  *markers = (struct markers){0};
  markers->list = calloc(KNOWN + options->missing_count, sizeof *markers->list);
  if (markers->list == NULL)
    return error_memory(error);
  for (size_t i = 0; i < KNOWN; i++)
    if (!is_renamed(options, known[i].sign))
      add_marker(markers, known[i]);
  size_t kept = markers->count;
  for (size_t i = 0; i < options->missing_count; i++) {
    const struct csv_missing *own = &options->missing[i];
    if (own->reason != PRESENT)
      add_marker(markers, (struct marker){own->sign, strlen(own->sign), own->reason, true});
  }
  /* The caller's come from a table without an order; what is told of them shall have one. */
  qsort(markers->list + kept, markers->count - kept, sizeof *markers->list, compare_markers);
  return true;
}

void markers_clear(struct markers *markers) {
  free(markers->list);
  *markers = (struct markers){0};
}

int markers_find(const struct markers *markers, const char *text, size_t length) {
  if (length == 0)
    return 0;
  if (!markers->first[(unsigned char)text[0]])
    return -1;
  for (size_t i = 1; i < markers->count; i++)
    if (markers->list[i].length == length && memcmp(markers->list[i].sign, text, length) == 0)
      return (int)i;
  return -1;
}

bool markers_tell_numbers(const struct marker *marker) {
  static const char *const signs[] = {".", "..", "-", "null"};
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
    if (strcmp(marker->sign, signs[i]) == 0)
      return true;
  return false;
}
