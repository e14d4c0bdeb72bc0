/* Columns to sort by as whole numbers: the code of each cell says where it comes, missing cells
** last in either direction. Codes of several columns make one word, as long as they fit; words
** compare as unsigned integers do. */
#ifndef INDSATS_SORT_KEY_H
#define INDSATS_SORT_KEY_H

#include "column.h"
#include "options.h"

enum sort_form {
  SORT_MAPPED,  /* found by what is stored */
  SORT_STORED,  /* what is stored itself */
  SORT_INTEGER, /* a 64-bit integer above the least */
  SORT_NUMBER,  /* a double */
  SORT_REASON   /* why a cell is missing, and nothing else */
};

struct sort_key {
  const struct column *column;
  bool descending;
  enum sort_form form;
  uint32_t *map;    /* of MAPPED */
  uint64_t present; /* codes of present cells are below */
  uint64_t span;    /* codes of all cells are; 0: they could be any */
  int64_t least;    /* of INTEGER */
};

/* Keys that make one word. */
struct sort_word {
  size_t first;
  size_t count;
  uint64_t greatest; /* no word is greater */
};

struct sort_plan {
  struct sort_key *keys;
  size_t key_count;
  struct sort_word *words; /* the first counts most */
  size_t word_count;
};

/* To sort by columns, the first counting most. False with the error filled. Either way
** sort_plan_clear is to be called. */
bool sort_plan_init(struct sort_plan *plan, const struct column *const *columns,
                    const bool *descending, size_t count, const struct engine_options *options,
                    struct error *error);
void sort_plan_clear(struct sort_plan *plan);

enum { SORT_BLOCK = 1024 };

/* Word number `word` of up to SORT_BLOCK cells: of those in `rows`, or where that is NULL of those
** from `from` on. */
void sort_words(const struct sort_plan *plan, size_t word, const uint64_t *rows, size_t from,
                size_t count, uint64_t *words);

#endif
