/* The digest of a file, by the processor's instructions, is that of the library. */
#include "digest.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

static void digests_of_known_texts_are_those_of_the_standard(void **state) {
  (void)state;
  char hex[DIGEST_SIZE];
  digest_sha256("abc", 3, hex);
  assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  digest_sha256("", 0, hex);
  assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void every_length_and_place_gives_the_digest_of_the_library(void **state) {
  (void)state;
  enum { MOST = 300 };
  unsigned char bytes[MOST + 8];
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (unsigned char)(i * 131 + i / 7);
  for (size_t length = 0; length <= MOST; length++) {
    char own[DIGEST_SIZE], plain[DIGEST_SIZE];
    digest_sha256(bytes + length % 8, length, own);
    digest_sha256_plain(bytes + length % 8, length, plain);
    assert_string_equal(own, plain);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(digests_of_known_texts_are_those_of_the_standard),
      cmocka_unit_test(every_length_and_place_gives_the_digest_of_the_library),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
