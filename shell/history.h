/* The history of the prompt: $XDG_STATE_HOME/indsats/history (~/.local/state/...), written with
** every entry, so that nothing is lost however the session ends. */
#ifndef INDSATS_HISTORY_H
#define INDSATS_HISTORY_H

#include <stddef.h>

/* Load the file, made when it is not there. Without a place for it there is no file. */
void prompt_history_open(void);

/* Remember a statement, of one line or several. */
void prompt_history_add(const char *text, size_t length);

void prompt_history_close(void);

#endif
