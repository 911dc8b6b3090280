/* A scenario: what is to happen on which call. The language is described in docs/runbooks/hsm-drill.md. */
#ifndef HOLDFAST_SCENARIO_H
#define HOLDFAST_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include "names.h"

enum action {
  ACTION_RETURN,
  ACTION_RETURN_AFTER,
  ACTION_HANG,
  ACTION_DROP_SESSIONS,
  ACTION_LOGOUT,
  ACTION_RENUMBER,
  ACTION_HIDE_TOKEN,
  ACTION_DUPLICATE,
  ACTION_PIN,
  ACTION_SESSIONS,
  ACTION_CRASH
};

struct rule {
  bool any_function;
  enum function function;
  unsigned long first; /* counted from 1, since the scenario was read */
  unsigned long last;  /* ULONG_MAX: no end */
  enum action action;
  ck_rv value;                /* of ACTION_RETURN and ACTION_RETURN_AFTER */
  ck_ulong flag;              /* of ACTION_PIN */
  unsigned long most;         /* of ACTION_SESSIONS: how many the token takes */
  unsigned long open;         /* of ACTION_SESSIONS: how many are */
  unsigned long milliseconds; /* of ACTION_HANG and ACTION_HIDE_TOKEN; ULONG_MAX: until the file changes */
  unsigned long calls;        /* so far */
};

#define SCENARIO_RULES 64
#define SCENARIO_TEXT 512

struct scenario {
  char library[SCENARIO_TEXT]; /* empty: not given */
  struct rule rules[SCENARIO_RULES];
  size_t count;
};

/* Reads a scenario. False if it is not one: then error names the line and what was expected. */
bool scenario_read(const char *path, struct scenario *scenario, char *error, size_t error_size);

#endif
