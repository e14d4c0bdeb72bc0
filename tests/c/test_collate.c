#include <stdlib.h>
#include <string.h>

#include "collate.h"
#include "suite.h"

static int compare(struct collator *collator, const char *a, const char *b) {
  int order = 0;
  struct error error = {0};
  assert_true(collator_compare(collator, a, strlen(a), b, strlen(b), &order, &error));
  return (order > 0) - (order < 0);
}

static void ae_oe_aa_come_last(void **state) {
  (void)state;
  struct collator *collator = collator_open(NULL);
  const char *ordered[] = {"",    "Allerød",    "København", "Odder",  "Zebra",
                           "Ærø", "Østjylland", "Aabenraa",  "Ålborg", "Aarhus"};
  for (size_t i = 1; i < sizeof ordered / sizeof ordered[0]; i++) {
    assert_int_equal(compare(collator, ordered[i - 1], ordered[i]), -1);
    assert_int_equal(compare(collator, ordered[i], ordered[i - 1]), 1);
  }
  collator_close(collator);
}

static void only_equal_bytes_are_equal(void **state) {
  (void)state;
  struct collator *collator = collator_open(NULL);
  assert_int_equal(compare(collator, "Ærø", "Ærø"), 0);
  /* composed and decomposed å, and a control character that collation passes over */
  assert_int_not_equal(compare(collator, "\xC3\xA5", "a\xCC\x8A"), 0);
  assert_int_not_equal(compare(collator, "ab",
                               "a\x01"
                               "b"),
                       0);
  /* bytes that are no UTF-8 have a place all the same */
  assert_int_not_equal(compare(collator, "a\xFF", "a\xFE"), 0);
  collator_close(collator);
}

static void ranks_follow_the_order(void **state) {
  (void)state;
  struct dict *dict = dict_new();
  const char *texts[] = {"Ålborg", "Odder", "Ærø", ""};
  for (size_t i = 0; i < 4; i++)
    dict_intern(dict, texts[i], strlen(texts[i]));
  struct collator *collator = collator_open(NULL);
  uint32_t *ranks = collator_ranks(collator, dict, NULL);
  uint32_t expected[] = {3, 1, 2, 0};
  assert_memory_equal(ranks, expected, sizeof expected);
  free(ranks);
  collator_close(collator);
  dict_release(dict);
}

static void letters_change_case_also_where_they_grow(void **state) {
  (void)state;
  size_t length;
  char *text = collate_case("æøå ÆØÅ straße", strlen("æøå ÆØÅ straße"), CASE_UPPER, &length, NULL);
  assert_int_equal(length, strlen("ÆØÅ ÆØÅ STRASSE"));
  assert_memory_equal(text, "ÆØÅ ÆØÅ STRASSE", length);
  free(text);
  text = collate_case("\xCE\x90", 2, CASE_UPPER, &length, NULL);
  assert_int_equal(length, 6);
  free(text);
  text = collate_case("", 0, CASE_LOWER, &length, NULL);
  assert_int_equal(length, 0);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ae_oe_aa_come_last),
      cmocka_unit_test(only_equal_bytes_are_equal),
      cmocka_unit_test(ranks_follow_the_order),
      cmocka_unit_test(letters_change_case_also_where_they_grow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
