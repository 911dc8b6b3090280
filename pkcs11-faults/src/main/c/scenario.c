#include "scenario.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS 8
#define BLANKS " \t\r\n"

struct line {
  unsigned number;
  char *words[WORDS];
  size_t count;
  size_t next;
  char *error;
  size_t error_size;
};

static bool fail(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail(struct line *line, const char *format, ...) {
  int used = snprintf(line->error, line->error_size, "line %u: ", line->number);
  if (used > 0 && (size_t)used < line->error_size) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line->error + used, line->error_size - (size_t)used, format, arguments);
    va_end(arguments);
  }
  return false;
}

/* The next word, or an empty one at the end of the line. */
static const char *take(struct line *line) { return line->next < line->count ? line->words[line->next++] : ""; }

static bool take_if(struct line *line, const char *word) {
  if (line->next < line->count && strcmp(line->words[line->next], word) == 0) {
    line->next++;
    return true;
  }
  return false;
}

static bool number(const char *text, unsigned long *value) {
  if (*text < '0' || *text > '9') {
    return false;
  }
  char *end;
  errno = 0;
  *value = strtoul(text, &end, 10);
  return errno == 0 && *end == '\0';
}

static bool parse_function(struct line *line, struct rule *rule) {
  const char *name = take(line);
  if (strcmp(name, "any") == 0) {
    rule->any_function = true;
    return true;
  }
  return function_named(name, &rule->function) || fail(line, "unknown function '%s'; C_Login and the like, or any", name);
}

static bool parse_when(struct line *line, struct rule *rule) {
  rule->first = 1;
  rule->last = ULONG_MAX;
  if (take_if(line, "every")) {
    return true;
  }
  bool several = take_if(line, "calls");
  if (!several && !take_if(line, "call")) {
    return fail(line, "expected 'every', 'call N', 'calls N-M' or 'calls N-', not '%s'", take(line));
  }
  char range[32];
  const char *given = take(line);
  if (snprintf(range, sizeof range, "%s", given) >= (int)sizeof range) {
    return fail(line, "'%s' is no number of a call", given);
  }
  char *dash = several ? strchr(range, '-') : NULL;
  if (dash != NULL) {
    *dash = '\0';
  }
  bool good = number(range, &rule->first) && rule->first > 0 && several == (dash != NULL);
  if (good && dash == NULL) {
    rule->last = rule->first;
  } else if (good && dash[1] != '\0') {
    good = number(dash + 1, &rule->last) && rule->last >= rule->first;
  }
  return good || fail(line, "'%s' is not %s; calls are counted from 1", given, several ? "N-M or N-" : "the number of a call");
}

/* Milliseconds, if they are given; else until the file changes. */
static bool parse_time(struct line *line, struct rule *rule) {
  rule->milliseconds = ULONG_MAX;
  if (line->next == line->count) {
    return true;
  }
  const char *text = take(line);
  return number(text, &rule->milliseconds) || fail(line, "'%s' is no number of milliseconds", text);
}

static bool parse_value(struct line *line, struct rule *rule) {
  const char *name = take(line);
  return return_value_named(name, &rule->value) || fail(line, "unknown return value '%s'; CKR_DEVICE_ERROR and the like, or 0x30", name);
}

/* What the token says of wrong attempts at the user's PIN. */
static bool parse_flag(struct line *line, struct rule *rule) {
  static const struct {
    const char *name;
    ck_ulong flag;
  } FLAGS[] = {
      {"count-low", CKF_USER_PIN_COUNT_LOW}, {"final-try", CKF_USER_PIN_FINAL_TRY}, {"locked", CKF_USER_PIN_LOCKED}};
  const char *name = take(line);
  for (size_t i = 0; i < sizeof FLAGS / sizeof FLAGS[0]; i++) {
    if (strcmp(FLAGS[i].name, name) == 0) {
      rule->flag = FLAGS[i].flag;
      return true;
    }
  }
  return fail(line, "'%s' is none of count-low, final-try, locked", name);
}

static bool parse_sessions(struct line *line, struct rule *rule) {
  const char *most = take(line);
  const char *open = take(line);
  return (number(most, &rule->most) && number(open, &rule->open)) ||
         fail(line, "sessions needs two numbers: how many the token takes, and how many are open");
}

