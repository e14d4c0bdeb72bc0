#!/bin/sh
# The rules that a compiler does not hold: layout, warnings of luacheck, no global in Lua but the
# prelude's, the one direction of the layers, sizes of functions. Prints what breaks one; exit 1.
set -u
cd "$(dirname "$0")/.."
failed=0
complain() {
  echo "lint: $1"
  failed=1
}
# check RULE OUTPUT: complain when there is any output.
check() {
  [ -z "$2" ] || {
    complain "$1"
    echo "$2" | sed 's/^/  /'
  }
}

for tool in git clang-format luacheck luac5.4; do
  command -v $tool >/dev/null || complain "$tool is not installed, so its rules are not held"
done

c_files=$(git ls-files '*.c' '*.h')
lua_files=$(git ls-files 'lua/*.lua' 'scripts/*.lua' 'tests/*.lua' 'data/*.lua')
[ -n "$c_files" ] && [ -n "$lua_files" ] || complain "git lists no files: nothing was looked at"

# What a pager or a shell wrote by a slip of the keys is caught up by `git add`.
check "tracked names are plain: letters, digits, and ._-/" \
  "$(git ls-files | grep -vE '^[A-Za-z0-9._/-]+$')"

check "C code is laid out by .clang-format (make format)" \
  "$(for f in $c_files; do clang-format --dry-run "$f" 2>&1 | grep -m1 warning; done)"

check "luacheck finds nothing" \
  "$(luacheck --no-color -q $lua_files 2>&1 | grep -E '^ +[^ ]+:[0-9]+' )"

# Only the prelude sets globals; the library reads none but Lua's own.
standard='_ENV _G assert collectgarbage coroutine debug dofile error getmetatable io ipairs load
 loadfile math next os package pairs pcall print rawequal rawget rawlen rawset require select
 setmetatable string table tonumber tostring type utf8 xpcall _VERSION warn arg'
for file in $(git ls-files 'lua/*.lua'); do
  [ "$file" = lua/prelude.lua ] && continue
  check "$file uses only Lua's own globals" \
    "$(luac5.4 -l -l -p "$file" | awk '/ETTABUP.*_ENV/ {gsub(/"/, "", $0); print $1 == "" ? $0 : $3, $NF, $(NF-1)}' |
      awk '{print $NF}' | sort -u | grep -vxF "$(echo $standard | tr ' ' '\n')" | head)"
done

# A chunk with over 256 constants is miscompiled by Lua 5.4.4 as Debian 12 ships it.
for file in $lua_files; do
  check "$file has no function with over 250 constants" \
    "$(luac5.4 -l -p "$file" | grep -oE '[0-9]+ constants?' | awk '$1 > 250')"
done

# One direction: the engine knows no Lua, the query layer no jobcentre, the domain no report.
check "the engine includes no Lua and no native face" \
  "$(grep -nE '#include [<"](lua|lauxlib|lualib|native)' shell/engine/*.[ch])"
check "lua/query requires neither domain, report nor followup" \
  "$(grep -rnE 'require *[("]+(domain|report|followup)\.' lua/query)"
check "lua/domain requires neither report nor followup" \
  "$(grep -rnE 'require *[("]+(report|followup)\.' lua/domain)"
check "lua/ledger requires neither domain, report nor followup" \
  "$(grep -rnE 'require *[("]+(domain|report|followup)\.' lua/ledger)"
check "lua/picture requires neither domain, query, report nor followup" \
  "$(grep -rnE 'require *[("]+(domain|query|report|followup)\.' lua/picture)"
check "lua/report requires neither domain, query nor followup" \
  "$(grep -rnE 'require *[("]+(domain|query|followup)\.' lua/report)"

# The same inputs give the same bytes: nothing asks for the time of day but the log of scheduled runs.
check "nothing reads the clock" "$(grep -nE 'os\.(time|date|clock)' -r lua scripts |
  grep -v '^lua/run/quiet.lua:')"

# Functions fit on a screen; what a test runs may be a long list.
check "no C function is longer than 45 lines" "$(awk '
  FNR == 1 { start = 0 }
  /^[A-Za-z_].*[({]/ && !/;[ \t]*$/ && !/^(struct|enum|union|typedef|static const|#)/ { start = FNR }
  /^}/ { if (start && FNR - start > 44) print FILENAME ":" start ": " FNR - start + 1 " lines"
         start = 0 }' $(git ls-files 'shell/*.c' 'shell/*.h'))"
check "no Lua function is longer than 45 lines" "$(awk '
  FNR == 1 { start = 0 }
  /^(local )?function / { start = FNR }
  /^end/ { if (start && FNR - start > 44) print FILENAME ":" start ": " FNR - start + 1 " lines"
           start = 0 }' $(git ls-files 'lua/*.lua' 'scripts/*.lua'))"

check "no line is longer than 100 characters" \
  "$(awk '{ line = $0; gsub(/[\200-\277]/, "", line)
            if (length(line) > 100) print FILENAME ":" FNR ": " length(line) }' $c_files $lua_files)"
check "no trailing blanks, no tabs in Lua and C" \
  "$(grep -nE '[[:space:]]+$|	' $c_files $lua_files | head)"

[ $failed -eq 0 ] && echo "lint: clean"
exit $failed
