#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "replace.h"
#include "store.h"
#include "store_part.h"

/* The file on its way; `failed` once memory is short. */
struct output {
  char *bytes;
  size_t length;
  size_t room;
  bool failed;
};

static void put(struct output *output, const void *bytes, size_t length) {
  if (output->length + length > output->room) {
    size_t room = output->room * 2 > output->length + length ? output->room * 2
                                                             : output->length + length + 4096;
    char *grown = output->failed ? NULL : realloc(output->bytes, room);
    if (grown == NULL) {
      output->failed = true;
      return;
    }
    output->bytes = grown;
    output->room = room;
  }
  if (length > 0)
    memcpy(output->bytes + output->length, bytes, length);
  output->length += length;
}

static void put_number(struct output *output, uint64_t number) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; i++)
    bytes[i] = (unsigned char)(number >> (8 * i));
  put(output, bytes, sizeof bytes);
}

static void align(struct output *output) {
  static const char zeros[STORE_ALIGN];
  put(output, zeros, (STORE_ALIGN - output->length % STORE_ALIGN) % STORE_ALIGN);
}

/* ---- sections ---- */

static struct place put_section(struct output *output, const void *bytes, size_t length) {
  align(output);
  struct place place = {.offset = output->length, .length = length};
  place.sum = XXH3_64bits(bytes, length);
  put(output, bytes, length);
  return place;
}

/* Numbers in memory are little-endian on every machine that the program is built for. */
static void put_texts(struct output *output, const struct dict *dict, struct place *places) {
  size_t size = dict_size(dict);
  struct output offsets = {0};
  struct output texts = {0};
  for (uint32_t code = 0; code < size; code++) {
    size_t length;
    const char *text = dict_text(dict, code, &length);
    put_number(&offsets, texts.length);
    put(&texts, text, length);
  }
  put_number(&offsets, texts.length);
  places[STORE_OFFSETS] = put_section(output, offsets.bytes, offsets.length);
  places[STORE_TEXTS] = put_section(output, texts.bytes, texts.length);
  output->failed = output->failed || offsets.failed || texts.failed;
  free(offsets.bytes);
  free(texts.bytes);
}

static void put_sections(struct output *output, const struct column *column,
                         struct place places[STORE_SECTIONS]) {
  size_t bits = bits_words(column->length) * sizeof(uint64_t);
  places[STORE_VALUES] = put_section(output, column->data, column->length * column->width);
  for (int reason = 1; reason < MISSING_REASONS; reason++)
    if (column->reason[reason] != NULL)
      places[STORE_REASONS + reason - 1] = put_section(output, column->reason[reason], bits);
  if (column->mark != NULL)
    places[STORE_MARK] = put_section(output, column->mark, column->length);
  if (column->mark != NULL && column->bounds != NULL)
    places[STORE_BOUNDS] =
        put_section(output, column->bounds, column->length * sizeof *column->bounds);
  if (column->dict != NULL)
    put_texts(output, column->dict, places);
}

/* ---- directory ---- */

static void put_entry(struct output *output, const char *name, const struct column *column,
                      const struct place places[STORE_SECTIONS]) {
  char cell[STORE_STRAY] = "";
  put_number(output, strlen(name));
  put(output, name, strlen(name));
  put_number(output, column->type);
  put_number(output, (uint64_t)column->scale);
  put_number(output, column->width);
  unsigned kinds = column_period_kinds(column);
  put_number(output, (column->computed ? STORE_COMPUTED : 0) + (uint64_t)kinds * STORE_KINDS);
  put_number(output, (uint64_t)column->base);
  for (int reason = 0; reason < MISSING_REASONS; reason++)
    put_number(output, column->skipped[reason]);
  put_number(output, column->stray.line);
  put_number(output, column->stray.column);
  memcpy(cell, column->stray.cell, sizeof column->stray.cell);
  put(output, cell, sizeof cell);
  put_number(output, column->dict == NULL ? 0 : dict_size(column->dict));
  for (int i = 0; i < STORE_SECTIONS; i++) {
    put_number(output, places[i].offset);
    put_number(output, places[i].length);
    put_number(output, places[i].sum);
  }
}

static void put_frame(struct output *output, const struct frame *frame, const char *note,
                      size_t note_length) {
  struct output directory = {0};
  put_number(&directory, frame->columns);
  for (size_t i = 0; i < frame->columns; i++) {
    struct place places[STORE_SECTIONS] = {{0}};
    put_sections(output, frame->column[i], places);
    put_entry(&directory, frame->names[i], frame->column[i], places);
  }
  put_number(&directory, note_length);
  put(&directory, note, note_length);
  align(output);
  struct output header = {0};
  put(&header, STORE_MAGIC, STORE_MAGIC_SIZE);
  put_number(&header, STORE_VERSION);
  put_number(&header, output->length + directory.length);
  put_number(&header, output->length);
  put_number(&header, directory.length);
  put_number(&header, XXH3_64bits(directory.bytes, directory.length));
  put_number(&header, frame->rows);
  put_number(&header, XXH3_64bits(header.bytes, header.length));
  put(output, directory.bytes, directory.length);
  output->failed = output->failed || directory.failed || header.failed;
  if (!output->failed)
    memcpy(output->bytes, header.bytes, STORE_HEADER);
  free(directory.bytes);
  free(header.bytes);
}

bool store_write(const struct frame *frame, const char *note, size_t note_length, const char *path,
                 const struct engine_options *options, struct error *error) {
  static const char header[STORE_HEADER];
  struct output output = {0};
  put(&output, header, sizeof header);
  put_frame(&output, frame, note, note_length);
  bool done = output.failed ? error_memory(error)
                            : file_replace(path, output.bytes, output.length, options, error) !=
                                  REPLACE_FAILED;
  free(output.bytes);
  return done;
}
