#include "terminal.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <readline/readline.h>

#include "history.h"
#include "interrupt.h"

/* What readline's callback leaves. */
static bool finished;
static char *finished_line;

/* What the next line begins with, or NULL. */
static char *prefilled;

void terminal_prefill(const char *text) {
  free(prefilled);
  prefilled = strdup(text);
}

/* The line as it was prefilled, "" when nothing was; and whether Ctrl-D came upon it. */
static char *untouched;
static bool left;

static void insert_prefilled(void) {
  free(untouched);
  untouched = prefilled;
  prefilled = NULL;
  left = false;
  if (untouched == NULL)
    return;
  rl_insert_text(untouched);
  rl_redisplay();
}

/* Ctrl-D. It leaves where nothing was typed, also where the program wrote something on the line:
** else input from a file would never come to its end. */
static int delete_or_leave(int count, int key) {
  left = untouched != NULL && strcmp(rl_line_buffer, untouched) == 0;
  return left ? 0 : rl_delete(count, key);
}

/* The program was stopped (Ctrl-Z) and goes on. */
static volatile sig_atomic_t continued;

static void on_continue(int number) {
  (void)number;
  continued = 1;
}

static void on_line(char *line) {
  rl_callback_handler_remove();
  finished_line = line;
  finished = true;
}

/* What blocks while no key is waited for. */
static const sigset_t *while_waiting;

/* Whether Ctrl-C was pressed and nobody has been told yet. The terminal has thrown away what was
** typed before it, so whatever there is to be read came after. */
static bool interrupt_waits(void) {
  sigset_t pending;
  return rl_pending_signal() == SIGINT ||
         (sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1);
}

/* The terminal as readline wants it, but for reads that wait: a key that was there may have been
** thrown away before it is read. */
static void prepare_terminal(int meta) {
  struct termios mode;
  int file = fileno(rl_instream != NULL ? rl_instream : stdin);
  rl_prep_terminal(meta);
  if (tcgetattr(file, &mode) != 0)
    return;
  mode.c_cc[VMIN] = 0;
  mode.c_cc[VTIME] = 0;
  tcsetattr(file, TCSADRAIN, &mode);
}

/* A key. After Ctrl-C there may be none to come, and one that there is belongs to the next line. */
static int get_key(FILE *stream) {
  unsigned char key;
  struct pollfd input = {.fd = fileno(stream), .events = POLLIN};
  while (!interrupt_waits()) {
    if ((ppoll(&input, 1, NULL, while_waiting) < 0 && errno == EINTR) || interrupt_waits())
      continue;
    ssize_t got = read(input.fd, &key, 1);
    if (got == 1)
      return key;
    if ((got < 0 && errno != EINTR) || (input.revents & POLLHUP) != 0 || !isatty(input.fd))
      return EOF;
  }
  return 0; /* sets the mark, no more: the line is given up */
}

void terminal_open(void) {
  /* Only the classes of characters, so that æ is one letter to readline; numbers stay in C. */
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
    setlocale(LC_CTYPE, "C.UTF-8");
    setenv("LC_ALL", "C.UTF-8", 1); /* readline sets the locale again, from here */
  }
  struct sigaction action = {.sa_handler = on_continue};
  sigemptyset(&action.sa_mask);
  sigaction(SIGCONT, &action, NULL);
  rl_readline_name = "indsats";
  rl_catch_signals = 1;
  rl_getc_function = get_key;
  rl_prep_term_function = prepare_terminal;
  rl_bind_key('D' & 0x1F, delete_or_leave);
}

/* After Ctrl-Z and fg: the shell has set the terminal up for itself and written on the screen. */
static void take_terminal_back(void) {
  rl_deprep_terminal();
  prepare_terminal(1);
  rl_on_new_line();
  rl_forced_update_display();
}

static void take_signals(const sigset_t *open_mask) {
  sigset_t closed;
  sigprocmask(SIG_SETMASK, open_mask, &closed);
  rl_check_signals(); /* readline restores the terminal and hands the signal on */
  sigprocmask(SIG_SETMASK, &closed, NULL);
  if (continued)
    take_terminal_back();
  continued = 0;
}

/* Wait for a key with Ctrl-C let through; false when it came instead, or before a key that is there
** already. */
static bool wait_for_key(const sigset_t *open_mask) {
  struct pollfd input = {.fd = fileno(rl_instream != NULL ? rl_instream : stdin), .events = POLLIN};
  for (;;) {
    if (interrupt_waits())
      take_signals(open_mask);
    if (interrupt_seen())
      return false;
    if (ppoll(&input, 1, NULL, open_mask) < 0 && errno == EINTR)
      take_signals(open_mask);
    else if (!interrupt_waits())
      return true;
  }
}

static enum line_end give_up_line(void) {
  interrupt_clear();
  rl_callback_handler_remove();
  putchar('\n');
  fflush(stdout);
  return LINE_INTERRUPTED;
}

static enum line_end read_keys(const char *prompt, const sigset_t *open_mask, char **line) {
  finished = false;
  prompt_history_sync();
  rl_callback_handler_install(prompt, on_line);
  rl_reset_screen_size(); /* it may have been changed while work was done */
  insert_prefilled();
  while_waiting = open_mask;
  while (!finished) {
    if (!wait_for_key(open_mask))
      return give_up_line();
    rl_callback_read_char();
    if (left) {
      rl_callback_handler_remove();
      return LINE_CLOSED;
    }
  }
  *line = finished_line;
  return finished_line == NULL ? LINE_CLOSED : LINE_ENTERED;
}

bool terminal_moves(int file) {
  const char *term = getenv("TERM");
  return isatty(file) && term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
}

bool terminal_takes_colour(int file) {
  const char *plain = getenv("NO_COLOR");
  return terminal_moves(file) && (plain == NULL || plain[0] == '\0');
}

enum line_end terminal_read(const char *prompt, char **line) {
  sigset_t interrupt, open_mask;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  sigprocmask(SIG_BLOCK, &interrupt, &open_mask);
  enum line_end end = read_keys(prompt, &open_mask, line);
  sigprocmask(SIG_SETMASK, &open_mask, NULL);
  return end;
}
