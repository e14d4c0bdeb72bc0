#!/bin/sh
# The commands of the prompt, earlier results, the history, scripts around the prompt.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/terminal.sh

history_file=$dir/state/indsats/history
# another: a second prompt, in a terminal of its own; its keys go to `its`.
its() { tmux -L "indsats-test-$$-other" -f /dev/null "$@" 2>/dev/null; }
another() {
  its new-session -d -x 100 -y 30 \
    "env HOME='$dir' XDG_STATE_HOME='$dir/state' LC_ALL=C.UTF-8 TERM=xterm '$INDSATS'"
}
its_screen() { its capture-pane -p; }
its_sees() {
  tries=0
  until its_screen | grep -qF -- "$1"; do
    tries=$((tries + 1))
    [ $tries -gt 200 ] && return 1
    sleep 0.05
  done
}
trap 'terminal kill-server; its kill-server; rm -rf "$dir"' EXIT

# ---- results ----
begin
enter '40 + 1'
enter '_ + 1'
claim the_last_result_is_underscore shows 42
enter '"a" .. _ .. _1'
claim earlier_results_have_a_number shows a4241
enter '_2 == 41 and "two back"'
claim the_one_before_those_too shows 'two back'
enter '"quiet " .. "one";'
enter '"then " .. _'
claim a_semicolon_prints_nothing_and_keeps_the_result answers 'then quiet one'
claim the_quiet_result_was_not_printed sh -c '! grep -qx "quiet one"' <<EOF
$(screen)
EOF
enter 'f = function() return nil end'
enter 'f()'
claim nil_is_printed_where_a_name_stands_for_something answers nil
enter "omraade = 1"
enter 'omrade'
claim an_unknown_name_brings_the_nearest shows "there is no variable 'omrade'" \
  "did you mean 'omraade'?"
enter 'x = 1,5'
claim a_decimal_comma_in_lua_is_refused shows "'1,5' is two numbers, and x would be the first alone" \
  'decimals are written with a point: 1.5'
enter 'rawget(_G, "x")'
claim nothing_was_set_by_it answers nil
enter 't %>% filter("a")'
claim a_line_of_another_language_is_told_ours shows 'write: t:filter "antal > 5":arrange "-antal"'
enter 'quit'
claim a_name_of_another_program_is_told_ours shows 'write: :quit, or Ctrl-D'
enter 'raed "x.csv"'
claim an_unknown_function_brings_the_nearest shows "did you mean 'read'?"
clear_screen
enter 'error "a\27]0;titel\7\27[31mb"'
claim an_error_never_commands_the_terminal shows 'error: a\x1B]0;titel\x07\x1B[31mb'
enter 'local function deep(x) return x.a.b end'
enter 'deep {}'
claim an_error_shows_the_statement_it_comes_from shows 'error in an earlier statement' \
  '  local function deep(x) return x.a.b end' '                                  ^'

# ---- commands ----
clear_screen
enter ':help'
claim help_lists_the_commands shows ':load FILE' ':save FILE' ':quit' '_1'
clear_screen
enter ':tiemr'
claim an_unknown_command_brings_the_nearest shows "there is no command ':tiemr'" \
  "did you mean ':timer'?"
enter ':t'
claim the_beginning_of_several_commands_is_asked_about shows "':t' may be" ':traceback'
enter ':filter "x"'
claim a_verb_that_stands_alone_is_told_where_to_stand shows '_:filter'
enter ':vars nothing'
claim a_command_refuses_what_it_does_not_take shows ":vars takes nothing after it"
clear_screen
enter 'navne = { "Æblerød", "Ågård" } tabel = frame { { "omraade", { "Odder" } }, { "antal", { 7 } } }'
enter ':vars'
claim vars_lists_what_was_made shows 'navne ' 'tabel ' 'omraade'
enter ':schema tabel'
claim schema_tells_columns_and_types shows 'antal' 'integer'
enter 'frame { { "område", { "Ærø" } }, { "antal personer", { 7 } } }'
enter ':schema _'
claim schema_is_aligned_by_what_is_seen shows '  område          text' '  antal personer  integer'
clear_screen
enter ':timer on'
enter '1 + 1'
claim the_timer_tells_the_time shows ':timer is on' 'time: '
enter ':timer off'
clear_screen
enter ':mode csv'
enter 'tabel'
claim the_mode_decides_how_frames_are_printed shows 'omraade;antal'
enter ':mode cvs'
claim an_unknown_mode_brings_the_nearest shows "did you mean 'csv'?"
enter 'session.mode "box"'
enter ':traceback on'
enter 'error "here"'
claim a_traceback_comes_when_it_is_wanted shows 'stack traceback:'
enter ':traceback off'
clear_screen
enter 'error "there"'
claim no_traceback_comes_otherwise shows 'error: there'
claim no_traceback_is_on_the_screen lacks 'stack traceback'

printf 'local inner = 1\nfra_fil = "loaded " .. tostring(omraade)\nreturn inner\n' >"$dir/et.lua"
enter ":load $dir/et.lua"
enter 'fra_fil'
claim a_script_is_loaded_into_the_session shows 'loaded 1'
printf 'fra_fil = "loaded again"\n' >"$dir/et.lua"
enter ':reload'
enter 'fra_fil'
claim the_script_is_loaded_again shows 'loaded again'
printf 'local x = 1\nreturn ukendt.felt\n' >"$dir/fejl.lua"
enter ":load $dir/fejl.lua"
claim an_error_in_a_script_shows_its_file_line_and_text shows 'fejl.lua:2:' '  return ukendt.felt'

