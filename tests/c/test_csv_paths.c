/* Plain rows are split beside libcsv, and long files are read in parts: whatever the parts and the
** threads, it comes to what libcsv alone does, errors word by word. */
#include <dirent.h>

#include "gauge.h"
#include "reading.h"
#include "same.h"

/* Whether it was read in blocks at the last. */
static bool assert_same(const char *bytes, size_t length, const struct csv_options *options) {
  struct csv_options own = *options;
  struct way odd;
  bool in_blocks = false;
  own.blocks = &in_blocks;
  if (!same_every_way(bytes, length, &own, &odd))
    fail_msg("block %zu, %zu threads, slow %d, whole %d: not what libcsv reads in\n%.*s", odd.block,
             odd.threads, odd.slow, odd.whole, (int)length, bytes);
  return in_blocks;
}

static const struct csv_options nothing;

static bool assert_text_same(const char *text) {
  return assert_same(text, strlen(text), &nothing);
}

static void assert_file_same(const char *path) {
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)size + 1);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, (size_t)size, file), size);
  fclose(file);
  assert_same(bytes, (size_t)size, &nothing);
  free(bytes);
}

static void fixtures_are_read_the_same_every_way(void **state) {
  (void)state;
  DIR *folder = opendir("tests/csv");
  assert_non_null(folder);
  size_t files = 0;
  for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
    char path[512];
    if (strstr(entry->d_name, ".csv") == NULL)
      continue;
    snprintf(path, sizeof path, "tests/csv/%s", entry->d_name);
    assert_file_same(path);
    files++;
  }
  closedir(folder);
  assert_true(files > 0);
}

