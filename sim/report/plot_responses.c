#include "report/plot_family.h"
const char *plot_responses(struct plot_context *c, const char *name) { (void)name; c->note = "x"; return NULL; }
