/* What every C test starts with. */
#ifndef INDSATS_TESTS_SUITE_H
#define INDSATS_TESTS_SUITE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
