/*
 * The fault injector in front of SoftHSM2: what goes through untouched, and what each action of a scenario does.
 *
 *     faults-test INJECTOR SCENARIO_FOLDER
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cryptoki.h"
#include "scenario.h"

#define CKF_SERIAL_SESSION 0x04UL
#define CKF_RW_SESSION 0x02UL
#define CKU_SO 0UL
#define CKU_USER 1UL
#define CKA_TOKEN 0x01UL
#define CKA_VALUE_LEN 0x161UL
#define CKM_AES_KEY_GEN 0x1080UL
#define CKR_DEVICE_ERROR 0x30UL
#define CKR_SLOT_ID_INVALID 0x03UL
#define CKR_SESSION_HANDLE_INVALID 0xB3UL
#define CKR_PIN_INCORRECT 0xA0UL
#define CKR_USER_NOT_LOGGED_IN 0x101UL
#define CKS_RW_USER_FUNCTIONS 3UL

static struct ck_function_list *p11;
static int failures;

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) {                                                    \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      failures++;                                                          \
    }                                                                      \
  } while (0)

#define EXPECT(expected, call)                                                                                    \
  do {                                                                                                            \
    ck_rv got = (call);                                                                                           \
    if (got != (expected)) {                                                                                      \
      fprintf(stderr, "%s:%d: %s gave 0x%lx, not 0x%lx\n", __FILE__, __LINE__, #call, got, (ck_rv)(expected)); \
      failures++;                                                                                                 \
    }                                                                                                             \
  } while (0)

static const char *scenario_file(void) { return getenv("HOLDFAST_FAULTS_SCENARIO"); }

/* In one piece, under another inode each time. */
static void play(const char *text) {
  char next[PATH_MAX];
  snprintf(next, sizeof next, "%s.next", scenario_file());
  FILE *file = fopen(next, "w");
  if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0 || rename(next, scenario_file()) != 0) {
    perror(next);
    exit(2);
  }
}

static void status_line(const char *name, char *line, size_t size) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s.%ld.status", scenario_file(), (long)getpid());
  FILE *file = fopen(path, "r");
  *line = '\0';
  while (file != NULL && fgets(line, (int)size, file) != NULL && strncmp(line, name, strlen(name)) != 0) {
    *line = '\0';
  }
  if (file != NULL) {
    fclose(file);
  }
}

static unsigned long begun(const char *function) {
  char line[PATH_MAX];
  char name[64];
  snprintf(name, sizeof name, "%s ", function);
  status_line(name, line, sizeof line);
  return *line == '\0' ? 0 : strtoul(line + strlen(name), NULL, 10);
}

static ck_ulong slot(void) {
  ck_ulong slots[8];
  ck_ulong count = 8;
  EXPECT(CKR_OK, p11->C_GetSlotList(1, slots, &count));
  return count == 0 ? 0 : slots[0];
}

static ck_ulong open_session(void) {
  ck_ulong session = 0;
  EXPECT(CKR_OK, p11->C_OpenSession(slot(), CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session));
  return session;
}

static void log_in(ck_ulong session) { EXPECT(CKR_OK, p11->C_Login(session, CKU_USER, "1234", 4)); }

