#!/usr/bin/env bash
# How fast the vault wraps and unwraps 32 bytes by the HSM, through the container's pool of PKCS#11 sessions with each checkout, beside a program
# in C that makes the same calls on the same token in turn with it. Nothing else should run on the machine. Wants a C compiler and SoftHSM2.
#
#   benchmarks/hsm.sh      about three minutes, after a build
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
loop=$(mktemp "${TMPDIR:-/tmp}/holdfast-loop.XXXXXX")
log=$(mktemp "${TMPDIR:-/tmp}/holdfast-hsm.XXXXXX")
trap 'rm -f "$loop" "$log"' EXIT

cc -O2 -pthread -I "$root/pkcs11-faults/src/main/c" "$root/benchmarks/hsm/loop.c" -ldl -o "$loop"
cd "$root"
./mvnw -B -ntp verify -am -pl arquillian-tests -Phsm-figures -Dholdfast.hsm.loop="$loop" -DskipTests=false \
  -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dassembly.skipAssembly ${MAVEN_OPTIONS:-} >"$log" 2>&1 || {
  grep -E 'ERROR|FAIL' "$log" | head -n 20 >&2
  exit 1
}
echo "Load average: $(cut -d ' ' -f 1-3 /proc/loadavg); processors: $(nproc); $(date -u +%F)"
echo
cat arquillian-tests/target/container/home/hsm-figures.md
