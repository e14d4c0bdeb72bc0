/* Replay a fuzz corpus: every file of the folder named as argument through the target's entry
** point. Linked with each target in place of libFuzzer's main. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    return 0;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  uint8_t *data = size < 0 ? NULL : malloc((size_t)size + 1);
  int done = data != NULL && fread(data, 1, (size_t)size, file) == (size_t)size;
  if (done)
    LLVMFuzzerTestOneInput(data, (size_t)size);
  free(data);
  fclose(file);
  return done;
}

int main(int count, char **arguments) {
  DIR *folder = count > 1 ? opendir(arguments[1]) : NULL;
  if (folder == NULL) {
    printf("not ok - there is a corpus\n");
    return 1;
  }
  int replayed = 0;
  for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
    char path[4096];
    if (entry->d_name[0] == '.')
      continue;
    snprintf(path, sizeof path, "%s/%s", arguments[1], entry->d_name);
    replayed += replay(path);
  }
  closedir(folder);
  printf("%s - the corpus of %d inputs runs clean\n", replayed > 0 ? "ok" : "not ok", replayed);
  return replayed > 0 ? 0 : 1;
}
