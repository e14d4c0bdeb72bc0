/* Periods and civil dates in four bytes: a kind and an ordinal within it. Neighbouring periods of
** a kind have neighbouring ordinals, so arithmetic and lags are additions. Plain integer
** comparison orders periods of one kind; kinds are ordered as in the enumeration. */
#ifndef INDSATS_PERIOD_H
#define INDSATS_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t period_t;

enum period_kind {
  PERIOD_YEAR,    /* 2019      2019 */
  PERIOD_HALF,    /* 2018H2    2. halvår 2018 */
  PERIOD_QUARTER, /* 2019Q3    3. kvt. 2019 */
  PERIOD_MONTH,   /* 2019M09   sep. 2019 */
  PERIOD_ROLLING, /* 2020QMAT02  året til og med 2. kvt. 2020: the rolling year ending there */
  PERIOD_TO_DATE, /* 2021MYTD06  jan.-jun. 2021: the year to date, ending with that month */
  PERIOD_DAY,     /* 2020-08-03  3. aug. 2020 */
  PERIOD_KINDS
};

#define PERIOD_INVALID INT32_MIN

/* The period of a kind in a year (1..9999); `number` is the half-year, quarter, month (1-based; 1
** for a year). Days: period_day. PERIOD_INVALID when there is no such. */
period_t period_make(enum period_kind kind, int year, int number);
period_t period_day(int year, int month, int day);

/* Whether the four bytes are a period at all, of years 1-9999. */
bool period_is_valid(period_t period);

enum period_kind period_kind(period_t period);
int period_year(period_t period);
int period_number(period_t period);       /* 1-based within the year; of a day: its month */
int period_day_of_month(period_t period); /* of a day; 0 for other kinds */

/* `period` moved by `steps` of its own kind; PERIOD_INVALID outside years 1..9999. */
period_t period_add(period_t period, int64_t steps);

/* a - b in steps; both must be of one kind. */
int64_t period_difference(period_t a, period_t b);

/* First and last day. */
period_t period_first_day(period_t period);
period_t period_last_day(period_t period);

/* The period of `kind` that holds the last day of `period`: the quarter of a month, the year of
** anything. PERIOD_INVALID when `kind` is finer than the period, or rolling or to date. */
period_t period_in(period_t period, enum period_kind kind);

/* Read any written form of the design (`2019M09`, `2019Q3`, `2019K3`, `3. kvt. 2019`,
** `3. kvartal 2019`, `sep 2019`, `September 2019`, `2018H2`, `2. halvår 2018`, `2020QMAT02`,
** `2024Y01`, `2019`, `2020-08-03`, `3. august 2020`, `03-08-2020`, `29.8.2020` ...), Danish or
** English, surrounding blanks ignored. PERIOD_INVALID when it is none, or names a month,
** quarter or day that does not exist. */
period_t period_parse(const char *text, size_t length);

#define PERIOD_TEXT 48
/* Danish, as a committee reads it: `sep. 2019`, `3. kvt. 2019`. */
void period_format(char buffer[PERIOD_TEXT], period_t period);
/* Canonical, as files carry it: `2019M09`, `2019Q3`, `2018H2`, `2020QMAT02`, `2021MYTD06`,
** `2019`, `2020-08-03`. period_parse reads it back. */
void period_id(char buffer[PERIOD_TEXT], period_t period);

const char *period_kind_name(enum period_kind kind); /* "year" "half" "quarter" "month" ... */

#endif
