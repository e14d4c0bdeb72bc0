/* Ctrl-C at the prompt, in every verb of the catalogue: the program runs on a pseudo-terminal, and
** what is measured is the time from the key to the next prompt.
**
** INTERRUPT_ROWS=10000000 measures on as many rows, each line at several moments drawn at random,
** and tells the worst of each: INDSATS=build/indsats build/release/tests/c/test_interrupt */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "suite.h"

enum { SCREEN = 1 << 16, PATIENCE = 60000, TRIES = 5 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { PROMISED = 4000 };
#else
enum { PROMISED = 200 }; /* milliseconds */
#endif

/* A program on a terminal, and what it has written since the last key. */
struct session {
  int terminal;
  pid_t program;
  char screen[SCREEN];
  size_t length;
};

static char folder[] = "/tmp/indsats-interrupt-XXXXXX";

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void start(struct session *session) {
  const char *program = getenv("INDSATS");
  *session = (struct session){0};
  session->program = forkpty(&session->terminal, NULL, NULL, NULL);
  if (session->program != 0)
    return;
  setenv("TERM", "dumb", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("HOME", folder, 1);
  setenv("XDG_STATE_HOME", folder, 1);
  chdir(folder);
  execl(program, program, "--no-init", (char *)NULL);
  _exit(127);
}

static bool ends_with_prompt(const struct session *session) {
  static const char prompt[] = "\n> ";
  size_t size = sizeof prompt - 1;
  return session->length >= size &&
         memcmp(session->screen + session->length - size, prompt, size) == 0;
}

/* Read what comes within `milliseconds`, or until the prompt stands. Whether it does. */
static bool await_prompt(struct session *session, long milliseconds) {
  long end = now() + milliseconds;
  struct pollfd input = {.fd = session->terminal, .events = POLLIN};
  while (!ends_with_prompt(session)) {
    long left = end - now();
    if (left <= 0 || (poll(&input, 1, (int)left) < 0 && errno != EINTR))
      return false;
    if (session->length > SCREEN / 2)
      session->length = 0;
    ssize_t got = (input.revents & (POLLIN | POLLHUP)) == 0
                      ? 0
                      : read(session->terminal, session->screen + session->length,
                             SCREEN - session->length - 1);
    if (got < 0)
      return false;
    session->length += (size_t)got;
    session->screen[session->length] = '\0';
  }
  return true;
}

static void type(struct session *session, const char *keys) {
  session->length = 0;
  session->screen[0] = '\0';
  assert_int_equal(write(session->terminal, keys, strlen(keys)), strlen(keys));
}

/* Type a line and wait for the prompt after its answer. */
static const char *enter(struct session *session, const char *line) {
  char keys[5000];
  snprintf(keys, sizeof keys, "%s\n", line);
  type(session, keys);
  if (!await_prompt(session, PATIENCE))
    fail_msg("no prompt after: %s\n%s", line, session->screen);
  return session->screen;
}

static void leave(struct session *session) {
  type(session, "\4");
  kill(session->program, SIGKILL);
  waitpid(session->program, NULL, 0);
  close(session->terminal);
}

/* Start the line, which never ends by itself, and stop it; gives how long that took. */
static long stop(struct session *session, const char *line, long after) {
  char keys[2000];
  snprintf(keys, sizeof keys, "%s\n", line);
  type(session, keys);
  if (await_prompt(session, after))
    fail_msg("ended by itself: %s\n%s", line, session->screen);
  type(session, "\3");
  long begun = now();
  if (!await_prompt(session, PATIENCE))
    fail_msg("not stopped: %s", line);
  return now() - begun;
}

static long rows = 1000000;
static bool measuring; /* INTERRUPT_ROWS is set */

/* The machine may be busy with other things: one try in time is enough, but where it is measured
** all are made. */
static void stops_in_time(struct session *session, const char *line) {
  long least = PATIENCE, most = 0;
  for (int try = 0; try < TRIES && (measuring || least >= PROMISED); try++) {
    long took = stop(session, line, measuring ? 50 + random() % 3000 : 150 + 60 * try);
    least = took < least ? took : least;
    most = took > most ? took : most;
  }
  if (measuring)
    fprintf(stderr, "# %5ld ms at worst: %s\n", most, line);
  if (least >= PROMISED)
    fail_msg("took %ld ms: %s", least, line);
}

static void write_figures(const char *name) {
  static const char *const places[] = {"Hedensted", "Horsens", "Odder", "Skanderborg", "Aarhus"};
  unsigned state = 12345;
  FILE *file = fopen(name, "w");
  assert_non_null(file);
  fputs("omraade;navn;periode;antal;dage\n", file);
  for (long i = 0; i < rows; i++) {
    state = state * 1103515245U + 12345U;
    unsigned r = state >> 8;
    fprintf(file, "%s;p%u;%uM%02u;%u;%u,%u\n", places[r % 5], r % 50000, 2010 + r % 10,
            1 + r / 16 % 12, r % 1000, r % 300, r % 10);
  }
  fclose(file);
}

static struct session prompt; /* of all tests: reading takes its time */

static int open_prompt(void **state) {
  (void)state;
  if (getenv("INDSATS") == NULL || mkdtemp(folder) == NULL)
    return 0;
  char path[200];
  measuring = getenv("INTERRUPT_ROWS") != NULL;
  rows = measuring ? atol(getenv("INTERRUPT_ROWS")) : rows;
  snprintf(path, sizeof path, "%s/figures.csv", folder);
  write_figures(path);
  start(&prompt);
  if (!await_prompt(&prompt, PATIENCE))
    return -1;
  enter(&prompt, "t = read 'figures.csv'; few = t:head(20000):collect();");
  return 0;
}

static int close_prompt(void **state) {
  char command[300];
  (void)state;
  if (prompt.program == 0)
    return 0;
  leave(&prompt);
  snprintf(command, sizeof command, "rm -r '%s'", folder);
  return system(command);
}

static void skip_without_program(void) {
  if (prompt.program == 0)
    skip();
}

/* By the names of the catalogue; a verb may stand several times. */
static const struct {
  const char *verb, *code;
} verbs[] = {
    {"filter", "t:filter \"antal > 500 and navn ~= 'p1'\":collect()"},
    {"select", "t:select 'omraade, navn':collect()"},
    {"rename", "t:rename 'nn = navn':arrange 'nn':collect()"},
    {"mutate", "t:mutate 'x = antal * 2 + 1, y = upper(navn)':collect()"},
    {"arrange", "t:arrange 'navn, -antal':collect()"},
    {"arrange", "t:arrange '-dage':collect()"},
    {"head", "t:head(#t - 1):collect()"},
    {"tail", "t:tail(#t // 2):collect()"},
    {"slice", "t:slice(5, #t - 5):collect()"},
    {"distinct", "t:distinct 'navn, periode':collect()"},
    {"distinct", "t:distinct():collect()"},
    {"group_by", "t:group_by 'navn':mutate 's = share(antal), r = rank(antal)':collect()"},
    {"ungroup", "t:group_by 'navn':mutate 's = share(antal)':ungroup():collect()"},
    {"summarise",
     "t:group_by 'navn':summarise 'n = sum(antal), q = quantile(dage, 0.5)':collect()"},
    {"summarise",
     "t:group_by 'navn, periode':summarise 'n = count(), d = n_distinct(omraade)':collect()"},
    {"summarise", "t:group_by 'navn, antal':summarise 'n = n_distinct(periode)':collect()"},
    {"count", "t:count 'navn':collect()"},
    {"pivot_wider",
     "t:distinct 'navn, antal, omraade':mutate 'n = 1':pivot_wider{ names_from = 'omraade', "
     "values_from = 'n' }:collect()"},
    {"pivot_longer",
     "t:pivot_longer{ columns = 'antal, dage', names_to = 'h', values_to = 'v' }:collect()"},
    {"each_period",
     "t:each_period{ from = 'periode', to = 'periode', by = 'month', as = 'm' }:collect()"},
    {"complete", "t:complete 'omraade, navn':collect()"},
    {"join", "t:join(t:distinct 'navn':mutate 'z = 1', 'navn', { kind = 'left' }):collect()"},
    {"left_join", "t:left_join(t:distinct 'navn':mutate 'z = 1', 'navn'):collect()"},
    {"inner_join", "t:inner_join(few:distinct 'navn', 'navn'):collect()"},
    {"semi_join", "t:semi_join(few, 'navn, periode'):collect()"},
    {"anti_join", "t:anti_join(few, 'navn, periode'):collect()"},
    {"bind_rows", "t:bind_rows(t):collect()"},
    {"describe", "tostring(t:describe())"},
    {"glimpse", "t:filter 'antal > 5':glimpse()"},
    {"freq", "t:freq 'navn, antal':collect()"},
    {"collect", "t:mutate 'x = dage / 3':collect()"},
    {"text", "t:filter 'antal > 5':text{ width = 80 }"},
    {"names", "t:names()"},
    {"types", "t:types()"},
    {"cell", "t:filter 'antal > 5':cell(1, 'antal')"},
    {"column", "t:column 'antal'"},
    {"column", "t:column 'navn'"},
    {"column", "t:column 'periode'"},
    {"rows", "(function() for row in t:rows() do local x = row.antal end end)()"},
    {"map_rows", "t:map_rows(function(row) return row end)"},
    {"reason", "t:filter 'antal > 5':reason(1, 'antal')"},
    {"bounds", "t:filter 'antal > 5':bounds(1, 'antal')"},
    {"mark", "t:filter 'antal > 5':mark(1, 'antal')"},
    {"format", "t:filter 'antal > 5':format(1, 'antal')"},
    {"missing", "t:mutate 'x = dage / (antal - 1)':missing()"},
    {"dialect", "t:dialect()"},
    {"sources", "t:sources()"},
    {"save", "t:save 'out.csv'"},
    {"save", "t:save 'out.indsats'"},
    {"plot",
     "tostring(t:group_by 'periode, omraade':summarise 'n = sum(antal)':plot{ x = 'periode', "
     "y = 'n', by = 'omraade' })"},
    {"bar",
     "tostring(t:group_by 'omraade':summarise 'n = sum(antal)':bar{ x = 'omraade', y = 'n' })"},
    {"spark", "t:group_by 'omraade, periode':summarise 'n = sum(antal)':group_by 'omraade':spark "
              "'n'"},
    {"measures", "t:measures{ antal = 'antal_fuldtidspersoner' }:filter 'antal > 5':collect()"},
    {"hides", "t:hides{ antal = { 1, 4 } }:summarise 's = sum(antal)':collect()"},
    {"match_areas", "t:match_areas 'omraade':collect()"},
    {"notes", "t:notes()"},
    {"mix_totals", "t:mix_totals():filter 'antal > 5':collect()"},
    {"keep_duplicates", "t:keep_duplicates():filter 'antal > 5':collect()"},
    {"mix_periods", "t:mix_periods():filter 'antal > 5':collect()"},
    {"with_preliminary", "t:with_preliminary():filter 'antal > 5':collect()"},
    {"revised", "t:revised():filter 'antal > 5':collect()"},
    {"allow_empty", "t:allow_empty():filter 'antal > 5':collect()"},
};

static void every_verb_stops(void **state) {
  (void)state;
  char line[500];
  skip_without_program();
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
    snprintf(line, sizeof line, "while true do local x = %s end", verbs[i].code);
    stops_in_time(&prompt, line);
  }
  snprintf(line, sizeof line, "\n%ld\r", rows);
  assert_non_null(strstr(enter(&prompt, "#t"), line));
}

/* The program says which of the catalogue's verbs are not among those that are stopped. */
static void no_verb_is_left_out(void **state) {
  (void)state;
  char line[4000] = "local tried = { ";
  skip_without_program();
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
    size_t used = strlen(line);
    snprintf(line + used, sizeof line - used, "%s = 1, ", verbs[i].verb);
  }
  strcat(line, "} for _, name in ipairs(require 'query.catalogue.verb'.names()) do "
               "if not tried[name] then print('left out: ' .. name) end end");
  const char *answer = strstr(enter(&prompt, line), "\nleft out: ");
  if (answer != NULL)
    fail_msg("%s", answer);
}

