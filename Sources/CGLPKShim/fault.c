/* For tests: calls which make GLPK abort, through the same guard as every other call. */
#include "guard.h"

static void fail_in_tree(glp_tree *tree, void *info) {
  (void)info;
  glp_ios_node_bound(tree, -1);
}

static void provoke(allot_lp *lp, void *arguments) {
  static const int rows[] = {0, 1, 1}, columns[] = {0, 1, 1};
  static const double values[] = {0, 1, 2};
  glp_iocp parameters;
  switch (*(int *)arguments) {
    case ALLOT_LP_FAULT_BAD_COLUMN:
      glp_set_obj_coef(lp->problem, glp_get_num_cols(lp->problem) + 1, 1);
      break;
    case ALLOT_LP_FAULT_DUPLICATE_ENTRY:
      glp_load_matrix(lp->problem, 2, rows, columns, values);
      break;
    case ALLOT_LP_FAULT_IN_CALLBACK:
      glp_simplex(lp->problem, NULL);
      glp_init_iocp(&parameters);
      parameters.cb_func = fail_in_tree;
      glp_intopt(lp->problem, &parameters);
      break;
    default:
      glp_mem_limit(1);
      glp_add_cols(lp->problem, 1 << 22);
  }
}

int allot_lp_provoke(allot_lp *lp, int fault) { return allot_guarded(lp, provoke, &fault); }
