/*
 * What a PKCS#11 library does by itself: encrypts and decrypts 32 bytes under an AES key of a token, by the calls that the vault makes for it
 * (C_GenerateRandom for the nonce, then C_EncryptInit and C_Encrypt with CKM_AES_GCM; C_DecryptInit and C_Decrypt), each thread in a session
 * of its own. The key is made for this, a private one of the token, and destroyed. Prints encryptions and decryptions per second.
 *
 *   cc -O2 -pthread -I pkcs11-faults/src/main/c benchmarks/hsm/loop.c -ldl -o loop
 *   HSM_PIN=… ./loop LIBRARY TOKEN-LABEL THREADS SECONDS
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cryptoki.h"

#define CKM_AES_KEY_GEN 0x1080UL
#define CKM_AES_GCM 0x1087UL
#define CKA_TOKEN 0x01UL
#define CKA_PRIVATE 0x02UL
#define CKA_SENSITIVE 0x103UL
#define CKA_ENCRYPT 0x104UL
#define CKA_DECRYPT 0x105UL
#define CKA_VALUE_LEN 0x161UL
#define CKF_OS_LOCKING_OK 0x02UL
#define CKF_RW_SESSION 0x02UL
#define CKF_SERIAL_SESSION 0x04UL
#define CKU_USER 1UL
#define NONCE 12
#define SECRET 32
#define TAG 16

struct gcm {
  unsigned char *iv;
  ck_ulong iv_length;
  ck_ulong iv_bits;
  unsigned char *associated;
  ck_ulong associated_length;
  ck_ulong tag_bits;
};

struct mechanism {
  ck_ulong type;
  void *parameters;
  ck_ulong length;
};

struct initialization {
  void *functions[4];
  ck_ulong flags;
  void *reserved;
};

static struct ck_function_list *hsm;
static ck_ulong slot;
static ck_ulong key;
static atomic_int decrypting;
static atomic_int stopped;

static void need(ck_rv rv, const char *what) {
  if (rv != CKR_OK) {
    fprintf(stderr, "Error: %s answered 0x%lx\n", what, rv);
    exit(1);
  }
}

static ck_ulong slot_of(const char *label) {
  ck_ulong slots[64];
  ck_ulong count = 64;
  need(hsm->C_GetSlotList(1, slots, &count), "C_GetSlotList");
  char padded[32];
  memset(padded, ' ', sizeof padded);
  memcpy(padded, label, strlen(label) < sizeof padded ? strlen(label) : sizeof padded);
  for (ck_ulong i = 0; i < count; i++) {
    /* The structure is longer than the part of it that is known here. */
    union {
      struct ck_token_info known;
      unsigned char all[512];
    } token;
    if (hsm->C_GetTokenInfo(slots[i], &token.known) == CKR_OK && memcmp(token.known.label, padded, sizeof padded) == 0) {
      return slots[i];
    }
  }
  fprintf(stderr, "Error: no token is called %s\n", label);
  exit(1);
}

static ck_ulong open_session(void) {
  ck_ulong session;
  need(hsm->C_OpenSession(slot, CKF_RW_SESSION | CKF_SERIAL_SESSION, NULL, NULL, &session), "C_OpenSession");
  return session;
}

