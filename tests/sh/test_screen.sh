#!/bin/sh
# What the prompt does with the room it has: tables and pictures after a resize, the pager where none
# is chosen, the screen cleared, how long a statement took; and the commands as a script calls them.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/terminal.sh
unset PAGER LESS

# widest: columns of the longest line on the screen.
widest() { screen | LC_ALL=C.UTF-8 wc -L; }
# drawn COLUMNS: the longest line comes to more than two thirds of the columns and to no more.
drawn() { [ "$(widest)" -le "$1" ] && [ "$(widest)" -gt $(($1 * 2 / 3)) ]; }

# resize COLUMNSxROWS: tmux passes the size on to the program a while later.
resize() {
  terminal resize-window -x "${1%x*}" -y "${1#*x}"
  pane=$(terminal display-message -p '#{pane_tty}')
  tries=0
  while [ "$(stty size <"$pane")" != "${1#*x} ${1%x*}" ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
}

mkdir "$dir/bin"
printf '#!/bin/sh\necho "less with $*"\ncat >/dev/null\n' >"$dir/bin/less"
chmod +x "$dir/bin/less"
begin "LC_ALL=C.UTF-8 PATH='$dir/bin:$PATH'"
enter '("linje\n"):rep(100)'
claim where_none_is_chosen_less_is_the_pager shows 'less with -SRFX'

clear_screen
enter '"before " .. "clearing"'
keys -l ':clear'
keys Enter
settled
claim clear_leaves_nothing_but_the_prompt lacks 'before clearing'
enter 'os.execute "sleep 1.1"'
claim what_takes_over_a_second_is_timed shows 'time: 1,'
clear_screen
enter '6 * 7'
claim what_takes_less_is_not lacks 'time:'

clear_screen
enter 't, n = {}, 0 for aar = 2016, 2021 do for m = 1, 12 do n = n + 1; t[n] = aar .. "M" .. m end end'
enter 'p, a, o = {}, {}, {} for i = 1, n do p[i], a[i], o[i] = period(t[i]), i % 9, "Ærøskøbing" end'
enter 'serie = frame { { "område", o }, { "periode", p }, { "antal", a }, { "bemærkning", o } }'
for size in 80x24 200x50; do
  resize "$size"
  clear_screen
  enter 'serie:group_by "område":spark "antal"'
  claim "a_small_line_is_whole_at_$size" shows 'dec. 2021' '1 row × 6 columns'
  claim "nothing_of_it_is_cut_at_$size" lacks '…'
  clear_screen
  enter 'serie:plot{ x = "periode", y = "antal" }'
  claim "the_covid_date_is_marked_at_$size" shows '11. marts 2020: Covid-19' '2021'
  claim "a_curve_is_as_wide_as_the_window_at_$size" drawn "${size%x*}"
  clear_screen
  enter 'serie'
  claim "a_table_is_no_taller_than_the_window_at_$size" shows 'område' 'rows left out' '72 rows × 4'
done

# ---- the commands, as a script calls them ----

printf 'fundet = 7\n' >"$dir/en.lua"
cat >"$dir/kald.lua" <<END
session.load "$dir/en.lua"
assert(fundet == 7)
fundet = nil
session.reload()
assert(fundet == 7)
assert(session.mode "csv" == "csv" and session.mode() == "csv")
assert(session.timer(true) == true and session.timer(false) == false)
assert(session.traceback(false) == false)
tabel = frame { { "område", { "Ærø" } } }
session.schema(tabel)
session.schema "tabel"
local names = table.concat(session.vars(), " ")
assert(names:find "fundet" and names:find "tabel")
session.show(tabel)
assert(_ == tabel and session.keep(5) == 5 and _1 == tabel)
session.save "$dir/gemt.lua"
END
calls() { "$INDSATS" "$dir/kald.lua" >"$dir/sagt" 2>&1 || { sed 's/^/# /' "$dir/sagt" && return 1; }; }
claim a_script_does_what_the_commands_do calls
claim what_they_print_is_printed grep -qx '  område  text' "$dir/sagt"
claim what_they_write_is_written test -s "$dir/gemt.lua"

finish