static void odd_ends_of_lines_are_read_the_same_every_way(void **state) {
  (void)state;
  static const char *const texts[] = {"a;b\n1;2",
                                      "a;b\n1;2\r",
                                      "a;b\r\n1;2\r\n",
                                      "a;b\r1;2\r",
                                      "a;b\n1;2\r\r\n3;4",
                                      "a;b\n\r1;2\n",
                                      "a;b\n1;2\n\n\n3;4\n",
                                      "a;b\n1;2\n \t\n3;4\n",
                                      "a;b\n1;2\r3;4\n",
                                      "a\tb\n1\t2\n\t\n",
                                      "a\n1\n\n2\n",
                                      "a\n1\n2\n\n",
                                      "a;b",
                                      "\na;b\n1;2\n",
                                      "a;b\n;\n; \n",
                                      "a;b\n1;2\n\r\n\r\n"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_text_same(texts[i]);
}

static void quotes_are_left_to_libcsv_wherever_they_stand(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a;b\n1;\"x\ny\"\n2;z\n",        "a;b\n\"x;y\";1\nz;2\n",  "\"a\nb\";c\n1;2\n3;4\n",
      "a;b\n\"x\"\"y\";1\n\"\n\";2\n", "a;b\n1;\"x\n2;y\n3;z\n", "a;b\n1;x\"y\n2;z\n",
      "a;b\n\"x\" y;1\n2;z\n",         "a;b\n \"x\" ;1\n2;z\n",  "a;b\n1;2\n\"3;4\n5;6\"\n7;8\n",
      "a;b\n1;\"\n\"\"\n\"\n2;z\n"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_text_same(texts[i]);
}

/* What would take the long way round in large files, and must not. */
static void plain_files_are_read_in_blocks(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a;b\n1;2\n3;4\n",
      "a;b\n1;2\n3;4",
      "a;b\r\n1;2\r\n3;4\r\n",
      "a;b\r\n1;2\n3;4\r\n",
      "a,b\n\"1,5\",2\n\"3\",\"\"\n",
      "\"a\"\t\"b\"\n\"x\"\"y\"\t\"p\nq\"\nz\tw\n",
      "\xEF\xBB\xBF"
      "a;b\n\xC3\xA6;2\ny;4\n",
      "a;b\n\xE6;2\ny;4\n",
      "a;\xE6\n.;2\n3;4\n",
      "a;b\n 1 ; \n\n3;4\n\n \n",
      "a;b\n1,5;7\n2,25;8\n3;9\n.;10\n1.000,5;11\n-4,1;12\n..;x\n6,125;14\n",
      "a;b\n10;1\n11;2\n12;3\n12345678901;4\n-9999999999;5\n;6\n",
      "a\n1\n2\n\"\"\n",
      "tid;b\n2019;1\n2020;2\n2021;3\n2022;4\n2023;5\n",
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (!assert_text_same(texts[i]))
      fail_msg("not read in blocks:\n%s", texts[i]);
}

/* The place of the cell that keeps a column from being one of numbers or periods. */
static void strays_are_told_from_blocks(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a;b\n751;1\nHele landet;2\n756;3\n",
      "a;b\n1;751\n2;746\n3;756\n4;\"Hele landet\"\n5;12\n",
      "\n\n\"a\nq\";b\n\n1;751\n\n2;746\n3;756\n  \n4; \t Hele landet\n5;12\n",
      "a;b\r\n\"x\ny\";751\r\n\"\n\n\";746\r\nz;756\r\n\"\r\n\"\"\";Hele\r\nu;12\r\n",
      "\xEF\xBB\xBF"
      "a;b\n\xC3\xA6;2\n\xC3\xA6\xC3\xB8\xE2\x82\xAC;\xC3\xA5\ny;4",
      "a;b\n\xE6;2\n\xE6\xF8\x80;\xE5\ny;4",
      "a,b\n2019M01,x\n2019M02,y\n\"2019M13\",z\n2019M03,x",
      "a\tb\tc\n1\tx\t1\n2\tx\t2\n0751\tx\t3\n3\tx\t \n4\tx\t1,5\n5\tx\t-\n6\tx\tq\n"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (!assert_text_same(texts[i]))
      fail_msg("not read in blocks:\n%s", texts[i]);
}

static void a_nul_byte_is_refused_wherever_it_stands(void **state) {
  (void)state;
  static const char text[] = "a;b\nx;1\ny;2\nz;3\nu;4\nv;5\n";
  for (size_t at = 0; at < sizeof text - 1; at++) {
    char damaged[sizeof text];
    memcpy(damaged, text, sizeof text);
    damaged[at] = '\0';
    assert_false(assert_same(damaged, sizeof text - 1, &nothing));
  }
}

/* What seemed a column of numbers and is none, or of others: it is read again by its texts. */
static void numbers_that_are_none_after_all_are_read_by_their_texts(void **state) {
  (void)state;
  static const char *const ends[] = {"Hele landet",
                                     "0751",
                                     "1.5",
                                     "5,0",
                                     "12x",
                                     "\"6\"",
                                     "x",
                                     "1.234.567",
                                     "7,",
                                     "--1",
                                     "+1",
                                     "1e3",
                                     "\xE6",
                                     "1 000",
                                     "1.234,5",
                                     "99999999999999999999",
                                     "0,0000000000000000001"};
  static const char *const begins[] = {"10\n11\n12\n13\n14\n",
                                       "1,5\n2,5\n3,5\n4,5\n5,5\n",
                                       "1.5\n2.5\n3.5\n4.5\n5.5\n",
                                       "1.500\n2.500\n3.500\n4.500\n5.500\n",
                                       "1,500\n2,50\n3,500\n4,500\n5,500\n",
                                       "2019\n2020\n2021\n2022\n2023\n",
                                       "-1\n-2\n-3\n0\n-0\n"};
  static const char *const captions[] = {"antal\n", "aar\n"};
  for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++)
      for (size_t c = 0; c < 2; c++) {
        char text[2048] = "";
        strcat(text, captions[c]);
        for (size_t times = 0; times < 8; times++)
          strcat(text, begins[i]);
        strcat(text, ends[k]);
        strcat(text, "\n8\n9\n");
        assert_text_same(text);
      }
}

/* 81f84c7: of several empty lines the first is told, whatever part it stands in. */
static void the_first_empty_line_of_one_column_is_told(void **state) {
  (void)state;
  static const char text[] = "a\n1\n2\n\n4\n\n6\n\n8\n9\n10\n11\n";
  for (size_t block = 0; block < sizeof text; block++)
    for (size_t threads = 1; threads <= 3; threads++) {
      struct engine_options engine = {.threads = threads};
      struct csv_options options = {.block = block, .engine = &engine, .whole = block % 2 == 0};
      assert_bytes_refused(BYTES(text), &options, ERROR_DATA, 4, 1, PARTS("an empty line"));
    }
}

/* ---- random files ---- */

static uint64_t seed;

static size_t choose(size_t count) {
  seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (size_t)((seed >> 33) % count);
}

