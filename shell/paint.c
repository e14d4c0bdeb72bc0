#include "paint.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "terminal.h"

#define RED "\33[1;31m"
#define GREEN "\33[32m"
#define PLAIN "\33[0m"

/* What is being written; errors are shown one at a time. */
static char *text;
static size_t length;

FILE *paint_begin(FILE *out) {
  FILE *stream = terminal_takes_colour(fileno(out)) ? open_memstream(&text, &length) : NULL;
  return stream == NULL ? out : stream;
}

static bool begins(const char *line, const char *with) {
  return strncmp(line, with, strlen(with)) == 0;
}

/* Whether the line has carets and nothing else. */
static bool is_carets(const char *line, size_t size) {
  size_t blanks = strspn(line, " ");
  size_t carets = strspn(line + blanks, "^");
  return carets > 0 && blanks + carets == size;
}

static void paint_line(FILE *out, const char *line, size_t size) {
  size_t head = begins(line, "error") ? 5 : begins(line, "indsats:") ? 8 : 0;
  const char *colour = is_carets(line, size)                                   ? RED
                       : begins(line, "did you mean") || begins(line, "write") ? GREEN
                                                                               : "";
  if (head > 0)
    fprintf(out, RED "%.*s" PLAIN, (int)head, line);
  fprintf(out, "%s%.*s%s\n", colour, (int)(size - head), line + head,
          colour[0] == '\0' ? "" : PLAIN);
}

void paint_end(FILE *written, FILE *out) {
  if (written == out)
    return;
  fclose(written);
  for (const char *line = text; line < text + length;) {
    size_t size = strcspn(line, "\n");
    paint_line(out, line, size);
    line += size + (line[size] == '\n');
  }
  free(text);
  text = NULL;
}
