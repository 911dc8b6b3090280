#define _GNU_SOURCE
#include "status.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LINE 80
#define FIRST_LINE 256
#define SIZE (FIRST_LINE + FUNCTION_COUNT * LINE)

static struct {
  unsigned long begun;
  unsigned long answered;
  unsigned long failures;
  ck_rv last;
} counts[FUNCTION_COUNT];

static char *page;

/* A line of fixed length, padded with blanks, so that a reader never meets half of one. */
static void put(size_t offset, size_t length, const char *text) {
  size_t used = strlen(text);
  if (used > length - 1) {
    used = length - 1;
  }
  char padded[FIRST_LINE];
  memset(padded, ' ', length - 1);
  memcpy(padded, text, used);
  padded[length - 1] = '\n';
  memcpy(page + offset, padded, length);
}

static void write_function(enum function function) {
  if (page == NULL) {
    return;
  }
  char text[LINE];
  snprintf(text, sizeof text, "%s %010lu %010lu %010lu 0x%08lx", function_name(function), counts[function].begun,
           counts[function].answered, counts[function].failures, counts[function].last);
  put(FIRST_LINE + (size_t)function * LINE, LINE, text);
}

void status_open(const char *scenario_path) {
  char path[PATH_MAX];
  if (page != NULL || snprintf(path, sizeof path, "%s.%ld.status", scenario_path, (long)getpid()) >= (int)sizeof path) {
    return;
  }
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) {
    return;
  }
  if (ftruncate(file, SIZE) == 0) {
    void *mapped = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    page = mapped == MAP_FAILED ? NULL : mapped;
  }
  close(file);
  if (page != NULL) {
    status_scenario(0, "");
    for (int i = 0; i < FUNCTION_COUNT; i++) {
      write_function((enum function)i);
    }
  }
}

void status_begun(enum function function) {
  counts[function].begun++;
  write_function(function);
}

void status_answered(enum function function, ck_rv answer) {
  counts[function].answered++;
  counts[function].last = answer;
  if (answer != CKR_OK) {
    counts[function].failures++;
  }
  write_function(function);
}

void status_scenario(unsigned long generation, const char *error) {
  if (page != NULL) {
    char text[FIRST_LINE];
    snprintf(text, sizeof text, "scenario %lu %s%.200s", generation, *error == '\0' ? "ok" : "error: ", error);
    put(0, FIRST_LINE, text);
  }
}
