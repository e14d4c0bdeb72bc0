/* SHA-256 of bytes, by the processor's own instructions where it has them. */
#ifndef INDSATS_DIGEST_H
#define INDSATS_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

/* Hexadecimal, closed by a NUL. */
#define DIGEST_SIZE 65
void digest_sha256(const void *bytes, size_t length, char hex[DIGEST_SIZE]);

/* The same by the library, for tests. */
void digest_sha256_plain(const void *bytes, size_t length, char hex[DIGEST_SIZE]);

#endif
