#include "fault.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "excerpt.h"
#include "glyph.h"
#include "paint.h"

enum { LEVELS_MAX = 200, CONTINUATION_LINES = 40 };

static const char library_mark[] = "[indsats] ";

/* {======================================================
** Where it happened
** ======================================================= */

/* The length of "name:LINE: " at the head of `message` when it is there, else 0. */
static size_t place_length(const char *message, const char *name) {
  size_t length = strlen(name);
  if (strncmp(message, name, length) != 0 || message[length] != ':')
    return 0;
  size_t digits = strspn(message + length + 1, "0123456789");
  if (digits == 0 || strncmp(message + length + 1 + digits, ": ", 2) != 0)
    return 0;
  return length + 1 + digits + 2;
}

static bool is_library(const char *name) {
  return strncmp(name, library_mark, sizeof library_mark - 1) == 0;
}

/* Find the innermost line of the user's own code. */
static bool user_line(lua_State *L, lua_Debug *activation) {
  for (int level = 0; level < LEVELS_MAX && lua_getstack(L, level, activation); level++) {
    lua_getinfo(L, "Sl", activation);
    if (activation->currentline > 0 && !is_library(activation->short_src))
      return true;
  }
  return false;
}

/* The length of the place at the head of a message: of any function that is running. */
static size_t own_place(lua_State *L, const char *message) {
  lua_Debug activation;
  for (int level = 0; level < LEVELS_MAX && lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "S", &activation);
    size_t length = place_length(message, activation.short_src);
    if (length > 0)
      return length;
  }
  return 0;
}

/* Put the user's line before the message at the top. A place in the library moves to its end. */
static void add_place(lua_State *L) {
  lua_Debug user;
  const char *message = lua_tostring(L, -1);
  size_t place = own_place(L, message);
  bool library = place > 0 && is_library(message);
  if ((place > 0 && !library) || !user_line(L, &user))
    return;
  if (library) {
    lua_pushlstring(L, message, place - 2);
    lua_pushfstring(L, "%s:%d: %s\n(raised in %s)", user.short_src, user.currentline,
                    message + place, lua_tostring(L, -1));
    lua_remove(L, -2);
  } else {
    lua_pushfstring(L, "%s:%d: %s", user.short_src, user.currentline, message);
  }
  lua_remove(L, -2);
}

void fault_set_traceback(bool wanted) {
  setenv("INDSATS_TRACEBACK", wanted ? "1" : "0", 1);
}

int fault_handler(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING) {
    lua_settop(L, 1);
    add_place(L);
  } else if (luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL) {
    luaL_tolstring(L, 1, NULL);
  } else {
    lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
    lua_replace(L, 1);
    lua_settop(L, 1);
    add_place(L);
  }
  const char *wanted = getenv("INDSATS_TRACEBACK");
  if (wanted != NULL && strcmp(wanted, "1") == 0)
    luaL_traceback(L, L, lua_tostring(L, -1), 1);
  return 1;
}

/* }====================================================== */

/* {======================================================
** What the message names, found in the source
** ======================================================= */

struct span {
  size_t from;
  size_t length; /* 0: none */
};

