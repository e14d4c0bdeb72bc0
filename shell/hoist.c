#include "hoist.h"

#include <stdlib.h>
#include <string.h>

#include "lexer.h"

struct rewriting {
  const char *text;
  size_t length;
  char *out;
  size_t used;
  size_t copied; /* how much of `text` is in `out` */
  hoist_declare *declare;
  void *context;
};

static void copy_to(struct rewriting *r, size_t to) {
  memcpy(r->out + r->used, r->text + r->copied, to - r->copied);
  r->used += to - r->copied;
  r->copied = to;
}

static void blank(struct rewriting *r, size_t from, size_t to) {
  copy_to(r, from);
  copy_to(r, to);
  memset(r->out + r->used - (to - from), ' ', to - from);
}

/* "local" becomes ";" and blanks: an empty statement, so that what stands before ends there. */
static void blank_local(struct rewriting *r, struct token token) {
  blank(r, token.from, token.to);
  r->out[r->used - (token.to - token.from)] = ';';
}

static struct token next(const struct rewriting *r, struct token token) {
  return lexer_next(r->text, r->length, token.to);
}

/* The attribute `<name>` that begins at `open`, when it does; returns the token after it. */
static struct token skip_attribute(const struct rewriting *r, struct token open,
                                   struct token *name) {
  name->kind = TOKEN_END;
  if (!token_is(r->text, open, "<"))
    return open;
  *name = next(r, open);
  return next(r, next(r, *name));
}

/* Whether the names after "local" may become variables of the session. */
static bool can_hoist(const struct rewriting *r, struct token name) {
  for (;;) {
    struct token attribute;
    if (token_is(r->text, name, "_ENV"))
      return false;
    struct token after = skip_attribute(r, next(r, name), &attribute);
    if (attribute.kind == TOKEN_NAME && token_is(r->text, attribute, "close"))
      return false;
    if (!token_is(r->text, after, ","))
      return true;
    name = next(r, after);
  }
}

/* Rewrite "local a <const>, b"; returns the last token taken. */
static struct token hoist_names(struct rewriting *r, struct token local) {
  struct token name = next(r, local);
  if (!can_hoist(r, name))
    return local;
  blank_local(r, local);
  for (;;) {
    struct token attribute;
    struct token last = name;
    struct token open = next(r, name);
    struct token after = skip_attribute(r, open, &attribute);
    r->declare(r->context, r->text + name.from, name.to - name.from);
    if (attribute.kind == TOKEN_NAME) {
      last = next(r, attribute);
      blank(r, open.from, last.to);
    }
    if (token_is(r->text, after, ",")) {
      name = next(r, after);
      continue;
    }
    if (!token_is(r->text, after, "=")) {
      copy_to(r, last.to);
      memcpy(r->out + r->used, " = nil", 6);
      r->used += 6;
    }
    return last;
  }
}

static int depth_change(const char *text, struct token token) {
  static const char *const openers[] = {"function", "do", "if", "repeat"};
  if (token.kind != TOKEN_NAME)
    return 0;
  for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
    if (token_is(text, token, openers[i]))
      return 1;
  return token_is(text, token, "end") || token_is(text, token, "until") ? -1 : 0;
}

static struct token hoist_one(struct rewriting *r, struct token local) {
  struct token after = next(r, local);
  if (!token_is(r->text, after, "function"))
    return hoist_names(r, local);
  struct token name = next(r, after);
  r->declare(r->context, r->text + name.from, name.to - name.from);
  blank_local(r, local);
  return local;
}

char *hoist_locals(const char *text, size_t length, hoist_declare *declare, void *context) {
  /* Every declaration has five letters at least and grows by six. */
  struct rewriting r = {text, length, malloc(length * 3 + 16), 0, 0, declare, context};
  int depth = 0;
  if (r.out == NULL)
    return NULL;
  struct token token = lexer_next(text, length, 0);
  while (token.kind != TOKEN_END) {
    depth += depth_change(text, token);
    if (depth == 0 && token.kind == TOKEN_NAME && token_is(text, token, "local"))
      token = hoist_one(&r, token);
    token = next(&r, token);
  }
  copy_to(&r, length);
  r.out[r.used] = '\0';
  return r.out;
}
