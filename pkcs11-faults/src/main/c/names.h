/* Names of functions and return values. */
#ifndef HOLDFAST_NAMES_H
#define HOLDFAST_NAMES_H

#include <stdbool.h>

#include "cryptoki.h"

/* "C_Login" for F_C_Login. */
const char *function_name(enum function function);

/* False if no function is called that. */
bool function_named(const char *name, enum function *function);

/* The value of "CKR_DEVICE_ERROR" or "0x30"; false if it is neither. */
bool return_value_named(const char *name, ck_rv *value);

#endif
