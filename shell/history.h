/* The history of the prompt: $XDG_STATE_HOME/indsats/history (~/.local/state/...), written with
** every entry, so that nothing is lost however the session ends. Several prompts may be open at
** once: each appends under a lock and takes up what the others have written.
**
** In the file an entry is a line; its further lines begin with a tab. */
#ifndef INDSATS_HISTORY_H
#define INDSATS_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

/* Load the file, made when it is not there. Without a place for it there is no file. */
void prompt_history_open(void);

/* Remember a statement, of one line or several; only for this session when it is `secret`. */
void prompt_history_add(const char *text, size_t length, bool secret);

/* Take up what other prompts have written since. */
void prompt_history_sync(void);

/* The entries, oldest first; an entry stands until the next is added. */
size_t prompt_history_count(void);
const char *prompt_history_entry(size_t index);

void prompt_history_close(void);

#endif
