#!/bin/sh
# The program through the shell: what it prints, where, and the status it ends with.
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
failed=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1

# run STATUS ARGUMENT...: run the program; its streams are in the files out and err.
run() {
  wanted=$1
  shift
  "$INDSATS" "$@" >out 2>err </dev/null
  status=$?
}
claim() {
  if [ "$2" = yes ]; then
    echo "ok - $1"
  else
    failed=1
    echo "not ok - $1"
    echo "# status $status (wanted $wanted)"
    sed 's/^/# out: /' out
    sed 's/^/# err: /' err
  fi
}
# holds CLAIM: the status is the one wanted and the streams equal the texts OUT and ERR.
holds() {
  ok=no
  [ "$status" = "$wanted" ] && [ "$(cat out)" = "$OUT" ] && [ "$(cat err)" = "$ERR" ] && ok=yes
  [ $ok = yes ] || { echo "# wanted out: $OUT"; echo "# wanted err: $ERR"; }
  claim "$1" $ok
}
# says CLAIM TEXT...: the status is the one wanted and stderr holds each text.
says() {
  name=$1
  shift
  ok=yes
  [ "$status" = "$wanted" ] || ok=no
  for text in "$@"; do grep -qF -- "$text" err || ok=no; done
  claim "$name" $ok
}

# ---- what is run ----

cat >greet.lua <<'EOF'
print("hej", arg[0], #arg, ...)
EOF
run 0 greet.lua a "b c"
OUT="hej	greet.lua	2	a	b c" ERR='' holds a_script_gets_its_arguments

run 0 -- greet.lua
OUT="hej	greet.lua	0" ERR='' holds two_dashes_end_the_options

run 0 greet.lua --help
OUT="hej	greet.lua	1	--help" ERR='' holds what_follows_the_script_is_the_scripts

run 0 -e '1 + 1, "æ", nil'
OUT='2
æ
nil' ERR='' holds an_expression_prints_its_values

run 0 -e 'local x = 3 print(x, ...)' seks
OUT="3	seks" ERR='' holds statements_run_and_get_arguments

run 0 -e 'print(1) return'
OUT=1 ERR='' holds a_statement_prints_only_what_it_prints

printf '#!/usr/bin/env indsats\nprint(debug.getinfo(1, "l").currentline)\n' >bang.lua
run 0 bang.lua
OUT=2 ERR='' holds a_first_line_with_a_hash_is_skipped

printf '\357\273\277print "bom"\n' >bom.lua
run 0 bom.lua
OUT=bom ERR='' holds a_byte_order_mark_is_skipped

wanted=0
echo 'print("ind", ...)' | "$INDSATS" - x >out 2>err
status=$?
OUT="ind	x" ERR='' holds a_dash_runs_standard_input

echo 'print("ind", ...)' | "$INDSATS" >out 2>err
status=$?
OUT="ind" ERR='' holds input_that_is_no_terminal_is_a_script

run 0 --version
case $(cat out) in indsats\ [0-9]*) ok=yes ;; *) ok=no ;; esac
claim the_version_is_printed $ok

run 0 --help
ok=yes
for text in usage: -e --version "Exit status" 66; do grep -qF -- "$text" out || ok=no; done
claim help_names_the_options_and_the_statuses $ok

# ---- wrong use ----

run 64 --nope
says an_unknown_option_is_wrong_use "no option --nope" usage:
run 64 -e
says an_option_without_its_code_is_wrong_use "-e needs the code"
run 66 nope.lua
OUT='' ERR='indsats: nope.lua: no such file' holds a_script_that_is_not_there_ends_with_66
run 66 "$dir"
says a_directory_is_no_script "is a directory"

# ---- errors: file, line, caret ----

printf 'local t = {}\n\nt:filtr "x"\n' >method.lua
run 1 method.lua
OUT='' ERR="indsats: method.lua:3: attempt to call a nil value (method 'filtr')
  t:filtr \"x\"
    ^^^^^" holds a_wrong_method_is_shown_with_file_line_and_caret

