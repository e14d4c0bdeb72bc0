#!/bin/sh
# The prompt as a citizen of its terminal: what stands on the screen at two sizes, the pager, lines
# that tell how far work is, resizing, stopping and going on, a reader or a terminal that is gone.
# UPDATE=1 writes the screens in tests/cases/screen anew.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/terminal.sh

# ---- the screen ----

# shows_as FILE: the screen, without the blank lines at its end, is that of the file.
shows_as() {
  screen | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$dir/screen"
  [ -n "${UPDATE:-}" ] && cp "$dir/screen" "$1"
  diff "$1" "$dir/screen" | sed 's/^/# /'
  cmp -s "$1" "$dir/screen"
}
# show_figures: a session with Danish letters, wide characters and long lines.
show_figures() {
  keys C-l
  enter 't = frame { { "område", { "Ærøskøbing", "Ålborg", "東京", "👩‍🌾 og 🇩🇰" } }, { "antal", { 1234, missing, 7, -1 } } }'
  enter 't'
  enter 't:filter "omrade == 1"'
  enter '{ "blå", 1.5, x = { y = { "æ", "ø" } } }'
  keys -l 't:filter "område == '
  keys -l "'Ærø'"
  keys Left BSpace BSpace BSpace
  keys -l "Ålborg"
  keys End
  keys -l '"'
  keys Enter
  sees '1 row × 2 columns'
  keys -l '"æøå👩"'
  keys Left Left BSpace
  keys -l 'Å'
  sees '"æøÅ👩"'
}
for size in 80x24 200x50; do
  columns=${size%x*}
  rows=${size#*x}
  begin
  show_figures
  claim "the_screen_at_$size" shows_as "tests/cases/screen/figures-$size.txt"
  keys C-c
done
columns=100
rows=50

# ---- colour ----

coloured() { terminal capture-pane -e -p | grep -q "$(printf '\033\\[')"; }
begin
enter 'error "red"'
claim an_error_is_coloured_on_a_terminal coloured
begin NO_COLOR=1
enter 'error "plain"'
claim no_color_is_honoured sh -c '! grep -q "$(printf "\033")"' <<EOF
$(terminal capture-pane -e -p)
EOF
begin TERM=dumb
enter 'error "plain"'
claim a_dumb_terminal_gets_no_colour sh -c '! grep -q "$(printf "\033")"' <<EOF
$(terminal capture-pane -e -p)
EOF

# ---- the pager ----

begin "PAGER='sed s/^/paged:/'"
enter '("linje\n"):rep(100)'
claim what_is_taller_than_the_terminal_goes_through_the_pager shows 'paged:linje'
clear_screen
enter '("bred "):rep(40)'
claim what_is_wider_goes_through_it_too shows 'paged:bred'
clear_screen
enter '("kort\n"):rep(5)'
claim what_fits_does_not lacks 'paged'
clear_screen
enter 'bred = {} for i = 1, 60 do bred[i] = { "kolonne nr " .. i, {} } end'
enter 'for i = 1, 60 do for r = 1, 99 do bred[i][2][r] = r end end'
enter 'frame(bred)'
claim a_frame_that_is_fitted_to_the_terminal_does_not shows 'not shown: kolonne nr ' \
  '99 rows × 60 columns'
claim nor_its_many_names lacks 'paged'
clear_screen
keys -l 'os.exit(7)'
keys Enter
shows 'ended with 7'
begin PAGER=no-such-pager-at-all
enter '("linje\n"):rep(100) .. "sidste"'
claim without_its_pager_all_is_printed shows 'sidste'
piped_is_not_paged() {
  [ "$(PAGER='sed s/^/paged:/' "$INDSATS" -e '("linje\n"):rep(100)' | grep -c '^linje')" = 100 ]
}
claim what_is_piped_is_never_paged piped_is_not_paged
begin "LESS= PAGER="
enter '("linje\n"):rep(100) .. "sidste"'
claim an_empty_pager_is_none shows 'sidste'

# ---- progress ----

gone() {
  tries=0
  while screen | grep -qF -- "$1"; do
    tries=$((tries + 1))
    [ $tries -gt 400 ] && return 1
    sleep 0.05
  done
}
awk 'BEGIN {
  print "navn;periode;antal;pct;kode;tekst"
  for (i = 0; i < 3000000; i++)
    printf "p%d;%dM%02d;%d;%d,%d;%04d;navn nummer %d\n", i % 977, 2000 + i % 20, 1 + i % 12, i, i % 100, i % 10, i, i % 5000
}' >"$dir/mange.csv"
options='--threads 1 --no-cache'
begin
enter 'require("native").options { threads = 1, block = 1 }'
keys -l "t = read '$dir/mange.csv'"
keys Enter
claim reading_tells_how_far_it_is shows 'MB/s'
claim the_line_is_gone_afterwards gone 'MB/s'
clear_screen
keys -l 'for i in progress(60, "filer") do os.execute "sleep 0.05" end'
keys Enter
claim a_script_tells_how_far_it_is shows 'filer  ' ' of 60' ' left'
claim its_line_is_gone_afterwards gone ' left'
claim the_prompt_is_back settled
keys -l 'for i in progress(6000, "mapper") do os.execute "sleep 0.05" end'
keys Enter
shows 'mapper  '
keys C-c
claim an_interrupt_wipes_the_line_away gone ' left'
options=
piped_progress() {
  [ -z "$("$INDSATS" -e 'for i in progress(12) do os.execute "sleep 0.06" end' 2>&1)" ]
}
claim nothing_is_told_where_there_is_no_terminal piped_progress

