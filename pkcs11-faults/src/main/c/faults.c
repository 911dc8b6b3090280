/*
 * A PKCS#11 library in front of another: hands every call on, but for those that the scenario has something in store for. The
 * application sees one exported function, C_GetFunctionList.
 */
#include <stddef.h>
#include <string.h>

#include "state.h"

#define EXPORT __attribute__((visibility("default")))

static struct ck_function_list *real;

#define ON_SESSION(name, parameters, arguments)                      \
  static ck_rv faults_##name parameters {                            \
    struct verdict verdict = state_before(F_##name, s);              \
    ck_rv answer = verdict.answered ? CKR_OK : real->name arguments; \
    return state_after(F_##name, &verdict, answer);                  \
  }
SESSION_FUNCTIONS(ON_SESSION)
#undef ON_SESSION

static ck_rv faults_C_Initialize(void *arguments) {
  struct verdict verdict = state_before(F_C_Initialize, 0);
  ck_rv answer = verdict.answered ? CKR_OK : real->C_Initialize(arguments);
  return state_after(F_C_Initialize, &verdict, answer);
}

static ck_rv faults_C_Finalize(void *reserved) {
  struct verdict verdict = state_before(F_C_Finalize, 0);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    state_all_closed();
    answer = real->C_Finalize(reserved);
  }
  return state_after(F_C_Finalize, &verdict, answer);
}

static ck_rv faults_C_GetInfo(void *info) {
  struct verdict verdict = state_before(F_C_GetInfo, 0);
  ck_rv answer = verdict.answered ? CKR_OK : real->C_GetInfo(info);
  return state_after(F_C_GetInfo, &verdict, answer);
}

static ck_rv faults_C_GetSlotList(unsigned char token_present, ck_ulong *slots, ck_ulong *count) {
  struct verdict verdict = state_before(F_C_GetSlotList, 0);
  ck_rv answer = CKR_OK;
  if (!verdict.answered && token_present && count != NULL && state_hidden()) {
    *count = 0;
  } else if (!verdict.answered) {
    answer = real->C_GetSlotList(token_present, slots, count);
    for (ck_ulong i = 0; answer == CKR_OK && slots != NULL && i < *count; i++) {
      slots[i] = state_outer_slot(slots[i]);
    }
  }
  return state_after(F_C_GetSlotList, &verdict, answer);
}

static ck_rv faults_C_GetSlotInfo(ck_ulong slot, struct ck_slot_info *info) {
  struct verdict verdict = state_before(F_C_GetSlotInfo, 0);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    answer = real->C_GetSlotInfo(state_inner_slot(slot), info);
    if (answer == CKR_OK && state_hidden()) {
      info->flags &= ~CKF_TOKEN_PRESENT;
    }
  }
  return state_after(F_C_GetSlotInfo, &verdict, answer);
}

/* Calls on a slot, which has no token while that is hidden. */
#define ON_TOKEN(name, parameters, arguments)                               \
  static ck_rv faults_##name parameters {                                   \
    struct verdict verdict = state_before(F_##name, 0);                     \
    ck_rv answer = CKR_OK;                                                  \
    if (!verdict.answered) {                                                \
      ck_ulong inner = state_inner_slot(slot);                              \
      answer = state_hidden() ? CKR_TOKEN_NOT_PRESENT : real->name arguments; \
    }                                                                       \
    return state_after(F_##name, &verdict, answer);                         \
  }
ON_TOKEN(C_GetMechanismList, (ck_ulong slot, void *a, void *b), (inner, a, b))
ON_TOKEN(C_GetMechanismInfo, (ck_ulong slot, ck_ulong a, void *b), (inner, a, b))
ON_TOKEN(C_InitToken, (ck_ulong slot, void *a, ck_ulong b, void *c), (inner, a, b, c))
#undef ON_TOKEN

static ck_rv faults_C_GetTokenInfo(ck_ulong slot, struct ck_token_info *info) {
  struct verdict verdict = state_before(F_C_GetTokenInfo, 0);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    ck_ulong inner = state_inner_slot(slot);
    answer = state_hidden() ? CKR_TOKEN_NOT_PRESENT : real->C_GetTokenInfo(inner, info);
    if (answer == CKR_OK && info != NULL) {
      info->flags |= verdict.flags;
      if (verdict.sessions) {
        info->most_sessions = verdict.most_sessions;
        info->open_sessions = verdict.open_sessions;
      }
    }
  }
  return state_after(F_C_GetTokenInfo, &verdict, answer);
}

