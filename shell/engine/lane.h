/* One stretch of a CSV file, read in blocks and cut into cells: the rows that begin in it. Several
** lanes are run at once; what each finds out is joined by blocks.c. */
#ifndef INDSATS_LANE_H
#define INDSATS_LANE_H

#include "feed.h"
#include "figures.h"
#include "gauge.h"
#include "grid.h"

/* What all lanes of a file share. */
struct course {
  const struct feed *feed;
  struct gauge gauge; /* of bytes */
  size_t from;        /* where the rows begin, behind the header */
  size_t columns;
  size_t block; /* bytes that are read in one go */
  char delimiter;
};

/* A row of a lane, so that any of its rows is found again without going through all of it. */
struct post {
  size_t row;   /* of the lane */
  size_t at;    /* where it begins */
  size_t lines; /* line ends before it in the lane, those in quotes too */
};

enum lane_state {
  LANE_FINE,
  LANE_ODD, /* something is there that libcsv shall judge */
  LANE_NO_MEMORY,
  LANE_CANCELLED
};

struct lane {
  struct course *course;
  size_t from, to;         /* rows that begin here are its own */
  struct grid_part *part;  /* takes the rows */
  struct figures *figures; /* of each column; those that are on are read as numbers */
  /* What it found out. */
  enum lane_state state;
  size_t begin; /* where its first row begins */
  size_t end;   /* where the last one ended */
  size_t crlf;  /* rows that end so; the others end by LF, but the last of a file by nothing */
  size_t blank; /* lines left out */
  bool quoted;
  bool open_end;     /* the file's last row has no line end */
  size_t lines;      /* line ends in what it read */
  struct post *post; /* one a block or so, the first with the first row; for free() */
  size_t posts;
  struct lane_work *work;
};

/* Read the lane's rows into its part. */
void lane_run(struct lane *lane);

#endif
