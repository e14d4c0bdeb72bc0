/* The data of the benchmark, from a fixed seed and by integers alone: the same arguments give the
** same bytes on every machine.
**
**   generate ROWS AREAS FOLDER     AREAS is data/omraader.csv
**
** writes into FOLDER
**   long.csv    ROWS cells of the cross-tabulation that jobindsats publishes, in no order, each
**               cell once at most; a count (`.` where hidden) and two columns with a decimal comma
**   spells.csv  ROWS / 2 spells of persons on a benefit, overlapping as they like
**   rar.csv     which labour market council (RAR) a municipality belongs to
**   ids.csv     ROWS payments to citizens, who are texts: a million different ones, or ROWS
**   citizens.csv  where each of them lives, once, in another order
**   sums.tsv    what the columns of long.csv add up to, for judging what was read */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 180, AREAS = 98, BENEFITS = 18, AGES = 8, SEXES = 2, ORIGINS = 4, MEASURES = 6 };

static const char *const benefits[BENEFITS] = {
    "A-dagpenge",     "Arbejdsmarkedsydelse", "Efterløn",
    "Fleksjob",       "Fleksydelse",          "Forrevalidering",
    "Førtidspension", "Integrationsydelse",   "Jobafklaringsforløb",
    "Kontanthjælp",   "Ledighedsydelse",      "Ressourceforløb",
    "Revalidering",   "Seniorpension",        "Særlig uddannelsesydelse",
    "Sygedagpenge",   "Tidlig pension",       "Uddannelseshjælp"};
static const char *const ages[AGES] = {"16-24 år", "25-29 år", "30-34 år", "35-39 år",
                                       "40-49 år", "50-54 år", "55-59 år", "Over 60 år"};
static const char *const sexes[SEXES] = {"Kvinder", "Mænd"};
static const char *const origins[ORIGINS] = {"Personer med dansk oprindelse",
                                             "Indvandrere fra vestlige lande",
                                             "Indvandrere fra ikke-vestlige lande", "Efterkommere"};
/* Parts of one measure: figures of several measures are never added. */
static const char *const measures[MEASURES] = {"Jobparate unge", "Aktivitetsparate", "Uoplyst",
                                               "Venter",         "Visiteret før",    "Nyvisiteret"};

static struct area { char name[48], rar[48]; } areas[AREAS];
static char months[MONTHS][8];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* A number that depends on a and b and looks like chance: multiply and fold, twice. */
static uint64_t chance(uint64_t a, uint64_t b) {
  uint64_t x = a * UINT64_C(0xD6E8FEB86659FD93) + b + UINT64_C(20210901);
  for (int round = 0; round < 3; round++) {
    x ^= x >> 29;
    x *= UINT64_C(0xA0761D6478BD642F);
  }
  return x ^ x >> 32;
}

/* What chance is asked about: the first argument of `chance`. */
enum topic { CELL = 1, CELL_MORE, QUOTE, AREA, BENEFIT, AGE, SPELL, SPELL_MORE, PERSON, PAYMENT };

static void write_text(FILE *out, const char *text, bool quote) {
  quote = quote || strpbrk(text, ";\"") != NULL;
  if (quote)
    putc_unlocked('"', out);
  for (; *text; text++) {
    if (*text == '"')
      putc_unlocked('"', out);
    putc_unlocked(*text, out);
  }
  if (quote)
    putc_unlocked('"', out);
}

static void write_number(FILE *out, uint64_t value) {
  char digits[24];
  int count = 0;
  do
    digits[count++] = (char)('0' + value % 10);
  while (value /= 10);
  while (count > 0)
    putc_unlocked(digits[--count], out);
}

static void write_tenths(FILE *out, uint64_t tenths) {
  write_number(out, tenths / 10);
  putc_unlocked(',', out);
  write_number(out, tenths % 10);
}

/* Every number below 2^27 once, in no order: each step can be undone. */
static uint32_t scramble(uint32_t x) {
  const uint32_t all = (1u << 27) - 1;
  for (int round = 0; round < 3; round++) {
    x = (x * 0x2C1B3C6Du + 0x297A2D39u) & all;
    x ^= x >> 14;
  }
  return x;
}

/* The digits of a cell's number: which label of each column it has. */
struct cell {
  uint32_t number;
  unsigned month, area, benefit, age, sex, origin, measure;
};

static struct cell cell_at(uint32_t number) {
  struct cell cell = {.number = number};
  uint32_t rest = number;
  cell.measure = rest % MEASURES, rest /= MEASURES;
  cell.origin = rest % ORIGINS, rest /= ORIGINS;
  cell.sex = rest % SEXES, rest /= SEXES;
  cell.age = rest % AGES, rest /= AGES;
  cell.benefit = rest % BENEFITS, rest /= BENEFITS;
  cell.area = rest % AREAS, rest /= AREAS;
  cell.month = rest;
  return cell;
}

