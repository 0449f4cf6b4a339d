/* Inside the shim only: the one place where setjmp is called. */
#ifndef ALLOT_GUARD_H
#define ALLOT_GUARD_H

#include <glpk.h>
#include <stddef.h>

#include "CGLPKShim.h"

struct allot_lp {
  glp_prob *problem;
  uint64_t generation; /* of the environment it was made in; unique over all threads */
  int *indices;        /* scratch for entries counted from 1; capacity `scratch` */
  double *values;
  size_t scratch;
};

/* Runs `call(lp, arguments)` with GLPK's error hook armed. `lp` may be NULL. */
int allot_guarded(allot_lp *lp, void (*call)(allot_lp *lp, void *arguments), void *arguments);
/* Frees the thread's environment if no problem needs it: for calls which make no problem. */
void allot_leave(void);
/* Makes room for `length` entries in the scratch; 0 if there is no memory. */
int allot_reserve(allot_lp *lp, size_t length);

#endif
