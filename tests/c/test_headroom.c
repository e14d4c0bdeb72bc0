/* What memory is left is told by the machine and by the control groups around the process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "headroom.h"

static const char root[] = "build/test_headroom";

static void put(const char *path, const char *text) {
  char whole[512];
  snprintf(whole, sizeof whole, "%s%s", root, path);
  for (char *at = strchr(whole, '/'); at != NULL; at = strchr(at + 1, '/')) {
    *at = '\0';
    mkdir(whole, 0777);
    *at = '/';
  }
  FILE *file = fopen(whole, "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
}

static int clean(void **state) {
  (void)state;
  return system("rm -rf build/test_headroom") == 0 ? 0 : -1;
}

static void where_nothing_tells_all_is_left(void **state) {
  (void)state;
  assert_true(headroom_left(root) == UINT64_MAX);
}

static void the_machine_tells_what_is_left_with_swap(void **state) {
  (void)state;
  put("/proc/meminfo",
      "MemTotal: 9000 kB\nMemFree: 10 kB\nMemAvailable:  800 kB\nSwapFree: 5 kB\n");
  assert_int_equal(headroom_left(root), 805 * 1024);
}

static void a_group_of_the_second_version_may_have_less(void **state) {
  (void)state;
  put("/proc/meminfo", "MemAvailable: 800 kB\n");
  put("/proc/self/cgroup", "0::/a/b\n");
  put("/sys/fs/cgroup/a/b/memory.max", "max\n");
  put("/sys/fs/cgroup/a/b/memory.current", "7000\n");
  assert_int_equal(headroom_left(root), 800 * 1024);
  put("/sys/fs/cgroup/a/memory.max", "100000\n");
  put("/sys/fs/cgroup/a/memory.current", "30000\n");
  put("/sys/fs/cgroup/a/memory.stat", "anon 20000\nfile 10000\ninactive_file 6000\n");
  assert_int_equal(headroom_left(root), 76000);
  put("/sys/fs/cgroup/a/b/memory.max", "7500\n");
  assert_int_equal(headroom_left(root), 500);
  put("/sys/fs/cgroup/a/b/memory.max", "6000\n");
  assert_int_equal(headroom_left(root), 0);
}

static void a_group_of_the_first_version_may_have_less(void **state) {
  (void)state;
  put("/proc/meminfo", "MemAvailable: 800 kB\n");
  put("/proc/self/cgroup", "3:cpuset:/x\n2:cpu,memory:/not/here\n0::/\n");
  put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "50000\n");
  put("/sys/fs/cgroup/memory/memory.usage_in_bytes", "20000\n");
  put("/sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 5000\n");
  assert_int_equal(headroom_left(root), 35000);
}

static void this_machine_has_some_left(void **state) {
  (void)state;
  assert_true(headroom_left("") > 1 << 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(where_nothing_tells_all_is_left, clean, clean),
      cmocka_unit_test_setup_teardown(the_machine_tells_what_is_left_with_swap, clean, clean),
      cmocka_unit_test_setup_teardown(a_group_of_the_second_version_may_have_less, clean, clean),
      cmocka_unit_test_setup_teardown(a_group_of_the_first_version_may_have_less, clean, clean),
      cmocka_unit_test(this_machine_has_some_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