static bool is_word(char c) {
  return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The one place of `word` in text[from..to); none when it stands there several times. */
static struct span find_once(const char *text, size_t from, size_t to, const char *word,
                             size_t length) {
  struct span found = {0, 0};
  for (size_t at = from; length > 0 && at + length <= to; at++) {
    if (memcmp(text + at, word, length) != 0)
      continue;
    bool starts = at == from || !is_word(word[0]) || !is_word(text[at - 1]);
    bool ends = at + length == to || !is_word(word[length - 1]) || !is_word(text[at + length]);
    if (!starts || !ends)
      continue;
    if (found.length > 0)
      return (struct span){0, 0};
    found = (struct span){at, length};
  }
  return found;
}

/* The first of the names in quotes in the message's first line that stands once in the text. */
static struct span find_named(const char *message, const char *text, size_t from, size_t to) {
  const char *end = message + strcspn(message, "\n");
  for (const char *quote = message; quote < end; quote++) {
    if (*quote != '\'')
      continue;
    const char *close = memchr(quote + 1, '\'', (size_t)(end - quote - 1));
    if (close == NULL)
      break;
    struct span found = find_once(text, from, to, quote + 1, (size_t)(close - quote - 1));
    if (found.length > 0)
      return found;
    quote = close;
  }
  return (struct span){0, 0};
}

/* Whether compiling `text` up to `end` gives this same complaint. Consumes nothing. */
static bool complains(lua_State *L, const struct source *source, size_t end, const char *message) {
  bool same = luaL_loadbufferx(L, source->text, end, source->chunk, "t") == LUA_ERRSYNTAX &&
              strcmp(lua_tostring(L, -1), message) == 0;
  lua_pop(L, 1);
  return same;
}

/* Lua writes a byte that begins no token as `<\195>`. */
static bool strange_byte(const char *token, char *byte) {
  unsigned value;
  int used = 0;
  if (sscanf(token, "<\\%3u>'%n", &value, &used) != 1 || used == 0 || value > 255)
    return false;
  *byte = (char)value;
  return true;
}

/* The token of a syntax error "... near 'x'": where compiling only up to it fails alike. */
static struct span find_near(lua_State *L, const struct source *source, const char *message,
                             size_t from, size_t to) {
  const char *near = strstr(message, " near '");
  size_t total = strlen(message);
  if (near == NULL || message[total - 1] != '\'')
    return (struct span){0, 0};
  const char *token = near + 7;
  size_t length = total - 1 - (size_t)(token - message);
  char byte;
  if (strange_byte(token, &byte)) {
    token = &byte;
    length = 1;
  }
  for (size_t at = from; length > 0 && at + length <= to; at++)
    if (memcmp(source->text + at, token, length) == 0 && complains(L, source, at + length, message))
      return (struct span){at, length};
  return (struct span){0, 0};
}

static size_t line_begin(const struct source *source, int line) {
  size_t at = 0;
  while (line > 1 && at < source->length)
    if (source->text[at++] == '\n')
      line--;
  return at;
}

static size_t line_close(const struct source *source, size_t from) {
  const char *end = memchr(source->text + from, '\n', source->length - from);
  return end == NULL ? source->length : (size_t)(end - source->text);
}

static size_t skip_blanks(const struct source *source, size_t at, size_t to) {
  while (at < to && isspace((unsigned char)source->text[at]))
    at++;
  return at;
}

/* After the last character that is no blank. */
static size_t last_text(const struct source *source) {
  size_t end = source->length;
  while (end > 0 && isspace((unsigned char)source->text[end - 1]))
    end--;
  return end;
}

/* A name in the lines that go on with a chain of calls (":filter ..."): Lua gives all of them the
** line where the chain began. */
static struct span find_in_chain(const char *message, const struct source *source, size_t end) {
  size_t to = end;
  for (int i = 0; i < CONTINUATION_LINES && to < source->length; i++) {
    size_t start = skip_blanks(source, to, source->length);
    if (start >= source->length || (source->text[start] != ':' && source->text[start] != '.'))
      break;
    to = line_close(source, start);
  }
  return to > end ? find_named(message, source->text, end, to) : (struct span){0, 0};
}

/* The place to point at for an error on `line`. `message` is without its place. */
static struct span locate(lua_State *L, const struct source *source, const char *whole,
                          const char *message, int line) {
  size_t from = line_begin(source, line);
  size_t to = line_close(source, from);
  if (strstr(message, " near <eof>") != NULL)
    return (struct span){last_text(source), 1};
  struct span span = find_near(L, source, whole, from, to);
  if (span.length == 0)
    span = find_named(message, source->text, from, to);
  if (span.length == 0)
    span = find_in_chain(message, source, to);
  /* Lua takes the line of the token after a field for the field's own. */
  if (span.length == 0 && strstr(message, " a nil value (") != NULL)
    span = find_named(message, source->text, line_begin(source, line > 3 ? line - 3 : 1), to);
  if (span.length == 0)
    span = (struct span){skip_blanks(source, from, to), 1};
  return span;
}

/* }====================================================== */

/* Whether a line of the message is a caret: then it shows its own place. */
static bool has_excerpt(const char *message) {
  for (const char *line = strchr(message, '\n'); line != NULL; line = strchr(line + 1, '\n')) {
    size_t blanks = strspn(line + 1, " ");
    size_t carets = strspn(line + 1 + blanks, "^");
    char after = line[1 + blanks + carets];
    if (carets > 0 && (after == '\n' || after == '\0'))
      return true;
  }
  return false;
}

/* The bytes of the UTF-8 character at `at`. */
static int character_length(const struct source *source, size_t at) {
  int length = 1;
  while (at + (size_t)length < source->length &&
         ((unsigned char)source->text[at + (size_t)length] & 0xC0) == 0x80)
    length++;
  return length;
}

/* Print a part of a message, which may hold data: what could command the terminal is escaped. */
static void print_part(FILE *out, const char *text, size_t length) {
  struct glyph_run run = {0};
  for (size_t at = 0; at < length;) {
    struct glyph glyph = glyph_read(&run, text + at, length - at);
    if (text[at] == '\n' || text[at] == '\t')
      putc(text[at], out);
    else
      fputs(glyph.text, out);
    at += glyph.bytes;
  }
}

/* Print the first line of a message. A letter that Lua's names do not take is named as it is
** written, with what to do, instead of its first byte. */
static void print_first_line(FILE *out, const char *message, const struct source *source,
                             struct span span) {
  const char *near = strstr(message, " near '<\\");
  char byte;
  if (near == NULL || span.length == 0 || !strange_byte(near + 7, &byte) ||
      (unsigned char)byte < 0x80) {
    print_part(out, message, strcspn(message, "\n"));
    putc('\n', out);
    return;
  }
  fprintf(out, "%.*s near '%.*s'\n", (int)(near - message), message,
          character_length(source, span.from), source->text + span.from);
}

static const char *hint_for(const char *message) {
  char byte;
  const char *near = strstr(message, " near '<\\");
  if (near != NULL && strange_byte(near + 7, &byte) && (unsigned char)byte >= 0x80)
    return "names in Lua are written with a-z, A-Z, 0-9 and _; other letters stand in texts and in "
           "column expressions\n";
  return "";
}

static void short_name(char name[LUA_IDSIZE], lua_State *L, const char *chunk) {
  lua_Debug info = {.short_src = ""};
  if (luaL_loadbufferx(L, "", 0, chunk, "t") == LUA_OK)
    lua_getinfo(L, ">S", &info);
  else
    lua_pop(L, 1);
  strcpy(name, info.short_src);
}

static void push_line(lua_State *L, const struct source *source, size_t at) {
  size_t from = source == NULL || at > source->length ? 0 : at;
  while (source != NULL && from > 0 && source->text[from - 1] != '\n')
    from--;
  if (source == NULL)
    lua_pushliteral(L, "");
  else
    lua_pushlstring(L, source->text + from, line_close(source, from) - from);
}

/* Print what to write instead, for an error of Lua's own (lua/fault.lua) on the line at `at`. */
static void print_hint(lua_State *L, FILE *out, const char *message, const struct source *source,
                       size_t at) {
  int base = lua_gettop(L);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "fault");
  if (lua_pcall(L, 1, 1, 0) == LUA_OK && lua_istable(L, -1)) {
    lua_getfield(L, -1, "hint");
    lua_pushstring(L, message);
    push_line(L, source, at);
    if (lua_pcall(L, 2, 1, 0) == LUA_OK && lua_isstring(L, -1))
      fprintf(out, "%s\n", lua_tostring(L, -1));
  }
  lua_settop(L, base);
}

