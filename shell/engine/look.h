/* What the text of one cell can be: a number under one or both conventions, a code with leading
** zeros, a sign for a missing cell. No decision about a column is made here. */
#ifndef INDSATS_LOOK_H
#define INDSATS_LOOK_H

#include "read.h"

/* Conventions by which a text is a number. */
enum {
  FIT_COMMA = 1, /* decimal comma; thousands marks `.` or spaces */
  FIT_DOT = 2    /* decimal point; thousands marks `,` or spaces */
};

/* Conventions that the caller left open. */
struct conventions {
  unsigned decimal; /* FIT_COMMA, FIT_DOT or both */
  bool group_mark;  /* the other mark may part thousands */
  bool group_space; /* a space may: U+0020, no-break, thin or narrow no-break */
};

struct number_look {
  unsigned fit;    /* 0: no number, or one that the conventions do not allow */
  bool number;     /* a number by some convention, allowed or not */
  bool code;       /* digits after a leading zero, 0751: a name, not a number */
  bool marked;     /* holds `.` or `,`, so that the conventions may differ about it */
  int decimals[3]; /* decimals[FIT_COMMA], decimals[FIT_DOT] */
};

struct number_look look_number(const char *text, size_t length, const struct conventions *allowed);

/* Whether a text that is a number by convention `decimal` fits 64 bits at `scale` (not below its
** decimals), and its value there. */
bool look_scaled(const char *text, size_t length, char decimal, int scale, int64_t *value);

/* The same as a double: correctly rounded. */
double look_double(const char *text, size_t length, char decimal);

/* The thousands mark of a number, "" when it has none. */
void look_thousands(const char *text, size_t length, char decimal, char mark[4]);

/* A year of four digits, as a column of years has them. */
bool look_year(const char *text, size_t length);

/* ---- signs for missing cells ---- */

struct marker {
  const char *sign;
  size_t length;
  enum missing reason;
  bool everywhere; /* the caller's: in text columns too */
};

struct markers {
  struct marker *list; /* the first is the empty cell */
  size_t count;
  bool first[256]; /* bytes that some sign begins with */
};

bool markers_build(struct markers *markers, const struct csv_options *options, struct error *error);
void markers_clear(struct markers *markers);

/* The index of the sign that a cell is, or -1. */
int markers_find(const struct markers *markers, const char *text, size_t length);

/* A column that has this sign and no value is one of numbers, all hidden. */
bool markers_tell_numbers(const struct marker *marker);

#endif
