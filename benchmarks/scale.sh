#!/usr/bin/env bash
# Measures a vault as it grows: rates and latencies of reads all over it, lists by REST and in the console, bytes in the database for each
# object, heap, and how fast a new master key re-wraps all data keys; and the same reads of a wallet that the HSM holds. Starts a fresh trial of the built distribution in a scratch
# folder. Nothing else should run on the machine. Wants psql and curl (Debian: postgresql-client, curl).
#
#   benchmarks/scale.sh [OBJECTS …]      1000 100000 1000000, rising
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[[ $# -gt 0 ]] || set -- 1000 100000 1000000
port=${BENCH_PORT:-28543}
url=https://127.0.0.1:$port
warm_up=${WARM_UP:-30}
seconds=${SECONDS_MEASURED:-10}

fail() {
  printf 'Error: %s\n' "$*" >&2
  exit 1
}

for tool in psql curl jcmd; do
  command -v "$tool" >/dev/null || fail "$tool is missing; see the packages in this file."
done
distribution=$(find "$root/server/target" -maxdepth 1 -type d -name 'holdfast-*' 2>/dev/null | sort | tail -n 1)
classes=$root/benchmarks/target/classes
[[ -n $distribution && -d $classes ]] || fail "build first: ./mvnw -DskipTests -Dassembly.skipAssembly package"

unset "${!HOLDFAST_@}" SOFTHSM2_CONF
scratch=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-scale.XXXXXX")
home=$scratch/home
log=$scratch/trial.log
HOLDFAST_JAVA_OPTS=-Dholdfast.backup.prove-hours=0 "$distribution/bin/holdfast" trial --home "$home" --port "$port" \
  --management-port $((port + 1)) --db-port $((port + 2)) >"$log" 2>&1 &
trial=$!
trap 'kill "$trial" 2>/dev/null; wait "$trial" 2>/dev/null || true; rm -rf "$scratch"' EXIT
until grep -q 'Holdfast is ready' "$log"; do
  kill -0 "$trial" 2>/dev/null || fail "the trial did not start: $(tail -n 3 "$log")"
  sleep 0.5
done

secret() { sed -n "s/^$1=//p" "$home/trial.properties"; }
LOAD_PASSWORD=$(secret keyadmin.password)
export LOAD_PASSWORD
load() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -cp "$classes" org.holdfast.benchmarks.load.LoadMain --url "$url" \
    --ca "$home/etc/tls/ca.crt" --user keyadmin "$@"
}
as() {
  local user=$1
  shift
  curl -sS --fail-with-body --cacert "$home/etc/tls/ca.crt" -K <(printf 'user = "%s:%s"\n' "$user" "$(secret "$user.password")") "$@"
}
api() {
  local user=$1 method=$2 path=$3
  shift 3
  as "$user" -X "$method" -H 'Content-Type: application/json' "$url/api/v1$path" "$@"
}
console() {
  curl -sS --fail-with-body --cacert "$home/etc/tls/ca.crt" -b "$scratch/cookies" -c "$scratch/cookies" "$@"
}
console_sign_in() {
  local view
  rm -f "$scratch/cookies"
  view=$(console "$url/login.xhtml" | grep -o 'name="jakarta.faces.ViewState"[^>]*value="[^"]*"' | sed 's/.*value="//; s/"$//')
  console -o /dev/null "$url/login.xhtml" --data-urlencode login=login --data-urlencode login:name=keyadmin \
    --data-urlencode "login:password@"<(printf %s "$(secret keyadmin.password)") \
    --data-urlencode "jakarta.faces.ViewState=$view" --data-urlencode login:submit=
}
# Median of 31 requests of one page on one connection, in ms: the first ones find code that was not compiled yet.
median() {
  local page=$1 pages=()
  shift
  for _ in {1..31}; do pages+=(-o /dev/null "$url$page"); done
  "$@" -w '%{time_total}\n' "${pages[@]}" | sort -n | awk '{ t[NR] = $1 } END { printf "%.1f", 1000 * t[int((NR + 1) / 2)] }'
}
PGPASSWORD=$(sed -n 's/^administrator.password=//p' "$home/etc/database.properties")
export PGPASSWORD PGHOST=127.0.0.1 PGPORT=$((port + 2)) PGUSER=postgres PGDATABASE=holdfast
sql() { psql -qXAt -v ON_ERROR_STOP=1 -c "$1" 2>/dev/null; }
vault=$(sed -n 's/^wildfly.pid=//p' "$home/run/holdfast.properties")
# What is left in the heap after a full collection, in MiB.
heap() {
  jcmd "$vault" GC.run >/dev/null
  "$root/benchmarks/heap.sh" "$vault" | awk '{ printf "%.0f", $1 / 1024 }'
}
# Rows without the audit trail, which grows with use and not with objects.
bytes() {
  sql "SELECT sum(pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass)) FROM pg_tables
    WHERE schemaname IN ('vault', 'node') AND tablename <> 'audit_record'"
}
reads() {
  load --operations read --ids "$scratch/ids" --warm-up "$warm_up" --seconds "$seconds" --no-heading --system "$1" "${@:2}"
}

echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg); processors: $(nproc); $(date -u +%F)"
load --operations none
empty=$(bytes)
stored=0
facts=$scratch/facts
for objects in "$@"; do
  load --fill $((objects - stored)) --operations none --no-heading
  stored=$objects
  sql 'VACUUM ANALYZE'
  sql CHECKPOINT
  sql 'SELECT object_id FROM node.object_current ORDER BY random() LIMIT 20000' >"$scratch/ids"
  size=$(($(bytes) - empty))
  reads "$objects objects"
  used=$(heap)
  console_sign_in
  lists="$(median '/api/v1/objects?limit=50' as keyadmin) | $(median '/api/v1/objects?limit=50&name=123' as keyadmin) | $(median /keys/objects.xhtml console)"
  begin=$(date +%s.%N)
  api sysadmin POST /hsm/master-key/rotate >/dev/null
  while api sysadmin GET /hsm | grep -vq '"rewrapRemaining":0[,}]'; do sleep 0.2; done
  end=$(date +%s.%N)
  awk -v o="$objects" -v s="$size" -v h="$used" -v l="$lists" -v b="$begin" -v e="$end" \
    'BEGIN { printf "| %d | %d | %d | %s | %.1f | %.0f |\n", o, s / o, h, l, e - b, o / (e - b) }' >>"$facts"
done

wallet=$(api keyadmin POST /wallets -d '{"name":"Held by the HSM","protection":"HSM"}' | grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
load --no-heading --system "held by the HSM" --warm-up "$warm_up" --seconds "$seconds" \
  --store-body "{\"name\":\"@NAME@\",\"type\":\"SYMMETRIC_KEY\",\"algorithm\":\"AES\",\"material\":\"@KEY@\",\"wallets\":[\"$wallet\"]}"

cat <<TABLE

| objects | bytes each in the database | heap after a collection, MiB | REST list of 50, ms | of 50 whose name has "123", ms | console list, ms | re-wrapping all data keys, s | data keys a second |
|---|---|---|---|---|---|---|---|
$(cat "$facts")

Load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)
TABLE
