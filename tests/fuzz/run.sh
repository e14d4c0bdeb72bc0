#!/bin/sh
# Search for inputs that break the readers: each target under libFuzzer with the sanitizers for
# SECONDS_EACH seconds (60), from its corpus. New inputs stay in build/fuzz; a crash is printed with
# its file and ends with exit 1.
set -eu
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-60}
mkdir -p build/fuzz
libraries=$(pkg-config --cflags --libs jansson icu-i18n libutf8proc libmd libxxhash gsl)
for source in tests/fuzz/fuzz_*.c; do
  name=$(basename "$source" .c)
  echo "fuzz: $name for $seconds s"
  # shellcheck disable=SC2086
  clang -std=c11 -g -O1 -D_GNU_SOURCE -Ishell/engine -fsanitize=fuzzer,address,undefined \
    -fno-sanitize-recover=undefined "$source" shell/engine/*.c $libraries -lcsv -lm -ldl -pthread \
    -o "build/fuzz/$name"
  mkdir -p "build/fuzz/new_$name"
  "build/fuzz/$name" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 \
    -artifact_prefix="build/fuzz/$name-" "build/fuzz/new_$name" "tests/fuzz/corpus/${name#fuzz_}"
done
