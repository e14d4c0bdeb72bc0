#include "period.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The kind stands above bit 24, the ordinal below. Ordinals count from year 0. */
enum { KIND_SHIFT = 24, YEAR_MAX = 9999 };

static const struct {
  const char *name;
  int per_year; /* 0: days */
} kinds[PERIOD_KINDS] = {
    [PERIOD_YEAR] = {"year", 1},       [PERIOD_HALF] = {"half", 2},
    [PERIOD_QUARTER] = {"quarter", 4}, [PERIOD_MONTH] = {"month", 12},
    [PERIOD_ROLLING] = {"rolling", 4}, [PERIOD_TO_DATE] = {"to_date", 12},
    [PERIOD_DAY] = {"day", 0},
};

static period_t pack(enum period_kind kind, int64_t ordinal) {
  return (period_t)(((int64_t)kind << KIND_SHIFT) | ordinal);
}

static int32_t ordinal_of(period_t period) {
  return period & ((1 << KIND_SHIFT) - 1);
}

enum period_kind period_kind(period_t period) {
  return (enum period_kind)(period >> KIND_SHIFT);
}

const char *period_kind_name(enum period_kind kind) {
  return kinds[kind].name;
}

/* Days since 0000-03-01 of the proleptic Gregorian calendar, and back; the year is taken to begin
** in March so that the leap day comes last. */
static int64_t days_from_civil(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int of_era = y - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

struct civil {
  int year, month, day;
};

static struct civil civil_from_days(int64_t days) {
  int64_t era = days / 146097;
  int of_era = (int)(days - era * 146097);
  int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year + year / 4 - year / 100);
  int month = (5 * of_year + 2) / 153;
  struct civil civil = {.day = of_year - (153 * month + 2) / 5 + 1};
  civil.month = month < 10 ? month + 3 : month - 9;
  civil.year = (int)(year + era * 400) + (civil.month <= 2 ? 1 : 0);
  return civil;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

period_t period_day(int year, int month, int day) {
  if (year < 1 || year > YEAR_MAX || month < 1 || month > 12 || day < 1 ||
      day > days_in_month(year, month))
    return PERIOD_INVALID;
  return pack(PERIOD_DAY, days_from_civil(year, month, day));
}

period_t period_make(enum period_kind kind, int year, int number) {
  if (kind >= PERIOD_DAY || year < 1 || year > YEAR_MAX || number < 1 ||
      number > kinds[kind].per_year)
    return PERIOD_INVALID;
  return pack(kind, (int64_t)year * kinds[kind].per_year + number - 1);
}

int period_year(period_t period) {
  enum period_kind kind = period_kind(period);
  if (kind == PERIOD_DAY)
    return civil_from_days(ordinal_of(period)).year;
  return ordinal_of(period) / kinds[kind].per_year;
}

bool period_is_valid(period_t period) {
  if (period < 0 || period >> KIND_SHIFT >= PERIOD_KINDS)
    return false;
  int year = period_year(period);
  return year >= 1 && year <= YEAR_MAX;
}

int period_number(period_t period) {
  enum period_kind kind = period_kind(period);
  if (kind == PERIOD_DAY)
    return civil_from_days(ordinal_of(period)).month;
  return ordinal_of(period) % kinds[kind].per_year + 1;
}

int period_day_of_month(period_t period) {
  return period_kind(period) == PERIOD_DAY ? civil_from_days(ordinal_of(period)).day : 0;
}

static int64_t last_ordinal(enum period_kind kind) {
  if (kind == PERIOD_DAY)
    return days_from_civil(YEAR_MAX, 12, 31);
  return (int64_t)YEAR_MAX * kinds[kind].per_year + kinds[kind].per_year - 1;
}

static int64_t first_ordinal(enum period_kind kind) {
  return kind == PERIOD_DAY ? days_from_civil(1, 1, 1) : kinds[kind].per_year;
}

period_t period_add(period_t period, int64_t steps) {
  enum period_kind kind = period_kind(period);
  int64_t ordinal;
  if (__builtin_add_overflow((int64_t)ordinal_of(period), steps, &ordinal))
    return PERIOD_INVALID;
  if (ordinal < first_ordinal(kind) || ordinal > last_ordinal(kind))
    return PERIOD_INVALID;
  return pack(kind, ordinal);
}

int64_t period_difference(period_t a, period_t b) {
  return (int64_t)ordinal_of(a) - ordinal_of(b);
}

/* Months since year 0 of the first and the last month. */
static void month_span(period_t period, int *first, int *last) {
  int year = period_year(period);
  int number = period_number(period);
  enum period_kind kind = period_kind(period);
  int months = kind == PERIOD_ROLLING || kind == PERIOD_TO_DATE ? 0 : 12 / kinds[kind].per_year;
  if (kind == PERIOD_ROLLING) {
    *last = year * 12 + number * 3 - 1;
    *first = *last - 11;
  } else if (kind == PERIOD_TO_DATE) {
    *first = year * 12;
    *last = *first + number - 1;
  } else {
    *first = year * 12 + (number - 1) * months;
    *last = *first + months - 1;
  }
}

period_t period_first_day(period_t period) {
  if (period_kind(period) == PERIOD_DAY)
    return period;
  int first, last;
  month_span(period, &first, &last);
  return period_day(first / 12, first % 12 + 1, 1);
}

period_t period_last_day(period_t period) {
  if (period_kind(period) == PERIOD_DAY)
    return period;
  int first, last;
  month_span(period, &first, &last);
  return period_day(last / 12, last % 12 + 1, days_in_month(last / 12, last % 12 + 1));
}

period_t period_in(period_t period, enum period_kind kind) {
  enum period_kind own = period_kind(period);
  if (own == kind)
    return period;
  if (own == PERIOD_ROLLING || own == PERIOD_TO_DATE || kind == PERIOD_ROLLING ||
      kind == PERIOD_TO_DATE || kind == PERIOD_DAY)
    return PERIOD_INVALID;
  if (own != PERIOD_DAY && kinds[kind].per_year > kinds[own].per_year)
    return PERIOD_INVALID;
  period_t day = period_last_day(period);
  int month = period_number(day);
  return period_make(kind, period_year(day), (month - 1) * kinds[kind].per_year / 12 + 1);
}

/* ---- reading ---- */

static const char *const month_names[12][3] = {
    {"jan", "januar", "january"},
    {"feb", "februar", "february"},
    {"mar", "marts", "march"},
    {"apr", "april", "april"},
    {"maj", "maj", "may"},
    {"jun", "juni", "june"},
    {"jul", "juli", "july"},
    {"aug", "august", "august"},
    {"sep", "september", "september"},
    {"okt", "oktober", "october"},
    {"nov", "november", "november"},
    {"dec", "december", "december"},
};

/* A text cut into runs of digits, runs of letters and single signs; blanks between are dropped. */
enum { TOKENS_MAX = 8, TOKEN_TEXT = 16 };
struct token {
  char kind;             /* 'd' digits, 'a' letters, else the sign itself */
  char text[TOKEN_TEXT]; /* letters in lower case */
  int value;             /* of digits */
  int digits;            /* how many */
};

static char token_kind(unsigned char c) {
  return isdigit(c) ? 'd' : isalpha(c) || c >= 0x80 ? 'a' : (char)c;
}

static bool take_token(struct token *token, const char *text, size_t length) {
  if (length >= TOKEN_TEXT || (token->kind == 'd' && length > 8))
    return false;
  for (size_t i = 0; i < length; i++) {
    token->text[i] = (char)tolower((unsigned char)text[i]);
    if (token->kind == 'd')
      token->value = token->value * 10 + (text[i] - '0');
  }
  token->text[length] = '\0';
  token->digits = token->kind == 'd' ? (int)length : 0;
  return true;
}

/* The number of tokens, or -1 when the text cannot be a period. */
static int tokenize(const char *text, size_t length, struct token tokens[TOKENS_MAX]) {
  int count = 0;
  size_t at = 0;
  while (at < length) {
    if (text[at] == ' ') {
      at++;
      continue;
    }
    if (count == TOKENS_MAX)
      return -1;
    struct token *token = &tokens[count++];
    *token = (struct token){.kind = token_kind((unsigned char)text[at])};
    size_t end = at + 1;
    while ((token->kind == 'd' || token->kind == 'a') && end < length &&
           token_kind((unsigned char)text[end]) == token->kind)
      end++;
    if (!take_token(token, text + at, end - at))
      return -1;
    at = end;
  }
  return count;
}

static int find_month(const char *word) {
  if (strcmp(word, "oct") == 0)
    return 10;
  if (strcmp(word, "sept") == 0)
    return 9;
  for (int month = 0; month < 12; month++)
    for (int form = 0; form < 3; form++)
      if (strcmp(word, month_names[month][form]) == 0)
        return month + 1;
  return 0;
}

static bool is_year(const struct token *token) {
  return token->kind == 'd' && token->digits == 4;
}

/* 2019M09 2019Q3 2019K3 2018H2 2020QMAT02 2021MYTD06 2024Y01, also with a `-` before the letter */
static period_t parse_code(const struct token *tokens, int count) {
  static const struct {
    const char *letters;
    enum period_kind kind;
  } codes[] = {
      {"m", PERIOD_MONTH},      {"q", PERIOD_QUARTER},    {"k", PERIOD_QUARTER}, {"h", PERIOD_HALF},
      {"qmat", PERIOD_ROLLING}, {"mytd", PERIOD_TO_DATE}, {"y", PERIOD_YEAR},
  };
  if (count == 4 && tokens[1].kind == '-') {
    struct token joined[3] = {tokens[0], tokens[2], tokens[3]};
    return parse_code(joined, 3);
  }
  if (count != 3 || !is_year(&tokens[0]) || tokens[1].kind != 'a' || tokens[2].kind != 'd' ||
      tokens[2].digits > 2)
    return PERIOD_INVALID;
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
    if (strcmp(tokens[1].text, codes[i].letters) == 0)
      return period_make(codes[i].kind, tokens[0].value, tokens[2].value);
  return PERIOD_INVALID;
}

/* 3. kvt. 2019, 3. kvartal 2019, 3 kvt 2019, 2. halvår 2018 */
static period_t parse_numbered(const struct token *tokens, int count) {
  struct token plain[TOKENS_MAX];
  int kept = 0;
  for (int i = 0; i < count; i++)
    if (tokens[i].kind != '.')
      plain[kept++] = tokens[i];
  if (kept != 3 || plain[0].kind != 'd' || plain[0].digits != 1 || plain[1].kind != 'a' ||
      !is_year(&plain[2]))
    return PERIOD_INVALID;
  const char *word = plain[1].text;
  if (strcmp(word, "kvt") == 0 || strcmp(word, "kvartal") == 0 || strcmp(word, "kv") == 0)
    return period_make(PERIOD_QUARTER, plain[2].value, plain[0].value);
  if (strcmp(word, "halv\xC3\xA5r") == 0)
    return period_make(PERIOD_HALF, plain[2].value, plain[0].value);
  return PERIOD_INVALID;
}

/* sep 2019, sep. 2019, September 2019 */
static period_t parse_month(const struct token *tokens, int count) {
  bool dotted = count == 3 && tokens[1].kind == '.';
  if ((count != 2 && !dotted) || tokens[0].kind != 'a' || !is_year(&tokens[count - 1]))
    return PERIOD_INVALID;
  return period_make(PERIOD_MONTH, tokens[count - 1].value, find_month(tokens[0].text));
}

/* 3. august 2020, 3. aug. 2020 */
static period_t parse_long_date(const struct token *tokens, int count) {
  struct token plain[TOKENS_MAX];
  int kept = 0;
  for (int i = 0; i < count; i++)
    if (tokens[i].kind != '.')
      plain[kept++] = tokens[i];
  if (kept != 3 || plain[0].kind != 'd' || plain[0].digits > 2 || plain[1].kind != 'a' ||
      !is_year(&plain[2]))
    return PERIOD_INVALID;
  return period_day(plain[2].value, find_month(plain[1].text), plain[0].value);
}

/* 2020-08-03, 03-08-2020, 29.8.2020, 29/8/2020: day before month, as in Denmark */
static period_t parse_short_date(const struct token *tokens, int count) {
  if (count != 5 || tokens[0].kind != 'd' || tokens[2].kind != 'd' || tokens[4].kind != 'd')
    return PERIOD_INVALID;
  char sign = tokens[1].kind;
  if (tokens[3].kind != sign || (sign != '-' && sign != '.' && sign != '/'))
    return PERIOD_INVALID;
  if (tokens[2].digits > 2)
    return PERIOD_INVALID;
  if (is_year(&tokens[0]) && tokens[4].digits == 2 && sign == '-')
    return period_day(tokens[0].value, tokens[2].value, tokens[4].value);
  if (is_year(&tokens[4]) && tokens[0].digits <= 2)
    return period_day(tokens[4].value, tokens[2].value, tokens[0].value);
  return PERIOD_INVALID;
}

/* Whether a year stands first or last, as one does in every written form. Nearly every text that is
** no period is told by that, and long before it is cut into tokens. */
static bool has_year(const char *text, size_t length) {
  size_t first = 0, last = 0;
  for (; length > 0 && text[0] == ' '; length--)
    text++;
  while (length > 0 && text[length - 1] == ' ')
    length--;
  while (first < length && first < 5 && isdigit((unsigned char)text[first]))
    first++;
  while (last < length && last < 5 && isdigit((unsigned char)text[length - 1 - last]))
    last++;
  return first == 4 || last == 4;
}

period_t period_parse(const char *text, size_t length) {
  struct token tokens[TOKENS_MAX];
  if (!has_year(text, length))
    return PERIOD_INVALID;
  int count = tokenize(text, length, tokens);
  if (count <= 0)
    return PERIOD_INVALID;
  if (count == 1)
    return is_year(&tokens[0]) ? period_make(PERIOD_YEAR, tokens[0].value, 1) : PERIOD_INVALID;
  static period_t (*const readers[])(const struct token *, int) = {
      parse_code, parse_numbered, parse_month, parse_long_date, parse_short_date};
  for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
    period_t period = readers[i](tokens, count);
    if (period != PERIOD_INVALID)
      return period;
  }
  return PERIOD_INVALID;
}

