/* Danish order of texts (Æ Ø Å last, Aa as Å), by ICU. */
#ifndef INDSATS_COLLATE_H
#define INDSATS_COLLATE_H

#include "dict.h"
#include "error.h"
#include "options.h"

struct collator;

/* The first one opened loads ICU's data; open one where it is needed and close it after. */
struct collator *collator_open(struct error *error);
void collator_close(struct collator *collator); /* NULL is allowed */

/* Negative, 0 (only for equal bytes) or positive. False without memory. */
bool collator_compare(struct collator *collator, const char *a, size_t a_length, const char *b,
                      size_t b_length, int *order, struct error *error);

/* The key of a text: texts compare as their keys do by strcmp. It stands until the next call, its
** size with the closing NUL in `*size`. NULL with the error filled. */
const uint8_t *collator_key(struct collator *collator, const char *text, size_t length,
                            size_t *size, struct error *error);

/* The place of every code of a dictionary in Danish order, 0 first; all different: texts with one
** key are in order of their bytes. An array of dict_size for free(). */
uint32_t *collate_ranks(const struct dict *dict, const struct engine_options *options,
                        struct error *error);

/* Lower and upper case in Danish: a text for free(), its bytes in `*length`. */
enum letter_case { CASE_LOWER, CASE_UPPER };
char *collate_case(const char *text, size_t text_length, enum letter_case to, size_t *length,
                   struct error *error);

#endif