/* How many: by area, benefit and age, with a drift of the area over the years. Never 0, so that no
** query divides by it. */
static uint64_t count_of(const struct cell *cell) {
  uint64_t size = 20 + chance(AREA, cell->area) % 900;
  size = size * (5 + chance(BENEFIT, cell->benefit) % 95) / 50;
  size = size * (40 + chance(AGE, cell->age) % 60) / 70;
  size = size * (900 + cell->month * (chance(AREA, cell->area + 1000) % 5)) / 1000;
  return 1 + size * (50 + chance(CELL, cell->number) % 100) / 100;
}

struct sums {
  uint64_t rows, count, hidden, full_time, share;
};

static void write_row(FILE *out, const struct cell *cell, struct sums *sums) {
  uint64_t quotes = chance(QUOTE, cell->number), more = chance(CELL_MORE, cell->number);
  const char *const texts[] = {
      months[cell->month], areas[cell->area].name, benefits[cell->benefit], ages[cell->age],
      sexes[cell->sex],    origins[cell->origin],  measures[cell->measure]};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    write_text(out, texts[i], (quotes >> 9 * i) % 512 == 0);
    putc_unlocked(';', out);
  }
  uint64_t count = count_of(cell), full_time = count * (300 + more % 700) / 100;
  uint64_t share = (more >> 24) % 1001;
  if ((more >> 48) % 100 < 3) { /* three in a hundred are hidden */
    putc_unlocked('.', out);
    sums->hidden++;
  } else {
    write_number(out, count);
    sums->count += count;
  }
  putc_unlocked(';', out);
  write_tenths(out, full_time);
  putc_unlocked(';', out);
  write_tenths(out, share);
  putc_unlocked('\n', out);
  sums->rows++, sums->full_time += full_time, sums->share += share;
}

static struct sums write_long(FILE *out, uint64_t rows) {
  const uint32_t cells = MONTHS * AREAS * BENEFITS * AGES * SEXES * ORIGINS * MEASURES;
  struct sums sums = {0};
  fputs("periode;omraade;ydelse;alder;koen;herkomst;maaling;antal;fuldtid;andel\n", out);
  for (uint32_t turn = 0; sums.rows < rows && turn < 1u << 27; turn++) {
    uint32_t number = scramble(turn);
    if (number < cells) {
      struct cell cell = cell_at(number);
      write_row(out, &cell, &sums);
    }
  }
  return sums;
}

/* Day 0 is 1 January 2007. */
static void write_date(FILE *out, unsigned day) {
  static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  unsigned year = 2007, month = 0;
  for (unsigned length; day >= (length = year % 4 == 0 ? 366 : 365); year++)
    day -= length;
  for (unsigned length; day >= (length = lengths[month] + (month == 1 && year % 4 == 0 ? 1u : 0u));
       month++)
    day -= length;
  char text[] = {(char)('0' + year / 1000),
                 (char)('0' + year / 100 % 10),
                 (char)('0' + year / 10 % 10),
                 (char)('0' + year % 10),
                 '-',
                 (char)('0' + (month + 1) / 10),
                 (char)('0' + (month + 1) % 10),
                 '-',
                 (char)('0' + (day + 1) / 10),
                 (char)('0' + (day + 1) % 10),
                 0};
  fputs(text, out);
}

static void write_spells(FILE *out, uint64_t rows) {
  const unsigned days = 15 * 365 + 4;
  const uint64_t persons = rows / 4 + 1;
  fputs("person;ydelse;start;slut;kommune;alder;koen\n", out);
  for (uint64_t row = 0; row < rows; row++) {
    uint64_t spell = chance(SPELL, row), more = chance(SPELL_MORE, row);
    uint64_t number = more % persons, person = chance(PERSON, number);
    unsigned start = (unsigned)(spell % days);
    /* Short spells are common, two years the longest: a product of two chances. */
    unsigned length = (unsigned)((spell >> 20 & 1023) * (spell >> 40 & 1023) * 730 >> 20);
    unsigned end = start + length < days ? start + length : days - 1;
    write_number(out, 1000000 + number), putc_unlocked(';', out);
    write_text(out, benefits[(more >> 32) % BENEFITS], (more >> 40) % 400 == 0);
    putc_unlocked(';', out);
    write_date(out, start), putc_unlocked(';', out);
    write_date(out, end), putc_unlocked(';', out);
    write_text(out, areas[person % AREAS].name, (more >> 52) % 400 == 0);
    putc_unlocked(';', out);
    write_number(out, 16 + (person >> 16) % 50), putc_unlocked(';', out);
    write_text(out, sexes[person >> 40 & 1], false), putc_unlocked('\n', out);
  }
}

