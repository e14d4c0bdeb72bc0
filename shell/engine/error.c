#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cut `text` back to a whole UTF-8 character: a cut in the middle would print as rubbish. */
static void cut_at_character(char *text, size_t size) {
  size_t end = strlen(text);
  if (end + 1 < size)
    return;
  while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
    end--;
  if (end > 0 && (unsigned char)text[end - 1] >= 0xC0)
    end--;
  text[end] = '\0';
}

static bool fill(struct error *error, enum error_code code, size_t line, size_t column,
                 const char *format, va_list arguments) {
  if (error == NULL || error->code != ERROR_NONE)
    return false;
  error->code = code;
  error->line = line;
  error->column = column;
  vsnprintf(error->message, sizeof error->message, format, arguments);
  cut_at_character(error->message, sizeof error->message);
  return false;
}

bool error_set(struct error *error, enum error_code code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fill(error, code, 0, 0, format, arguments);
  va_end(arguments);
  return false;
}

bool error_set_at(struct error *error, enum error_code code, size_t line, size_t column,
                  const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fill(error, code, line, column, format, arguments);
  va_end(arguments);
  return false;
}

void error_add(struct error *error, const char *format, ...) {
  if (error == NULL || error->code == ERROR_NONE)
    return;
  size_t used = strlen(error->message);
  if (used + 2 > sizeof error->message)
    return;
  error->message[used++] = '\n';
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message + used, sizeof error->message - used, format, arguments);
  va_end(arguments);
  cut_at_character(error->message, sizeof error->message);
}

bool error_memory(struct error *error) {
  return error_set(error, ERROR_MEMORY, "out of memory");
}
