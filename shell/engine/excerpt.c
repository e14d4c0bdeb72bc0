#include "excerpt.h"

#include <string.h>

#include "glyph.h"

enum { BEFORE = 48, WIDEST = 76 };

static bool ends_line(const char *text, size_t length, size_t at) {
  return text[at] == '\n' || (text[at] == '\r' && !(at + 1 < length && text[at + 1] == '\n'));
}

struct place excerpt_place(const char *text, size_t length, size_t offset) {
  struct place place = {1, 1};
  if (offset > length)
    offset = length;
  /* Without a branch, for the compiler to make wide: the place may be far into a large text. */
  for (size_t i = 0; i < offset; i++)
    place.line += text[i] == '\n';
  for (size_t i = 0; i < offset && i + 1 < length; i++)
    place.line += (text[i] == '\r') & (text[i + 1] != '\n');
  place.line += offset > 0 && offset == length && text[offset - 1] == '\r';
  size_t start = offset;
  while (start > 0 && !ends_line(text, length, start - 1))
    start--;
  for (size_t i = start; i < offset; i++)
    if (((unsigned char)text[i] & 0xC0) != 0x80)
      place.column++;
  return place;
}

/* A buffer that is filled up to its size and never over. */
struct sink {
  char *buffer;
  size_t size;
  size_t used;
};

static bool put(struct sink *sink, const char *text) {
  size_t length = strlen(text);
  if (sink->used + length + 1 > sink->size)
    return false;
  memcpy(sink->buffer + sink->used, text, length + 1);
  sink->used += length;
  return true;
}

static size_t line_start(const char *text, size_t offset) {
  while (offset > 0 && text[offset - 1] != '\n' && text[offset - 1] != '\r')
    offset--;
  return offset;
}

static size_t line_end(const char *text, size_t length, size_t offset) {
  while (offset < length && text[offset] != '\n' && text[offset] != '\r')
    offset++;
  return offset;
}

/* Back from `at` over characters of at most `width` columns in all, not beyond `start`. */
static size_t go_back(const char *text, size_t start, size_t at, int width) {
  while (at > start) {
    size_t before = at - 1;
    for (int i = 0; i < 3 && before > start && ((unsigned char)text[before] & 0xC0) == 0x80; i++)
      before--;
    struct glyph_run run = {0};
    width -= glyph_read(&run, text + before, at - before).width;
    if (width < 0)
      break;
    at = before;
  }
  return at;
}

/* Where the window begins: as far before `offset` as it is wide, less what may follow, and further
** where the line ends soon. */
static size_t window_start(const char *text, size_t start, size_t end, size_t offset) {
  size_t at = go_back(text, start, offset, BEFORE);
  size_t from_end = go_back(text, start, end, WIDEST - 1);
  return from_end < at ? from_end : at;
}

void excerpt_line(char buffer[EXCERPT_SIZE], const char *text, size_t length, size_t offset,
                  size_t span) {
  if (offset > length)
    offset = length;
  /* The LF of a CRLF belongs to the line before it. */
  if (offset > 0 && offset < length && text[offset] == '\n' && text[offset - 1] == '\r')
    offset--;
  size_t start = line_start(text, offset);
  size_t end = line_end(text, length, offset);
  size_t at = window_start(text, start, end, offset);
  struct sink sink = {buffer, EXCERPT_SIZE - 2 * WIDEST - 16, 0};
  struct glyph_run run = {0};
  int before = 0, under = 0, width = 0;
  put(&sink, "  ");
  if (at > start && put(&sink, "…"))
    before = width = 1;
  while (at < end) {
    struct glyph glyph = glyph_read(&run, text + at, end - at);
    if (width + glyph.width > WIDEST || !put(&sink, glyph.text)) {
      put(&sink, "…");
      break;
    }
    width += glyph.width;
    if (at < offset)
      before += glyph.width;
    else if (at - offset < span)
      under += glyph.width;
    at += glyph.bytes;
  }
  sink.size = EXCERPT_SIZE;
  put(&sink, "\n  ");
  for (int i = 0; i < before; i++)
    put(&sink, " ");
  for (int i = 0; i < (under > 0 ? under : 1); i++)
    put(&sink, "^");
}

void excerpt_cell(char *buffer, size_t size, const char *text, size_t length) {
  static const char cut[] = "…";
  struct sink sink = {buffer, size, 0};
  size_t whole = 0; /* up to where the mark of a cut still fits */
  struct glyph_run run = {0};
  buffer[0] = '\0';
  for (size_t at = 0; at < length;) {
    struct glyph glyph = glyph_read(&run, text + at, length - at);
    if (!put(&sink, glyph.text)) {
      memcpy(buffer + whole, cut, sizeof cut);
      return;
    }
    if (sink.used + sizeof cut <= size)
      whole = sink.used;
    at += glyph.bytes;
  }
}