static ck_rv faults_C_OpenSession(ck_ulong slot, ck_ulong flags, void *application, void *notify, ck_ulong *session) {
  struct verdict verdict = state_before(F_C_OpenSession, 0);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    ck_ulong inner = state_inner_slot(slot);
    answer = state_hidden() ? CKR_TOKEN_NOT_PRESENT : real->C_OpenSession(inner, flags, application, notify, session);
    if (answer == CKR_OK) {
      state_session_opened(*session, inner);
    }
  }
  return state_after(F_C_OpenSession, &verdict, answer);
}

static ck_rv faults_C_CloseSession(ck_ulong session) {
  struct verdict verdict = state_before(F_C_CloseSession, session);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    state_session_closed(session);
    answer = real->C_CloseSession(session);
  }
  return state_after(F_C_CloseSession, &verdict, answer);
}

static ck_rv faults_C_CloseAllSessions(ck_ulong slot) {
  struct verdict verdict = state_before(F_C_CloseAllSessions, 0);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    ck_ulong inner = state_inner_slot(slot);
    state_sessions_closed(inner);
    answer = state_hidden() ? CKR_TOKEN_NOT_PRESENT : real->C_CloseAllSessions(inner);
  }
  return state_after(F_C_CloseAllSessions, &verdict, answer);
}

static ck_rv faults_C_GetSessionInfo(ck_ulong session, struct ck_session_info *info) {
  struct verdict verdict = state_before(F_C_GetSessionInfo, session);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    answer = real->C_GetSessionInfo(session, info);
    if (answer == CKR_OK) {
      info->slot = state_outer_slot(info->slot);
    }
  }
  return state_after(F_C_GetSessionInfo, &verdict, answer);
}

static bool is_for_secret_keys(const struct ck_attribute *attributes, ck_ulong count) {
  for (ck_ulong i = 0; i < count; i++) {
    if (attributes[i].type == CKA_CLASS && attributes[i].length == sizeof(ck_ulong)) {
      ck_ulong class;
      memcpy(&class, attributes[i].value, sizeof class);
      return class == CKO_SECRET_KEY;
    }
  }
  return false;
}

static ck_rv faults_C_FindObjectsInit(ck_ulong session, struct ck_attribute *attributes, ck_ulong count) {
  struct verdict verdict = state_before(F_C_FindObjectsInit, session);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    state_search(session, attributes != NULL && is_for_secret_keys(attributes, count));
    answer = real->C_FindObjectsInit(session, attributes, count);
  }
  return state_after(F_C_FindObjectsInit, &verdict, answer);
}

static ck_rv faults_C_FindObjects(ck_ulong session, ck_ulong *objects, ck_ulong most, ck_ulong *found) {
  struct verdict verdict = state_before(F_C_FindObjects, session);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    answer = real->C_FindObjects(session, objects, most, found);
    if (answer == CKR_OK && verdict.duplicate && *found > 0 && *found < most && state_searches_keys(session)) {
      objects[*found] = objects[*found - 1];
      ++*found;
    }
  }
  return state_after(F_C_FindObjects, &verdict, answer);
}

static ck_rv faults_C_WaitForSlotEvent(ck_ulong flags, ck_ulong *slot, void *reserved) {
  struct verdict verdict = state_before(F_C_WaitForSlotEvent, 0);
  ck_rv answer = CKR_OK;
  if (!verdict.answered) {
    answer = real->C_WaitForSlotEvent(flags, slot, reserved);
    if (answer == CKR_OK) {
      *slot = state_outer_slot(*slot);
    }
  }
  return state_after(F_C_WaitForSlotEvent, &verdict, answer);
}

EXPORT ck_rv C_GetFunctionList(struct ck_function_list **list);

static ck_rv faults_C_GetFunctionList(struct ck_function_list **list) { return C_GetFunctionList(list); }

static struct ck_function_list functions = {
    .version = {2, 40},
#define FUNCTION(name, parameters) .name = faults_##name,
    ALL_FUNCTIONS(FUNCTION)
#undef FUNCTION
};

EXPORT ck_rv C_GetFunctionList(struct ck_function_list **list) {
  if (list == NULL) {
    return CKR_ARGUMENTS_BAD;
  }
  struct ck_function_list *found = state_library();
  if (found == NULL) {
    return CKR_GENERAL_ERROR;
  }
  __atomic_store_n(&real, found, __ATOMIC_RELEASE);
  *list = &functions;
  return CKR_OK;
}
