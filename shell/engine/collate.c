#include "collate.h"

#include <stdlib.h>
#include <string.h>

#include "icu.h"

struct collator {
  const struct icu *icu;
  UCollator *order;
  UChar *wide; /* buffers of a text and its key */
  size_t wide_room;
  uint8_t *key;
  size_t key_room;
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
  free(collator->wide);
  free(collator->key);
  free(collator);
}

static int compare_bytes(const char *a, size_t a_length, const char *b, size_t b_length) {
  int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
  if (order != 0)
    return order;
  return (a_length > b_length) - (a_length < b_length);
}

/* Have room for a text of that many bytes, and a key of that many. */
static bool reserve(struct collator *collator, size_t length, size_t key, struct error *error) {
  if (length > collator->wide_room || collator->wide == NULL) {
    UChar *wide = realloc(collator->wide, (length * 2 + 1) * sizeof *wide);
    if (wide == NULL)
      return error_memory(error);
    collator->wide = wide;
    collator->wide_room = length * 2;
  }
  if (key > collator->key_room) {
    uint8_t *grown = realloc(collator->key, key * 2);
    if (grown == NULL)
      return error_memory(error);
    collator->key = grown;
    collator->key_room = key * 2;
  }
  return true;
}

const uint8_t *collator_key(struct collator *collator, const char *text, size_t length,
                            size_t *size, struct error *error) {
  const struct icu *icu = collator->icu;
  int32_t units = 0;
  UErrorCode status = U_ZERO_ERROR;
  if (length > INT32_MAX / 8) {
    error_set(error, ERROR_VALUE, "a text of %zu bytes is too long to sort", length);
    return NULL;
  }
  if (!reserve(collator, length, 64, error)) /* never more units than bytes */
    return NULL;
  icu->u_strFromUTF8WithSub(collator->wide, (int32_t)length + 1, &units, text, (int32_t)length,
                            0xFFFD, NULL, &status);
  if (U_FAILURE(status)) {
    icu_failed(icu, error, "reading a text", status);
    return NULL;
  }
  int32_t room = collator->key_room < INT32_MAX ? (int32_t)collator->key_room : INT32_MAX;
  int32_t need = icu->ucol_getSortKey(collator->order, collator->wide, units, collator->key, room);
  if (need <= 0 || !reserve(collator, length, (size_t)need, error)) {
    error_memory(error);
    return NULL;
  }
  if (need > room)
    icu->ucol_getSortKey(collator->order, collator->wide, units, collator->key, need);
  *size = (size_t)need;
  return collator->key;
}

bool collator_compare(struct collator *collator, const char *a, size_t a_length, const char *b,
                      size_t b_length, int *order, struct error *error) {
  size_t size;
  const uint8_t *key = collator_key(collator, a, a_length, &size, error);
  uint8_t *a_key = key == NULL ? NULL : malloc(size);
  if (a_key == NULL)
    return error_memory(error); /* unless something else is told already */
  memcpy(a_key, key, size);
  const uint8_t *b_key = collator_key(collator, b, b_length, &size, error);
  if (b_key != NULL) {
    *order = strcmp((const char *)a_key, (const char *)b_key);
    if (*order == 0)
      *order = compare_bytes(a, a_length, b, b_length);
  }
  free(a_key);
  return b_key != NULL;
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