/* ---- writing ---- */

/* Danish short names; the whole word where it is no longer than its short form. */
static const char *month_short(int month) {
  static const char *const names[] = {"jan.", "feb.", "mar.", "apr.", "maj",  "jun.",
                                      "jul.", "aug.", "sep.", "okt.", "nov.", "dec."};
  return names[month - 1];
}

void period_format(char buffer[PERIOD_TEXT], period_t period) {
  int year = period_year(period);
  int number = period_number(period);
  switch (period_kind(period)) {
  case PERIOD_YEAR:
    snprintf(buffer, PERIOD_TEXT, "%d", year);
    break;
  case PERIOD_HALF:
    snprintf(buffer, PERIOD_TEXT, "%d. halv\xC3\xA5r %d", number, year);
    break;
  case PERIOD_QUARTER:
    snprintf(buffer, PERIOD_TEXT, "%d. kvt. %d", number, year);
    break;
  case PERIOD_MONTH:
    snprintf(buffer, PERIOD_TEXT, "%s %d", month_short(number), year);
    break;
  case PERIOD_ROLLING:
    snprintf(buffer, PERIOD_TEXT, "\xC3\xA5ret til %d. kvt. %d", number, year);
    break;
  case PERIOD_TO_DATE:
    snprintf(buffer, PERIOD_TEXT, "%d til og med %s", year, month_short(number));
    break;
  default:
    snprintf(buffer, PERIOD_TEXT, "%d. %s %d", period_day_of_month(period), month_short(number),
             year);
  }
}

void period_id(char buffer[PERIOD_TEXT], period_t period) {
  int year = period_year(period);
  int number = period_number(period);
  switch (period_kind(period)) {
  case PERIOD_YEAR:
    snprintf(buffer, PERIOD_TEXT, "%04d", year);
    break;
  case PERIOD_HALF:
    snprintf(buffer, PERIOD_TEXT, "%04dH%d", year, number);
    break;
  case PERIOD_QUARTER:
    snprintf(buffer, PERIOD_TEXT, "%04dQ%d", year, number);
    break;
  case PERIOD_MONTH:
    snprintf(buffer, PERIOD_TEXT, "%04dM%02d", year, number);
    break;
  case PERIOD_ROLLING:
    snprintf(buffer, PERIOD_TEXT, "%04dQMAT%02d", year, number);
    break;
  case PERIOD_TO_DATE:
    snprintf(buffer, PERIOD_TEXT, "%04dMYTD%02d", year, number);
    break;
  default:
    snprintf(buffer, PERIOD_TEXT, "%04d-%02d-%02d", year, number, period_day_of_month(period));
  }
}