static void *run(void *result) {
  ck_ulong session = open_session();
  unsigned char nonce[NONCE];
  unsigned char associated[28] = {0};
  unsigned char secret[SECRET] = {1};
  unsigned char sealed[SECRET + TAG];
  unsigned char opened[SECRET + TAG];
  struct gcm gcm = {nonce, NONCE, 8 * NONCE, associated, sizeof associated, 8 * TAG};
  struct mechanism mechanism = {CKM_AES_GCM, &gcm, sizeof gcm};
  unsigned long done = 0;
  ck_ulong length = sizeof sealed;
  need(hsm->C_GenerateRandom(session, nonce, NONCE), "C_GenerateRandom");
  need(hsm->C_EncryptInit(session, &mechanism, key), "C_EncryptInit");
  need(hsm->C_Encrypt(session, secret, SECRET, sealed, &length), "C_Encrypt");
  while (!atomic_load_explicit(&stopped, memory_order_relaxed)) {
    if (atomic_load_explicit(&decrypting, memory_order_relaxed)) {
      ck_ulong size = sizeof opened;
      need(hsm->C_DecryptInit(session, &mechanism, key), "C_DecryptInit");
      need(hsm->C_Decrypt(session, sealed, sizeof sealed, opened, &size), "C_Decrypt");
    } else {
      length = sizeof sealed;
      need(hsm->C_GenerateRandom(session, nonce, NONCE), "C_GenerateRandom");
      need(hsm->C_EncryptInit(session, &mechanism, key), "C_EncryptInit");
      need(hsm->C_Encrypt(session, secret, SECRET, sealed, &length), "C_Encrypt");
    }
    done++;
  }
  need(hsm->C_CloseSession(session), "C_CloseSession");
  *(unsigned long *)result = done;
  return NULL;
}

static double rate(int threads, int seconds) {
  pthread_t running[64];
  unsigned long done[64];
  struct timespec begin;
  struct timespec end;
  struct timespec pause = {seconds, 0};
  atomic_store(&stopped, 0);
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (int i = 0; i < threads; i++) {
    pthread_create(&running[i], NULL, run, &done[i]);
  }
  nanosleep(&pause, NULL);
  atomic_store(&stopped, 1);
  unsigned long all = 0;
  for (int i = 0; i < threads; i++) {
    pthread_join(running[i], NULL);
    all += done[i];
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (double)all / ((double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9);
}

int main(int count, char **arguments) {
  const char *pin = getenv("HSM_PIN");
  if (count != 5 || pin == NULL || atoi(arguments[3]) < 1 || atoi(arguments[3]) > 64) {
    fprintf(stderr, "HSM_PIN=... %s LIBRARY TOKEN-LABEL THREADS SECONDS\n", arguments[0]);
    return 2;
  }
  void *library = dlopen(arguments[1], RTLD_NOW);
  if (library == NULL) {
    fprintf(stderr, "Error: %s\n", dlerror());
    return 1;
  }
  ck_rv (*functions)(struct ck_function_list **);
  *(void **)&functions = dlsym(library, "C_GetFunctionList");
  need(functions(&hsm), "C_GetFunctionList");
  struct initialization threads_lock = {{NULL, NULL, NULL, NULL}, CKF_OS_LOCKING_OK, NULL};
  need(hsm->C_Initialize(&threads_lock), "C_Initialize");
  slot = slot_of(arguments[2]);
  ck_ulong session = open_session();
  need(hsm->C_Login(session, CKU_USER, (void *)pin, strlen(pin)), "C_Login");
  struct mechanism generation = {CKM_AES_KEY_GEN, NULL, 0};
  unsigned char yes = 1;
  ck_ulong bytes = 32;
  struct ck_attribute attributes[] = {{CKA_TOKEN, &yes, 1},   {CKA_PRIVATE, &yes, 1}, {CKA_SENSITIVE, &yes, 1},
                                      {CKA_ENCRYPT, &yes, 1}, {CKA_DECRYPT, &yes, 1}, {CKA_VALUE_LEN, &bytes, sizeof bytes}};
  need(hsm->C_GenerateKey(session, &generation, attributes, sizeof attributes / sizeof *attributes, &key), "C_GenerateKey");
  double encrypted = rate(atoi(arguments[3]), atoi(arguments[4]));
  atomic_store(&decrypting, 1);
  double decrypted = rate(atoi(arguments[3]), atoi(arguments[4]));
  printf("%.0f %.0f\n", encrypted, decrypted);
  need(hsm->C_DestroyObject(session, key), "C_DestroyObject");
  need(hsm->C_Finalize(NULL), "C_Finalize");
  return 0;
}
