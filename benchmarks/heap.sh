#!/usr/bin/env bash
# How much of a virtual machine's heap is in use, garbage included, in KiB; whichever collector it has.
#   benchmarks/heap.sh PID
set -euo pipefail
jcmd "${1:?the process id}" GC.heap_info |
  sed -n '/PSYoungGen\|ParOldGen\|def new\|tenured\|garbage-first/s/.*used \([0-9]*\)K.*/\1/p' | awk '{ sum += $1 } END { print sum }'