static void write_councils(FILE *out, uint64_t rows) {
  (void)rows; /* as many as there are municipalities */
  fputs("omraade;rar\n", out);
  for (int i = 0; i < AREAS; i++)
    fprintf(out, "%s;%s\n", areas[i].name, areas[i].rar);
}

static void write_citizen(FILE *out, uint32_t number) {
  fprintf(out, "B-%07" PRIu32 "-%02u;", number, (unsigned)(number * UINT64_C(48271) % 97));
}

/* Every number below `count`, at most 2^27, once, in no order: the next after `*turn`. */
static uint32_t next_below(uint32_t count, uint32_t *turn) {
  uint32_t number;
  do
    number = scramble((*turn)++);
  while (number >= count);
  return number;
}

static uint32_t count_citizens(uint64_t rows) {
  return rows < 1000000 ? (uint32_t)rows : 1000000;
}

/* Every citizen once, then by chance. */
static void write_payments(FILE *out, uint64_t rows) {
  const uint32_t citizens = count_citizens(rows);
  uint32_t turn = 0;
  fputs("borger;ydelse;beloeb\n", out);
  for (uint64_t row = 0; row < rows; row++) {
    uint64_t payment = chance(PAYMENT, row);
    write_citizen(out, row < citizens ? next_below(citizens, &turn)
                                      : (uint32_t)((payment >> 32) % citizens));
    write_text(out, benefits[payment % BENEFITS], false), putc_unlocked(';', out);
    write_number(out, 100 + (payment >> 8) % 20000), putc_unlocked('\n', out);
  }
}

static void write_citizens(FILE *out, uint64_t rows) {
  const uint32_t citizens = count_citizens(rows);
  uint32_t turn = 1u << 26;
  fputs("borger;kommune\n", out);
  for (uint32_t i = 0; i < citizens; i++) {
    uint32_t number = next_below(citizens, &turn);
    write_citizen(out, number);
    fprintf(out, "%s\n", areas[chance(AREA, number) % AREAS].name);
  }
}

/* The municipalities of the catalogue: kode;navn;type;rar;... */
static void read_areas(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL)
    fail(path);
  char line[512], type[16];
  int found = 0;
  while (fgets(line, sizeof line, file) != NULL) {
    struct area area;
    if (sscanf(line, "%*[^;];%47[^;];%15[^;];%47[^;]", area.name, type, area.rar) == 3 &&
        strcmp(type, "kommune") == 0 && found < AREAS)
      areas[found++] = area;
  }
  fclose(file);
  if (found < AREAS) {
    fprintf(stderr, "%s: %d municipalities instead of %d\n", path, found, AREAS);
    exit(1);
  }
}

static FILE *create(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  if (file == NULL)
    fail(path);
  setvbuf(file, NULL, _IOFBF, 1 << 20);
  return file;
}

static void finish(FILE *file) {
  if (ferror(file) | fclose(file))
    fail("generate");
}

static void write_file(const char *folder, const char *name, void (*write)(FILE *, uint64_t),
                       uint64_t rows) {
  FILE *file = create(folder, name);
  write(file, rows);
  finish(file);
}

/* The answer to "load": rows, counts seen, their sum, the sums of the two decimal columns. */
static void write_sums(const char *folder, const struct sums *sums) {
  FILE *file = create(folder, "sums.tsv");
  fprintf(file,
          "%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 ".%" PRIu64 "\t%" PRIu64 ".%" PRIu64
          "\n",
          sums->rows, sums->rows - sums->hidden, sums->count, sums->full_time / 10,
          sums->full_time % 10, sums->share / 10, sums->share % 10);
  finish(file);
}

int main(int count, char **arguments) {
  uint64_t rows = count == 4 ? strtoull(arguments[1], NULL, 10) : 0;
  if (rows == 0 || rows > 100000000) {
    fprintf(stderr, "usage: generate ROWS AREAS FOLDER, of 1 to 100000000 rows\n");
    return 64;
  }
  read_areas(arguments[2]);
  for (unsigned i = 0; i < MONTHS; i++)
    snprintf(months[i], sizeof months[i], "%04uM%02u", (2007 + i / 12) % 10000, i % 12 + 1);

  const char *folder = arguments[3];
  FILE *file = create(folder, "long.csv");
  struct sums sums = write_long(file, rows);
  finish(file);
  write_file(folder, "spells.csv", write_spells, rows / 2);
  write_file(folder, "rar.csv", write_councils, 0);
  write_file(folder, "ids.csv", write_payments, rows);
  write_file(folder, "citizens.csv", write_citizens, rows);
  write_sums(folder, &sums);
  return 0;
}