static const char *const cells[] = {"1.234",
                                    "12",
                                    "0751",
                                    "5,6",
                                    "5.6",
                                    "-",
                                    "..",
                                    ".",
                                    "null",
                                    "x",
                                    "*",
                                    "?",
                                    "ja",
                                    "nej",
                                    "true",
                                    "2021M09",
                                    "2019",
                                    "2020",
                                    "3. kvt. 2019",
                                    "2020-08-03",
                                    "",
                                    "  ",
                                    " a",
                                    "b ",
                                    "\"q\"",
                                    "\"a;b\"",
                                    "\"a\nb\"",
                                    "\"a\"\"b\"",
                                    "1 234,5",
                                    "-7",
                                    "123456789012345678901",
                                    "Hedensted",
                                    "Ærø",
                                    "n/a",
                                    "\"",
                                    "q\"r",
                                    "\t",
                                    "1.234,56",
                                    "1,234.56",
                                    "\xE6",
                                    "Uddannelseshjælp, uddannelsesparate",
                                    "Uddannelseshjælp, åbenlyst uddannelsesparate",
                                    "1",
                                    "2",
                                    "3",
                                    "2021M10",
                                    "2021M11"};
enum { CELLS = sizeof cells / sizeof cells[0], MOST_COLUMNS = 4, FILE_SIZE = 8192 };

/* Each is read some dozen times by threads begun anew, which takes ThreadSanitizer a second. */
#ifdef __SANITIZE_THREAD__
enum { FILES = 60 };
#else
enum { FILES = 3000 };
#endif

struct text {
  char bytes[FILE_SIZE];
  size_t length;
};

static void put(struct text *text, const char *piece) {
  size_t length = strlen(piece);
  assert_true(text->length + length < FILE_SIZE);
  memcpy(text->bytes + text->length, piece, length);
  text->length += length;
}

static const char *choose_newline(void) {
  static const char *const newlines[] = {"\n", "\n", "\r\n", "\r"};
  return newlines[choose(4)];
}

/* Some three texts in each column, and now and then any other. */
static void put_random_row(struct text *text, size_t columns, const char *delimiter,
                           size_t few[MOST_COLUMNS][3], bool noisy) {
  size_t fields = columns + (choose(40) == 0) - (choose(40) == 0);
  for (size_t i = 0; i < fields; i++) {
    put(text, i > 0 ? delimiter : "");
    bool any = noisy && choose(6) == 0;
    put(text, cells[any ? choose(CELLS) : few[i % MOST_COLUMNS][choose(3)]]);
  }
}

static void make_random(struct text *text) {
  static const char *const delimiters[] = {";", ";", ",", "\t", "|"};
  static const char *const names[] = {"a", "b", "tid", "\"c\"", "a"};
  static const char *const blanks[] = {"", " ", " \t"};
  size_t columns = 1 + choose(MOST_COLUMNS), rows = choose(12);
  const char *delimiter = delimiters[choose(5)], *newline = choose_newline();
  bool noisy = choose(4) == 0;
  size_t few[MOST_COLUMNS][3];
  for (size_t i = 0; i < MOST_COLUMNS * 3; i++)
    few[i / 3][i % 3] = choose(CELLS);
  text->length = 0;
  for (size_t i = 0; i < columns; i++) {
    put(text, i > 0 ? delimiter : "");
    put(text, names[choose(20) > 0 ? i : 4]);
  }
  put(text, newline);
  for (size_t row = 0; row < rows; row++) {
    if (choose(12) == 0) {
      put(text, blanks[choose(3)]);
      put(text, newline);
    }
    put_random_row(text, columns, delimiter, few, noisy);
    if (row + 1 < rows || choose(3) > 0)
      put(text, choose(30) > 0 ? newline : choose_newline());
  }
}

static void random_files_are_read_the_same_every_way(void **state) {
  (void)state;
  static const struct csv_missing signs[] = {{"n/a", MISSING_UNAVAILABLE}, {"-", PRESENT}};
  static const struct csv_type types[] = {{"a", COLUMN_TEXT}, {"b", COLUMN_INTEGER}};
  static const struct csv_options variants[] = {
      {0},
      {.decimal = ',', .delimiter = ';'},
      {.thousands = " ", .encoding = "windows-1252", .allow_empty = true},
      {.decimal = '.', .missing = signs, .missing_count = 2},
      {.types = types, .types_count = 2}};
  struct text text;
  size_t in_blocks = 0;
  for (size_t i = 0; i < FILES; i++) {
    seed = i;
    choose(2);
    make_random(&text);
    in_blocks += assert_same(text.bytes, text.length, &variants[choose(2) == 0 ? 0 : choose(5)]);
  }
  print_message("# %zu of %d files read in blocks\n", in_blocks, FILES);
  assert_true(in_blocks > FILES / 10);
}