static void reading_stops_and_what_was_there_is_there(void **state) {
  (void)state;
  skip_without_program();
  char expected[50];
  stops_in_time(&prompt, "while true do t = read 'figures.csv' end");
  stops_in_time(&prompt, "while true do t = read 'fig*.csv' end");
  stops_in_time(&prompt, "while true do local x = read { 'figures.csv', 'figures.csv' } end");
  snprintf(expected, sizeof expected, "\n%ld\r", rows);
  assert_non_null(strstr(enter(&prompt, "#t"), expected));
}

static void what_lua_does_inside_c_stops(void **state) {
  (void)state;
  static const char *const lines[] = {
      "string.find(('a'):rep(30), ('a?'):rep(30) .. ('a'):rep(30))",
      "while true do pcall(string.match, ('a'):rep(3000), ('.-'):rep(20) .. 'b') end",
      "(('a'):rep(40)):gsub(('a*'):rep(20) .. 'b', 'x')",
      "for _ in (('a'):rep(40)):gmatch(('a*'):rep(20) .. 'b') do end",
      "while true do local x = ('abc'):rep(50000000) end",
      "l = {} for i = 1, 3000000 do l[i] = i * 7919 % 1000003 end while true do table.sort(l) "
      "for i = 1, #l do l[i] = i * 7919 % 1000003 end end",
      "while true do table.concat(l, ' ') end",
      "h = h or {} for i = #h + 1, 2000000 do h[i] = { i } end while true do collectgarbage() end",
      "while true do os.execute 'sleep 1' end",
      "io.read()",
      "io.popen('sleep 100'):read 'a'",
  };
  skip_without_program();
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
    stops_in_time(&prompt, lines[i]);
}

