/* Which states the aggregates of a summary need: what each thread is to accumulate. */
#ifndef INDSATS_STATES_H
#define INDSATS_STATES_H

#include "gather.h"
#include "summarise.h"

/* One accumulation for each aggregate; states_free releases them. NULL with the error filled, or
** with ERROR_NONE in it where some aggregate is not for a scan. */
struct accumulation *states_plan(const struct summary *summary,
                                 const struct engine_options *options, struct error *error);
void states_free(struct accumulation *what, size_t count);

/* Settle, for a gathering whose keys are known, what depends on how many groups there may be, where
** the sums stand, and which aggregates share their states. `what` is what states_plan made of the
** summary. */
void states_settle(struct gathering *gathering, struct accumulation *what,
                   const struct summary *summary);

#endif
