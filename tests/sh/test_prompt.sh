#!/bin/sh
# The prompt, driven through a real terminal (tmux): what is typed, what stands on the screen.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/terminal.sh

begin
enter '1 + 1'
claim an_expression_prints_its_value answers 2
enter 'nil'
claim nil_is_printed answers nil
enter '"blå\27[31m"'
claim control_characters_are_shown_not_obeyed answers 'blå\x1B[31m'
enter '"a\u{202E}b\u{9B}31m\xFF"'
claim nor_is_what_turns_the_writing_round answers 'a\u{202E}b\u{9B}31m\xFF'
enter '0 / 0'
claim what_is_no_number_has_no_sign answers nan
enter 'period "3. kvartal 2019"'
claim a_period_prints_in_danish answers '3. kvt. 2019'
enter '_:id()'
claim underscore_is_the_last_result answers 2019Q3

enter '{ 1, "to", x = { periode = _ } }'
claim a_table_shows_what_it_holds answers '{ 1, "to", x = { periode = "2019Q3" } }'

# ---- locals ----
enter 'local x, y = 20, 1'
enter 'x + y'
claim a_local_survives_to_the_next_line answers 21
enter 'local function double(n) return n * 2 end'
enter 'double(x)'
claim a_local_function_survives answers 40
enter 'local k <const> = 7; local empty'
enter 'k'
claim a_constant_survives answers 7
enter 'do local inner = 5 end'
enter 'inner'
claim a_local_of_a_block_stays_there shows "there is no variable 'inner'"
enter 'local utf8 = 3'
enter 'rawget(_G, "utf8") ~= 3 and utf8'
claim a_local_hides_a_global_without_changing_it answers 3
enter 'text = "local z = 1" -- local w = 2'
enter 'tostring(z) .. tostring(w) .. text'
claim text_and_comments_are_no_locals answers 'nilnillocal z = 1'
enter 'local c <close> = setmetatable({}, { __close = function() print "closed" end })'
claim a_variable_to_close_is_closed_with_its_line answers closed
enter 'local a, b = (function() return 3, 4 end)() local c = a * b'
enter 'a, b, c'
claim several_locals_on_a_line_survive shows 12
clear_screen

# ---- several lines ----
enter 'for i = 1, 2 do'
claim an_incomplete_line_goes_on shows '>>'
enter 'local twice = i * 2'
enter 'io.write(twice, ";")'
keys -l 'end'
keys Enter
claim the_statement_runs_when_it_is_whole shows '2;4;'
keys Enter
settled
enter '1 +'
enter '41'
claim an_expression_may_go_on answers 42

# ---- errors ----
clear_screen
enter 'foo.bar = 1'
claim an_error_points_with_a_caret shows "error: attempt to index a nil value (global 'foo')" \
  '  foo.bar = 1' '  ^^^'
enter 'x = = 2'
claim a_syntax_error_points_with_a_caret shows "unexpected symbol near '='" '      ^'
enter 'period("x") + 1'
enter '6 * 7'
claim the_session_goes_on_after_errors answers 42

# ---- Ctrl-C ----
clear_screen
keys -l 'half a line'
sees 'half a line'
keys C-c
settled
enter '"alive " .. x'
claim an_interrupt_clears_the_line answers 'alive 20'
enter 'function f()'
keys C-c
settled
enter '"primary again"'
claim an_interrupt_drops_an_incomplete_statement answers 'primary again'
keys -l 'print "working" while true do pcall(function() while true do end end) end'
keys Enter
sees working
sleep 0.1
keys C-c
claim an_interrupt_stops_the_work shows interrupted
keys C-c
keys C-c
settled
enter '"still " .. x'
claim interrupts_never_leave_the_program answers 'still 20'

