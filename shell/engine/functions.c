#include <string.h>

#include "kernels.h"
#include "tree.h"

#define ANY UINT8_MAX
#define BY_OPERAND MISSING_BY_OPERAND
#define BY_KERNEL MISSING_BY_KERNEL

/* The one table of scalar functions: name, arguments, types, missing, marks, kernels. */
static const struct function functions[] = {
    {"+", 2, 2, resolve_add, BY_OPERAND, MARKS_OR, kernel_add_exact, kernel_add_number},
    {"-", 2, 2, resolve_add, BY_OPERAND, MARKS_MINUS, kernel_subtract_exact,
     kernel_subtract_number},
    {"*", 2, 2, resolve_multiply, BY_OPERAND, MARKS_TIMES, kernel_multiply_exact,
     kernel_multiply_number},
    {"/", 2, 2, resolve_number, BY_OPERAND, MARKS_OVER, NULL, kernel_divide},
    {"^", 2, 2, resolve_number, BY_OPERAND, MARKS_INEXACT, NULL, kernel_power},
    {"//", 2, 2, resolve_whole, BY_OPERAND, MARKS_INEXACT, kernel_floor_divide_exact,
     kernel_floor_divide_number},
    {"%", 2, 2, resolve_whole, BY_OPERAND, MARKS_INEXACT, kernel_modulo_exact,
     kernel_modulo_number},
    {"negate", 1, 1, resolve_same, BY_OPERAND, MARKS_FLIP, kernel_negate_exact,
     kernel_negate_number},
    {"==", 2, 2, resolve_equal, BY_OPERAND, MARKS_DECIDE, NULL, NULL},
    {"~=", 2, 2, resolve_equal, BY_OPERAND, MARKS_DECIDE, NULL, NULL},
    {"<", 2, 2, resolve_order, BY_OPERAND, MARKS_DECIDE, NULL, NULL},
    {"<=", 2, 2, resolve_order, BY_OPERAND, MARKS_DECIDE, NULL, NULL},
    {">", 2, 2, resolve_order, BY_OPERAND, MARKS_DECIDE, NULL, NULL},
    {">=", 2, 2, resolve_order, BY_OPERAND, MARKS_DECIDE, NULL, NULL},
    {"in", 2, ANY, resolve_in, BY_OPERAND, MARKS_DECIDE, kernel_in, NULL},
    {"and", 2, 2, resolve_logic, BY_KERNEL, MARKS_INEXACT, kernel_and, NULL},
    {"or", 2, 2, resolve_logic, BY_KERNEL, MARKS_INEXACT, kernel_or, NULL},
    {"not", 1, 1, resolve_logic, BY_OPERAND, MARKS_INEXACT, kernel_not, NULL},
    {"if_else", 3, 3, resolve_if_else, BY_KERNEL, MARKS_BY_KERNEL, kernel_if_else, NULL},
    {"coalesce", 1, ANY, resolve_coalesce, BY_KERNEL, MARKS_BY_KERNEL, kernel_coalesce, NULL},
    {"is_missing", 1, 1, resolve_is, BY_KERNEL, MARKS_NONE, kernel_is_missing, NULL},
    {"is_suppressed", 1, 1, resolve_is, BY_KERNEL, MARKS_NONE, kernel_is_suppressed, NULL},
    {"abs", 1, 1, resolve_same, BY_OPERAND, MARKS_ABSOLUTE, kernel_abs_exact, kernel_abs_number},
    {"round", 1, 2, resolve_round, BY_OPERAND, MARKS_KEEP, kernel_round_exact, kernel_round_number},
    {"floor", 1, 1, resolve_to_integer, BY_OPERAND, MARKS_KEEP, kernel_floor_exact,
     kernel_floor_number},
    {"ceiling", 1, 1, resolve_to_integer, BY_OPERAND, MARKS_KEEP, kernel_ceiling_exact,
     kernel_ceiling_number},
    {"sqrt", 1, 1, resolve_number, BY_OPERAND, MARKS_INEXACT, NULL, kernel_sqrt},
    {"log", 1, 1, resolve_number, BY_OPERAND, MARKS_INEXACT, NULL, kernel_log},
    {"exp", 1, 1, resolve_number, BY_OPERAND, MARKS_INEXACT, NULL, kernel_exp},
    {"lower", 1, 1, resolve_text, BY_OPERAND, MARKS_INEXACT, kernel_lower, NULL},
    {"upper", 1, 1, resolve_text, BY_OPERAND, MARKS_INEXACT, kernel_upper, NULL},
    {"trim", 1, 1, resolve_text, BY_OPERAND, MARKS_INEXACT, kernel_trim, NULL},
    {"..", 2, 2, resolve_text, BY_OPERAND, MARKS_INEXACT, kernel_concat, NULL},
    {"contains", 2, 2, resolve_text_test, BY_OPERAND, MARKS_DECIDE, kernel_contains, NULL},
    {"starts_with", 2, 2, resolve_text_test, BY_OPERAND, MARKS_DECIDE, kernel_starts_with, NULL},
    {"ends_with", 2, 2, resolve_text_test, BY_OPERAND, MARKS_DECIDE, kernel_ends_with, NULL},
    {"text", 1, 1, resolve_to_text, BY_OPERAND, MARKS_INEXACT, kernel_to_text, NULL},
    {"year", 1, 1, resolve_time_integer, BY_OPERAND, MARKS_INEXACT, kernel_year, NULL},
    {"number", 1, 1, resolve_time_integer, BY_OPERAND, MARKS_INEXACT, kernel_period_number, NULL},
    {"kind", 1, 1, resolve_time_text, BY_OPERAND, MARKS_INEXACT, kernel_kind, NULL},
    {"year_of", 1, 1, resolve_time_period, BY_OPERAND, MARKS_INEXACT, kernel_year_of, NULL},
    {"quarter_of", 1, 1, resolve_time_period, BY_OPERAND, MARKS_INEXACT, kernel_quarter_of, NULL},
    {"month_of", 1, 1, resolve_time_period, BY_OPERAND, MARKS_INEXACT, kernel_month_of, NULL},
    {"first_day", 1, 1, resolve_time_date, BY_OPERAND, MARKS_INEXACT, kernel_first_day, NULL},
    {"last_day", 1, 1, resolve_time_date, BY_OPERAND, MARKS_INEXACT, kernel_last_day, NULL},
    {"period_add", 2, 2, resolve_period_add, BY_OPERAND, MARKS_INEXACT, kernel_period_add, NULL},
    {"period", 1, 1, resolve_text_period, BY_OPERAND, MARKS_INEXACT, kernel_text_period, NULL},
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

const struct function *function_find(const char *name) {
  for (size_t i = 0; i < FUNCTIONS; i++)
    if (strcmp(functions[i].name, name) == 0)
      return &functions[i];
  return NULL;
}

bool expression_knows(const char *name) {
  return function_find(name) != NULL;
}

const char *expression_function(size_t index) {
  return index < FUNCTIONS ? functions[index].name : NULL;
}
