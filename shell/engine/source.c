#include "source.h"

#include "digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes between two looks at whether to go on: well under a millisecond's. */
enum { STEP = 1 << 18 };

static size_t step_end(size_t at, size_t length) {
  return length - at < STEP ? length : at + STEP;
}

bool source_fail(const struct source *source, size_t offset, size_t span, struct error *error,
                 const char *format, ...) {
  char what[ERROR_MESSAGE_SIZE / 2], line[EXCERPT_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  struct place place = excerpt_place(source->text, source->length, offset);
  error_set_at(error, ERROR_DATA, place.line, place.column, "%s:%zu:%zu: %s", source->name,
               place.line, place.column, what);
  excerpt_line(line, source->text, source->length, offset, span);
  error_add(error, "%s", line);
  return false;
}

void source_clear(struct source *source) {
  free(source->raw);
  free(source->decoded);
  *source = (struct source){0};
}

/* ---- bytes ---- */

/* Grow a buffer to hold what a file has, whatever its size says: it may be a pipe. */
static bool read_all(int file, char **bytes, size_t *length, struct gauge *gauge,
                     struct error *error) {
  size_t capacity = 0;
  for (;;) {
    if (*length == capacity) {
      size_t larger = capacity == 0 ? 1 << 16 : capacity * 2;
      char *grown = larger > capacity ? realloc(*bytes, larger) : NULL;
      if (grown == NULL)
        return error_memory(error);
      *bytes = grown;
      capacity = larger;
    }
    size_t room = capacity - *length;
    ssize_t got = read(file, *bytes + *length, room < STEP ? room : STEP);
    if (!gauge_add(gauge, got > 0 ? (size_t)got : 0))
      return false;
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return error_set(error, ERROR_FILE, "cannot be read: %s", strerror(errno));
    if (got == 0)
      return true;
    *length += (size_t)got;
  }
}

static bool open_failed(const char *path, struct error *error) {
  switch (errno) {
  case ENOENT:
  case ENOTDIR:
    return error_set(error, ERROR_FILE, "%s: no such file", path);
  case EACCES:
    return error_set(error, ERROR_FILE, "%s: you are not allowed to read this file", path);
  default:
    return error_set(error, ERROR_FILE, "%s: cannot be opened: %s", path, strerror(errno));
  }
}

static bool load_bytes(const char *path, char **bytes, size_t *length,
                       const struct engine_options *options, struct error *error) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return open_failed(path, error);
  struct stat facts;
  bool known = fstat(file, &facts) == 0;
  bool directory = known && S_ISDIR(facts.st_mode);
  struct error trouble = {0};
  struct gauge gauge;
  gauge_begin(&gauge, options, 0, SOURCE_LOADED, known ? (size_t)facts.st_size : 0);
  bool done = !directory && read_all(file, bytes, length, &gauge, &trouble);
  close(file);
  if (directory)
    return error_set(error, ERROR_FILE, "%s: is a directory, not a file", path);
  if (!done && trouble.code == ERROR_FILE)
    return error_set(error, ERROR_FILE, "%s: %s", path, trouble.message);
  return done || error_memory(error);
}

/* ---- what is no table ---- */

static const struct {
  const char *bytes;
  size_t length;
  const char *what;
} kinds[] = {
    {"\xFF\xFE\0\0", 4, "is UTF-32 text; save it as \"CSV UTF-8\""},
    {"\xFF\xFE", 2, "is UTF-16 text; save it as \"CSV UTF-8\""},
    {"\xFE\xFF", 2, "is UTF-16 text; save it as \"CSV UTF-8\""},
    {"PK\x03\x04", 4, "is an Excel workbook or a ZIP file; save the sheet as \"CSV UTF-8\""},
    {"\xD0\xCF\x11\xE0", 4, "is an old Excel workbook; save the sheet as \"CSV UTF-8\""},
    {"%PDF", 4, "is a PDF file"},
    {"\x1F\x8B", 2, "is compressed (gzip); unpack it first"},
};

static const char a_page[] = "is an HTML page, not data";
static const char fetch_file[] =
    "the address gave a page instead of the file: fetch the file itself";

