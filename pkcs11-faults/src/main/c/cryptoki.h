/*
 * The part of PKCS#11 v2.40 that passes through the fault injector (OASIS, "PKCS #11 Cryptographic Token Interface Base
 * Specification Version 2.40", sections 3 and 5). What is only handed on is a plain pointer here.
 */
#ifndef HOLDFAST_CRYPTOKI_H
#define HOLDFAST_CRYPTOKI_H

typedef unsigned long ck_ulong;
typedef ck_ulong ck_rv;

#define CKR_OK 0x00UL
#define CKR_GENERAL_ERROR 0x05UL
#define CKR_ARGUMENTS_BAD 0x07UL
#define CKR_DEVICE_REMOVED 0x32UL
#define CKR_TOKEN_NOT_PRESENT 0xE0UL

#define CKF_TOKEN_PRESENT 0x01UL
#define CKF_USER_PIN_COUNT_LOW 0x10000UL
#define CKF_USER_PIN_FINAL_TRY 0x20000UL
#define CKF_USER_PIN_LOCKED 0x40000UL
#define CKA_CLASS 0x00UL
#define CKO_SECRET_KEY 0x04UL

struct ck_version {
  unsigned char major;
  unsigned char minor;
};

struct ck_attribute {
  ck_ulong type;
  void *value;
  ck_ulong length;
};

struct ck_slot_info {
  unsigned char description[64];
  unsigned char manufacturer[32];
  ck_ulong flags;
  struct ck_version hardware;
  struct ck_version firmware;
};

/* As far as it is looked into; more follows. */
struct ck_token_info {
  unsigned char label[32];
  unsigned char manufacturer[32];
  unsigned char model[16];
  unsigned char serial[16];
  ck_ulong flags;
  ck_ulong most_sessions;
  ck_ulong open_sessions;
};

struct ck_session_info {
  ck_ulong slot;
  ck_ulong state;
  ck_ulong flags;
  ck_ulong device_error;
};