# ---- the editor ----
clear_screen
printf '#!/bin/sh\nprintf "edited = 20\\nedited + 2\\n" >"$1"\n' >"$dir/editor"
chmod +x "$dir/editor"
keys C-d
begin EDITOR="$dir/editor"
enter '1 + 1'
enter ':edit'
claim what_the_editor_leaves_is_run shows 'edited = 20' 22
keys C-d
shows 'ended with 0'

# ---- pasting ----
begin
printf 'local a = 20\nlocal t = frame { { "x", { 1, 2 } } }\n\n-- en kommentar\nt\n  :filter "x > 1"\n%s' \
  'function twice(n)
  return 2 * n
end
"sum " .. twice(a) + 2' >"$dir/paste"
paste "$dir/paste"
keys Enter
claim a_pasted_script_runs_statement_by_statement shows 'sum 42' '1 row × 1 column'
printf 'before = 1\nerror "stop"\nafter = 1\nafter = 2' >"$dir/paste"
paste "$dir/paste"
keys Enter
claim a_pasted_script_stops_at_its_first_error shows 'error: stop' 'not run: 2 lines'
enter 'before, rawget(_G, "after")'
claim what_came_before_the_error_was_run shows nil

# ---- history ----
enter 'token = "hemmeligt1234"'
enter 'options = { password = "kodekode1" }'
enter '"end of " .. "secrets"'
shows 'end of secrets'
claim the_history_is_written_at_once holds "$history_file" '"end of " .. "secrets"'
claim secrets_are_not_kept sh -c '! grep -q "hemmeligt1234\|kodekode1" "$1"' - "$history_file"
enter 'for i = 1, 2 do'
enter '  io.write("gang ", i, "\n")'
enter 'end'
shows 'gang 2'
clear_screen
keys Up
claim a_statement_of_several_lines_comes_back_whole shows 'for i = 1, 2 do' 'io.write("gang ", i' end
keys Enter
claim it_runs_again_as_it_is shows 'gang 2'

another
its_sees 'Ctrl-D leaves'
its send-keys -l '"from the other prompt"'
its send-keys Enter
holds "$history_file" '"from the other prompt"'
enter '"one" .. " more"'
shows 'one more'
clear_screen
keys Up Up
claim what_another_prompt_entered_is_recalled shows '"from the other prompt"'
keys C-c
its send-keys -l '"the other is still here"'
its send-keys Enter
holds "$history_file" '"the other is still here"'
claim neither_prompt_overwrites_the_other \
  sh -c 'grep -qF "\"one\" .. \" more\"" "$1" && grep -qF "from the other prompt" "$1"' - \
  "$history_file"
its kill-server
clear_screen
enter ':history secrets'
claim the_history_is_searched shows '"end of " .. "secrets"'
keys C-d
shows 'ended with 0'

# ---- a session as a script ----
begin
enter 'local tal, vaegt = 20, 2'
enter 'tal * vaegt'
enter '_ + 2;'
enter '_, _1'
enter 'local tal = 5'
enter 'tal = tal + nothing'
enter 'while true do tal = tal end'
sleep 0.3
keys C-c
claim a_loop_is_stopped shows interrupted
enter 'function gange(n) return n * tal end'
enter 'gange(vaegt) -- med en kommentar'
enter 'frame { { "omraade", { "Ærø" } }, { "antal", { gange(3) } } }'
enter ':mode csv'
enter '_'
enter 'password = "hemmelig"'
clear_screen
enter ":save $dir/session.lua"
claim save_tells_what_it_wrote shows "session.lua: "
printf '40\n42\n40\n10\nomraade  antal\ntext   integer\nÆrø         15\n1 row × 2 columns\nomraade;antal\nÆrø;15\n' |
  tr -d ' ' >"$dir/expected"
saved_runs() {
  "$INDSATS" "$dir/session.lua" 2>&1 | tr -d ' ' | diff "$dir/expected" - >"$dir/difference" ||
    { sed 's/^/# /' "$dir/difference" && return 1; }
}
claim the_saved_session_gives_the_same_results saved_runs
claim a_line_that_was_stopped_is_no_part_of_it grep -q '^-- stopped in the session' "$dir/session.lua"
claim no_secret_is_saved sh -c '! grep -q hemmelig "$1"' - "$dir/session.lua"
enter ':quit'
claim quit_leaves shows 'ended with 0'

# ---- before the prompt ----
mkdir -p "$dir/.config/indsats"
printf 'hilsen = "fra init"\n' >"$dir/.config/indsats/init.lua"
begin
enter 'hilsen'
claim init_lua_runs_first shows 'fra init'
keys C-d
options=--no-init
begin
enter 'hilsen'
claim no_init_leaves_it_out shows "there is no variable 'hilsen'"
keys C-d
options=
printf 'hilsen = "fra init"\nlocal x = nil + 1\n' >"$dir/.config/indsats/init.lua"
begin
claim an_error_in_init_lua_is_shown shows 'init.lua:2:' 'local x = nil + 1'
enter 'hilsen'
claim an_error_in_init_lua_stops_nothing shows 'fra init'
keys C-d
rm "$dir/.config/indsats/init.lua"
printf 'args = table.concat({ ... }, "+")\nerror "midway"\n' >"$dir/start.lua"
options="-i $dir/start.lua en to"
begin
enter 'args'
claim a_script_runs_and_the_prompt_stays shows 'start.lua:2: midway' 'en+to'
options=

finish