static const struct {
  const char *text;
  const char *what;
  const char *advice;
} answers[] = {
    {"<!doctype html", a_page, fetch_file},
    {"<html", a_page, fetch_file},
    {"<?xml", "is an XML document, not a table", "fetch it as CSV or JSON"},
    {"Forkert n\xC3\xB8gle", "is jobindsats' answer to a key that it does not accept, not data",
     "fetch it again with a valid key"},
};

static bool refuse_kind(const char *bytes, size_t length, const char *name, struct error *error) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (length >= kinds[i].length && memcmp(bytes, kinds[i].bytes, kinds[i].length) == 0)
      return error_set(error, ERROR_DATA, "%s: %s", name, kinds[i].what);
  return true;
}

static bool refuse_answer(const struct source *source, struct error *error) {
  const char *text = source->text;
  size_t length = source->length;
  while (length > 0 && memchr(" \t\r\n", *text, 4) != NULL) {
    text++;
    length--;
  }
  if (length == 0)
    return error_set(error, ERROR_DATA, "%s: is empty", source->name);
  for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
    size_t own = strlen(answers[i].text);
    if (length < own || strncasecmp(text, answers[i].text, own) != 0)
      continue;
    source_fail(source, (size_t)(text - source->text), own, error, "%s", answers[i].what);
    error_add(error, "%s", answers[i].advice);
    return false;
  }
  return true;
}

static const char *find_nul(const struct source *source, struct gauge *gauge) {
  const char *nul = NULL;
  for (size_t at = 0, end; nul == NULL && at < source->length; at = end) {
    end = step_end(at, source->length);
    nul = memchr(source->text + at, '\0', end - at);
    if (!gauge_add(gauge, end - at))
      return NULL;
  }
  return nul;
}

static bool refuse_nul(const struct source *source, struct gauge *gauge, struct error *error) {
  const char *nul = find_nul(source, gauge);
  if (nul == NULL)
    return true;
  size_t sample = source->length < 1000 ? source->length : 1000;
  size_t nuls = 0;
  for (size_t i = 0; i < sample; i++)
    nuls += source->text[i] == '\0';
  source_fail(source, (size_t)(nul - source->text), 1, error,
              "a NUL byte, which no text file holds");
  if (nuls * 4 > sample)
    error_add(error, "the file looks like UTF-16; save it as \"CSV UTF-8\"");
  else
    error_add(error, "the file is damaged or no text; fetch or save it again");
  return false;
}

/* ---- JSON or not ---- */

static size_t skip_blank(const struct source *source, size_t at) {
  while (at < source->length && memchr(" \t\r\n", source->text[at], 4) != NULL)
    at++;
  return at;
}

/* [kode];[navn] is a header. */
bool source_looks_like_json(const struct source *source) {
  size_t at = skip_blank(source, 0);
  if (at == source->length || (source->text[at] != '{' && source->text[at] != '['))
    return false;
  const char *follow = source->text[at] == '{' ? "\"}" : "{[\"]-0123456789tfn";
  size_t next = skip_blank(source, at + 1);
  return next == source->length || strchr(follow, source->text[next]) != NULL;
}

/* ---- encoding ---- */

/* Bytes of the UTF-8 character at `text`, 0 when there is none. */
static size_t utf8_length(const unsigned char *text, size_t length) {
  unsigned char first = text[0];
  if (first < 0x80)
    return 1;
  size_t need = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  if (need == 0 || need > length)
    return 0;
  unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (text[1] < low || text[1] > high)
    return 0;
  for (size_t i = 2; i < need; i++)
    if ((text[i] & 0xC0) != 0x80)
      return 0;
  return need;
}

struct utf8_survey {
  size_t wide;  /* where the first character of several bytes stands, SIZE_MAX: none */
  size_t wrong; /* where the first byte stands that is none, SIZE_MAX: none */
  size_t twice; /* where UTF-8 was read as Windows-1252 and saved again, SIZE_MAX: nowhere */
};

