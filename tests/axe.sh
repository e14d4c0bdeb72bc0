#!/bin/sh
# Fetch axe-core into build/axe with npm, for tests/sh/test_accessible.sh; silent where there is no
# npm or no network: the tests are then skipped by name.
cd "$(dirname "$0")/.." || exit 1
[ -e build/axe/node_modules/axe-core/axe.min.js ] && exit 0
command -v npm >/dev/null || exit 0
mkdir -p build/axe
npm install --silent --no-audit --no-fund --fetch-retries=0 --fetch-timeout=20000 \
  --prefix build/axe axe-core@4.10.2 >/dev/null 2>&1 || exit 0