static void make_token(void) {
  char label[33] = "faults                          ";
  EXPECT(CKR_OK, p11->C_InitToken(slot(), "5678", 4, label));
  ck_ulong session = open_session();
  EXPECT(CKR_OK, p11->C_Login(session, CKU_SO, "5678", 4));
  EXPECT(CKR_OK, p11->C_InitPIN(session, "1234", 4));
  EXPECT(CKR_OK, p11->C_Logout(session));
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

static ck_rv random_bytes(ck_ulong session) {
  unsigned char bytes[8];
  return p11->C_GenerateRandom(session, bytes, sizeof bytes);
}

static ck_rv make_key(ck_ulong session) {
  ck_ulong mechanism[3] = {CKM_AES_KEY_GEN, 0, 0};
  ck_ulong length = 32;
  unsigned char yes = 1;
  struct ck_attribute attributes[] = {{CKA_VALUE_LEN, &length, sizeof length}, {CKA_TOKEN, &yes, sizeof yes}};
  ck_ulong key;
  return p11->C_GenerateKey(session, mechanism, attributes, 2, &key);
}

static ck_ulong count_keys(ck_ulong session) {
  ck_ulong class = CKO_SECRET_KEY;
  struct ck_attribute attribute = {CKA_CLASS, &class, sizeof class};
  ck_ulong keys[16];
  ck_ulong count = 0;
  EXPECT(CKR_OK, p11->C_FindObjectsInit(session, &attribute, 1));
  EXPECT(CKR_OK, p11->C_FindObjects(session, keys, 16, &count));
  EXPECT(CKR_OK, p11->C_FindObjectsFinal(session));
  return count;
}

static void returns_on_the_calls_named(void) {
  ck_ulong session = open_session();
  play("on C_GenerateRandom calls 2-3 return CKR_DEVICE_ERROR\non C_GenerateRandom call 5 return 0x32\n");
  EXPECT(CKR_OK, random_bytes(session));
  EXPECT(CKR_DEVICE_ERROR, random_bytes(session));
  EXPECT(CKR_DEVICE_ERROR, random_bytes(session));
  EXPECT(CKR_OK, random_bytes(session));
  EXPECT(CKR_DEVICE_REMOVED, random_bytes(session));
  EXPECT(CKR_OK, random_bytes(session));
  play("on C_GenerateRandom every return CKR_DEVICE_ERROR\n");
  EXPECT(CKR_DEVICE_ERROR, random_bytes(session));
  play("");
  EXPECT(CKR_OK, random_bytes(session));
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

static void return_after_does_it_all_the_same(void) {
  ck_ulong session = open_session();
  log_in(session);
  ck_ulong before = count_keys(session);
  play("on C_GenerateKey call 1 return-after CKR_DEVICE_ERROR\n");
  EXPECT(CKR_DEVICE_ERROR, make_key(session));
  CHECK(count_keys(session) == before + 1);
  play("on C_GenerateKey call 1 return CKR_DEVICE_ERROR\n");
  EXPECT(CKR_DEVICE_ERROR, make_key(session));
  CHECK(count_keys(session) == before + 1);
  play("on C_FindObjects every duplicate-key\n");
  CHECK(count_keys(session) == before + 2);
  play("");
  CHECK(count_keys(session) == before + 1);
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

static void sessions_and_login_go(void) {
  ck_ulong session = open_session();
  log_in(session);
  struct ck_session_info info;
  play("on C_GenerateRandom call 1 logout\n");
  EXPECT(CKR_OK, random_bytes(session));
  EXPECT(CKR_OK, p11->C_GetSessionInfo(session, &info));
  CHECK(info.state != CKS_RW_USER_FUNCTIONS);
  play("on C_GenerateRandom call 1 drop-sessions\n");
  EXPECT(CKR_SESSION_HANDLE_INVALID, random_bytes(session));
  play("");
  session = open_session();
  EXPECT(CKR_OK, random_bytes(session));
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

/* CK_TOKEN_INFO: what is looked into, and room for what follows it. */
union token_info {
  struct ck_token_info known;
  unsigned char room[512];
};

static void slots_get_other_numbers(void) {
  ck_ulong before = slot();
  ck_ulong session = open_session();
  play("on C_GenerateRandom call 1 renumber-slots\n");
  EXPECT(CKR_OK, random_bytes(session));
  CHECK(slot() == before + 1000);
  union token_info info;
  EXPECT(CKR_SLOT_ID_INVALID, p11->C_GetTokenInfo(before, &info.known));
  EXPECT(CKR_OK, p11->C_GetTokenInfo(slot(), &info.known));
  struct ck_session_info session_info;
  EXPECT(CKR_OK, p11->C_GetSessionInfo(session, &session_info));
  CHECK(session_info.slot == slot());
  play("");
  EXPECT(CKR_OK, p11->C_CloseAllSessions(slot()));
}

static void token_goes_and_comes_back(void) {
  ck_ulong present = slot();
  ck_ulong session = open_session();
  play("on C_GenerateRandom call 1 hide-token\n");
  EXPECT(CKR_DEVICE_REMOVED, random_bytes(session));
  ck_ulong count = 8;
  ck_ulong slots[8];
  EXPECT(CKR_OK, p11->C_GetSlotList(1, slots, &count));
  CHECK(count == 0);
  union token_info info;
  EXPECT(CKR_TOKEN_NOT_PRESENT, p11->C_GetTokenInfo(present, &info.known));
  play("");
  EXPECT(CKR_OK, p11->C_GetTokenInfo(present, &info.known));
  EXPECT(CKR_SESSION_HANDLE_INVALID, random_bytes(session));
  session = open_session();
  play("on C_GenerateRandom call 1 hide-token 60\n");
  EXPECT(CKR_DEVICE_REMOVED, random_bytes(session));
  struct timespec pause = {.tv_sec = 0, .tv_nsec = 10000000};
  int looks = 0;
  while (p11->C_GetTokenInfo(present, &info.known) != CKR_OK && looks++ < 500) {
    nanosleep(&pause, NULL);
  }
  CHECK(looks > 0 && looks < 500);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *hang_on(void *session) {
  EXPECT(CKR_OK, random_bytes(*(ck_ulong *)session));
  return NULL;
}

static void a_hang_takes_its_time_or_ends_with_the_scenario(void) {
  ck_ulong session = open_session();
  play("on C_GenerateRandom call 1 hang 200\n");
  double begin = seconds();
  EXPECT(CKR_OK, random_bytes(session));
  CHECK(seconds() - begin >= 0.2);
  play("on C_GenerateRandom every hang\n");
  unsigned long before = begun("C_GenerateRandom");
  pthread_t thread;
  pthread_create(&thread, NULL, hang_on, &session);
  struct timespec pause = {.tv_sec = 0, .tv_nsec = 10000000};
  for (int i = 0; i < 500 && begun("C_GenerateRandom") == before; i++) {
    nanosleep(&pause, NULL);
  }
  CHECK(begun("C_GenerateRandom") == before + 1);
  play("");
  pthread_join(thread, NULL);
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

static void token_says_what_it_is_told(void) {
  union token_info info;
  EXPECT(CKR_OK, p11->C_GetTokenInfo(slot(), &info.known));
  ck_ulong flags = info.known.flags;
  ck_ulong most = info.known.most_sessions;
  CHECK((flags & (CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED)) == 0);
  play("on C_GetTokenInfo every pin final-try\non C_GetTokenInfo every pin locked\n");
  EXPECT(CKR_OK, p11->C_GetTokenInfo(slot(), &info.known));
  CHECK(info.known.flags == (flags | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED));
  CHECK(info.known.most_sessions == most);
  play("on C_GetTokenInfo every sessions 10 9\n");
  EXPECT(CKR_OK, p11->C_GetTokenInfo(slot(), &info.known));
  CHECK(info.known.flags == flags);
  CHECK(info.known.most_sessions == 10);
  CHECK(info.known.open_sessions == 9);
  play("");
  EXPECT(CKR_OK, p11->C_GetTokenInfo(slot(), &info.known));
  CHECK(info.known.flags == flags);
  CHECK(info.known.most_sessions == most);
}

static void counts_calls_and_what_was_refused(void) {
  ck_ulong session = open_session();
  unsigned long before = begun("C_Login");
  EXPECT(CKR_PIN_INCORRECT, p11->C_Login(session, CKU_USER, "0000", 4));
  CHECK(begun("C_Login") == before + 1);
  char line[256];
  status_line("C_Login ", line, sizeof line);
  CHECK(strstr(line, "0x000000a0") != NULL);
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

static void a_bad_scenario_leaves_the_former_in_force(void) {
  ck_ulong session = open_session();
  play("on C_GenerateRandom every return CKR_DEVICE_ERROR\n");
  EXPECT(CKR_DEVICE_ERROR, random_bytes(session));
  play("# a comment\non C_Nothing every crash\n");
  EXPECT(CKR_DEVICE_ERROR, random_bytes(session));
  char line[512];
  status_line("scenario ", line, sizeof line);
  CHECK(strstr(line, "line 2: unknown function 'C_Nothing'") != NULL);
  play("");
  EXPECT(CKR_OK, random_bytes(session));
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

static void crash_kills_the_process(void) {
  ck_ulong session = open_session();
  play("on C_GenerateRandom call 1 crash\n");
  pid_t child = fork();
  if (child == 0) {
    random_bytes(session);
    _exit(0);
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  play("");
  EXPECT(CKR_OK, p11->C_CloseSession(session));
}

static void errors_name_the_line(void) {
  static const struct {
    const char *text;
    const char *error;
  } BAD[] = {
      {"\n\nnonsense\n", "line 3: expected 'on' or 'library', not 'nonsense'"},
      {"on C_Login\n", "line 1: expected 'every'"},
      {"on C_Login sometimes return CKR_OK\n", "not 'sometimes'"},
      {"on C_Login call 0 crash\n", "'0' is not the number of a call"},
      {"on C_Login call 1-2 crash\n", "'1-2' is not the number of a call"},
      {"on C_Login calls 3-2 crash\n", "'3-2' is not N-M or N-"},
      {"on C_Login every explode\n", "unknown action 'explode'"},
      {"on C_Login every return CKR_NOTHING\n", "unknown return value 'CKR_NOTHING'"},
      {"on C_Login every return 0xZZ\n", "unknown return value '0xZZ'"},
      {"on C_Login every hang soon\n", "'soon' is no number of milliseconds"},
      {"on C_Login every duplicate-key\n", "duplicate-key is for C_FindObjects alone"},
      {"on C_Login every pin locked\n", "pin and sessions are for C_GetTokenInfo alone"},
      {"on C_GetTokenInfo every pin wrong\n", "'wrong' is none of count-low, final-try, locked"},
      {"on C_GetTokenInfo every sessions 10\n", "sessions needs two numbers: how many the token takes, and how many are open"},
      {"on C_Login every crash now\n", "'now' is too much"},
      {"library\n", "library needs a path"},
  };
  for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
    play(BAD[i].text);
    struct scenario scenario;
    char error[512] = "";
    CHECK(!scenario_read(scenario_file(), &scenario, error, sizeof error));
    if (strstr(error, BAD[i].error) == NULL) {
      fprintf(stderr, "'%s' says '%s', not '%s'\n", BAD[i].text, error, BAD[i].error);
      failures++;
    }
  }
  play("library /x/y.so\non any calls 2- hang 10 # and a comment\n");
  struct scenario scenario;
  char error[512] = "";
  CHECK(scenario_read(scenario_file(), &scenario, error, sizeof error));
  CHECK(scenario.count == 1 && scenario.rules[0].any_function && scenario.rules[0].first == 2 &&
        scenario.rules[0].last == ULONG_MAX && scenario.rules[0].milliseconds == 10);
  CHECK(strcmp(scenario.library, "/x/y.so") == 0);
}

static void shipped_scenarios_are_some(const char *folder) {
  DIR *open = opendir(folder);
  int count = 0;
  for (struct dirent *entry = open == NULL ? NULL : readdir(open); entry != NULL; entry = readdir(open)) {
    if (strstr(entry->d_name, ".scenario") != NULL) {
      char path[PATH_MAX];
      snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
      struct scenario scenario;
      char error[512] = "";
      if (!scenario_read(path, &scenario, error, sizeof error) || scenario.count == 0) {
        fprintf(stderr, "%s: %s\n", path, error);
        failures++;
      }
      count++;
    }
  }
  CHECK(count > 10);
  if (open != NULL) {
    closedir(open);
  }
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s INJECTOR SCENARIO_FOLDER\n", argv[0]);
    return 2;
  }
  errors_name_the_line();
  shipped_scenarios_are_some(argv[2]);
  play("");
  void *library = dlopen(argv[1], RTLD_NOW);
  ck_rv (*get)(struct ck_function_list **) = NULL;
  if (library != NULL) {
    *(void **)&get = dlsym(library, "C_GetFunctionList");
  }
  if (get == NULL || get(&p11) != CKR_OK) {
    fprintf(stderr, "%s: %s\n", argv[1], library == NULL ? dlerror() : "no function list");
    return 2;
  }
  EXPECT(CKR_OK, p11->C_Initialize(NULL));
  make_token();
  returns_on_the_calls_named();
  return_after_does_it_all_the_same();
  sessions_and_login_go();
  slots_get_other_numbers();
  token_goes_and_comes_back();
  a_hang_takes_its_time_or_ends_with_the_scenario();
  token_says_what_it_is_told();
  counts_calls_and_what_was_refused();
  a_bad_scenario_leaves_the_former_in_force();
  crash_kills_the_process();
  EXPECT(CKR_OK, p11->C_Finalize(NULL));
  if (failures > 0) {
    fprintf(stderr, "%d failures\n", failures);
  }
  return failures > 0;
}