/* The Danish letters, and the byte order mark, after UTF-8 was taken for Windows-1252. */
static bool is_twice_encoded(const char *text, size_t length, size_t at) {
  static const char *const letters[] = {"Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…"};
  static const char mark[] = "ï»¿";
  if (at == 0 && length >= sizeof mark - 1 && memcmp(text, mark, sizeof mark - 1) == 0)
    return true;
  for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
    size_t own = strlen(letters[i]);
    if (length - at >= own && memcmp(text + at, letters[i], own) == 0)
      return true;
  }
  return false;
}

static bool is_plain_word(const char *text) {
  uint64_t word;
  memcpy(&word, text, sizeof word);
  return (word & UINT64_C(0x8080808080808080)) == 0;
}

/* Characters that begin before `end`; where the next one does. */
static size_t survey_utf8(struct utf8_survey *survey, const char *text, size_t length, size_t at,
                          size_t end) {
  while (at < end) {
    if (length - at >= 8 && is_plain_word(text + at)) {
      at += 8;
      continue;
    }
    size_t bytes = utf8_length((const unsigned char *)text + at, length - at);
    if (bytes > 1 && survey->wide == SIZE_MAX)
      survey->wide = at;
    if (bytes > 1 && survey->twice == SIZE_MAX && is_twice_encoded(text, length, at))
      survey->twice = at;
    if (bytes == 0 && survey->wrong == SIZE_MAX)
      survey->wrong = at;
    at += bytes > 0 ? bytes : 1;
  }
  return at;
}

static const struct utf8_survey nothing_met = {SIZE_MAX, SIZE_MAX, SIZE_MAX};

void source_look(struct source_signs *signs, const char *text, size_t length) {
  signs->nul = signs->nul || (length > 0 && memchr(text, 0, length) != NULL);
  /* What is_twice_encoded asks of a file's beginning is asked of the header. */
  struct utf8_survey survey = nothing_met;
  survey_utf8(&survey, text, length, 0, length);
  signs->wide = signs->wide || survey.wide != SIZE_MAX;
  signs->wrong = signs->wrong || survey.wrong != SIZE_MAX;
  signs->twice = signs->twice || survey.twice != SIZE_MAX;
}

/* The characters of Windows-1252 from 0x80 to 0x9F; 0: none. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static unsigned windows_character(unsigned char byte) {
  return byte < 0x80 || byte >= 0xA0 ? byte : windows[byte - 0x80];
}

static char *put_character(char *to, unsigned code) {
  if (code < 0x80) {
    *to++ = (char)code;
  } else if (code < 0x800) {
    *to++ = (char)(0xC0 | code >> 6);
    *to++ = (char)(0x80 | (code & 0x3F));
  } else {
    *to++ = (char)(0xE0 | code >> 12);
    *to++ = (char)(0x80 | (code >> 6 & 0x3F));
    *to++ = (char)(0x80 | (code & 0x3F));
  }
  return to;
}

size_t source_decode(const char *text, size_t length, char *to) {
  const char *start = to;
  for (size_t i = 0; i < length; i++) {
    unsigned code = windows_character((unsigned char)text[i]);
    if (code == 0)
      return SIZE_MAX;
    to = put_character(to, code);
  }
  return (size_t)(to - start);
}

/* Bytes that a text of Windows-1252 takes as UTF-8. */
static bool count_decoded(const struct source *source, struct gauge *gauge, size_t *room,
                          struct error *error) {
  for (size_t i = 0; i < source->length; i++) {
    unsigned code = windows_character((unsigned char)source->text[i]);
    if (code == 0 && source->text[i] != '\0')
      return source_fail(source, i, 1, error,
                         "byte 0x%02X is neither UTF-8 nor Windows-1252; save the file as "
                         "\"CSV UTF-8\"",
                         (unsigned char)source->text[i]);
    *room += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    if (i % STEP == 0 && !gauge_add(gauge, 0))
      return false;
  }
  return true;
}

static bool decode_windows(struct source *source, struct gauge *gauge, struct error *error) {
  size_t room = 0;
  if (!count_decoded(source, gauge, &room, error))
    return false;
  source->decoded = malloc(room > 0 ? room : 1);
  if (source->decoded == NULL)
    return error_memory(error);
  char *to = source->decoded;
  for (size_t i = 0; i < source->length; i++) {
    if (i % STEP == 0 && !gauge_add(gauge, 0))
      return false;
    to = put_character(to, windows_character((unsigned char)source->text[i]));
  }
  source->text = source->decoded;
  source->length = room;
  source->encoding = "windows-1252";
  return true;
}

