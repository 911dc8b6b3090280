/*
 * A PKCS#11 library in front of another one (LOGIN_COUNTER_LIBRARY) that writes a line to
 * LOGIN_COUNTER_LOG for each C_Login that reaches the token, with its return value.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long CK_RV;
typedef CK_RV (*login_function)(unsigned long, unsigned long, unsigned char *, unsigned long);

/* CK_FUNCTION_LIST of PKCS#11 v2.40: the version, then 68 functions in a fixed order. */
enum { FUNCTIONS = 68, GET_FUNCTION_LIST = 3, LOGIN = 18 };
struct function_list {
  unsigned char version[2];
  void *functions[FUNCTIONS];
};

static struct function_list counted;
static login_function real_login;

static CK_RV counting_login(unsigned long session, unsigned long user, unsigned char *pin,
                            unsigned long length) {
  CK_RV result = real_login(session, user, pin, length);
  FILE *log = fopen(getenv("LOGIN_COUNTER_LOG"), "a");
  if (log != NULL) {
    fprintf(log, "C_Login 0x%lx\n", result);
    fclose(log);
  }
  return result;
}

CK_RV C_GetFunctionList(struct function_list **list) {
  void *library = dlopen(getenv("LOGIN_COUNTER_LIBRARY"), RTLD_NOW);
  if (library == NULL) {
    return 5; /* CKR_GENERAL_ERROR */
  }
  CK_RV (*real_get)(struct function_list **) =
      (CK_RV(*)(struct function_list **))dlsym(library, "C_GetFunctionList");
  struct function_list *real;
  CK_RV result = real_get(&real);
  if (result != 0) {
    return result;
  }
  memcpy(&counted, real, sizeof counted);
  real_login = (login_function)real->functions[LOGIN];
  counted.functions[GET_FUNCTION_LIST] = (void *)C_GetFunctionList;
  counted.functions[LOGIN] = (void *)counting_login;
  *list = &counted;
  return 0;
}