/* Print the message with the excerpt after its first line. */
static void print_message(lua_State *L, FILE *out, const struct source *source, const char *whole,
                          size_t place) {
  const char *message = whole + place;
  const char *rest = strchr(message, '\n');
  bool show = place > 0 && source != NULL && source->length > 0 && !has_excerpt(message);
  struct span span = {0, 0};
  if (show) {
    int line = atoi(strrchr(lua_pushlstring(L, whole, place - 2), ':') + 1);
    lua_pop(L, 1);
    span = locate(L, source, whole, message, line);
  }
  print_first_line(out, message, source, span);
  if (show) {
    char excerpt[EXCERPT_SIZE];
    excerpt_line(excerpt, source->text, source->length, span.from, span.length);
    fprintf(out, "%s\n%s", excerpt, hint_for(message));
  }
  if (rest != NULL) {
    print_part(out, rest + 1, strlen(rest + 1));
    putc('\n', out);
  }
  print_hint(L, out, message, show ? source : NULL, span.from);
}

/* The text of a Lua file that a message begins with, when it is one and can be read; for free(). */
static char *read_named(const char *message, struct source *source, char chunk[512],
                        size_t *place) {
  const char *end = strstr(message, ".lua:");
  if (end == NULL || (size_t)(end - message) > 500 ||
      memchr(message, '\n', (size_t)(end - message)))
    return NULL;
  snprintf(chunk, 512, "@%.*s.lua", (int)(end - message), message);
  *place = place_length(message, chunk + 1);
  FILE *file = *place > 0 ? fopen(chunk + 1, "rb") : NULL;
  if (file == NULL)
    return NULL;
  size_t size = (size_t)1 << 20;
  char *text = malloc(size);
  *source = (struct source){chunk + 1, chunk, text, text ? fread(text, 1, size, file) : 0};
  fclose(file);
  return text;
}

