/* A dictionary of distinct texts: text columns hold codes into one. Codes are given in order of
** first sight, from 0. Shared by reference count; immutable once a column shows it. */
#ifndef INDSATS_DICT_H
#define INDSATS_DICT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DICT_NONE UINT32_MAX

struct dict;

/* An empty dictionary with one owner, or NULL without memory. */
struct dict *dict_new(void);
struct dict *dict_retain(struct dict *dict);
void dict_release(struct dict *dict); /* NULL is allowed */

size_t dict_size(const struct dict *dict);

/* Make room at once for so many texts more, of so many bytes together, which is cheaper than little
** by little. False without memory. */
bool dict_expect(struct dict *dict, size_t texts, size_t bytes);

/* Add a text that is known not to be there; its code. DICT_NONE without memory. */
uint32_t dict_append(struct dict *dict, const char *text, size_t length);

/* The code of `text` (`length` bytes, any bytes), added when new. DICT_NONE without memory. */
uint32_t dict_intern(struct dict *dict, const char *text, size_t length);

/* The code of `text`, or DICT_NONE when it is not there. */
uint32_t dict_find(const struct dict *dict, const char *text, size_t length);

/* The text of a code, NUL-terminated; its length (bytes) in `*length` when not NULL. */
const char *dict_text(const struct dict *dict, uint32_t code, size_t *length);

#endif
