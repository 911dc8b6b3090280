/*
 * How often each function was called in this process: SCENARIO.PID.status, one line a function, always up to date:
 *
 *     C_Login 0000000003 0000000003 0000000001 0x000000a0    begun, answered, not answered CKR_OK, last answer
 */
#ifndef HOLDFAST_STATUS_H
#define HOLDFAST_STATUS_H

#include "names.h"

/* Begins the file of this process beside the scenario; without one, nothing is counted where others can see it. */
void status_open(const char *scenario_path);

/* Counts a call that begins. To be called by one thread at a time. */
void status_begun(enum function function);

/* Counts its answer. To be called by one thread at a time. */
void status_answered(enum function function, ck_rv answer);

/* What is wrong with the scenario file, or an empty text. To be called by one thread at a time. */
void status_scenario(unsigned long generation, const char *error);

#endif
