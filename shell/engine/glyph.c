#include "glyph.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

enum {
  JOINER = 0x200D,
  AS_EMOJI = 0xFE0F, /* what stands before is drawn as an emoji, which are wide */
  FIRST_SKIN = 0x1F3FB,
  LAST_SKIN = 0x1F3FF,
};

int glyph_width(struct glyph_run *run, int32_t code) {
  bool joined = run->joined && run->before == 2;
  run->joined = code == JOINER;
  if (code == AS_EMOJI && run->before == 1) {
    run->before = 2;
    return 1;
  }
  int width = utf8proc_charwidth(code);
  bool skin = code >= FIRST_SKIN && code <= LAST_SKIN && run->before == 2;
  if (width == 0 || joined || skin)
    return 0;
  run->before = width;
  return width;
}

/* A joiner between emoji is part of them. */
static bool is_hidden(const struct glyph_run *run, utf8proc_int32_t code) {
  if (code == JOINER && run->before == 2)
    return false;
  switch (utf8proc_category(code)) {
  case UTF8PROC_CATEGORY_CC:
  case UTF8PROC_CATEGORY_CF:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
  case UTF8PROC_CATEGORY_CN:
    return true;
  default:
    return false;
  }
}

static struct glyph escaped(struct glyph_run *run, const char *format, unsigned value,
                            size_t bytes) {
  struct glyph glyph = {.bytes = bytes};
  glyph.width = snprintf(glyph.text, sizeof glyph.text, format, value);
  *run = (struct glyph_run){.before = 1};
  return glyph;
}

struct glyph glyph_read(struct glyph_run *run, const char *text, size_t length) {
  static const char plain[] = "\t\n\r", names[] = "tnr";
  utf8proc_int32_t code;
  unsigned char first = (unsigned char)text[0];
  const char *found = first == 0 ? NULL : strchr(plain, first);
  if (found != NULL)
    return escaped(run, "\\%c", (unsigned char)names[found - plain], 1);
  utf8proc_ssize_t limit = length > 4 ? 4 : (utf8proc_ssize_t)length;
  utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, limit, &code);
  if (bytes <= 0 || first < 0x20 || first == 0x7F)
    return escaped(run, "\\x%02X", first, 1);
  if (is_hidden(run, code))
    return escaped(run, "\\u{%X}", (unsigned)code, (size_t)bytes);
  struct glyph glyph = {.width = glyph_width(run, code), .bytes = (size_t)bytes};
  memcpy(glyph.text, text, (size_t)bytes);
  return glyph;
}