/* A number of some form; of the same digits mostly, so that columns come out as numbers. */
static void put_random_number(struct text *text, size_t form, bool noisy) {
  static const char *const forms[] = {"%u",      "%u,%u",   "%u.%u",     "-%u",     "%u,%02u",
                                      "%u.%03u", "%u,%03u", "\"%u\"",    " %u,%u ", "0%u",
                                      "%u 000",  "%u,%09u", "%u%08u%08u"};
  static const char *const signs[] = {".", "..", "-", "", "null", "x", "2019", "\"\"", "n/a"};
  char number[64];
  if (choose(12) == 0) {
    put(text, signs[choose(noisy ? 9 : 4)]);
    return;
  }
  if (noisy && choose(9) == 0)
    form = choose(sizeof forms / sizeof forms[0]);
  unsigned most = choose(3) == 0 ? 10 : choose(2) == 0 ? 3000 : 400000000;
  unsigned digits = form == 4 ? 100 : form == 5 || form == 6 ? 1000 : form > 10 ? 100000000 : 10;
  snprintf(number, sizeof number, forms[form], (unsigned)choose(most), (unsigned)choose(digits),
           (unsigned)choose(digits));
  put(text, number);
}

static void random_numbers_are_read_the_same_every_way(void **state) {
  (void)state;
  static const struct csv_missing signs[] = {{"n/a", MISSING_UNAVAILABLE}, {"7", MISSING_NONE}};
  static const struct csv_options variants[] = {{0},
                                                {0},
                                                {0},
                                                {.decimal = ','},
                                                {.decimal = '.'},
                                                {.thousands = "."},
                                                {.missing = signs, .missing_count = 1},
                                                {.missing = signs, .missing_count = 2}};
  struct text text;
  size_t in_blocks = 0;
  for (size_t i = 0; i < FILES / 2; i++) {
    seed = i + 77777;
    choose(2);
    text.length = 0;
    size_t forms[3] = {choose(13), choose(5), choose(9)}, rows = 3 + choose(60);
    const char *newline = choose(3) == 0 ? "\r\n" : "\n";
    bool noisy = choose(3) == 0;
    put(&text, "a;tid;c");
    for (size_t row = 0; row < rows; row++) {
      put(&text, newline);
      for (size_t column = 0; column < 3; column++) {
        put(&text, column > 0 ? ";" : "");
        put_random_number(&text, forms[column], noisy);
      }
    }
    put(&text, choose(3) == 0 ? "" : newline);
    in_blocks += assert_same(text.bytes, text.length, &variants[choose(8)]);
  }
  print_message("# %zu of %d files read in blocks\n", in_blocks, FILES / 2);
  assert_true(in_blocks > FILES / 2 / 4);
}

/* Many texts, so that every table grows; and enough bytes that threads are called in. */
static void a_long_file_is_read_the_same_every_way(void **state) {
  (void)state;
  enum { ROWS = 40000, ROOM = ROWS * 64 };
  char *text = malloc(ROOM);
  assert_non_null(text);
  size_t used = (size_t)snprintf(text, ROOM, "periode;navn;antal;kode\n");
  for (size_t row = 0; row < ROWS; row++)
    used += (size_t)snprintf(text + used, ROOM - used, "%zuM%02zu;%s%zu%s;%zu,%zu;%05zu\n",
                             2000 + row % 20, 1 + row % 12, row % 997 == 0 ? "\"" : "",
                             row * 7919 % 30011, row % 997 == 0 ? "\n\"" : "", row, row % 10,
                             row % 100);
  struct engine_options one = {.threads = 1}, three = {.threads = 3};
  struct csv_options alone = {.engine = &one, .slow = true}, together = {.engine = &three};
  struct outcome judge = outcome_of(text, used, &alone);
  struct outcome outcome = outcome_of(text, used, &together);
  assert_non_null(judge.frame);
  assert_int_equal(judge.frame->rows, ROWS);
  assert_true(same_outcomes(&judge, &outcome));
  outcome_clear(&judge);
  outcome_clear(&outcome);
  free(text);
}

