/* Any bytes as an answer of jobindsats: no crash, no leak, a clear error or a frame that comes
** back when it is written. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const struct csv_type types[] = {{"b", COLUMN_INTEGER}};
  static const struct csv_options named = {.table = "results.x"};
  static const struct csv_options typed = {.types = types, .types_count = 1};
  struct error error = {0};
  struct frame *frame = json_read_memory((const char *)data, size, "fuzz", NULL, NULL, &error);
  if (frame == NULL)
    check_error(&error);
  frame_release(frame);
  check_reading(data, size, NULL);
  check_reading(data, size, size % 2 == 0 ? &named : &typed);
  return 0;
}
