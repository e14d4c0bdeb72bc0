/* Errors of the engine: a value that the caller owns and the callee fills.
** A function that can fail takes a `struct error *` last and returns false or NULL after filling
** it. The first error wins: filling an error that is already set leaves it as it is. */
#ifndef INDSATS_ERROR_H
#define INDSATS_ERROR_H

#include <stdbool.h>
#include <stddef.h>

enum error_code {
  ERROR_NONE,
  ERROR_MEMORY,   /* an allocation failed */
  ERROR_FILE,     /* the world's failure: no such file, a directory, cannot be read */
  ERROR_DATA,     /* the data contradict themselves or cannot be read in one way only */
  ERROR_TYPE,     /* an operation on a column of the wrong type */
  ERROR_VALUE,    /* an argument outside what the operation takes */
  ERROR_OVERFLOW, /* an exact result that 64 bits cannot hold */
  ERROR_CANCELLED /* the caller's cancel flag was seen */
};

#define ERROR_MESSAGE_SIZE 2048

struct error {
  enum error_code code;
  size_t line;                      /* 1-based line of the data file, 0 where none applies */
  size_t column;                    /* 1-based character of that line, 0 where none applies */
  char message[ERROR_MESSAGE_SIZE]; /* UTF-8; may hold several lines (excerpt, caret, hint) */
};

/* Fill `error` with a code and a formatted message; returns false, so that a function can
** `return error_set(...)`. A NULL `error` is allowed. A message that is too long is cut at a
** character. */
bool error_set(struct error *error, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, with the place in a data file. */
bool error_set_at(struct error *error, enum error_code code, size_t line, size_t column,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Add a line to the message of an error that is already set. */
void error_add(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ERROR_MEMORY with its one sentence; returns false. */
bool error_memory(struct error *error);

#endif
