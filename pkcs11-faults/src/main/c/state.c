#define _GNU_SOURCE
#include "state.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "scenario.h"
#include "status.h"

#define SESSIONS 4096
#define SLOT_STEP 1000
#define TICK_NANOSECONDS (20L * 1000 * 1000)
#define TICK_MILLISECONDS 20

struct session {
  ck_ulong handle;
  ck_ulong slot;
  bool searches_keys;
};

/* What has to be done with the library, outside the lock. */
struct deeds {
  bool crash;
  bool drop;
  bool logout;
  bool hang;
  unsigned long hang_milliseconds;
  unsigned long generation;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct ck_function_list *library;
static bool tried;

static struct session sessions[SESSIONS];
static size_t session_count;
static ck_ulong slot_shift;
static bool hidden;
static struct timespec hidden_until;
static bool hidden_for_good;

static struct scenario scenario;
static struct stat seen;
static unsigned long generation;

static bool changed(const struct stat *now) {
  return now->st_ino != seen.st_ino || now->st_size != seen.st_size || now->st_mtim.tv_sec != seen.st_mtim.tv_sec ||
         now->st_mtim.tv_nsec != seen.st_mtim.tv_nsec;
}

/* Reads the scenario if it is another than before. One that is none leaves the former in force. */
static void refresh(void) {
  const char *path = getenv("HOLDFAST_FAULTS_SCENARIO");
  struct stat now;
  if (path == NULL || stat(path, &now) != 0 || !changed(&now)) {
    return;
  }
  seen = now;
  generation++;
  status_open(path);
  static struct scenario fresh;
  char error[SCENARIO_TEXT];
  if (scenario_read(path, &fresh, error, sizeof error)) {
    scenario = fresh;
    hidden = false;
    status_scenario(generation, "");
  } else {
    fprintf(stderr, "holdfast-pkcs11-faults: %s: %s; the former scenario stays in force\n", path, error);
    status_scenario(generation, error);
  }
}

static struct ck_function_list *load(const char *path) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    fprintf(stderr, "holdfast-pkcs11-faults: %s\n", dlerror());
    return NULL;
  }
  ck_rv (*get)(struct ck_function_list **) = NULL;
  *(void **)&get = dlsym(handle, "C_GetFunctionList");
  struct ck_function_list *found = NULL;
  if (get == NULL || get(&found) != CKR_OK) {
    fprintf(stderr, "holdfast-pkcs11-faults: %s is no PKCS#11 library\n", path);
    return NULL;
  }
  return found;
}

struct ck_function_list *state_library(void) {
  pthread_mutex_lock(&lock);
  if (!tried) {
    tried = true;
    refresh();
    const char *path = scenario.library[0] != '\0' ? scenario.library : getenv("HOLDFAST_FAULTS_LIBRARY");
    if (path == NULL) {
      fprintf(stderr, "holdfast-pkcs11-faults: neither HOLDFAST_FAULTS_LIBRARY nor the scenario names a library\n");
    } else {
      library = load(path);
    }
  }
  struct ck_function_list *found = library;
  pthread_mutex_unlock(&lock);
  return found;
}

static bool applies(struct rule *rule, enum function function) {
  if (!rule->any_function && rule->function != function) {
    return false;
  }
  rule->calls++;
  return rule->calls >= rule->first && rule->calls <= rule->last;
}

static void hide(unsigned long milliseconds) {
  hidden = true;
  hidden_for_good = milliseconds == ULONG_MAX;
  if (!hidden_for_good) {
    clock_gettime(CLOCK_MONOTONIC, &hidden_until);
    hidden_until.tv_sec += (time_t)(milliseconds / 1000);
    hidden_until.tv_nsec += (long)(milliseconds % 1000) * 1000000L;
  }
}

static bool still_hidden(void) {
  if (hidden && !hidden_for_good) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long left =
        (long long)(hidden_until.tv_sec - now.tv_sec) * 1000000000LL + (hidden_until.tv_nsec - now.tv_nsec);
    hidden = left > 0;
  }
  return hidden;
}

static void apply(const struct rule *rule, struct verdict *verdict, struct deeds *deeds) {
  switch (rule->action) {
    case ACTION_RETURN:
      verdict->answered = true;
      verdict->answer = rule->value;
      break;
    case ACTION_RETURN_AFTER:
      verdict->overridden = true;
      verdict->answer = rule->value;
      break;
    case ACTION_HANG:
      deeds->hang = true;
      deeds->hang_milliseconds = rule->milliseconds;
      break;
    case ACTION_DROP_SESSIONS:
      deeds->drop = true;
      break;
    case ACTION_LOGOUT:
      deeds->logout = true;
      break;
    case ACTION_RENUMBER:
      slot_shift += SLOT_STEP;
      break;
    case ACTION_HIDE_TOKEN:
      /* Whoever takes a token out takes its sessions with it. */
      deeds->drop = true;
      hide(rule->milliseconds);
      break;
    case ACTION_DUPLICATE:
      verdict->duplicate = true;
      break;
    case ACTION_PIN:
      verdict->flags |= rule->flag;
      break;
    case ACTION_SESSIONS:
      verdict->sessions = true;
      verdict->most_sessions = rule->most;
      verdict->open_sessions = rule->open;
      break;
    case ACTION_CRASH:
      deeds->crash = true;
      break;
  }
}

