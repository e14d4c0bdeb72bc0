/* Lua's patterns, matched by a matcher that Ctrl-C can stop. A pattern such as ("a?"):rep(30) needs
** more steps than anyone waits for, and Lua's own matcher looks at nothing meanwhile; leaving it by
** a jump from the signal handler would be unsound, for it may stand in Lua's memory. This one gives
** the same, byte by byte and error by error (tests/lua/test_pattern.lua compares them). */
#ifndef INDSATS_PATTERN_H
#define INDSATS_PATTERN_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

enum { PATTERN_CAPTURES = 32 };

struct pattern_capture {
  const char *start;
  ptrdiff_t length; /* or one of those below */
};

enum { CAPTURE_OPEN = -1, CAPTURE_POSITION = -2 };

struct pattern {
  lua_State *L; /* errors are raised here, "interrupted" too */
  const char *subject;
  const char *subject_end; /* there stands a NUL, as at the end of every Lua string */
  const char *end;         /* of the pattern */
  unsigned steps;          /* until the wish to stop is looked for */
  int depth;               /* of calls that are still allowed */
  int captures;
  struct pattern_capture capture[PATTERN_CAPTURES];
};

void pattern_open(struct pattern *pattern, lua_State *L, const char *subject, size_t length,
                  const char *end);

/* Match from exactly `at`; gives the end of the match or NULL. `from`: the pattern's first item. */
const char *pattern_try(struct pattern *pattern, const char *at, const char *from);

/* Push a capture of the match from `at` to `to`; without captures number 0 is the whole match. */
void pattern_push_capture(struct pattern *pattern, int number, const char *at, const char *to);

/* Push all of them; with none the whole match, unless `at` is NULL. Gives their number. */
int pattern_push_captures(struct pattern *pattern, const char *at, const char *to);

#endif
