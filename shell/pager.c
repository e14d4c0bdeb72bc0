#include "pager.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "terminal.h"

enum { NOT_FOUND = 127 }; /* the shell's status for a command that there is not */

/* The command, or NULL for none. */
static const char *pager_command(void) {
  const char *pager = getenv("PAGER");
  if (!isatty(STDIN_FILENO) || !terminal_moves(STDOUT_FILENO))
    return NULL;
  if (pager == NULL)
    return "less -SRFX";
  return pager[0] == '\0' || strcmp(pager, "cat") == 0 ? NULL : pager;
}

static void run_command(const char *command, const int ends[2]) {
  signal(SIGINT, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  dup2(ends[0], STDIN_FILENO);
  close(ends[0]);
  close(ends[1]);
  execl("/bin/sh", "sh", "-c", command, (char *)NULL);
  _exit(NOT_FOUND);
}

/* Write until all is written or the pager has been left. */
static void feed(int file, const char *text, size_t length) {
  while (length > 0) {
    ssize_t written = write(file, text, length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return;
    text += written;
    length -= (size_t)written;
  }
}

/* Start the pager and wait for it; gives its status. Ctrl-C is the pager's meanwhile, and one that
** is left early closes the pipe. */
static int run_pager(const char *command, const char *text, size_t length) {
  int ends[2], status = -1;
  if (pipe(ends) != 0)
    return NOT_FOUND;
  pid_t child = fork();
  if (child == 0)
    run_command(command, ends);
  close(ends[0]);
  if (child > 0) {
    feed(ends[1], text, length);
    if (length > 0 && text[length - 1] != '\n')
      feed(ends[1], "\n", 1);
  }
  close(ends[1]);
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : NOT_FOUND;
}

bool pager_show(const char *text, size_t length) {
  const char *command = pager_command();
  if (command == NULL)
    return false;
  struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, broken;
  fflush(stdout);
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGPIPE, &ignore, &broken);
  int status = run_pager(command, text, length);
  sigaction(SIGPIPE, &broken, NULL);
  sigaction(SIGINT, &interrupt, NULL);
  return status != NOT_FOUND;
}
