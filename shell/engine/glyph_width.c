#include "glyph_width.h"

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
