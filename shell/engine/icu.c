#include "icu.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/* Written once, by load(). */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct icu icu;
static bool loaded;
static char why[512];

/* The version that the headers are of: ICU has it in its file's name and in those of its functions,
** which the headers' macros put in place of the plain ones. */
#define QUOTED(name) #name
#define EXPANDED(name) QUOTED(name)
#define FIND(name) ((icu.name = (__typeof__(icu.name))dlsym(library, EXPANDED(name))) != NULL)

static void load(void) {
  void *library = dlopen("libicui18n.so." U_ICU_VERSION_SHORT, RTLD_NOW | RTLD_LOCAL);
  /* Those of libicuuc are found as well, since libicui18n needs it. */
  loaded = library != NULL && FIND(ucol_open) && FIND(ucol_close) && FIND(ucol_getSortKey) &&
           FIND(u_strFromUTF8WithSub) && FIND(u_errorName) && FIND(ucasemap_open) &&
           FIND(ucasemap_close) && FIND(ucasemap_utf8ToLower) && FIND(ucasemap_utf8ToUpper);
  if (!loaded)
    snprintf(why, sizeof why, "%s", dlerror());
}

const struct icu *icu_load(struct error *error) {
  pthread_once(&once, load);
  if (loaded)
    return &icu;
  error_set(error, ERROR_FILE,
            "Danish letters need ICU " U_ICU_VERSION_SHORT ", which cannot be loaded: %s\n"
            "install libicu" U_ICU_VERSION_SHORT,
            why);
  return NULL;
}