printf 'local x = 1\nlocal y = = 2\n' >syntax.lua
run 1 syntax.lua
OUT='' ERR="indsats: syntax.lua:2: unexpected symbol near '='
  local y = = 2
            ^" holds a_syntax_error_points_at_its_token

printf 'if x then\n  print(1\n' >open.lua
run 1 open.lua
OUT='' ERR="indsats: open.lua:3: ')' expected (to close '(' at line 2) near <eof>
    print(1
           ^" holds an_open_end_points_after_the_last_token

printf 'local s = setmetatable({}, { __index = { a = function(s) return s end } })\ns\n  :a()\n  :b()\n' >chain.lua
run 1 chain.lua
OUT='' ERR="indsats: chain.lua:2: attempt to call a nil value (method 'b')
    :b()
     ^" holds a_wrong_method_in_a_chain_is_found_on_its_own_line

run 1 -e 'local blå = 1'
says a_danish_letter_in_a_name_is_explained "near 'å'" "  local blå = 1" "          ^" "other letters"

run 1 -e 'error(setmetatable({}, { __tostring = function() return "selv sagt" end }))'
OUT='' ERR='indsats: selv sagt' holds an_error_object_speaks_for_itself

run 1 -e 'error {}'
says an_error_object_without_words_is_named "error object is a table value"

run 1 -e 'error("a\n  b\n  ^", 0)'
OUT='' ERR='indsats: (-e):1: a
  b
  ^' holds an_error_with_its_own_excerpt_gets_no_other

run 1 -e 'require("native").frame { { name = "x", type = "tal", values = {} } }'
says an_error_of_the_library_has_the_users_line "(-e):1: 'tal' is no type"

run 1 -e 'read "findes_ikke.csv"'
says an_expression_keeps_its_line_in_errors "(-e):1: " findes_ikke.csv

run 1 -e 'local function f() error "dyb" end f()'
grep -q traceback err && ok=no || ok=yes
claim no_traceback_is_shown_unasked $ok
INDSATS_TRACEBACK=1 run 1 -e 'local function f() error "dyb" end f()'
says a_traceback_is_shown_when_asked_for "stack traceback" "in local 'f'"

run 1 -e 'print(period "2019Q9")'
says a_wrong_period_is_pointed_at "(-e):1: '2019Q9' is no period" '  print(period "2019Q9")' \
  '                ^^^^^^'

run 1 -e 'load("\27Lua")()'
says compiled_chunks_are_not_loaded "nil"
printf '\033Lua' >binary.lua
run 1 binary.lua
says a_compiled_script_is_refused "binary.lua" compiled

run 1 -e 'local function f() return f() + 1 end f()'
says a_stack_overflow_is_an_error_like_others "stack overflow"

# ---- output and ends ----

wanted=74
"$INDSATS" -e 'print(("x"):rep(100000))' >/dev/full 2>err
status=$?
: >out
says a_full_disk_is_no_success "output cannot be written"

"$INDSATS" -e 'print "x" os.exit(0)' >/dev/full 2>err
status=$?
says a_full_disk_is_no_success_even_after_exit "output cannot be written"

wanted=0
"$INDSATS" -e 'for i = 1, 100000 do print(i) end' 2>err | head -n 1 >out
status=$?
OUT=1 ERR='' holds a_reader_that_leaves_ends_it_quietly

wanted=74
"$INDSATS" -e 'print(1)' >&- 2>err
status=$?
: >out
says a_closed_output_is_no_success "output cannot be written"

run 3 -e 'io.write "ud" os.exit(3)'
OUT=ud ERR='' holds the_status_of_exit_is_the_scripts_own

# Ctrl-C, sent when the script has begun, PRESSES times. It must stop pcall loops, coroutines, and C.
PRESSES=1
interrupted() {
  wanted=130
  cat >loop.lua
  : >out # what the last one wrote there must not pass for this one's
  # A background job of a shell without job control ignores SIGINT: env gives it back.
  env --default-signal=INT "$INDSATS" loop.lua >out 2>err &
  pid=$!
  tries=0
  until grep -q ready out || [ $tries -gt 200 ]; do
    sleep 0.05
    tries=$((tries + 1))
  done
  kill -INT $pid
  [ $PRESSES = 2 ] && sleep 0.2 && kill -INT $pid
  tries=0
  until [ ! -e /proc/$pid ] || grep -qs "^State:.Z" /proc/$pid/status || [ $tries -gt 400 ]; do
    sleep 0.05
    tries=$((tries + 1))
  done
  kill -KILL $pid 2>/dev/null # nothing, once it has ended
  wait $pid
  status=$?
  if [ $PRESSES = 1 ]; then says "$1" interrupted; else says "$1"; fi
}
begin='io.stdout:setvbuf "no" print "ready" '
echo "$begin while true do end" | interrupted an_interrupt_ends_a_loop_with_130
echo "$begin while true do pcall(function() while true do end end) end" |
  interrupted no_pcall_swallows_an_interrupt
echo "$begin local f = coroutine.wrap(function() while true do end end) while true do pcall(f) end" |
  interrupted an_interrupt_ends_a_coroutine
cat <<'EOF' | interrupted an_interrupt_stops_the_engine
local native = require "native"
local values = {}
for i = 1, 400000 do values[i] = (i * 7919) % 400009 end
local t = native.frame { { name = "x", type = "integer", values = values } }
io.stdout:setvbuf "no" print "ready"
while true do pcall(t.arrange, t, { { name = "x" } }) end
EOF

PRESSES=2
echo "$begin string.find(('a'):rep(40), ('a?'):rep(40) .. ('a'):rep(40))" |
  interrupted a_second_interrupt_ends_what_cannot_be_stopped

# The locale of the user changes no figure.
for locale in C C.UTF-8 da_DK.UTF-8 POSIX; do
  LC_ALL=$locale "$INDSATS" -e 'print(0.5, tonumber "0.5", period "3. kvartal 2019")' 2>&1
done | sort -u >out
: >err
status=0 wanted=0
OUT="0.5	0.5	3. kvt. 2019" ERR='' holds the_locale_changes_nothing

# ---- other libraries than those it was built with ----

# with LIBRARY ARGUMENT...: run the program with LIBRARY.c compiled and put before all others.
with() {
  cc -D_GNU_SOURCE -fPIC -shared -o "$1.so" "$1.c" || return
  library=$PWD/$1.so
  shift
  LD_PRELOAD=$library ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 "$INDSATS" "$@" \
    >out 2>err </dev/null
  status=$?
}

# Its compiled modules are for one Lua; by any other they are compiled anew.
cat >lua_ident.c <<'EOF'
const char lua_ident[128] = "another Lua 5.4";
EOF
wanted=0
with lua_ident -e 'debug.getinfo(require("query.open").read, "S").source, period "2019Q3"'
OUT='=[indsats] query.open
3. kvt. 2019' ERR='' holds another_lua_than_the_builders_reads_the_sources

cat >no_icu.c <<'EOF'
#include <dlfcn.h>
#include <string.h>
void *dlopen(const char *name, int flags) {
  void *(*next)(const char *, int) = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");
  return next(name != NULL && strncmp(name, "libicui18n", 10) == 0 ? "libno_icu.so" : name, flags);
}
EOF
wanted=1
with no_icu -e 'print "hej" print(#frame{{"a", {"Odder", "Ærø"}}}:arrange "a")'
[ "$(cat out)" = hej ] || wanted='after hej'
says without_icu_all_but_danish_letters_works 'Danish letters need ICU' 'install libicu'

# The program alone, without the figures that it was built beside.
mkdir -p alone/bin
cp -L "$INDSATS" alone/bin/indsats
wanted=0
alone/bin/indsats -e 'local t = frame { { "Antal personer", { 3, 4 } } }
  print(t:summarise "n = sum(`Antal personer`)":summarise "m = sum(n)":cell(1, "m"))' \
  >out 2>err </dev/null
status=$?
says without_the_data_directory_it_is_said_that_nothing_is_guarded "set INDSATS_DATA" \
  "sums that count twice are not refused"
ok=no
[ "$(grep -c warning err)" = 1 ] && [ "$(cat out)" = 7 ] && ok=yes
claim it_is_said_once_and_the_table_is_a_plain_one $ok

cd "$root" || exit 1
exit $failed
