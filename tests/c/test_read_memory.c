/* Reading and writing when memory runs out: the nth allocation fails, for every n. */
#include "csv_write.h"
#include "reading.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CAN_FAIL 0
#else
#define CAN_FAIL 1

/* The C library's own, below the names that libcsv, jansson and the engine call. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

static long until_failure = -1; /* allocations that still succeed; -1: all */

static bool should_fail(void) {
  if (until_failure < 0)
    return false;
  if (until_failure == 0)
    return true; /* and so do all that follow */
  until_failure--;
  return false;
}

void *malloc(size_t size) {
  return should_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  return should_fail() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  return should_fail() ? NULL : __libc_realloc(block, size);
}
#endif

#if CAN_FAIL
typedef bool step(struct error *error);

/* Run `step` with ever later failures until it gets through; each time before, it must say that
** memory ran out. */
static void survive_every_failure(step *run) {
  enum { MOST = 100000 };
  for (long n = 0; n < MOST; n++) {
    struct error error = {0};
    until_failure = n;
    bool done = run(&error);
    bool failed = until_failure == 0;
    until_failure = -1;
    if (done && !failed)
      return;
    if (!done && error.code != ERROR_MEMORY)
      fail_msg("allocation %ld failed and the message is: %s", n, error.message);
  }
  fail_msg("never gets through");
}

static bool read_csv(struct error *error) {
  static const char text[] = "omr\xe5"
                             "de;periode;antal;pct;kode;ja;fri\n"
                             "Hedensted;2021M09;1.234;5,6;0751;ja;\"a\nb\"\n"
                             "Horsens;2021M09;12.345;-;0461;nej;12\n"
                             "Odder;2021M09;..;0,5;0741;;13\n";
  struct dialect dialect = {0};
  struct frame *frame = read_memory(BYTES(text), "t.csv", NULL, &dialect, error);
  dialect_clear(&dialect);
  frame_release(frame);
  return frame != NULL;
}

static bool read_json(struct error *error) {
  static const char text[] = "{\"r\":{\"x\":{\"columns\":[\"a\",\"b\"],\"rows\":[[1,\"x y\"],"
                             "[null,\"2\"],[2.5,\"3\"],[1e30,\"12x\"]]},\"y\":{\"columns\":[],"
                             "\"rows\":[]}}}";
  static const struct csv_options options = {.table = "r.x"};
  struct frame *frame = read_memory(BYTES(text), "t.json", &options, NULL, error);
  frame_release(frame);
  return frame != NULL;
}

static struct frame *written;

static bool write_csv(struct error *error) {
  static const struct csv_write_options options = {.excel_safe = true};
  size_t length;
  char *text = frame_csv_text(written, &options, &length, error);
  free(text);
  return text != NULL;
}

static void reading_csv_survives_every_failing_allocation(void **state) {
  (void)state;
  survive_every_failure(read_csv);
}

static void reading_json_survives_every_failing_allocation(void **state) {
  (void)state;
  survive_every_failure(read_json);
}

static void writing_csv_survives_every_failing_allocation(void **state) {
  (void)state;
  written = read_bytes(BYTES("a;b\n=1;2\n\"x;y\";3\n"), NULL, NULL);
  survive_every_failure(write_csv);
  frame_release(written);
}
#else
static void failing_allocations_are_tested_without_the_sanitizers(void **state) {
  (void)state;
  skip();
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
#if CAN_FAIL
    cmocka_unit_test(reading_csv_survives_every_failing_allocation),
    cmocka_unit_test(reading_json_survives_every_failing_allocation),
    cmocka_unit_test(writing_csv_survives_every_failing_allocation),
#else
    cmocka_unit_test(failing_allocations_are_tested_without_the_sanitizers),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