static void no_pcall_catches_it(void **state) {
  (void)state;
  skip_without_program();
  stops_in_time(&prompt, "while true do pcall(function() while true do end end) end");
  stops_in_time(&prompt, "while true do pcall(function() t:arrange 'navn':collect() end) end");
  stops_in_time(
      &prompt, "while true do coroutine.wrap(function() while true do pcall(error) end end)() end");
  stops_in_time(&prompt, "while true do xpcall(error, function() while true do end end) end");
}

/* Lua calls no hook while it calls a __gc: there could be no end to it. */
static void a_script_has_no_finaliser(void **state) {
  (void)state;
  skip_without_program();
  const char *answer =
      enter(&prompt, "setmetatable({}, { __gc = function() while true do end end })");
  assert_non_null(strstr(answer, "a script's values have no __gc"));
}

static void a_second_one_does_not_kill(void **state) {
  (void)state;
  skip_without_program();
  type(&prompt, "while true do t:arrange 'navn':collect() end\n");
  assert_false(await_prompt(&prompt, 200));
  for (int i = 0; i < 20; i++)
    type(&prompt, "\3");
  assert_true(await_prompt(&prompt, PATIENCE));
  while (await_prompt(&prompt, 100)) /* each of the rest clears an empty line */
    prompt.length = 0;
  assert_non_null(strstr(enter(&prompt, "6 * 7"), "\n42\r"));
}

