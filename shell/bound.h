/* A bound on the program's memory: what the machine has left; and what is kept of it for later. */
#ifndef INDSATS_BOUND_H
#define INDSATS_BOUND_H

/* From now on let an allocation fail, which ends in an error that says so, where it would take more
** than there is. Without a bound the system grants what it has not, and kills the program when it
** is used. A lower bound of the user's own (ulimit -d) stands. Call it again when time has gone:
** other programs come and go. */
void bound_memory(void);

#endif