/* Functions whose first argument is a session, and which are handed on as they are: name, parameters, arguments. */
#define SESSION_FUNCTIONS(F)                                                                                             \
  F(C_InitPIN, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                             \
  F(C_SetPIN, (ck_ulong s, void *a, ck_ulong b, void *c, ck_ulong d), (s, a, b, c, d))                                   \
  F(C_GetOperationState, (ck_ulong s, void *a, void *b), (s, a, b))                                                      \
  F(C_SetOperationState, (ck_ulong s, void *a, ck_ulong b, ck_ulong c, ck_ulong d), (s, a, b, c, d))                     \
  F(C_Login, (ck_ulong s, ck_ulong a, void *b, ck_ulong c), (s, a, b, c))                                                \
  F(C_Logout, (ck_ulong s), (s))                                                                                         \
  F(C_CreateObject, (ck_ulong s, void *a, ck_ulong b, void *c), (s, a, b, c))                                            \
  F(C_CopyObject, (ck_ulong s, ck_ulong a, void *b, ck_ulong c, void *d), (s, a, b, c, d))                               \
  F(C_DestroyObject, (ck_ulong s, ck_ulong a), (s, a))                                                                   \
  F(C_GetObjectSize, (ck_ulong s, ck_ulong a, void *b), (s, a, b))                                                       \
  F(C_GetAttributeValue, (ck_ulong s, ck_ulong a, void *b, ck_ulong c), (s, a, b, c))                                    \
  F(C_SetAttributeValue, (ck_ulong s, ck_ulong a, void *b, ck_ulong c), (s, a, b, c))                                    \
  F(C_FindObjectsFinal, (ck_ulong s), (s))                                                                               \
  F(C_EncryptInit, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                         \
  F(C_Encrypt, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                                     \
  F(C_EncryptUpdate, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                               \
  F(C_EncryptFinal, (ck_ulong s, void *a, void *b), (s, a, b))                                                           \
  F(C_DecryptInit, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                         \
  F(C_Decrypt, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                                     \
  F(C_DecryptUpdate, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                               \
  F(C_DecryptFinal, (ck_ulong s, void *a, void *b), (s, a, b))                                                           \
  F(C_DigestInit, (ck_ulong s, void *a), (s, a))                                                                         \
  F(C_Digest, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                                      \
  F(C_DigestUpdate, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                        \
  F(C_DigestKey, (ck_ulong s, ck_ulong a), (s, a))                                                                       \
  F(C_DigestFinal, (ck_ulong s, void *a, void *b), (s, a, b))                                                            \
  F(C_SignInit, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                            \
  F(C_Sign, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                                        \
  F(C_SignUpdate, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                          \
  F(C_SignFinal, (ck_ulong s, void *a, void *b), (s, a, b))                                                              \
  F(C_SignRecoverInit, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                     \
  F(C_SignRecover, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                                 \
  F(C_VerifyInit, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                          \
  F(C_Verify, (ck_ulong s, void *a, ck_ulong b, void *c, ck_ulong d), (s, a, b, c, d))                                   \
  F(C_VerifyUpdate, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                        \
  F(C_VerifyFinal, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                         \
  F(C_VerifyRecoverInit, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                   \
  F(C_VerifyRecover, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                               \
  F(C_DigestEncryptUpdate, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                         \
  F(C_DecryptDigestUpdate, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                         \
  F(C_SignEncryptUpdate, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                           \
  F(C_DecryptVerifyUpdate, (ck_ulong s, void *a, ck_ulong b, void *c, void *d), (s, a, b, c, d))                         \
  F(C_GenerateKey, (ck_ulong s, void *a, void *b, ck_ulong c, void *d), (s, a, b, c, d))                                 \
  F(C_GenerateKeyPair,                                                                                                   \
    (ck_ulong s, void *a, void *b, ck_ulong c, void *d, ck_ulong e, void *f, void *g), (s, a, b, c, d, e, f, g))         \
  F(C_WrapKey, (ck_ulong s, void *a, ck_ulong b, ck_ulong c, void *d, void *e), (s, a, b, c, d, e))                      \
  F(C_UnwrapKey, (ck_ulong s, void *a, ck_ulong b, void *c, ck_ulong d, void *e, ck_ulong f, void *g),                   \
    (s, a, b, c, d, e, f, g))                                                                                            \
  F(C_DeriveKey, (ck_ulong s, void *a, ck_ulong b, void *c, ck_ulong d, void *e), (s, a, b, c, d, e))                    \
  F(C_SeedRandom, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                          \
  F(C_GenerateRandom, (ck_ulong s, void *a, ck_ulong b), (s, a, b))                                                      \
  F(C_GetFunctionStatus, (ck_ulong s), (s))                                                                              \
  F(C_CancelFunction, (ck_ulong s), (s))

/* All functions, in the order of CK_FUNCTION_LIST: name, parameters. */
#define ALL_FUNCTIONS(F)                                                                                                 \
  F(C_Initialize, (void *))                                                                                              \
  F(C_Finalize, (void *))                                                                                                \
  F(C_GetInfo, (void *))                                                                                                 \
  F(C_GetFunctionList, (struct ck_function_list **))                                                                     \
  F(C_GetSlotList, (unsigned char, ck_ulong *, ck_ulong *))                                                              \
  F(C_GetSlotInfo, (ck_ulong, struct ck_slot_info *))                                                                    \
  F(C_GetTokenInfo, (ck_ulong, struct ck_token_info *))                                                                  \
  F(C_GetMechanismList, (ck_ulong, void *, void *))                                                                      \
  F(C_GetMechanismInfo, (ck_ulong, ck_ulong, void *))                                                                    \
  F(C_InitToken, (ck_ulong, void *, ck_ulong, void *))                                                                   \
  F(C_InitPIN, (ck_ulong, void *, ck_ulong))                                                                             \
  F(C_SetPIN, (ck_ulong, void *, ck_ulong, void *, ck_ulong))                                                            \
  F(C_OpenSession, (ck_ulong, ck_ulong, void *, void *, ck_ulong *))                                                     \
  F(C_CloseSession, (ck_ulong))                                                                                          \
  F(C_CloseAllSessions, (ck_ulong))                                                                                      \
  F(C_GetSessionInfo, (ck_ulong, struct ck_session_info *))                                                              \
  F(C_GetOperationState, (ck_ulong, void *, void *))                                                                     \
  F(C_SetOperationState, (ck_ulong, void *, ck_ulong, ck_ulong, ck_ulong))                                               \
  F(C_Login, (ck_ulong, ck_ulong, void *, ck_ulong))                                                                     \
  F(C_Logout, (ck_ulong))                                                                                                \
  F(C_CreateObject, (ck_ulong, void *, ck_ulong, void *))                                                                \
  F(C_CopyObject, (ck_ulong, ck_ulong, void *, ck_ulong, void *))                                                        \
  F(C_DestroyObject, (ck_ulong, ck_ulong))                                                                               \
  F(C_GetObjectSize, (ck_ulong, ck_ulong, void *))                                                                       \
  F(C_GetAttributeValue, (ck_ulong, ck_ulong, void *, ck_ulong))                                                         \
  F(C_SetAttributeValue, (ck_ulong, ck_ulong, void *, ck_ulong))                                                         \
  F(C_FindObjectsInit, (ck_ulong, struct ck_attribute *, ck_ulong))                                                      \
  F(C_FindObjects, (ck_ulong, ck_ulong *, ck_ulong, ck_ulong *))                                                         \
  F(C_FindObjectsFinal, (ck_ulong))                                                                                      \
  F(C_EncryptInit, (ck_ulong, void *, ck_ulong))                                                                         \
  F(C_Encrypt, (ck_ulong, void *, ck_ulong, void *, void *))                                                             \
  F(C_EncryptUpdate, (ck_ulong, void *, ck_ulong, void *, void *))                                                       \
  F(C_EncryptFinal, (ck_ulong, void *, void *))                                                                          \
  F(C_DecryptInit, (ck_ulong, void *, ck_ulong))                                                                         \
  F(C_Decrypt, (ck_ulong, void *, ck_ulong, void *, void *))                                                             \
  F(C_DecryptUpdate, (ck_ulong, void *, ck_ulong, void *, void *))                                                       \
  F(C_DecryptFinal, (ck_ulong, void *, void *))                                                                          \
  F(C_DigestInit, (ck_ulong, void *))                                                                                    \
  F(C_Digest, (ck_ulong, void *, ck_ulong, void *, void *))                                                              \
  F(C_DigestUpdate, (ck_ulong, void *, ck_ulong))                                                                        \
  F(C_DigestKey, (ck_ulong, ck_ulong))                                                                                   \
  F(C_DigestFinal, (ck_ulong, void *, void *))                                                                           \
  F(C_SignInit, (ck_ulong, void *, ck_ulong))                                                                            \
  F(C_Sign, (ck_ulong, void *, ck_ulong, void *, void *))                                                                \
  F(C_SignUpdate, (ck_ulong, void *, ck_ulong))                                                                          \
  F(C_SignFinal, (ck_ulong, void *, void *))                                                                             \
  F(C_SignRecoverInit, (ck_ulong, void *, ck_ulong))                                                                     \
  F(C_SignRecover, (ck_ulong, void *, ck_ulong, void *, void *))                                                         \
  F(C_VerifyInit, (ck_ulong, void *, ck_ulong))                                                                          \
  F(C_Verify, (ck_ulong, void *, ck_ulong, void *, ck_ulong))                                                            \
  F(C_VerifyUpdate, (ck_ulong, void *, ck_ulong))                                                                        \
  F(C_VerifyFinal, (ck_ulong, void *, ck_ulong))                                                                         \
  F(C_VerifyRecoverInit, (ck_ulong, void *, ck_ulong))                                                                   \
  F(C_VerifyRecover, (ck_ulong, void *, ck_ulong, void *, void *))                                                       \
  F(C_DigestEncryptUpdate, (ck_ulong, void *, ck_ulong, void *, void *))                                                 \
  F(C_DecryptDigestUpdate, (ck_ulong, void *, ck_ulong, void *, void *))                                                 \
  F(C_SignEncryptUpdate, (ck_ulong, void *, ck_ulong, void *, void *))                                                   \
  F(C_DecryptVerifyUpdate, (ck_ulong, void *, ck_ulong, void *, void *))                                                 \
  F(C_GenerateKey, (ck_ulong, void *, void *, ck_ulong, void *))                                                         \
  F(C_GenerateKeyPair, (ck_ulong, void *, void *, ck_ulong, void *, ck_ulong, void *, void *))                           \
  F(C_WrapKey, (ck_ulong, void *, ck_ulong, ck_ulong, void *, void *))                                                   \
  F(C_UnwrapKey, (ck_ulong, void *, ck_ulong, void *, ck_ulong, void *, ck_ulong, void *))                               \
  F(C_DeriveKey, (ck_ulong, void *, ck_ulong, void *, ck_ulong, void *))                                                 \
  F(C_SeedRandom, (ck_ulong, void *, ck_ulong))                                                                          \
  F(C_GenerateRandom, (ck_ulong, void *, ck_ulong))                                                                      \
  F(C_GetFunctionStatus, (ck_ulong))                                                                                     \
  F(C_CancelFunction, (ck_ulong))                                                                                        \
  F(C_WaitForSlotEvent, (ck_ulong, ck_ulong *, void *))

struct ck_function_list {
  struct ck_version version;
#define MEMBER(name, parameters) ck_rv(*name) parameters;
  ALL_FUNCTIONS(MEMBER)
#undef MEMBER
};

/* Numbers of the functions, to count and to match rules by. */
enum function {
#define NUMBER(name, parameters) F_##name,
  ALL_FUNCTIONS(NUMBER)
#undef NUMBER
  FUNCTION_COUNT
};

#endif