# ---- resizing, stopping, going on ----

begin
enter 'bredde = function() return (require("host").size()) end'
terminal resize-window -x 60 -y 20
enter '"bredde " .. bredde()'
claim a_resized_terminal_is_known shows 'bredde 60'
clear_screen
keys -l 'lang = "en linje der er meget længere end de tres tegn, som vinduet nu har"'
keys Enter
enter '#lang'
claim a_line_longer_than_the_window_is_edited_whole answers 67

open_terminal "PS1='shell: ' bash --norc -i"
sees 'shell: '
keys -l "'$INDSATS'"
keys Enter
sees 'Ctrl-D leaves'
keys -l '"halv'
sees '"halv'
keys C-z
claim ctrl_z_stops_the_program shows 'Stopped'
keys -l 'fg'
keys Enter
tries=0
until [ "$(screen | grep -cF '> "halv')" -ge 2 ] || [ $tries -gt 200 ]; do
  tries=$((tries + 1))
  sleep 0.05
done
keys -l ' færdig"'
keys Enter
claim it_goes_on_where_it_was shows '> "halv færdig"'
claim its_answer_stands_on_its_own_line answers 'halv færdig'
keys -l 'while true do end'
keys Enter
keys C-z
tries=0
until [ "$(screen | grep -cF 'Stopped')" -ge 2 ] || [ $tries -gt 200 ]; do
  tries=$((tries + 1))
  sleep 0.05
done
keys -l 'fg'
keys Enter
keys C-c
claim work_is_stopped_and_goes_on_too shows 'interrupted'

# ---- a reader or a terminal that is gone ----

begin
enter '"kept " .. "in history"'
shows 'kept in history'
pane=$(terminal list-panes -F '#{pane_pid}')
program=$(cut -d ' ' -f 1 "/proc/$pane/task/$pane/children")
ends() {
  tries=0
  while kill -0 "$program" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -gt 200 ] && return 1
    sleep 0.05
  done
}
terminal kill-server
claim a_vanished_terminal_ends_the_program ends
claim what_was_entered_is_kept holds "$dir/state/indsats/history" '"kept " .. "in history"'
quiet_pipe() {
  [ -z "$( { "$INDSATS" -e 'for i = 1, 200000 do print(i) end' | head -n 1 >"$dir/first"; } 2>&1)" ] &&
    [ "$(cat "$dir/first")" = 1 ]
}
claim a_closed_pipe_is_a_quiet_end quiet_pipe
ignored_pipe() {
  [ -z "$( { (trap '' PIPE && exec "$INDSATS" -e 'for i = 1, 200000 do print(i) end') |
    head -n 1 >"$dir/first"; } 2>&1)" ]
}
claim so_it_is_where_the_signal_is_ignored ignored_pipe

finish
