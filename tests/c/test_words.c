#include "random.h"
#include "words.h"

static int compare(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* Sorted as qsort does, with a guard before and behind both arrays. */
static void assert_sorts(const uint64_t *words, size_t count) {
  uint64_t *own = malloc((count + 2) * sizeof *own);
  uint64_t *spare = malloc((count + 2) * sizeof *spare);
  uint64_t *expected = malloc((count + 1) * sizeof *expected);
  own[0] = own[count + 1] = spare[0] = spare[count + 1] = 0x1234;
  memcpy(own + 1, words, count * sizeof *own);
  memcpy(expected, words, count * sizeof *expected);
  words_sort(own + 1, spare + 1, count, NULL);
  qsort(expected, count, sizeof *expected, compare);
  assert_memory_equal(own + 1, expected, count * sizeof *own);
  assert_true(own[0] == 0x1234 && own[count + 1] == 0x1234);
  assert_true(spare[0] == 0x1234 && spare[count + 1] == 0x1234);
  free(own);
  free(spare);
  free(expected);
}

static void words_of_any_magnitude_are_sorted(void **state) {
  (void)state;
  static const size_t counts[] = {0, 1, 2, 3, 47, 48, 49, 50, 255, 256, 1000, 5000};
  uint64_t words[5000];
  for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++)
    for (unsigned shift = 0; shift < 64; shift += 7)
      for (unsigned up = 0; up <= shift; up += 8) {
        for (size_t i = 0; i < counts[c]; i++)
          words[i] = (random_word() >> shift) << up;
        assert_sorts(words, counts[c]);
      }
}

static void words_that_differ_in_one_digit_are_sorted(void **state) {
  (void)state;
  uint64_t words[300];
  for (unsigned digit = 0; digit < 8; digit++)
    for (int mixed = 0; mixed < 2; mixed++) {
      for (size_t i = 0; i < 300; i++)
        words[i] = 0x1122334455667788 ^ ((random_word() & 0xFF) << (digit * 8)) ^
                   (mixed ? (random_word() & 0xFF) << ((digit + 3) % 8 * 8) : 0);
      assert_sorts(words, 300);
    }
  for (size_t i = 0; i < 300; i++)
    words[i] = 42;
  words[299] = UINT64_MAX;
  assert_sorts(words, 300);
}

static void words_of_integers_keep_their_order(void **state) {
  (void)state;
  static const int64_t values[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
  size_t count = sizeof values / sizeof values[0];
  for (size_t i = 0; i < count; i++) {
    assert_true(integer_of_word(word_of_integer(values[i])) == values[i]);
    assert_true(i == 0 || word_of_integer(values[i - 1]) < word_of_integer(values[i]));
  }
}

static void words_of_numbers_keep_their_order(void **state) {
  (void)state;
  static const double values[] = {-1.7976931348623157e308,
                                  -1e300,
                                  -1.5,
                                  -1,
                                  -2.2250738585072014e-308,
                                  -1e-310,
                                  -4.9e-324,
                                  0,
                                  4.9e-324,
                                  1e-310,
                                  2.2250738585072014e-308,
                                  1,
                                  1.5,
                                  1e300,
                                  1.7976931348623157e308};
  size_t count = sizeof values / sizeof values[0];
  for (size_t i = 0; i < count; i++) {
    double back = number_of_word(word_of_number(values[i]));
    assert_memory_equal(&back, &values[i], sizeof back);
    assert_true(i == 0 || word_of_number(values[i - 1]) < word_of_number(values[i]));
  }
  double nought = 0, back = number_of_word(word_of_number(-0.0));
  assert_true(word_of_number(-0.0) == word_of_number(0.0));
  assert_memory_equal(&back, &nought, sizeof back);
}

static void random_numbers_compare_as_their_words(void **state) {
  (void)state;
  for (size_t i = 0; i < 20000; i++) {
    uint64_t bits[2] = {random_word(), random_word()};
    if (random_chance(30))
      bits[1] = bits[0] ^ (UINT64_C(1) << random_below(64));
    double a, b;
    memcpy(&a, &bits[0], sizeof a);
    memcpy(&b, &bits[1], sizeof b);
    if (a != a || b != b)
      continue;
    assert_int_equal(a < b, word_of_number(a) < word_of_number(b));
    assert_int_equal(a == b, word_of_number(a) == word_of_number(b));
    assert_true(number_of_word(word_of_number(a)) == a);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_of_any_magnitude_are_sorted),
      cmocka_unit_test(words_that_differ_in_one_digit_are_sorted),
      cmocka_unit_test(words_of_integers_keep_their_order),
      cmocka_unit_test(words_of_numbers_keep_their_order),
      cmocka_unit_test(random_numbers_compare_as_their_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