/* ---- large files ---- */

enum { LONG_ROWS = 400000 };

/* A file over 16 MB, so that its digest waits. */
static void write_long(const char *path) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fprintf(file, "periode;navn;antal;andel\n");
  for (size_t row = 0; row < LONG_ROWS; row++)
    fprintf(file, "%zuM%02zu;et navn i kolonnen nummer %zu;%zu;%zu,%zu\n", 2000 + row % 20,
            1 + row % 12, row * 7919 % 300, row * 31 % 90001, row % 100, row % 10);
  assert_int_equal(fclose(file), 0);
}

struct told {
  size_t times, done, total;
  atomic_bool *stop; /* set at the first, when not NULL */
};

static void tell(void *context, size_t done, size_t total) {
  struct told *told = context;
  told->times++;
  told->done = done;
  told->total = total;
  if (told->stop != NULL)
    atomic_store(told->stop, true);
}

static void a_large_file_tells_how_far_it_is_and_stops_when_told(void **state) {
  (void)state;
  static const char path[] = "build/test_csv_paths.csv";
  atomic_bool stop = false;
  struct told told = {0};
  struct engine_options engine = {
      .threads = 2, .cancel = &stop, .progress = tell, .context = &told};
  struct csv_options options = {.engine = &engine};
  struct error error = {0};
  write_long(path);
  struct frame *frame = read_file(path, &options, NULL, &error);
  assert_non_null(frame);
  assert_int_equal(frame->rows, LONG_ROWS);
  assert_true(told.times > 3 && told.total == GAUGE_WHOLE && told.done == told.total);
  frame_release(frame);
  told.stop = &stop;
  assert_null(read_file(path, &options, NULL, &error));
  assert_int_equal(error.code, ERROR_CANCELLED);
  remove(path);
}

/* The threads of this program by now. */
static size_t count_threads(void) {
  char line[256];
  size_t threads = 0;
  FILE *file = fopen("/proc/self/status", "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file) != NULL)
    sscanf(line, "Threads: %zu", &threads);
  fclose(file);
  assert_true(threads > 0);
  return threads;
}

static void keep_most_threads(void *context, size_t done, size_t total) {
  (void)done;
  (void)total;
  size_t *most = context, threads = count_threads();
  *most = threads > *most ? threads : *most;
}

static void no_more_threads_read_than_are_asked_for(void **state) {
  (void)state;
  static const char path[] = "build/test_csv_paths.csv";
  size_t before = count_threads();
  write_long(path);
  for (size_t whole = 0; whole < 2; whole++)
    for (size_t threads = 1; threads <= 4; threads++) {
      size_t most = 0;
      struct engine_options engine = {
          .threads = threads, .progress = keep_most_threads, .context = &most};
      struct csv_options options = {.engine = &engine, .whole = whole == 1};
      struct error error = {0};
      struct frame *frame = read_file(path, &options, NULL, &error);
      assert_non_null(frame);
      frame_release(frame);
      assert_true(most < before + threads);
      assert_true(most > before || threads == 1); /* the file is worth several */
    }
  remove(path);
}

/* ---- the whole way ---- */

struct following {
  size_t times, last, stop_at;
  atomic_bool stop;
  bool back; /* it went back, or beyond the whole */
};

static void follow(void *context, size_t done, size_t total) {
  struct following *following = context;
  following->back = following->back || done < following->last || done > total;
  following->last = done;
  if (++following->times == following->stop_at)
    atomic_store(&following->stop, true);
}

/* How often it told how far it was; told to stop at the `stop_at`th time, it must, if it comes to
** so many. A file that turns out odd is begun again, whole. */
static size_t read_told(const char *bytes, size_t length, bool whole, size_t stop_at) {
  struct following following = {.stop_at = stop_at};
  struct engine_options engine = {
      .threads = 2, .cancel = &following.stop, .progress = follow, .context = &following};
  struct csv_options options = {.engine = &engine, .whole = whole};
  struct error error = {0};
  struct dialect dialect = {0};
  struct frame *frame = read_memory(bytes, length, "t.csv", &options, &dialect, &error);
  assert_false(whole && following.back);
  if (!atomic_load(&following.stop)) {
    if (frame == NULL)
      fail_msg("%s", error.message);
  } else {
    assert_null(frame);
    assert_null(dialect.column);
    assert_int_equal(error.code, ERROR_CANCELLED);
    assert_string_equal(error.message, "stopped");
  }
  frame_release(frame);
  dialect_clear(&dialect);
  return following.times;
}

static size_t write_whole(char *text, size_t room, const char *head, const char *format) {
  size_t used = (size_t)snprintf(text, room, "%s", head);
  for (size_t row = 0; used + 256 < room; row++)
    used += (size_t)snprintf(text + used, room - used, format, row, row % 1000);
  return used;
}

static void every_way_tells_how_far_it_is_and_stops_when_told(void **state) {
  (void)state;
  enum { ROOM = 1 << 20 };
  static const struct {
    const char *head, *format, *end;
  } kinds[] = {{"a;b\n", "nr %zu;%zu\n", ""},
               {"a;b,c\n", "nr %zu;%zu\n", ""},
               {"a;b\n", "\"nr %zu\r\n\";%zu\n", ""},
               {"a;b\r", "\xE6r %zu;%zu\r", ""},
               {"a;b\n1;\"", "nr %zu;%zu\n", "\"\n"},
               {"a;b\n751;1\nHele landet;2\n", "%zu;%zu\n", ""},
               {"{\"columns\": [\"a\", \"b\"], \"rows\": [[1, 2]", ", [%zu, \"nr %zu\"]\n", "]}"}};
  char *text = malloc(ROOM);
  assert_non_null(text);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    size_t length = write_whole(text, ROOM, kinds[i].head, kinds[i].format);
    length += (size_t)snprintf(text + length, ROOM - length, "%s", kinds[i].end);
    for (int whole = 0; whole <= 1; whole++) {
      size_t times = read_told(text, length, whole, 0);
      assert_true(times > (whole ? 20 : 2));
      for (size_t stop_at = 1; stop_at < times; stop_at += times / 10 + 1)
        read_told(text, length, whole, stop_at);
      read_told(text, length, whole, times);
    }
  }
  free(text);
}

