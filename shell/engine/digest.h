/* SHA-256 of bytes, by the processor's own instructions where it has them. */
#ifndef INDSATS_DIGEST_H
#define INDSATS_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

/* Hexadecimal, closed by a NUL. */
#define DIGEST_SIZE 65
void digest_sha256(const void *bytes, size_t length, char hex[DIGEST_SIZE]);

/* The same of `length` bytes that come piece by piece: `read` gives `count` of them from `at`, in
** order. False when it does. */
typedef bool digest_reader(void *context, size_t at, void *to, size_t count);
bool digest_sha256_read(digest_reader *read, void *context, size_t length, char hex[DIGEST_SIZE]);

/* The same by the library, for tests. */
void digest_sha256_plain(const void *bytes, size_t length, char hex[DIGEST_SIZE]);

#endif