# ---- completion ----
clear_screen
keys -l 'peri'
keys Tab
keys -l ' "2019"'
keys Enter
settled
claim tab_completes_globals answers 2019
enter 'local min_variabel = 5'
keys -l 'min_v'
keys Tab Enter
settled
claim tab_completes_session_locals answers 5
keys -l 'string.rev'
keys Tab
keys -l '("abc")'
keys Enter
settled
claim tab_completes_fields answers cba
enter 'local tabel = frame { { "område", { "x", "y" } }, { "antal", { 2, 3 } } }'
keys -l 'tabel:fil'
keys Tab
keys -l ' "omr'
keys Tab
keys -l " == 'x'\":names()[1]"
keys Enter
settled
claim tab_completes_methods_and_columns_in_a_verb answers 'område'
keys -l 'tabel:filter("antal > 1 and omr'
keys Tab
keys -l " == 'x'\"):names()[2]"
keys Enter
settled
claim tab_completes_a_column_inside_an_expression answers antal
enter 'local t = frame { { "omraade", { "Odder", "Horsens" } }, { "antal", { 1, 2 } } }'
keys -l 't:filter "ant'
keys Tab
keys -l ' > 1":sel'
keys Tab
keys -l ' "om'
keys Tab
keys -l '":column "omraade"'
keys Enter
settled
claim tab_completes_columns_and_verbs_of_a_frame answers '{ "Horsens" }'
keys -l 'do t'
keys Enter
keys -l ' :filter "ant'
keys Tab
keys -l ' > 1":glimpse() end'
keys Enter
settled
claim tab_knows_the_lines_before shows 'Horsens' '1 row × 2 columns'
keys -l "t:filter \"omraade == 'od"
keys Tab
keys -l '":column "antal"'
keys Enter
settled
claim tab_completes_a_value_of_the_column answers '{ 1 }'
keys -l 't:rename "By = omraade":select "B'
keys Tab
keys -l '":names()'
keys Enter
settled
claim tab_completes_columns_of_the_chain_so_far answers '{ "By" }'
enter 'local blank = frame { { "Antal personer i alt", { 7 } } }'
keys -l 'blank:mutate "x = 1 + `Antal pers'
keys Tab
keys -l '":column "x"'
keys Enter
settled
claim tab_completes_names_with_blanks answers '{ 8 }'
keys -l 't:text{ mo'
keys Tab
keys -l '"cs'
keys Tab
keys -l ', width = 80 }'
keys Enter
settled
claim tab_completes_options_and_their_words shows 'omraade;antal'
keys -l 'period("2019"):wi'
keys Tab C-c
settled
enter 'calls = 0; local function count() calls = calls + 1 return tabel end'
keys -l 'count():fil'
keys Tab C-c
settled
enter 'calls'
claim completion_runs_nothing answers 0
printf 'x\n1\n' >"$dir/mine_tal.csv"
keys -l "(io.open \"$dir/mine"
keys Tab
keys -l '):read "l"'
keys Enter
settled
claim tab_completes_files_in_other_strings answers x

# ---- help, the tour ----
clear_screen
enter ':apropos vægtet'
claim a_search_in_danish_finds_a_function shows weighted_mean
enter '?t'
claim help_on_a_variable_tells_of_its_value shows 'a frame with 2 columns'
enter '?:mode'
claim help_on_a_command_tells_of_it shows 'How frames are printed'
clear_screen
keys -l ':tour'
keys Enter
claim the_tour_lays_its_code_ready shows '1/10' '> t = read "data/publicerede_tal.csv"'
keys Enter
claim enter_runs_the_step_and_brings_the_next shows '2/10' '> t:glimpse()'
keys C-u
enter '6 * 7'
claim the_tour_is_left_by_writing_something_else answers 42
keys -l ':tour'
keys Enter
sees '2/10' '> t:glimpse()'
keys Enter
claim the_tour_goes_on_where_it_was_left shows '3/10' '> t:freq "ydelse"'
keys C-d
claim ctrl_d_leaves_a_line_that_nobody_touched sees 'ended with 0'
begin
keys C-u
settled
clear_screen

# ---- leaving, history ----
keys C-d
claim end_of_input_leaves shows 'ended with 0'
claim the_history_is_kept grep -qxF 'local x, y = 20, 1' "$dir/state/indsats/history"
several='for i = 1, 2 do|@local twice = i * 2|@io.write(twice, ";")|@end|'
claim a_statement_of_several_lines_is_one_entry \
  sh -c 'tr "\n\t" "|@" <"$1" | grep -qF "$2"' - "$dir/state/indsats/history" "$several"
claim the_history_is_the_users_alone \
  [ "$(stat -c %a "$dir/state/indsats/history")" = 600 ]
begin
keys Up
sees 'read "l"'
keys C-a
keys -l 'return "again", #[['
keys C-e
keys -l ']]'
keys Enter
claim the_history_comes_back_in_the_next_session shows again

keys -l 'os.exit(5)'
keys Enter
claim exit_gives_its_status shows 'ended with 5'
claim history_is_written_line_by_line grep -qxF 'os.exit(5)' "$dir/state/indsats/history"

begin LC_ALL=POSIX
keys -l '"æøå"'
keys Left BSpace
keys -l 'Å'
keys Enter
settled
claim danish_letters_are_one_key_each_in_any_locale answers 'æøÅ'

finish
