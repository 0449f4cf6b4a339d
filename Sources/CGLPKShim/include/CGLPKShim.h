/* The GLPK calls this package makes, each behind setjmp.
 *
 * GLPK reports a bad argument, a failed assertion or a lack of memory by abort(). Every function here that
 * returns an `int` state arms GLPK's error hook first; the hook jumps back into this file, never across a frame
 * of the caller. After such a jump GLPK's memory is in an unknown state, so the thread's whole environment is
 * freed and every problem of that thread is marked dead: later calls on one return ALLOT_LP_DEAD, and deleting
 * it frees only the wrapper.
 *
 * Row and column numbers are counted from 0 here. No function prints. A problem belongs to the thread that
 * created it. When a thread's last problem is deleted its GLPK environment is freed too, unless somebody else
 * had made that environment before.
 */
#ifndef ALLOT_CGLPK_SHIM_H
#define ALLOT_CGLPK_SHIM_H

#include <stdbool.h>
#include <stdint.h>

/* States. */
#define ALLOT_LP_OK 0
#define ALLOT_LP_ABORTED 1   /* GLPK gave up: see allot_lp_message(); every problem of the thread is dead */
#define ALLOT_LP_DEAD 2      /* an earlier abort on this thread took this problem with it, or wrong thread */
#define ALLOT_LP_BUSY 3      /* called from inside another call of the same thread (a cancellation check) */
#define ALLOT_LP_NO_MEMORY 4 /* malloc failed outside GLPK */

/* Why the branch and bound callback stopped the search. */
#define ALLOT_LP_STOP_NONE 0
#define ALLOT_LP_STOP_NODES 1
#define ALLOT_LP_STOP_CANCELLED 2

typedef struct allot_lp allot_lp;

/* What GLPK printed last on this thread: the reason of an abort. */
const char *allot_lp_message(void);
/* Number of problems that are alive on this thread. */
int64_t allot_lp_live_count(void);
/* 1 if this thread has a GLPK environment made by this shim. */
int allot_lp_owns_environment(void);

int allot_lp_create(allot_lp **created);
void allot_lp_delete(allot_lp *lp);

/* `direction` is GLP_MIN or GLP_MAX. */
int allot_lp_set_direction(allot_lp *lp, int direction);
int allot_lp_set_constant(allot_lp *lp, double constant);

/* Appends `count` rows; entries of row k are starts[k] ..< starts[k + 1] of `columns` and `values`.
 * `starts` may be NULL: rows without entries. */
int allot_lp_add_rows(allot_lp *lp, int32_t count, const double *lower, const double *upper, const int64_t *starts,
                      const int32_t *columns, const double *values);
/* Appends `count` columns, in the same way. */
int allot_lp_add_columns(allot_lp *lp, int32_t count, const double *cost, const double *lower, const double *upper,
                         const bool *is_integer, const int64_t *starts, const int32_t *rows, const double *values);
/* Replaces the whole matrix by `entries` triplets. */
int allot_lp_load_matrix(allot_lp *lp, int32_t entries, const int32_t *rows, const int32_t *columns,
                         const double *values);

int allot_lp_set_row_bounds(allot_lp *lp, int32_t row, double lower, double upper);
int allot_lp_set_column_bounds(allot_lp *lp, int32_t column, double lower, double upper);
int allot_lp_set_cost(allot_lp *lp, int32_t column, double cost);
int allot_lp_set_is_integer(allot_lp *lp, int32_t column, int is_integer);

int allot_lp_scale(allot_lp *lp, int flags);
int allot_lp_standard_basis(allot_lp *lp);
int allot_lp_advanced_basis(allot_lp *lp);
/* Statuses are GLP_BS ... GLP_NS, one a row and one a column. */
int allot_lp_set_basis(allot_lp *lp, const uint8_t *rows, const uint8_t *columns);
int allot_lp_get_basis(allot_lp *lp, uint8_t *rows, uint8_t *columns);

typedef struct {
  int method;             /* GLP_PRIMAL, GLP_DUALP or GLP_DUAL */
  int presolve;           /* 0 or 1 */
  int iteration_limit;    /* INT_MAX: none */
  int time_limit;         /* milliseconds; INT_MAX: none */
  double tolerance_bound; /* primal feasibility */
  double tolerance_dual;  /* dual feasibility */
} allot_lp_simplex_options;

typedef struct {
  int code;          /* what glp_simplex, glp_interior or glp_intopt returned */
  int status;        /* glp_get_status and its siblings */
  int primal_status; /* simplex only */
  int dual_status;   /* simplex only */
  double objective;
  int64_t iterations; /* simplex iterations of this call */
} allot_lp_outcome;

int allot_lp_simplex(allot_lp *lp, const allot_lp_simplex_options *options, allot_lp_outcome *outcome);
int allot_lp_interior(allot_lp *lp, allot_lp_outcome *outcome);

typedef struct {
  double relative_gap;
  int time_limit; /* milliseconds; INT_MAX: none */
  int presolve, cuts, feasibility_pump;
  int64_t node_limit;     /* INT64_MAX: none */
  const double *start;    /* a feasible integer solution, one value a column, or NULL */
  int (*is_cancelled)(void *context); /* polled between nodes; may be NULL; must not call this shim */
  void *context;
} allot_lp_branch_options;

typedef struct {
  allot_lp_outcome outcome;
  int stop;         /* ALLOT_LP_STOP_... */
  int has_bound;    /* 1 if best_bound was seen */
  double best_bound; /* the best bound over the open nodes when the callback last looked */
  int64_t nodes;
} allot_lp_branch_outcome;

int allot_lp_branch(allot_lp *lp, const allot_lp_branch_options *options, allot_lp_branch_outcome *result);

/* Copies the solution of the given kind (GLP_SOL, GLP_IPT, GLP_MIP); each array may be NULL. */
int allot_lp_get_rows(allot_lp *lp, int kind, double *activity, double *dual);
int allot_lp_get_columns(allot_lp *lp, int kind, double *value, double *reduced_cost);

/* Least-cost flow by the out-of-kilter method. `code` is what glp_mincost_okalg returned. No problem of this
 * thread may be in a call; after an abort the thread's problems are dead as above. */
int allot_lp_min_cost_flow(int32_t nodes, const int32_t *supply, int32_t arcs, const int32_t *tail,
                           const int32_t *head, const int32_t *lower, const int32_t *capacity, const int32_t *cost,
                           double *flow, double *potential, int *code);

/* For tests: makes GLPK itself fail. */
#define ALLOT_LP_FAULT_BAD_COLUMN 0
#define ALLOT_LP_FAULT_DUPLICATE_ENTRY 1
#define ALLOT_LP_FAULT_IN_CALLBACK 2
#define ALLOT_LP_FAULT_NO_MEMORY 3
int allot_lp_provoke(allot_lp *lp, int fault);

#endif
