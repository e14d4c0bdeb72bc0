/* ICU, loaded when it is first needed: it would be half of the time that an empty script takes. */
#ifndef INDSATS_ICU_H
#define INDSATS_ICU_H

#include <unicode/ucasemap.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "error.h"

/* The functions of ICU that the engine calls, under their own names. */
struct icu {
  __typeof__(ucol_open) *ucol_open;
  __typeof__(ucol_close) *ucol_close;
  __typeof__(ucol_getSortKey) *ucol_getSortKey;
  __typeof__(u_strFromUTF8WithSub) *u_strFromUTF8WithSub;
  __typeof__(u_errorName) *u_errorName;
  __typeof__(ucasemap_open) *ucasemap_open;
  __typeof__(ucasemap_close) *ucasemap_close;
  __typeof__(ucasemap_utf8ToLower) *ucasemap_utf8ToLower;
  __typeof__(ucasemap_utf8ToUpper) *ucasemap_utf8ToUpper;
};

/* The same for all, from any thread, and never let go; NULL with an error when it is not there. */
const struct icu *icu_load(struct error *error);

#endif
