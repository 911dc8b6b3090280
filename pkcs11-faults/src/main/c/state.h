/*
 * What the injector knows of the library behind it: sessions, whether the token is hidden, by how much slot numbers are moved; and
 * the scenario in force. Any thread may call any of this.
 */
#ifndef HOLDFAST_STATE_H
#define HOLDFAST_STATE_H

#include <stdbool.h>

#include "cryptoki.h"

/* What was decided about a call before it is handed on. */
struct verdict {
  bool answered;   /* it is not handed on; answer is what the caller gets */
  bool overridden; /* it is handed on, and the caller gets answer instead */
  bool duplicate;  /* a key that a search finds is found twice */
  ck_ulong flags;  /* more of the token */
  bool sessions;   /* it says of its sessions what follows */
  ck_ulong most_sessions;
  ck_ulong open_sessions;
  ck_rv answer;
};

/* Loads the library that the scenario or HOLDFAST_FAULTS_LIBRARY names, once. Null if it cannot: why is on the error stream. */
struct ck_function_list *state_library(void);

/*
 * Counts the call, applies the scenario to it, and waits as long as it says.
 *
 * session: 0 if the call is on none
 */
struct verdict state_before(enum function function, ck_ulong session);

/* Counts the answer, and returns what the caller gets. */
ck_rv state_after(enum function function, const struct verdict *verdict, ck_rv answer);

/* The token was taken out, and is still. */
bool state_hidden(void);

/* Slot numbers of the library, as the application sees them, and back. */
ck_ulong state_outer_slot(ck_ulong slot);
ck_ulong state_inner_slot(ck_ulong slot);

void state_session_opened(ck_ulong session, ck_ulong slot);
void state_session_closed(ck_ulong session);
void state_sessions_closed(ck_ulong slot);
void state_all_closed(void);

/* Notes whether the search of a session is one for secret keys. */
void state_search(ck_ulong session, bool for_keys);
bool state_searches_keys(ck_ulong session);

#endif