/* Ends early when the scenario changes: whoever steers the injector can end a hang. */
static void hang(unsigned long milliseconds, unsigned long during) {
  bool over = false;
  for (unsigned long waited = 0; !over && waited < milliseconds; waited += TICK_MILLISECONDS) {
    struct timespec tick = {.tv_sec = 0, .tv_nsec = TICK_NANOSECONDS};
    nanosleep(&tick, NULL);
    pthread_mutex_lock(&lock);
    refresh();
    over = generation != during;
    pthread_mutex_unlock(&lock);
  }
}

static void drop_sessions(void) {
  static ck_ulong slots[SESSIONS];
  static pthread_mutex_t dropping = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&dropping);
  pthread_mutex_lock(&lock);
  size_t count = session_count;
  for (size_t i = 0; i < count; i++) {
    slots[i] = sessions[i].slot;
  }
  session_count = 0;
  pthread_mutex_unlock(&lock);
  for (size_t i = 0; i < count; i++) {
    bool done = false;
    for (size_t j = 0; j < i && !done; j++) {
      done = slots[j] == slots[i];
    }
    if (!done) {
      library->C_CloseAllSessions(slots[i]);
    }
  }
  pthread_mutex_unlock(&dropping);
}

static void log_out(ck_ulong session) {
  pthread_mutex_lock(&lock);
  ck_ulong any = session != 0 || session_count == 0 ? session : sessions[0].handle;
  pthread_mutex_unlock(&lock);
  if (any != 0) {
    library->C_Logout(any);
  }
}

static void perform(const struct deeds *deeds, ck_ulong session) {
  if (deeds->hang) {
    hang(deeds->hang_milliseconds, deeds->generation);
  }
  if (deeds->crash) {
    raise(SIGKILL);
  }
  if (deeds->drop) {
    drop_sessions();
  }
  if (deeds->logout) {
    log_out(session);
  }
}

struct verdict state_before(enum function function, ck_ulong session) {
  struct verdict verdict = {.answered = false};
  struct deeds deeds = {.crash = false};
  pthread_mutex_lock(&lock);
  refresh();
  deeds.generation = generation;
  status_begun(function);
  for (size_t i = 0; i < scenario.count; i++) {
    if (applies(&scenario.rules[i], function)) {
      apply(&scenario.rules[i], &verdict, &deeds);
    }
  }
  pthread_mutex_unlock(&lock);
  perform(&deeds, session);
  if (!verdict.answered && session != 0 && state_hidden()) {
    verdict.answered = true;
    verdict.answer = CKR_DEVICE_REMOVED;
  }
  return verdict;
}

ck_rv state_after(enum function function, const struct verdict *verdict, ck_rv answer) {
  ck_rv given = verdict->answered || verdict->overridden ? verdict->answer : answer;
  pthread_mutex_lock(&lock);
  status_answered(function, given);
  pthread_mutex_unlock(&lock);
  return given;
}

bool state_hidden(void) {
  pthread_mutex_lock(&lock);
  bool now = still_hidden();
  pthread_mutex_unlock(&lock);
  return now;
}

ck_ulong state_outer_slot(ck_ulong slot) {
  pthread_mutex_lock(&lock);
  ck_ulong outer = slot + slot_shift;
  pthread_mutex_unlock(&lock);
  return outer;
}

ck_ulong state_inner_slot(ck_ulong slot) {
  pthread_mutex_lock(&lock);
  ck_ulong inner = slot - slot_shift;
  pthread_mutex_unlock(&lock);
  return inner;
}

void state_session_opened(ck_ulong session, ck_ulong slot) {
  pthread_mutex_lock(&lock);
  if (session_count < SESSIONS) {
    sessions[session_count++] = (struct session){.handle = session, .slot = slot};
  }
  pthread_mutex_unlock(&lock);
}

static struct session *find(ck_ulong handle) {
  for (size_t i = 0; i < session_count; i++) {
    if (sessions[i].handle == handle) {
      return &sessions[i];
    }
  }
  return NULL;
}

void state_session_closed(ck_ulong session) {
  pthread_mutex_lock(&lock);
  struct session *closed = find(session);
  if (closed != NULL) {
    *closed = sessions[--session_count];
  }
  pthread_mutex_unlock(&lock);
}

void state_sessions_closed(ck_ulong slot) {
  pthread_mutex_lock(&lock);
  size_t kept = 0;
  for (size_t i = 0; i < session_count; i++) {
    if (sessions[i].slot != slot) {
      sessions[kept++] = sessions[i];
    }
  }
  session_count = kept;
  pthread_mutex_unlock(&lock);
}

void state_all_closed(void) {
  pthread_mutex_lock(&lock);
  session_count = 0;
  pthread_mutex_unlock(&lock);
}

void state_search(ck_ulong session, bool for_keys) {
  pthread_mutex_lock(&lock);
  struct session *searching = find(session);
  if (searching != NULL) {
    searching->searches_keys = for_keys;
  }
  pthread_mutex_unlock(&lock);
}

bool state_searches_keys(ck_ulong session) {
  pthread_mutex_lock(&lock);
  const struct session *searching = find(session);
  bool keys = searching != NULL && searching->searches_keys;
  pthread_mutex_unlock(&lock);
  return keys;
}
