#!/bin/sh
# Show a case of a guard: each script of the folder and what it gives. Usage: sh run.sh NAME
cd "$(dirname "$0")/../../.." || exit 1
for part in wrong right past; do
  script=tests/cases/guards/$1/$part.lua
  [ -e "$script" ] || continue
  echo "== $part"
  cat "$script"
  echo "== gives"
  indsats "$script"
done
exit 0
