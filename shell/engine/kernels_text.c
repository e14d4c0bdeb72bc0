/* Texts: each function is computed once per code of the operand's dictionary. */
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "kernels.h"

static bool intern(struct step *step, const char *text, size_t length, uint32_t *code,
                   struct error *error) {
  *code = dict_intern(step->dict, text, length);
  return *code != DICT_NONE || error_memory(error);
}

typedef bool text_change(struct step *step, const char *text, size_t length, uint32_t *code,
                         struct error *error);

static bool change_texts(struct step *step, text_change *change, struct error *error) {
  const struct vector *a = step->argument[0];
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    uint32_t *known = step_remember(step, 0, a->code[i], error);
    if (known == NULL)
      return false;
    if (*known == CODE_UNKNOWN) {
      size_t length;
      const char *text = dict_text(a->dict, a->code[i], &length);
      if (!change(step, text, length, known, error))
        return false;
    }
    step->code[i] = *known;
  }
  return true;
}

static bool change_case(struct step *step, const char *text, size_t length, enum letter_case to,
                        uint32_t *code, struct error *error) {
  size_t changed_length;
  char *changed = collate_case(text, length, to, &changed_length, error);
  bool done = changed != NULL && intern(step, changed, changed_length, code, error);
  free(changed);
  return done;
}

static bool to_lower(struct step *step, const char *text, size_t length, uint32_t *code,
                     struct error *error) {
  return change_case(step, text, length, CASE_LOWER, code, error);
}

static bool to_upper(struct step *step, const char *text, size_t length, uint32_t *code,
                     struct error *error) {
  return change_case(step, text, length, CASE_UPPER, code, error);
}

static bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool to_trimmed(struct step *step, const char *text, size_t length, uint32_t *code,
                       struct error *error) {
  while (length > 0 && is_blank(text[length - 1]))
    length--;
  while (length > 0 && is_blank(text[0])) {
    text++;
    length--;
  }
  return intern(step, text, length, code, error);
}

bool kernel_lower(struct step *step, struct error *error) {
  return change_texts(step, to_lower, error);
}

bool kernel_upper(struct step *step, struct error *error) {
  return change_texts(step, to_upper, error);
}

bool kernel_trim(struct step *step, struct error *error) {
  return change_texts(step, to_trimmed, error);
}

/* ---- tests against a literal ---- */

typedef bool text_test(const char *text, size_t length, const char *part, size_t part_length);

static bool test_texts(struct step *step, text_test *test, struct error *error) {
  const struct vector *a = step->argument[0];
  const struct expression *part = step->call->arguments[1];
  for (size_t i = 0; i < step->count; i++) {
    step->boolean[i] = 0;
    if (step->missing[i] != PRESENT)
      continue;
    uint32_t *known = step_remember(step, 0, a->code[i], error);
    if (known == NULL)
      return false;
    if (*known == CODE_UNKNOWN) {
      size_t length;
      const char *text = dict_text(a->dict, a->code[i], &length);
      *known = test(text, length, part->text, part->length);
    }
    step->boolean[i] = (uint8_t)*known;
  }
  return true;
}

static bool holds(const char *text, size_t length, const char *part, size_t part_length) {
  return part_length == 0 || memmem(text, length, part, part_length) != NULL;
}

static bool begins(const char *text, size_t length, const char *part, size_t part_length) {
  return length >= part_length && memcmp(text, part, part_length) == 0;
}

static bool ends(const char *text, size_t length, const char *part, size_t part_length) {
  return length >= part_length && memcmp(text + length - part_length, part, part_length) == 0;
}

bool kernel_contains(struct step *step, struct error *error) {
  return test_texts(step, holds, error);
}

bool kernel_starts_with(struct step *step, struct error *error) {
  return test_texts(step, begins, error);
}

bool kernel_ends_with(struct step *step, struct error *error) {
  return test_texts(step, ends, error);
}

/* ---- making texts ---- */

struct scratch {
  char *bytes;
  size_t size;
};

static bool concat_one(struct step *step, size_t i, struct scratch *scratch, struct error *error) {
  const struct vector *a = step->argument[0];
  const struct vector *b = step->argument[1];
  size_t a_length, b_length;
  const char *left = dict_text(a->dict, a->code[i], &a_length);
  const char *right = dict_text(b->dict, b->code[i], &b_length);
  if (a_length + b_length + 1 > scratch->size) {
    size_t size = (a_length + b_length + 1) * 2;
    char *bytes = realloc(scratch->bytes, size);
    if (bytes == NULL)
      return error_memory(error);
    *scratch = (struct scratch){bytes, size};
  }
  memcpy(scratch->bytes, left, a_length);
  memcpy(scratch->bytes + a_length, right, b_length);
  return intern(step, scratch->bytes, a_length + b_length, &step->code[i], error);
}

bool kernel_concat(struct step *step, struct error *error) {
  struct scratch scratch = {NULL, 0};
  bool done = true;
  for (size_t i = 0; i < step->count && done; i++)
    if (step->missing[i] == PRESENT)
      done = concat_one(step, i, &scratch, error);
  free(scratch.bytes);
  return done;
}

bool kernel_to_text(struct step *step, struct error *error) {
  const struct vector *a = step->argument[0];
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    if (a->type == COLUMN_TEXT) {
      if (!step_translate(step, 0, a->code[i], &step->code[i], error))
        return false;
      continue;
    }
    char buffer[NUMBER_SIZE];
    value_write(buffer, a->type, a->scale, a->data, i);
    if (!intern(step, buffer, strlen(buffer), &step->code[i], error))
      return false;
  }
  return true;
}
