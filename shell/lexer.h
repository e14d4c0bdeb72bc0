/* Just enough of Lua's lexical grammar to work on lines at the prompt: names, strings, numbers,
** everything else one character at a time; blanks and comments are skipped. */
#ifndef INDSATS_LEXER_H
#define INDSATS_LEXER_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
  TOKEN_END,
  TOKEN_NAME, /* keywords too */
  TOKEN_NUMBER,
  TOKEN_STRING,
  TOKEN_OPEN_STRING, /* begun and not closed: reaches to the end */
  TOKEN_OPEN_COMMENT,
  TOKEN_SYMBOL /* one character */
};

struct token {
  enum token_kind kind;
  size_t from;
  size_t to; /* after its last byte */
};

/* The token at or after `at`. */
struct token lexer_next(const char *text, size_t length, size_t at);

bool token_is(const char *text, struct token token, const char *word);

#endif
