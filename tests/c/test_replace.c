#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "replace.h"
#include "suite.h"

static char folder[] = "/tmp/test-replace-XXXXXX";

static const char *in_folder(const char *name) {
  static char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void assert_holds(const char *path, const char *expected) {
  char text[256] = {0};
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t length = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  assert_int_equal(length, strlen(expected));
  assert_string_equal(text, expected);
}

static int count_files(void) {
  DIR *open = opendir(folder);
  int count = 0;
  for (struct dirent *entry; (entry = readdir(open)) != NULL;)
    count += entry->d_name[0] != '.';
  closedir(open);
  return count;
}

static enum replaced replace_with(const char *path, const char *text) {
  struct error error = {0};
  return file_replace(path, text, strlen(text), NULL, &error);
}

static void a_file_is_replaced_and_nothing_is_left_beside_it(void **state) {
  (void)state;
  const char *path = in_folder("a.txt");
  assert_int_equal(replace_with(path, "one"), REPLACE_WRITTEN);
  assert_holds(path, "one");
  assert_int_equal(replace_with(path, "two"), REPLACE_WRITTEN);
  assert_holds(path, "two");
  assert_int_equal(count_files(), 1);
  unlink(path);
}

static void the_same_bytes_leave_the_file_alone(void **state) {
  (void)state;
  const char *path = in_folder("b.txt");
  replace_with(path, "one");
  struct timespec old[2] = {{1000, 0}, {1000, 0}};
  utimensat(AT_FDCWD, path, old, 0);
  assert_int_equal(replace_with(path, "one"), REPLACE_SAME);
  struct stat facts;
  stat(path, &facts);
  assert_int_equal(facts.st_mtime, 1000);
  assert_int_equal(replace_with(path, "onf"), REPLACE_WRITTEN);
  unlink(path);
}

static void permissions_and_links_are_kept(void **state) {
  (void)state;
  char path[256], alias[256];
  strcpy(path, in_folder("c.txt"));
  strcpy(alias, in_folder("alias"));
  replace_with(path, "one");
  chmod(path, 0640);
  assert_int_equal(symlink(path, alias), 0);
  assert_int_equal(replace_with(alias, "two"), REPLACE_WRITTEN);
  assert_holds(path, "two");
  struct stat facts;
  lstat(alias, &facts);
  assert_true(S_ISLNK(facts.st_mode));
  stat(path, &facts);
  assert_int_equal(facts.st_mode & 0777, 0640);
  unlink(alias);
  unlink(path);
}

static void a_folder_cannot_be_replaced(void **state) {
  (void)state;
  struct error error = {0};
  assert_int_equal(file_replace(folder, "x", 1, NULL, &error), REPLACE_FAILED);
  assert_int_equal(error.code, ERROR_FILE);
  assert_non_null(strstr(error.message, folder));
}

static void a_file_in_a_missing_folder_is_refused(void **state) {
  (void)state;
  struct error error = {0};
  assert_int_equal(file_replace(in_folder("none/x"), "x", 1, NULL, &error), REPLACE_FAILED);
  assert_int_equal(error.code, ERROR_FILE);
}

static void what_is_no_file_is_written_to(void **state) {
  (void)state;
  assert_int_equal(replace_with("/dev/null", "x"), REPLACE_WRITTEN);
  struct stat facts;
  stat("/dev/null", &facts);
  assert_true(S_ISCHR(facts.st_mode));
}

static void a_folder_is_made_with_those_above_it(void **state) {
  (void)state;
  char deep[256], middle[256];
  strcpy(deep, in_folder("x/y"));
  strcpy(middle, in_folder("x"));
  struct error error = {0};
  assert_true(file_make_directory(deep, &error));
  assert_true(file_make_directory(deep, &error));
  struct stat facts;
  assert_int_equal(stat(deep, &facts), 0);
  assert_true(S_ISDIR(facts.st_mode));
  rmdir(deep);
  rmdir(middle);
}

static void a_file_in_the_way_of_a_folder_is_an_error(void **state) {
  (void)state;
  char path[256];
  strcpy(path, in_folder("d"));
  replace_with(path, "x");
  struct error error = {0};
  assert_false(file_make_directory(in_folder("d/e"), &error));
  assert_int_equal(error.code, ERROR_FILE);
  assert_false(file_make_directory("", &error));
  unlink(path);
}

static int make_folder(void **state) {
  (void)state;
  return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
  (void)state;
  return rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_is_replaced_and_nothing_is_left_beside_it),
      cmocka_unit_test(the_same_bytes_leave_the_file_alone),
      cmocka_unit_test(permissions_and_links_are_kept),
      cmocka_unit_test(a_folder_cannot_be_replaced),
      cmocka_unit_test(a_file_in_a_missing_folder_is_refused),
      cmocka_unit_test(what_is_no_file_is_written_to),
      cmocka_unit_test(a_folder_is_made_with_those_above_it),
      cmocka_unit_test(a_file_in_the_way_of_a_folder_is_an_error),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
