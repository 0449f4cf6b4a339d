/* Least-cost flow by GLPK's out-of-kilter method. (Its relaxation method is compiled out by distributions.) */
#include <string.h>

#include "guard.h"

struct vertex {
  double supply, potential;
};

struct arc {
  double lower, capacity, cost, flow;
};

struct network {
  int32_t nodes, arcs;
  const int32_t *supply, *tail, *head, *lower, *capacity, *cost;
  double *flow, *potential;
  glp_arc **added; /* arc k as GLPK holds it */
  int code;
};

static void fill(glp_graph *graph, struct network *given) {
  glp_add_vertices(graph, given->nodes);
  for (int32_t i = 0; i < given->nodes; i++) {
    struct vertex vertex = {given->supply[i], 0};
    memcpy(graph->v[i + 1]->data, &vertex, sizeof vertex);
  }
  for (int32_t k = 0; k < given->arcs; k++) {
    struct arc arc = {given->lower[k], given->capacity[k], given->cost[k], 0};
    given->added[k] = glp_add_arc(graph, given->tail[k] + 1, given->head[k] + 1);
    memcpy(given->added[k]->data, &arc, sizeof arc);
  }
}

static void min_cost_flow(allot_lp *lp, void *arguments) {
  (void)lp;
  struct network *given = arguments;
  glp_graph *graph = glp_create_graph(sizeof(struct vertex), sizeof(struct arc));
  given->added = glp_alloc(given->arcs + 1, sizeof *given->added);
  if (given->nodes > 0) fill(graph, given);
  double total = 0;
  given->code = given->nodes == 0 ? 0
                                  : glp_mincost_okalg(graph, offsetof(struct vertex, supply),
                                                      offsetof(struct arc, lower), offsetof(struct arc, capacity),
                                                      offsetof(struct arc, cost), &total, offsetof(struct arc, flow),
                                                      offsetof(struct vertex, potential));
  for (int32_t k = 0; k < given->arcs; k++) {
    struct arc arc;
    memcpy(&arc, given->added[k]->data, sizeof arc);
    given->flow[k] = arc.flow;
  }
  for (int32_t i = 0; i < given->nodes; i++) {
    struct vertex vertex;
    memcpy(&vertex, graph->v[i + 1]->data, sizeof vertex);
    given->potential[i] = vertex.potential;
  }
  glp_free(given->added);
  glp_delete_graph(graph);
}

int allot_lp_min_cost_flow(int32_t nodes, const int32_t *supply, int32_t arcs, const int32_t *tail,
                           const int32_t *head, const int32_t *lower, const int32_t *capacity, const int32_t *cost,
                           double *flow, double *potential, int *code) {
  struct network given = {nodes, arcs, supply, tail, head, lower, capacity, cost, flow, potential, NULL, 0};
  int state = allot_guarded(NULL, min_cost_flow, &given);
  *code = given.code;
  if (state == ALLOT_LP_OK) allot_leave();
  return state;
}