static bool parse_action(struct line *line, struct rule *rule) {
  static const struct {
    const char *name;
    enum action action;
    bool (*rest)(struct line *, struct rule *);
  } ACTIONS[] = {
      {"return", ACTION_RETURN, parse_value},
      {"return-after", ACTION_RETURN_AFTER, parse_value},
      {"hang", ACTION_HANG, parse_time},
      {"drop-sessions", ACTION_DROP_SESSIONS, NULL},
      {"logout", ACTION_LOGOUT, NULL},
      {"renumber-slots", ACTION_RENUMBER, NULL},
      {"hide-token", ACTION_HIDE_TOKEN, parse_time},
      {"duplicate-key", ACTION_DUPLICATE, NULL},
      {"pin", ACTION_PIN, parse_flag},
      {"sessions", ACTION_SESSIONS, parse_sessions},
      {"crash", ACTION_CRASH, NULL},
  };
  const char *name = take(line);
  for (size_t i = 0; i < sizeof ACTIONS / sizeof ACTIONS[0]; i++) {
    if (strcmp(ACTIONS[i].name, name) == 0) {
      rule->action = ACTIONS[i].action;
      return ACTIONS[i].rest == NULL || ACTIONS[i].rest(line, rule);
    }
  }
  return fail(line,
              "unknown action '%s'; one of return, return-after, hang, drop-sessions, logout, renumber-slots, hide-token,"
              " duplicate-key, pin, sessions, crash",
              name);
}

static bool parse_rule(struct line *line, struct scenario *scenario) {
  if (scenario->count == SCENARIO_RULES) {
    return fail(line, "more than %d rules", SCENARIO_RULES);
  }
  struct rule *rule = &scenario->rules[scenario->count];
  memset(rule, 0, sizeof *rule);
  if (!parse_function(line, rule) || !parse_when(line, rule) || !parse_action(line, rule)) {
    return false;
  }
  if (rule->action == ACTION_DUPLICATE && (rule->any_function || rule->function != F_C_FindObjects)) {
    return fail(line, "duplicate-key is for C_FindObjects alone");
  }
  bool of_token = rule->action == ACTION_PIN || rule->action == ACTION_SESSIONS;
  if (of_token && (rule->any_function || rule->function != F_C_GetTokenInfo)) {
    return fail(line, "pin and sessions are for C_GetTokenInfo alone");
  }
  scenario->count++;
  return true;
}

static bool parse_line(struct line *line, char *text, struct scenario *scenario) {
  char *comment = strchr(text, '#');
  if (comment != NULL) {
    *comment = '\0';
  }
  char *rest;
  for (char *word = strtok_r(text, BLANKS, &rest); word != NULL; word = strtok_r(NULL, BLANKS, &rest)) {
    if (line->count == WORDS) {
      return fail(line, "more than %d words", WORDS);
    }
    line->words[line->count++] = word;
  }
  if (line->count == 0) {
    return true;
  }
  if (take_if(line, "library")) {
    const char *path = take(line);
    if (*path == '\0') {
      return fail(line, "library needs a path");
    }
    snprintf(scenario->library, sizeof scenario->library, "%s", path);
  } else if (!take_if(line, "on")) {
    return fail(line, "expected 'on' or 'library', not '%s'", take(line));
  } else if (!parse_rule(line, scenario)) {
    return false;
  }
  return line->next == line->count || fail(line, "'%s' is too much", take(line));
}

bool scenario_read(const char *path, struct scenario *scenario, char *error, size_t error_size) {
  memset(scenario, 0, sizeof *scenario);
  FILE *file = fopen(path, "re");
  if (file == NULL) {
    snprintf(error, error_size, "%s", strerror(errno));
    return false;
  }
  char text[SCENARIO_TEXT];
  bool good = true;
  for (unsigned number = 1; good && fgets(text, sizeof text, file) != NULL; number++) {
    struct line line = {.number = number, .error = error, .error_size = error_size};
    good = strchr(text, '\n') != NULL || feof(file) ? parse_line(&line, text, scenario) : fail(&line, "too long");
  }
  fclose(file);
  return good;
}