/* The terminal throws away what is not shown yet: the end of a line may be among it. */
static void the_prompt_begins_a_line_however_often_it_is_pressed(void **state) {
  (void)state;
  skip_without_program();
  for (int i = 0; i < 200; i++) {
    type(&prompt, "while true do end\n");
    assert_false(await_prompt(&prompt, 2));
    for (int key = 0; key < 20; key++) {
      type(&prompt, "\3");
      usleep((useconds_t)(random() % 200));
    }
    if (!await_prompt(&prompt, PATIENCE))
      fail_msg("no prompt on a line of its own: %s", prompt.screen);
    while (await_prompt(&prompt, 20))
      prompt.length = 0;
  }
}

/* Wait until the screen holds the text and a prompt stands below it. */
static void assert_sees(struct session *session, const char *text) {
  long end = now() + PATIENCE;
  const char *found = NULL;
  while (now() < end && (found == NULL || strstr(found, "\n> ") == NULL)) {
    struct pollfd input = {.fd = session->terminal, .events = POLLIN};
    if (poll(&input, 1, 100) > 0)
      session->length += (size_t)read(session->terminal, session->screen + session->length,
                                      SCREEN - session->length - 1);
    session->screen[session->length] = '\0';
    found = strstr(session->screen, text);
  }
  if (found == NULL)
    fail_msg("'%s' is not in: %s", text, session->screen);
}

/* Some milliseconds behind it; in less the terminal cannot tell which came first. */
static void what_is_typed_behind_it_is_the_next_line(void **state) {
  (void)state;
  static const useconds_t pauses[] = {3000, 10000, 20000};
  char keys[100], answer[50];
  skip_without_program();
  for (int i = 0; i < 100; i++) {
    snprintf(keys, sizeof keys, "halvdelen\3'svar' .. %d\n", i);
    snprintf(answer, sizeof answer, "\nsvar%d\r", i);
    prompt.length = 0;
    for (const char *rest = keys; *rest != '\0'; rest++) {
      assert_int_equal(write(prompt.terminal, rest, 1), 1);
      if (rest[0] == '\3' || rest[1] == '\3')
        usleep(pauses[i % 3]);
    }
    assert_sees(&prompt, answer);
  }
}

static void it_stops_a_line_that_was_entered_just_before(void **state) {
  (void)state;
  skip_without_program();
  for (int i = 0; i < 60; i++) {
    type(&prompt, "while true do end\n");
    usleep((useconds_t)(i * 50));
    assert_int_equal(write(prompt.terminal, "\3", 1), 1);
    usleep(20000);
    assert_int_equal(write(prompt.terminal, "'endt'\n", 7), 7);
    assert_sees(&prompt, "\nendt\r");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_verb_stops),
      cmocka_unit_test(no_verb_is_left_out),
      cmocka_unit_test(reading_stops_and_what_was_there_is_there),
      cmocka_unit_test(what_lua_does_inside_c_stops),
      cmocka_unit_test(no_pcall_catches_it),
      cmocka_unit_test(a_script_has_no_finaliser),
      cmocka_unit_test(a_second_one_does_not_kill),
      cmocka_unit_test(the_prompt_begins_a_line_however_often_it_is_pressed),
      cmocka_unit_test(what_is_typed_behind_it_is_the_next_line),
      cmocka_unit_test(it_stops_a_line_that_was_entered_just_before),
  };
  return cmocka_run_group_tests(tests, open_prompt, close_prompt);
}
