#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "native/native.h"
#include "terminal.h"

#define FIRST 0.5   /* seconds before anything is shown */
#define BETWEEN 0.1 /* and between two states */

enum { LINE_SIZE = 400, NUMBER_ROOM = 48 };

/* There is one terminal. */
static bool possible; /* it can be written on and wiped */
static bool scripted;
static bool working; /* since `begun` */
static bool shown;
static double begun, last;
static double part_begun, part; /* of the part of the work that goes on, and its share */

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* A number in Danish form with `decimals`. */
static const char *danish(char text[NUMBER_ROOM], double value, int decimals) {
  char plain[NUMBER_ROOM];
  size_t length = (size_t)snprintf(plain, sizeof plain, "%.*f", decimals, value);
  size_t whole = strcspn(plain, "."), at = 0;
  for (size_t i = 0; i < length && at + 2 < NUMBER_ROOM; i++) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0)
      text[at++] = '.';
    text[at++] = plain[i] == '.' ? ',' : plain[i];
  }
  text[at] = '\0';
  return text;
}

/* "3 s", "2 min 5 s" */
static void write_time(char *text, size_t room, double seconds) {
  long whole = (long)(seconds + 0.5);
  if (whole < 60)
    snprintf(text, room, "%ld s", whole);
  else
    snprintf(text, room, "%ld min %ld s", whole / 60, whole % 60);
}

/* The line of a state whose share is `share`, after `seconds` at it. */
static void write_line(char line[LINE_SIZE], const struct progress_state *state, double share,
                       double seconds) {
  char done[NUMBER_ROOM], all[NUMBER_ROOM], rate[NUMBER_ROOM], left[NUMBER_ROOM] = "";
  size_t at = (size_t)snprintf(line, LINE_SIZE, "%.80s", state->name);
  if (state->size > 0) {
    double so_far = share * state->size;
    at += (size_t)snprintf(line + at, LINE_SIZE - at, "  %s of %s %s", danish(done, so_far, 0),
                           danish(all, state->size, 0), state->unit);
    if (seconds > 0)
      at += (size_t)snprintf(line + at, LINE_SIZE - at, "  %s %s/s",
                             danish(rate, so_far / seconds, 0), state->unit);
  }
  at += (size_t)snprintf(line + at, LINE_SIZE - at, "  %.0f %%", share * 100);
  if (share > 0.01) {
    write_time(left, sizeof left, seconds / share * (1 - share));
    snprintf(line + at, LINE_SIZE - at, "  %s left", left);
  }
}

static size_t terminal_width(void) {
  struct winsize size;
  bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return known ? size.ws_col - 1U : 79;
}

/* As many bytes of the line as stand in the width; a letter is not cut. */
static size_t fitting(const char *line) {
  size_t width = terminal_width(), at = 0;
  for (size_t letters = 0; line[at] != '\0'; at++)
    if (((unsigned char)line[at] & 0xC0) != 0x80 && letters++ == width)
      break;
  return at;
}

/* A share that falls begins another part of the work. */
static double share_of(const struct progress_state *state, double time) {
  double share = state->total > 0 ? (double)state->done / (double)state->total : 0;
  share = share < 1 ? share : 1;
  if (share < part)
    part_begun = time;
  part = share;
  return share;
}

void progress_show(const struct progress_state *state) {
  char line[LINE_SIZE];
  double time = possible ? now() : 0;
  if (!possible)
    return;
  if (!working) {
    working = true;
    begun = part_begun = last = time;
    part = 0;
  }
  double share = share_of(state, time);
  if (time - begun < FIRST || time - last < BETWEEN)
    return;
  last = time;
  shown = true;
  fflush(stdout);
  write_line(line, state, share, time - part_begun);
  fprintf(stderr, "\r%.*s\33[K", (int)fitting(line), line);
  fflush(stderr);
}

void progress_wipe(void) {
  if (shown) {
    fputs("\r\33[K", stderr);
    fflush(stderr);
  }
  shown = working = false;
}

void progress_by_script(bool own) {
  scripted = own;
}

/* A total of one is none: the call only looked for a wish to stop. */
static void report(void *context, size_t done, size_t total) {
  if (!possible || scripted || total <= 1)
    return;
  const struct native_task *task = native_current_task(context);
  struct progress_state state = {.name = task->name[0] != '\0' ? task->name : "working",
                                 .size = task->size,
                                 .unit = task->unit,
                                 .done = done,
                                 .total = total};
  progress_show(&state);
}

static void finish(void) {
  if (!scripted)
    progress_wipe();
}

void progress_open(lua_State *L) {
  possible = terminal_moves(STDERR_FILENO);
  if (possible)
    native_set_progress(L, report, finish);
}
