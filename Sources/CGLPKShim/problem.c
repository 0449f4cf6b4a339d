/* Building and changing a problem, and reading its solution. */
#include <math.h>
#include <stdint.h>

#include "guard.h"

static int kind_of_bounds(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

static double finite_or_zero(double bound) { return isinf(bound) ? 0 : bound; }

static void bound_row(glp_prob *problem, int row, double lower, double upper) {
  glp_set_row_bnds(problem, row, kind_of_bounds(lower, upper), finite_or_zero(lower), finite_or_zero(upper));
}

static void bound_column(glp_prob *problem, int column, double lower, double upper) {
  glp_set_col_bnds(problem, column, kind_of_bounds(lower, upper), finite_or_zero(lower), finite_or_zero(upper));
}

/* Rows and columns. */

struct vectors {
  int32_t count;
  const double *cost, *lower, *upper;
  const bool *is_integer;
  const int64_t *starts;
  const int32_t *others;
  const double *values;
};

/* Copies entries of vector k into the scratch, counted from 1; the room was reserved before. */
static int gather(allot_lp *lp, const struct vectors *given, int32_t k) {
  int64_t first = given->starts[k], length = given->starts[k + 1] - first;
  for (int64_t e = 0; e < length; e++) {
    lp->indices[1 + e] = given->others[first + e] + 1;
    lp->values[1 + e] = given->values[first + e];
  }
  return (int)length;
}

static int reserve_longest(allot_lp *lp, const struct vectors *given) {
  int64_t longest = 0;
  for (int32_t k = 0; given->starts != NULL && k < given->count; k++) {
    int64_t length = given->starts[k + 1] - given->starts[k];
    if (length > longest) longest = length;
  }
  return allot_reserve(lp, (size_t)longest + 1);
}

static void add_rows(allot_lp *lp, void *arguments) {
  const struct vectors *given = arguments;
  int first = glp_add_rows(lp->problem, given->count);
  for (int32_t k = 0; k < given->count; k++) {
    bound_row(lp->problem, first + k, given->lower[k], given->upper[k]);
    if (given->starts == NULL) continue;
    int length = gather(lp, given, k);
    if (length > 0) glp_set_mat_row(lp->problem, first + k, length, lp->indices, lp->values);
  }
}

int allot_lp_add_rows(allot_lp *lp, int32_t count, const double *lower, const double *upper, const int64_t *starts,
                      const int32_t *columns, const double *values) {
  struct vectors given = {count, NULL, lower, upper, NULL, starts, columns, values};
  if (count == 0) return ALLOT_LP_OK;
  if (!reserve_longest(lp, &given)) return ALLOT_LP_NO_MEMORY;
  return allot_guarded(lp, add_rows, &given);
}

static void add_columns(allot_lp *lp, void *arguments) {
  const struct vectors *given = arguments;
  int first = glp_add_cols(lp->problem, given->count);
  for (int32_t k = 0; k < given->count; k++) {
    bound_column(lp->problem, first + k, given->lower[k], given->upper[k]);
    glp_set_obj_coef(lp->problem, first + k, given->cost[k]);
    if (given->is_integer[k]) glp_set_col_kind(lp->problem, first + k, GLP_IV);
    if (given->starts == NULL) continue;
    int length = gather(lp, given, k);
    if (length > 0) glp_set_mat_col(lp->problem, first + k, length, lp->indices, lp->values);
  }
}

int allot_lp_add_columns(allot_lp *lp, int32_t count, const double *cost, const double *lower, const double *upper,
                         const bool *is_integer, const int64_t *starts, const int32_t *rows, const double *values) {
  struct vectors given = {count, cost, lower, upper, is_integer, starts, rows, values};
  if (count == 0) return ALLOT_LP_OK;
  if (!reserve_longest(lp, &given)) return ALLOT_LP_NO_MEMORY;
  return allot_guarded(lp, add_columns, &given);
}

struct triplets {
  int32_t entries;
  const int32_t *rows, *columns;
  const double *values;
};

static void load_matrix(allot_lp *lp, void *arguments) {
  struct triplets *given = arguments;
  int *rows = lp->indices, *columns = lp->indices + given->entries + 1;
  for (int32_t e = 0; e < given->entries; e++) {
    rows[1 + e] = given->rows[e] + 1;
    columns[1 + e] = given->columns[e] + 1;
    lp->values[1 + e] = given->values[e];
  }
  glp_load_matrix(lp->problem, given->entries, rows, columns, lp->values);
}

int allot_lp_load_matrix(allot_lp *lp, int32_t entries, const int32_t *rows, const int32_t *columns,
                         const double *values) {
  struct triplets given = {entries, rows, columns, values};
  if (!allot_reserve(lp, 2 * ((size_t)entries + 1))) return ALLOT_LP_NO_MEMORY;
  return allot_guarded(lp, load_matrix, &given);
}

/* Single changes. */

struct change {
  int32_t index;
  double first, second;
  int number;
};

static void set_row_bounds(allot_lp *lp, void *arguments) {
  const struct change *change = arguments;
  bound_row(lp->problem, change->index + 1, change->first, change->second);
}

int allot_lp_set_row_bounds(allot_lp *lp, int32_t row, double lower, double upper) {
  struct change change = {row, lower, upper, 0};
  return allot_guarded(lp, set_row_bounds, &change);
}

static void set_column_bounds(allot_lp *lp, void *arguments) {
  const struct change *change = arguments;
  bound_column(lp->problem, change->index + 1, change->first, change->second);
}

int allot_lp_set_column_bounds(allot_lp *lp, int32_t column, double lower, double upper) {
  struct change change = {column, lower, upper, 0};
  return allot_guarded(lp, set_column_bounds, &change);
}

static void set_cost(allot_lp *lp, void *arguments) {
  const struct change *change = arguments;
  glp_set_obj_coef(lp->problem, change->index + 1, change->first);
}

int allot_lp_set_cost(allot_lp *lp, int32_t column, double cost) {
  struct change change = {column, cost, 0, 0};
  return allot_guarded(lp, set_cost, &change);
}

int allot_lp_set_constant(allot_lp *lp, double constant) { return allot_lp_set_cost(lp, -1, constant); }

static void set_is_integer(allot_lp *lp, void *arguments) {
  const struct change *change = arguments;
  glp_set_col_kind(lp->problem, change->index + 1, change->number ? GLP_IV : GLP_CV);
}

int allot_lp_set_is_integer(allot_lp *lp, int32_t column, int is_integer) {
  struct change change = {column, 0, 0, is_integer};
  return allot_guarded(lp, set_is_integer, &change);
}

static void set_direction(allot_lp *lp, void *arguments) { glp_set_obj_dir(lp->problem, *(int *)arguments); }

int allot_lp_set_direction(allot_lp *lp, int direction) { return allot_guarded(lp, set_direction, &direction); }

/* Reading. */

struct reading {
  int kind;
  double *value, *dual;
};

static void get_rows(allot_lp *lp, void *arguments) {
  const struct reading *into = arguments;
  glp_prob *problem = lp->problem;
  int count = glp_get_num_rows(problem);
  for (int i = 1; i <= count; i++) {
    switch (into->kind) {
      case GLP_SOL:
        if (into->value != NULL) into->value[i - 1] = glp_get_row_prim(problem, i);
        if (into->dual != NULL) into->dual[i - 1] = glp_get_row_dual(problem, i);
        break;
      case GLP_IPT:
        if (into->value != NULL) into->value[i - 1] = glp_ipt_row_prim(problem, i);
        if (into->dual != NULL) into->dual[i - 1] = glp_ipt_row_dual(problem, i);
        break;
      default:
        if (into->value != NULL) into->value[i - 1] = glp_mip_row_val(problem, i);
    }
  }
}

int allot_lp_get_rows(allot_lp *lp, int kind, double *activity, double *dual) {
  struct reading into = {kind, activity, dual};
  return allot_guarded(lp, get_rows, &into);
}

static void get_columns(allot_lp *lp, void *arguments) {
  const struct reading *into = arguments;
  glp_prob *problem = lp->problem;
  int count = glp_get_num_cols(problem);
  for (int j = 1; j <= count; j++) {
    switch (into->kind) {
      case GLP_SOL:
        if (into->value != NULL) into->value[j - 1] = glp_get_col_prim(problem, j);
        if (into->dual != NULL) into->dual[j - 1] = glp_get_col_dual(problem, j);
        break;
      case GLP_IPT:
        if (into->value != NULL) into->value[j - 1] = glp_ipt_col_prim(problem, j);
        if (into->dual != NULL) into->dual[j - 1] = glp_ipt_col_dual(problem, j);
        break;
      default:
        if (into->value != NULL) into->value[j - 1] = glp_mip_col_val(problem, j);
    }
  }
}

int allot_lp_get_columns(allot_lp *lp, int kind, double *value, double *reduced_cost) {
  struct reading into = {kind, value, reduced_cost};
  return allot_guarded(lp, get_columns, &into);
}
