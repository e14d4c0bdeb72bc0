/* What a file of a frame must hold before its cells are believed. */
#ifndef INDSATS_STORE_CHECK_H
#define INDSATS_STORE_CHECK_H

#include "column.h"

/* Whether the bytes are UTF-8 without NUL. */
bool store_check_utf8(const char *bytes, size_t length);

/* Whether every value that stands in the column can: codes below the dictionary's size, truths 0 or
** 1, finite doubles, periods that there are. Missing cells may store anything but a code. */
bool store_check_values(const struct column *column);

#endif
