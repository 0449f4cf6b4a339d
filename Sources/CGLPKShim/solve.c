/* Bases, simplex, interior point, branch and bound. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "guard.h"

static void scale(allot_lp *lp, void *arguments) {
  int flags = *(int *)arguments;
  if (flags == 0)
    glp_unscale_prob(lp->problem);
  else
    glp_scale_prob(lp->problem, flags);
}

int allot_lp_scale(allot_lp *lp, int flags) { return allot_guarded(lp, scale, &flags); }

static void standard_basis(allot_lp *lp, void *arguments) {
  (void)arguments;
  glp_std_basis(lp->problem);
}

int allot_lp_standard_basis(allot_lp *lp) { return allot_guarded(lp, standard_basis, NULL); }

static void advanced_basis(allot_lp *lp, void *arguments) {
  (void)arguments;
  glp_adv_basis(lp->problem, 0);
}

int allot_lp_advanced_basis(allot_lp *lp) { return allot_guarded(lp, advanced_basis, NULL); }

struct basis {
  const uint8_t *rows, *columns;
  uint8_t *rows_out, *columns_out;
};

static void set_basis(allot_lp *lp, void *arguments) {
  const struct basis *basis = arguments;
  int rows = glp_get_num_rows(lp->problem), columns = glp_get_num_cols(lp->problem);
  for (int i = 1; i <= rows; i++) glp_set_row_stat(lp->problem, i, basis->rows[i - 1]);
  for (int j = 1; j <= columns; j++) glp_set_col_stat(lp->problem, j, basis->columns[j - 1]);
}

int allot_lp_set_basis(allot_lp *lp, const uint8_t *rows, const uint8_t *columns) {
  struct basis basis = {rows, columns, NULL, NULL};
  return allot_guarded(lp, set_basis, &basis);
}

static void get_basis(allot_lp *lp, void *arguments) {
  const struct basis *basis = arguments;
  int rows = glp_get_num_rows(lp->problem), columns = glp_get_num_cols(lp->problem);
  for (int i = 1; i <= rows; i++) basis->rows_out[i - 1] = (uint8_t)glp_get_row_stat(lp->problem, i);
  for (int j = 1; j <= columns; j++) basis->columns_out[j - 1] = (uint8_t)glp_get_col_stat(lp->problem, j);
}

int allot_lp_get_basis(allot_lp *lp, uint8_t *rows, uint8_t *columns) {
  struct basis basis = {NULL, NULL, rows, columns};
  return allot_guarded(lp, get_basis, &basis);
}

struct run {
  const allot_lp_simplex_options *simplex;
  const allot_lp_branch_options *branch;
  allot_lp_branch_outcome *branch_result;
  allot_lp_outcome *outcome;
  int start_given; /* the starting solution has been handed over */
};

static void simplex(allot_lp *lp, void *arguments) {
  struct run *run = arguments;
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.meth = run->simplex->method;
  parameters.presolve = run->simplex->presolve ? GLP_ON : GLP_OFF;
  parameters.it_lim = run->simplex->iteration_limit;
  parameters.tm_lim = run->simplex->time_limit;
  parameters.tol_bnd = run->simplex->tolerance_bound;
  parameters.tol_dj = run->simplex->tolerance_dual;
  int before = glp_get_it_cnt(lp->problem);
  run->outcome->code = glp_simplex(lp->problem, &parameters);
  run->outcome->iterations = glp_get_it_cnt(lp->problem) - before;
  run->outcome->status = glp_get_status(lp->problem);
  run->outcome->primal_status = glp_get_prim_stat(lp->problem);
  run->outcome->dual_status = glp_get_dual_stat(lp->problem);
  run->outcome->objective = glp_get_obj_val(lp->problem);
}

int allot_lp_simplex(allot_lp *lp, const allot_lp_simplex_options *options, allot_lp_outcome *outcome) {
  struct run run = {.simplex = options, .outcome = outcome};
  memset(outcome, 0, sizeof *outcome);
  return allot_guarded(lp, simplex, &run);
}

static void interior(allot_lp *lp, void *arguments) {
  struct run *run = arguments;
  glp_iptcp parameters;
  glp_init_iptcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  run->outcome->code = glp_interior(lp->problem, &parameters);
  run->outcome->status = glp_ipt_status(lp->problem);
  run->outcome->objective = glp_ipt_obj_val(lp->problem);
}

int allot_lp_interior(allot_lp *lp, allot_lp_outcome *outcome) {
  struct run run = {.outcome = outcome};
  memset(outcome, 0, sizeof *outcome);
  return allot_guarded(lp, interior, &run);
}

/* Looks at the tree: notes the bound, hands over the starting solution, stops on a limit. */
static void look(glp_tree *tree, void *info) {
  struct run *run = info;
  const allot_lp_branch_options *options = run->branch;
  allot_lp_branch_outcome *result = run->branch_result;
  int made = 0;
  glp_ios_tree_size(tree, NULL, NULL, &made);
  result->nodes = made;
  int best = glp_ios_best_node(tree);
  if (best != 0) {
    double bound = glp_ios_node_bound(tree, best);
    if (fabs(bound) < 1e300) {
      result->best_bound = bound;
      result->has_bound = 1;
    }
  }
  int reason = glp_ios_reason(tree);
  if (reason == GLP_IHEUR && options->start != NULL && !run->start_given) {
    run->start_given = 1;
    glp_ios_heur_sol(tree, options->start - 1);
  }
  if (options->is_cancelled != NULL && options->is_cancelled(options->context)) {
    result->stop = ALLOT_LP_STOP_CANCELLED;
    glp_ios_terminate(tree);
  } else if (reason == GLP_IBRANCH && made >= options->node_limit) {
    result->stop = ALLOT_LP_STOP_NODES;
    glp_ios_terminate(tree);
  }
}

static void branch(allot_lp *lp, void *arguments) {
  struct run *run = arguments;
  const allot_lp_branch_options *options = run->branch;
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.mip_gap = options->relative_gap;
  parameters.tm_lim = options->time_limit;
  parameters.presolve = options->presolve ? GLP_ON : GLP_OFF;
  parameters.gmi_cuts = parameters.mir_cuts = parameters.cov_cuts = parameters.clq_cuts =
      options->cuts ? GLP_ON : GLP_OFF;
  parameters.fp_heur = options->feasibility_pump ? GLP_ON : GLP_OFF;
  parameters.cb_func = look;
  parameters.cb_info = run;
  allot_lp_outcome *outcome = run->outcome;
  int before = glp_get_it_cnt(lp->problem);
  outcome->code = glp_intopt(lp->problem, &parameters);
  outcome->iterations = glp_get_it_cnt(lp->problem) - before;
  outcome->status = glp_mip_status(lp->problem);
  outcome->objective = glp_mip_obj_val(lp->problem);
}

int allot_lp_branch(allot_lp *lp, const allot_lp_branch_options *options, allot_lp_branch_outcome *result) {
  memset(result, 0, sizeof *result);
  struct run run = {.branch = options, .branch_result = result, .outcome = &result->outcome};
  return allot_guarded(lp, branch, &run);
}
