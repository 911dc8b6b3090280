#!/usr/bin/env bash
# Where the processors' time of a running vault goes, by layer: samples its virtual machine while load is on it.
#   benchmarks/profile.sh PID [SECONDS]      PID: the vault's java process, whose command line has -D[Standalone]
# Each sample counts for the first layer in the list below that its stack touches, so that a layer holds what the layers above it do not.
set -euo pipefail
pid=${1:?the process id of the vault}
seconds=${2:-20}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-profile.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
jcmd "$pid" JFR.start name=holdfast settings=profile "duration=${seconds}s" "filename=$scratch/samples.jfr" >/dev/null
sleep $((seconds + 3))
jfr print --events jdk.ExecutionSample --stack-depth 128 "$scratch/samples.jfr" | awk '
  BEGIN {
    n = split("password hashing:Argon2;audit record:persistence.audit;database:persistence.sql.Sql;encryption of objects:ObjectCipher;access:ejb.access.AccessControl;sign-in:EdgeAuthentication;monitoring and upkeep:VaultLifecycle;beans and their container:ejb.object;REST:resteasy;servlet and security:undertow.servlet;TLS:sun.security.ssl;connection:xnio;rest:.", layer, ";")
  }
  /^jdk.ExecutionSample/ { stack = "" }
  { stack = stack $0 }
  /^}/ { total++; for (i = 1; i <= n; i++) { split(layer[i], part, ":"); if (stack ~ part[2]) { count[i]++; break } } }
  END { print "| layer | samples |"; print "|---|---|"; for (i = 1; i <= n; i++) { split(layer[i], part, ":"); printf "| %s | %.1f %% |\n", part[1], 100 * count[i] / total } print ""; print total " samples" }'
