/* A GLPK environment a thread, its error hook, and the life of a problem. */
#include "guard.h"

#include <setjmp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static _Atomic uint64_t last_generation = 0;

static _Thread_local struct {
  uint64_t generation; /* 0: no environment in use */
  int64_t live;        /* problems of this generation */
  int owns;            /* the environment was made by us */
  jmp_buf *escape;     /* armed while a call is under way */
  char message[256];
} thread;

static void on_error(void *info) {
  (void)info;
  if (thread.escape != NULL) longjmp(*thread.escape, 1);
}

/* Keeps what GLPK says instead of printing it. GLPK says the reason first and the place of its source second. */
static int on_output(void *info, const char *text) {
  (void)info;
  size_t used = strlen(thread.message), room = sizeof thread.message - 1 - used;
  for (; *text != 0 && room > 0; text++, room--) thread.message[used++] = *text == '\n' ? ' ' : *text;
  thread.message[used] = 0;
  return 1;
}

static void enter_environment(void) {
  if (thread.generation != 0) return;
  thread.owns = glp_init_env() == 0;
  thread.generation = atomic_fetch_add(&last_generation, 1) + 1;
  thread.live = 0;
}

static void leave_environment(void) {
  if (thread.live > 0 || thread.generation == 0) return;
  if (thread.owns) glp_free_env();
  thread.generation = 0;
}

int allot_guarded(allot_lp *lp, void (*call)(allot_lp *, void *), void *arguments) {
  jmp_buf escape;
  if (thread.escape != NULL) return ALLOT_LP_BUSY;
  if (lp != NULL && lp->generation != thread.generation) return ALLOT_LP_DEAD;
  enter_environment();
  thread.message[0] = 0;
  glp_term_out(GLP_OFF);
  glp_term_hook(on_output, NULL);
  glp_error_hook(on_error, NULL);
  thread.escape = &escape;
  if (setjmp(escape) != 0) {
    thread.escape = NULL;
    glp_free_env();
    thread.generation = 0;
    thread.live = 0;
    return ALLOT_LP_ABORTED;
  }
  call(lp, arguments);
  thread.escape = NULL;
  glp_error_hook(NULL, NULL);
  glp_term_hook(NULL, NULL);
  return ALLOT_LP_OK;
}

const char *allot_lp_message(void) { return thread.message; }
int64_t allot_lp_live_count(void) { return thread.live; }
int allot_lp_owns_environment(void) { return thread.generation != 0 && thread.owns; }

static void create(allot_lp *lp, void *arguments) {
  (void)lp;
  allot_lp *created = arguments;
  created->problem = glp_create_prob();
  created->generation = thread.generation;
  thread.live++;
}

int allot_lp_create(allot_lp **created) {
  *created = NULL;
  if (thread.escape != NULL) return ALLOT_LP_BUSY;
  allot_lp *lp = calloc(1, sizeof *lp);
  if (lp == NULL) return ALLOT_LP_NO_MEMORY;
  int state = allot_guarded(NULL, create, lp);
  if (state != ALLOT_LP_OK) {
    free(lp);
    return state;
  }
  *created = lp;
  return ALLOT_LP_OK;
}

static void delete_problem(allot_lp *lp, void *arguments) {
  (void)arguments;
  glp_delete_prob(lp->problem);
  thread.live--;
}

void allot_lp_delete(allot_lp *lp) {
  if (lp == NULL) return;
  if (allot_guarded(lp, delete_problem, NULL) == ALLOT_LP_OK) leave_environment();
  free(lp->indices);
  free(lp->values);
  free(lp);
}

int allot_reserve(allot_lp *lp, size_t length) {
  if (length < lp->scratch) return 1;
  size_t wanted = length < 64 ? 64 : length + length / 2;
  int *indices = realloc(lp->indices, wanted * sizeof *indices);
  if (indices == NULL) return 0;
  lp->indices = indices;
  double *values = realloc(lp->values, wanted * sizeof *values);
  if (values == NULL) return 0;
  lp->values = values;
  lp->scratch = wanted;
  return 1;
}

void allot_leave(void) { leave_environment(); }
