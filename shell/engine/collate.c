#include "collate.h"

#include <stdlib.h>
#include <string.h>

#include "icu.h"

struct collator {
  const struct icu *icu;
  UCollator *order;
};

static bool icu_failed(const struct icu *icu, struct error *error, const char *what,
                       UErrorCode status) {
  if (status == U_MEMORY_ALLOCATION_ERROR)
    return error_memory(error);
  return error_set(error, ERROR_VALUE, "%s failed in ICU: %s", what, icu->u_errorName(status));
}

struct collator *collator_open(struct error *error) {
  const struct icu *icu = icu_load(error);
  if (icu == NULL)
    return NULL;
  struct collator *collator = calloc(1, sizeof *collator);
  if (collator == NULL) {
    error_memory(error);
    return NULL;
  }
  UErrorCode status = U_ZERO_ERROR;
  collator->icu = icu;
  collator->order = icu->ucol_open("da", &status);
  /* Without its Danish data ICU would quietly sort by the rules of no language. */
  if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) {
    icu_failed(icu, error, "Danish order", status);
    collator_close(collator);
    return NULL;
  }
  return collator;
}

void collator_close(struct collator *collator) {
  if (collator == NULL)
    return;
  if (collator->order != NULL)
    collator->icu->ucol_close(collator->order);
  free(collator);
}

static int compare_bytes(const char *a, size_t a_length, const char *b, size_t b_length) {
  int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
  if (order != 0)
    return order;
  return (a_length > b_length) - (a_length < b_length);
}

/* The key of a text: texts compare as their keys do by strcmp. For free(); NULL on failure. */
static uint8_t *sort_key(struct collator *collator, const char *text, size_t length,
                         struct error *error) {
  const struct icu *icu = collator->icu;
  if (length > INT32_MAX / 8) {
    error_set(error, ERROR_VALUE, "a text of %zu bytes is too long to sort", length);
    return NULL;
  }
  int32_t units = 0;
  UErrorCode status = U_ZERO_ERROR;
  UChar *wide = malloc((length + 1) * sizeof *wide); /* never more units than bytes */
  uint8_t *key = NULL;
  if (wide == NULL) {
    error_memory(error);
    return NULL;
  }
  icu->u_strFromUTF8WithSub(wide, (int32_t)length + 1, &units, text, (int32_t)length, 0xFFFD, NULL,
                            &status);
  if (U_FAILURE(status)) {
    icu_failed(icu, error, "reading a text", status);
  } else {
    int32_t size = icu->ucol_getSortKey(collator->order, wide, units, NULL, 0);
    key = size > 0 ? malloc((size_t)size) : NULL;
    if (key == NULL)
      error_memory(error);
    else
      icu->ucol_getSortKey(collator->order, wide, units, key, size);
  }
  free(wide);
  return key;
}

bool collator_compare(struct collator *collator, const char *a, size_t a_length, const char *b,
                      size_t b_length, int *order, struct error *error) {
  uint8_t *a_key = sort_key(collator, a, a_length, error);
  uint8_t *b_key = a_key == NULL ? NULL : sort_key(collator, b, b_length, error);
  if (b_key != NULL) {
    *order = strcmp((const char *)a_key, (const char *)b_key);
    if (*order == 0)
      *order = compare_bytes(a, a_length, b, b_length);
  }
  bool done = b_key != NULL;
  free(a_key);
  free(b_key);
  return done;
}

struct ranked {
  uint8_t *key;
  const char *text;
  size_t length;
  uint32_t code;
};

static int compare_ranked(const void *left, const void *right) {
  const struct ranked *a = left;
  const struct ranked *b = right;
  int order = strcmp((const char *)a->key, (const char *)b->key);
  return order != 0 ? order : compare_bytes(a->text, a->length, b->text, b->length);
}

uint32_t *collator_ranks(struct collator *collator, const struct dict *dict, struct error *error) {
  size_t count = dict_size(dict);
  struct ranked *entries = calloc(count + 1, sizeof *entries);
  uint32_t *ranks = calloc(count + 1, sizeof *ranks);
  bool done = entries != NULL && ranks != NULL;
  if (!done)
    error_memory(error);
  for (uint32_t code = 0; done && code < count; code++) {
    struct ranked *entry = &entries[code];
    entry->code = code;
    entry->text = dict_text(dict, code, &entry->length);
    entry->key = sort_key(collator, entry->text, entry->length, error);
    done = entry->key != NULL;
  }
  if (done) {
    qsort(entries, count, sizeof *entries, compare_ranked);
    for (uint32_t rank = 0; rank < count; rank++)
      ranks[entries[rank].code] = rank;
  }
  for (size_t i = 0; entries != NULL && i < count; i++)
    free(entries[i].key);
  free(entries);
  if (!done) {
    free(ranks);
    return NULL;
  }
  return ranks;
}

char *collate_case(const char *text, size_t text_length, enum letter_case to, size_t *length,
                   struct error *error) {
  const struct icu *icu = icu_load(error);
  if (icu == NULL)
    return NULL;
  UErrorCode status = U_ZERO_ERROR;
  UCaseMap *map = icu->ucasemap_open("da", 0, &status);
  char *result = NULL;
  /* A letter may grow to three times its bytes (U+0390 in upper case), so this is always enough. */
  size_t room = text_length * 3 + 1;
  if (U_FAILURE(status) || room > INT32_MAX) {
    icu_failed(icu, error, "letter case", room > INT32_MAX ? U_BUFFER_OVERFLOW_ERROR : status);
  } else if ((result = malloc(room)) == NULL) {
    error_memory(error);
  } else {
    __typeof__(icu->ucasemap_utf8ToLower) change =
        to == CASE_LOWER ? icu->ucasemap_utf8ToLower : icu->ucasemap_utf8ToUpper;
    int32_t size = change(map, result, (int32_t)room, text, (int32_t)text_length, &status);
    *length = (size_t)size;
    if (U_FAILURE(status)) {
      icu_failed(icu, error, "letter case", status);
      free(result);
      result = NULL;
    }
  }
  icu->ucasemap_close(map);
  return result;
}
