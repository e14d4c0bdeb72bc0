#include <stdio.h>
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
  uint32_t *ranks = collate_ranks(dict, NULL, NULL);
  uint32_t expected[] = {3, 1, 2, 0};
  assert_memory_equal(ranks, expected, sizeof expected);
  free(ranks);
  dict_release(dict);
}

/* All pairs of texts are ranked as they compare. */
static void assert_ranked(struct dict *dict) {
  static const struct engine_options ways[] = {{.threads = 1}, {.block = 1, .threads = 3}};
  struct collator *collator = collator_open(NULL);
  for (size_t way = 0; way < 2; way++) {
    uint32_t *ranks = collate_ranks(dict, &ways[way], NULL);
    for (uint32_t a = 0; a < dict_size(dict); a++)
      for (uint32_t b = 0; b < dict_size(dict); b++) {
        size_t a_length, b_length;
        const char *a_text = dict_text(dict, a, &a_length);
        const char *b_text = dict_text(dict, b, &b_length);
        int order;
        assert_true(collator_compare(collator, a_text, a_length, b_text, b_length, &order, NULL));
        assert_int_equal((ranks[a] > ranks[b]) - (ranks[a] < ranks[b]), (order > 0) - (order < 0));
      }
    free(ranks);
  }
  collator_close(collator);
}

static void many_texts_are_ranked_as_they_compare(void **state) {
  (void)state;
  static const char *const parts[] = {"aa", "a", "Å", "å", "ab", "A",    "-", " ",
                                      "x",  "1", "é", "e", "",   "\x01", "ø", "o"};
  struct dict *dict = dict_new();
  char text[128];
  for (unsigned i = 0; i < 300; i++) {
    snprintf(text, sizeof text, "%s%s%s%s", i % 3 == 0 ? "a long common beginning " : "",
             parts[i * 7 % 16], parts[i * 13 / 5 % 16], parts[i / 16 % 16]);
    dict_intern(dict, text, strlen(text));
  }
  assert_ranked(dict);
  dict_release(dict);
}

static void digits_behind_one_beginning_are_ranked_as_they_compare(void **state) {
  (void)state;
  static const char *const starts[] = {"", "P", "CPR-", "aa", "Å1", "0", "sag nr. "};
  char text[128];
  for (size_t s = 0; s < sizeof starts / sizeof starts[0]; s++) {
    struct dict *dict = dict_new();
    for (unsigned i = 0; i < 200; i++) {
      snprintf(text, sizeof text, i % 2 == 0 ? "%s%u" : "%s%07u", starts[s], i * i * 31 % 4001);
      dict_intern(dict, text, strlen(text));
    }
    dict_intern(dict, starts[s], strlen(starts[s]));
    assert_ranked(dict);
    dict_release(dict);
  }
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
      cmocka_unit_test(many_texts_are_ranked_as_they_compare),
      cmocka_unit_test(digits_behind_one_beginning_are_ranked_as_they_compare),
      cmocka_unit_test(letters_change_case_also_where_they_grow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
