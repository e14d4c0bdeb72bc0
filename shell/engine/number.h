/* Decimal numbers as people write and read them. Rounding is decimal and half away from zero,
** on the shortest decimal form that a double has (2.675 to two decimals is 2.68), never twice. */
#ifndef INDSATS_NUMBER_H
#define INDSATS_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCALE_MAX = 18 };

/* 10^scale, for scale 0..SCALE_MAX. */
int64_t number_power10(int scale);

/* A double rounded to `decimals` (0..15), half away from zero. */
double number_round(double value, int decimals);

/* A scaled integer rounded from scale `from` to scale `to` <= `from`, half away from zero. */
int64_t number_round_scaled(int64_t value, int from, int to);

/* The double nearest to value / 10^scale. */
double number_from_scaled(int64_t value, int scale);

/* Danish text: thousands marks `.`, decimal mark `,`, minus `-`. `buffer` of NUMBER_SIZE or more.
** The double must be finite. `decimals` -1: as many as its shortest form has. Never writes "-0". */
#define NUMBER_SIZE 400
void number_format(char *buffer, size_t size, double value, int decimals);
void number_format_scaled(char *buffer, size_t size, int64_t value, int scale, int decimals);

/* The same without thousands marks and with `mark` as the decimal mark, for files. */
void number_write(char *buffer, size_t size, double value, char mark);
void number_write_scaled(char *buffer, size_t size, int64_t value, int scale, char mark);

#endif