static void the_digest_of_a_large_file_waits_and_knows_a_changed_one(void **state) {
  (void)state;
  static const char path[] = "build/test_csv_digest.csv";
  struct dialect dialect = {0}, judge = {0};
  struct csv_options whole = {.whole = true};
  struct error error = {0};
  write_long(path);
  frame_release(read_file(path, NULL, &dialect, &error));
  frame_release(read_file(path, &whole, &judge, &error));
  assert_string_equal(dialect.sha256, "");
  assert_true(dialect_digest(&dialect, path, NULL, &error));
  assert_string_equal(dialect.sha256, judge.sha256);
  dialect.sha256[0] = '\0';
  FILE *file = fopen(path, "r+");
  assert_non_null(file);
  fputs("Periode", file);
  fclose(file);
  assert_false(dialect_digest(&dialect, path, NULL, &error));
  assert_int_equal(error.code, ERROR_FILE);
  assert_non_null(strstr(error.message, "has changed since it was read"));
  remove(path);
  error = (struct error){0};
  assert_false(dialect_digest(&dialect, path, NULL, &error));
  assert_int_equal(error.code, ERROR_FILE);
  dialect_clear(&dialect);
  dialect_clear(&judge);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fixtures_are_read_the_same_every_way),
      cmocka_unit_test(odd_ends_of_lines_are_read_the_same_every_way),
      cmocka_unit_test(quotes_are_left_to_libcsv_wherever_they_stand),
      cmocka_unit_test(plain_files_are_read_in_blocks),
      cmocka_unit_test(strays_are_told_from_blocks),
      cmocka_unit_test(a_nul_byte_is_refused_wherever_it_stands),
      cmocka_unit_test(numbers_that_are_none_after_all_are_read_by_their_texts),
      cmocka_unit_test(the_first_empty_line_of_one_column_is_told),
      cmocka_unit_test(random_files_are_read_the_same_every_way),
      cmocka_unit_test(random_numbers_are_read_the_same_every_way),
      cmocka_unit_test(a_long_file_is_read_the_same_every_way),
      cmocka_unit_test(a_large_file_tells_how_far_it_is_and_stops_when_told),
      cmocka_unit_test(no_more_threads_read_than_are_asked_for),
      cmocka_unit_test(every_way_tells_how_far_it_is_and_stops_when_told),
      cmocka_unit_test(the_digest_of_a_large_file_waits_and_knows_a_changed_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