/* UTF-8 in one place and not in another: no encoding gives every character. */
static bool fail_mixed(const struct source *source, const struct utf8_survey *survey,
                       struct error *error) {
  struct place wide = excerpt_place(source->text, source->length, survey->wide);
  source_fail(source, survey->wrong, 1, error,
              "byte 0x%02X is not UTF-8, but line %zu, column %zu is: the file mixes encodings",
              (unsigned char)source->text[survey->wrong], wide.line, wide.column);
  error_add(error, "mend the file, or write encoding = \"windows-1252\" to read every byte so");
  return false;
}

static bool decode(struct source *source, const char *encoding, struct gauge *gauge,
                   struct error *error) {
  bool forced = encoding != NULL;
  if (forced && strcasecmp(encoding, "utf-8") != 0) {
    if (source->bom)
      return error_set(error, ERROR_DATA,
                       "%s: begins with the byte order mark of UTF-8, so it is not %s",
                       source->name, encoding);
    return decode_windows(source, gauge, error);
  }
  struct utf8_survey survey = nothing_met;
  for (size_t at = 0, from; at < source->length;) {
    from = at;
    at = survey_utf8(&survey, source->text, source->length, at, step_end(at, source->length));
    if (!gauge_add(gauge, at - from))
      return false;
  }
  if (survey.wrong != SIZE_MAX && !forced && !source->bom && survey.wide == SIZE_MAX)
    return decode_windows(source, gauge, error);
  if (survey.wrong != SIZE_MAX && survey.wide != SIZE_MAX)
    return fail_mixed(source, &survey, error);
  if (survey.wrong != SIZE_MAX)
    return source_fail(source, survey.wrong, 1, error, "byte 0x%02X is not UTF-8",
                       (unsigned char)source->text[survey.wrong]);
  if (survey.twice != SIZE_MAX && !forced) {
    source_fail(source, survey.twice, 4, error,
                "UTF-8 that was read as Windows-1252 and saved again (\"Ã¸\" for \"ø\")");
    error_add(error, "fetch or save the file again, or write encoding = \"utf-8\" to keep it so");
    return false;
  }
  return true;
}

/* ---- together ---- */

struct digesting {
  const struct source *source;
  struct gauge *gauge;
};

static bool read_next(void *context, size_t at, void *to, size_t count) {
  const struct digesting *digesting = context;
  memcpy(to, digesting->source->text + at, count);
  return gauge_add(digesting->gauge, count);
}

static bool prepare(struct source *source, const char *encoding, struct gauge *gauge,
                    struct error *error) {
  struct digesting digesting = {source, gauge};
  if (!digest_sha256_read(read_next, &digesting, source->bytes, source->sha256))
    return false;
  if (!refuse_kind(source->text, source->length, source->name, error))
    return false;
  if (source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) {
    source->bom = true;
    source->text += 3;
    source->length -= 3;
  }
  return refuse_nul(source, gauge, error) && decode(source, encoding, gauge, error) &&
         refuse_answer(source, error);
}

bool source_take(struct source *source, const char *bytes, size_t length, const char *name,
                 const char *encoding, const struct engine_options *options, struct error *error) {
  struct gauge gauge;
  *source = (struct source){.name = name, .encoding = "utf-8", .text = bytes, .length = length};
  source->bytes = length;
  if (length == 0)
    return error_set(error, ERROR_DATA, "%s: is empty", name);
  gauge_begin(&gauge, options, SOURCE_LOADED, SOURCE_TAKEN, length * 3);
  if (prepare(source, encoding, &gauge, error))
    return true;
  source_clear(source);
  return false;
}

bool source_load(struct source *source, const char *path, const char *encoding,
                 const struct engine_options *options, struct error *error) {
  char *raw = NULL;
  size_t length = 0;
  if (!load_bytes(path, &raw, &length, options, error) ||
      !source_take(source, raw, length, path, encoding, options, error)) {
    free(raw);
    return false;
  }
  source->raw = raw;
  return true;
}
