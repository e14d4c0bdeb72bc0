#include "lexer.h"

#include <ctype.h>
#include <string.h>

static bool is_name_character(char c) {
  return isalnum((unsigned char)c) || c == '_';
}

/* The level of a long bracket that opens at `at` ("[[" is 0, "[==[" 2), or -1. */
static int long_level(const char *text, size_t length, size_t at) {
  if (at >= length || text[at] != '[')
    return -1;
  size_t end = at + 1;
  while (end < length && text[end] == '=')
    end++;
  return end < length && text[end] == '[' ? (int)(end - at - 1) : -1;
}

/* After the bracket that closes the one of `level` opened at `at`; `length` + 1 when none does. */
static size_t long_end(const char *text, size_t length, size_t at, int level) {
  for (size_t i = at + 2 + (size_t)level; i < length; i++) {
    if (text[i] != ']')
      continue;
    size_t equals = i + 1;
    while (equals < length && text[equals] == '=')
      equals++;
    if (equals < length && text[equals] == ']' && (int)(equals - i - 1) == level)
      return equals + 1;
  }
  return length + 1;
}

/* Skip a comment that begins at `at`; true when it does not end. */
static bool skip_comment(const char *text, size_t length, size_t *at) {
  int level = long_level(text, length, *at + 2);
  if (level >= 0) {
    size_t end = long_end(text, length, *at + 2, level);
    *at = end > length ? length : end;
    return end > length;
  }
  while (*at < length && text[*at] != '\n')
    (*at)++;
  return false;
}

static struct token quoted(const char *text, size_t length, size_t at) {
  for (size_t i = at + 1; i < length && text[i] != '\n'; i++) {
    if (text[i] == '\\')
      i++;
    else if (text[i] == text[at])
      return (struct token){TOKEN_STRING, at, i + 1};
  }
  return (struct token){TOKEN_OPEN_STRING, at, length};
}

static struct token bracketed(const char *text, size_t length, size_t at, int level) {
  size_t end = long_end(text, length, at, level);
  if (end > length)
    return (struct token){TOKEN_OPEN_STRING, at, length};
  return (struct token){TOKEN_STRING, at, end};
}

static struct token word(const char *text, size_t length, size_t at, enum token_kind kind) {
  size_t end = at + 1;
  while (end < length &&
         (is_name_character(text[end]) || (kind == TOKEN_NUMBER && text[end] == '.')))
    end++;
  return (struct token){kind, at, end};
}

struct token lexer_next(const char *text, size_t length, size_t at) {
  while (at < length) {
    if (isspace((unsigned char)text[at])) {
      at++;
    } else if (text[at] == '-' && at + 1 < length && text[at + 1] == '-') {
      size_t from = at;
      if (skip_comment(text, length, &at))
        return (struct token){TOKEN_OPEN_COMMENT, from, length};
    } else {
      break;
    }
  }
  if (at >= length)
    return (struct token){TOKEN_END, length, length};
  char c = text[at];
  bool digit_next = at + 1 < length && isdigit((unsigned char)text[at + 1]);
  if (c == '"' || c == '\'')
    return quoted(text, length, at);
  int level = long_level(text, length, at);
  if (level >= 0)
    return bracketed(text, length, at, level);
  if (isdigit((unsigned char)c) || (c == '.' && digit_next))
    return word(text, length, at, TOKEN_NUMBER);
  if (is_name_character(c))
    return word(text, length, at, TOKEN_NAME);
  return (struct token){TOKEN_SYMBOL, at, at + 1};
}

bool token_is(const char *text, struct token token, const char *wanted) {
  size_t length = strlen(wanted);
  return token.to - token.from == length && memcmp(text + token.from, wanted, length) == 0;
}
