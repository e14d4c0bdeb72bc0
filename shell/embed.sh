#!/bin/sh
# Write the Lua modules named as arguments as one C file: an array of {name, source, size}.
# lua/query/plan.lua becomes the module "query.plan".
set -eu
echo '/* Made from lua/ by shell/embed.sh. */'
echo '#include "library.h"'
number=0
for file in "$@"; do
  number=$((number + 1))
  echo "static const unsigned char source_$number[] = {"
  od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
  echo '0};'
done
echo 'const struct library_module library_modules[] = {'
number=0
for file in "$@"; do
  number=$((number + 1))
  name=$(echo "$file" | sed 's:^lua/::; s:\.lua$::; s:/:.:g')
  echo "  {\"$name\", source_$number, sizeof source_$number - 1},"
done
echo '  {0, 0, 0}};'
