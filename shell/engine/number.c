#include "number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t number_power10(int scale) {
  int64_t power = 1;
  while (scale-- > 0)
    power *= 10;
  return power;
}

/* A number taken apart: digits d[0..count) with the decimal mark after `point` of them (`point`
** may be below 0 or above count). */
struct digits {
  bool negative;
  int count;
  int point;
  char d[40];
};

/* The shortest decimal form that reads back as the same double. */
static struct digits take_apart(double value) {
  char text[40];
  for (int precision = 14; precision <= 16; precision++) {
    snprintf(text, sizeof text, "%.*e", precision, value);
    if (strtod(text, NULL) == value)
      break;
  }
  struct digits digits = {.negative = signbit(value) != 0};
  char *exponent = strchr(text, 'e');
  for (char *at = text; at < exponent; at++)
    if (*at >= '0' && *at <= '9')
      digits.d[digits.count++] = *at;
  digits.point = atoi(exponent + 1) + 1;
  while (digits.count > 1 && digits.d[digits.count - 1] == '0')
    digits.count--;
  return digits;
}

static struct digits take_apart_scaled(int64_t value, int scale) {
  struct digits digits = {.negative = value < 0};
  uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  digits.count = snprintf(digits.d, sizeof digits.d, "%llu", (unsigned long long)magnitude);
  digits.point = digits.count - scale;
  return digits;
}

static bool is_zero(const struct digits *digits) {
  for (int i = 0; i < digits->count; i++)
    if (digits->d[i] != '0')
      return false;
  return true;
}

/* Add one to the last kept digit, carrying; a carry out of the first makes a new one. */
static void carry_up(struct digits *digits) {
  int i = digits->count - 1;
  while (i >= 0 && digits->d[i] == '9')
    digits->d[i--] = '0';
  if (i >= 0) {
    digits->d[i]++;
    return;
  }
  memmove(digits->d + 1, digits->d, (size_t)digits->count);
  digits->d[0] = '1';
  digits->count++;
  digits->point++;
}

/* Keep `decimals` digits after the mark, half away from zero. */
static void round_digits(struct digits *digits, int decimals) {
  int keep = digits->point + decimals;
  if (keep >= digits->count)
    return;
  bool up = keep >= 0 && digits->d[keep] >= '5';
  digits->count = keep > 0 ? keep : 0;
  if (digits->count == 0) {
    digits->d[0] = up ? '1' : '0';
    digits->count = 1;
    digits->point = 1 - decimals;
    return;
  }
  if (up)
    carry_up(digits);
}

struct marks {
  char decimal;
  char thousands; /* 0: none */
};

static char digit_at(const struct digits *digits, int place) {
  return place >= 0 && place < digits->count ? digits->d[place] : '0';
}

static void write_digits(char *buffer, size_t size, const struct digits *digits, int decimals,
                         struct marks marks) {
  size_t used = 0;
#define PUT(c)                                                                                     \
  do {                                                                                             \
    if (used + 1 < size)                                                                           \
      buffer[used++] = (c);                                                                        \
  } while (0)
  if (digits->negative && !is_zero(digits))
    PUT('-');
  int whole = digits->point > 0 ? digits->point : 1;
  for (int i = 0; i < whole; i++) {
    if (i > 0 && marks.thousands != 0 && (whole - i) % 3 == 0)
      PUT(marks.thousands);
    PUT(digit_at(digits, digits->point - whole + i));
  }
  if (decimals > 0)
    PUT(marks.decimal);
  for (int i = 0; i < decimals; i++)
    PUT(digit_at(digits, digits->point + i));
#undef PUT
  if (size > 0)
    buffer[used] = '\0';
}

static int own_decimals(const struct digits *digits) {
  int decimals = digits->count - digits->point;
  return decimals > 0 && !is_zero(digits) ? decimals : 0;
}

static void write_rounded(char *buffer, size_t size, struct digits digits, int decimals,
                          struct marks marks) {
  if (decimals < 0)
    decimals = own_decimals(&digits);
  round_digits(&digits, decimals);
  write_digits(buffer, size, &digits, decimals, marks);
}

void number_format(char *buffer, size_t size, double value, int decimals) {
  write_rounded(buffer, size, take_apart(value), decimals, (struct marks){',', '.'});
}

void number_format_scaled(char *buffer, size_t size, int64_t value, int scale, int decimals) {
  write_rounded(buffer, size, take_apart_scaled(value, scale), decimals < 0 ? scale : decimals,
                (struct marks){',', '.'});
}

void number_write(char *buffer, size_t size, double value, char mark) {
  write_rounded(buffer, size, take_apart(value), -1, (struct marks){mark, 0});
}

void number_write_scaled(char *buffer, size_t size, int64_t value, int scale, char mark) {
  write_rounded(buffer, size, take_apart_scaled(value, scale), scale, (struct marks){mark, 0});
}

double number_round(double value, int decimals) {
  if (!isfinite(value))
    return value;
  char text[NUMBER_SIZE];
  write_rounded(text, sizeof text, take_apart(value), decimals, (struct marks){'.', 0});
  return strtod(text, NULL);
}

int64_t number_round_scaled(int64_t value, int from, int to) {
  if (to >= from)
    return value;
  if (from - to > SCALE_MAX)
    return 0;
  int64_t power = number_power10(from - to);
  int64_t quotient = value / power;
  int64_t rest = value % power;
  if (rest < 0)
    rest = -rest;
  if (rest >= power - rest)
    quotient += value < 0 ? -1 : 1;
  return quotient;
}

double number_from_scaled(int64_t value, int scale) {
  /* Both are exact as doubles in this range, so one division rounds once. */
  if (value > -(INT64_C(1) << 53) && value < INT64_C(1) << 53)
    return (double)value / (double)number_power10(scale);
  char text[64];
  number_write_scaled(text, sizeof text, value, scale, '.');
  return strtod(text, NULL);
}
