#include "history.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>

enum { ENTRIES_MAX = 5000 };

static char *path; /* NULL: nothing is written */

/* The history file's path, for free(), or NULL. */
static char *make_path(void) {
  const char *state = getenv("XDG_STATE_HOME");
  const char *home = getenv("HOME");
  char *made = NULL;
  int length = -1;
  if (state != NULL && state[0] == '/')
    length = asprintf(&made, "%s/indsats/history", state);
  else if (home != NULL && home[0] == '/')
    length = asprintf(&made, "%s/.local/state/indsats/history", home);
  return length < 0 ? NULL : made;
}

/* Make the folders above a file. What cannot be made shows when the file is opened. */
static void make_folders(char *file) {
  for (char *slash = strchr(file + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(file, 0700);
    *slash = '/';
  }
}

void prompt_history_open(void) {
  using_history();
  stifle_history(ENTRIES_MAX);
  path = make_path();
  if (path == NULL)
    return;
  make_folders(path);
  int file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {
    free(path);
    path = NULL;
    return;
  }
  close(file);
  read_history(path);
  history_truncate_file(path, ENTRIES_MAX);
}

static void add_line(const char *line) {
  HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
  if (line[strspn(line, " \t")] == '\0' || (last != NULL && strcmp(last->line, line) == 0))
    return;
  add_history(line);
  if (path != NULL)
    append_history(1, path);
}

/* Whether line ends may become blanks: not inside strings or after comments. */
static bool can_join(const char *text) {
  return strstr(text, "--") == NULL && strstr(text, "[[") == NULL && strstr(text, "[=") == NULL &&
         strchr(text, '\\') == NULL;
}

void prompt_history_add(const char *text, size_t length) {
  char *copy = strndup(text, length);
  if (copy == NULL)
    return;
  bool join = can_join(copy);
  char *line = copy;
  for (char *end = strchr(copy, '\n'); end != NULL; end = strchr(end, '\n')) {
    *end = join ? ' ' : '\0';
    end++;
    if (!join) {
      add_line(line);
      line = end;
    }
  }
  add_line(line);
  free(copy);
}

void prompt_history_close(void) {
  free(path);
  path = NULL;
  clear_history();
}