void fault_show(lua_State *L, FILE *to, const struct source *source) {
  FILE *out = paint_begin(to);
  const char *whole = luaL_tolstring(L, -1, NULL);
  char name[LUA_IDSIZE], chunk[512];
  struct source other;
  char *text = NULL;
  size_t place = 0;
  if (source != NULL) {
    short_name(name, L, source->chunk);
    place = place_length(whole, name);
  }
  if (place > 0) {
    fprintf(out, "indsats: %s:%.*s", source->name, (int)(place - strlen(name) - 1),
            whole + strlen(name) + 1);
    print_message(L, out, source, whole, place);
  } else {
    text = read_named(whole, &other, chunk, &place);
    fprintf(out, "indsats: %.*s", text == NULL ? 0 : (int)place, whole);
    print_message(L, out, text == NULL ? NULL : &other, whole, text == NULL ? 0 : place);
  }
  free(text);
  paint_end(out, to);
  lua_pop(L, 2);
}

/* Show a message that begins with the place `place` bytes long, in `source`, at the prompt. */
static void show_statement(lua_State *L, FILE *out, const struct source *source, const char *whole,
                           size_t place, const char *which) {
  bool several = memchr(source->text, '\n', source->length) != NULL;
  size_t digits = place - strlen(source->name) - 1;
  if (several)
    fprintf(out, "error%s on line %.*s", which, (int)digits, whole + strlen(source->name) + 1);
  else
    fprintf(out, "error%s: ", which);
  print_message(L, out, source, whole, place);
}

/* The name at the head of "NAME:LINE: message", when it is short enough for a statement's. */
static bool read_name(const char *message, char name[LUA_IDSIZE]) {
  size_t length = strcspn(message, ":\n");
  if (message[length] != ':' || length >= LUA_IDSIZE)
    return false;
  snprintf(name, LUA_IDSIZE, "%.*s", (int)length, message);
  return place_length(message, name) > 0;
}

/* Show an error whose place is not in the statement that was entered. */
static void show_elsewhere(lua_State *L, FILE *out, const char *whole, fault_find *find) {
  char name[LUA_IDSIZE], chunk[512];
  struct source other;
  size_t place = 0;
  if (read_name(whole, name) && find(name, &other)) {
    show_statement(L, out, &other, whole, place_length(whole, name), " in an earlier statement");
    return;
  }
  char *text = read_named(whole, &other, chunk, &place);
  fprintf(out, "error: %.*s", text == NULL ? 0 : (int)place, whole);
  print_message(L, out, text == NULL ? NULL : &other, whole, text == NULL ? 0 : place);
  free(text);
}

void fault_show_prompt(lua_State *L, FILE *to, const struct source *source, fault_find *find) {
  FILE *out = paint_begin(to);
  const char *whole = luaL_tolstring(L, -1, NULL);
  size_t place = place_length(whole, source->name);
  if (place > 0)
    show_statement(L, out, source, whole, place, "");
  else
    show_elsewhere(L, out, whole, find);
  paint_end(out, to);
  lua_pop(L, 2);
}
