#!/usr/bin/env bash
# Measures backup and restore of a vault with many objects, to and from an OpenSSH server on this machine, beside a plain binary COPY of the same
# tables through ssh, in one run. Starts a fresh trial of the built distribution in a scratch folder. Nothing else should run on the machine.
# Wants psql, ssh and sshd (Debian: postgresql-client, openssh-client, openssh-server), and root: sshd lets root in with a key.
#
#   benchmarks/backup.sh [OBJECTS]      100000; some minutes, most of them storing the objects
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
objects=${1:-100000}
port=${BENCH_PORT:-28543}
ssh_port=$((port + 3))

fail() {
  printf 'Error: %s\n' "$*" >&2
  exit 1
}

for tool in psql ssh ssh-keygen /usr/sbin/sshd; do
  command -v "$tool" >/dev/null || fail "$tool is missing; see the packages in this file."
done
distribution=$(find "$root/server/target" -maxdepth 1 -type d -name 'holdfast-*' 2>/dev/null | sort | tail -n 1)
classes=$root/benchmarks/target/classes
[[ -n $distribution && -d $classes ]] || fail "build first: ./mvnw -DskipTests -Dassembly.skipAssembly package"

unset "${!HOLDFAST_@}" SOFTHSM2_CONF
scratch=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-backup.XXXXXX")
home=$scratch/home
log=$scratch/trial.log
trial=
sshd=
stop() {
  [[ -z $sshd ]] || kill "$sshd" 2>/dev/null || true
  [[ -z $trial ]] || { kill "$trial" 2>/dev/null && wait "$trial" 2>/dev/null; } || true
  rm -rf "$scratch"
}
trap stop EXIT

# ---- An SSH server, and a key of ours on it ----
mkdir -p "$scratch/ssh" "$scratch/there" /run/sshd
ssh-keygen -q -t ed25519 -N '' -f "$scratch/ssh/host"
ssh-keygen -q -t ed25519 -N '' -f "$scratch/ssh/ours"
cp "$scratch/ssh/ours.pub" "$scratch/ssh/authorized"
cat >"$scratch/ssh/config" <<CONF
Port $ssh_port
ListenAddress 127.0.0.1
HostKey $scratch/ssh/host
PidFile none
AuthorizedKeysFile $scratch/ssh/authorized
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
CONF
/usr/sbin/sshd -D -f "$scratch/ssh/config" 2>/dev/null &
sshd=$!
there() {
  ssh -q -F none -p "$ssh_port" -i "$scratch/ssh/ours" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null 127.0.0.1 "$@"
}

# ---- A vault with objects ----
# The daily proof would run beside what is measured.
HOLDFAST_JAVA_OPTS=-Dholdfast.backup.prove-hours=0 "$distribution/bin/holdfast" trial --home "$home" --port "$port" \
  --management-port $((port + 1)) --db-port $((port + 2)) >"$log" 2>&1 &
trial=$!
until grep -q 'Holdfast is ready' "$log"; do
  kill -0 "$trial" 2>/dev/null || fail "the trial did not start: $(tail -n 3 "$log")"
  sleep 0.5
done
secret() { sed -n "s/^$1=//p" "$home/trial.properties"; }
LOAD_PASSWORD=$(secret keyadmin.password)
export LOAD_PASSWORD
load() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -cp "$classes" org.holdfast.benchmarks.load.LoadMain --url "https://127.0.0.1:$port" \
    --ca "$home/etc/tls/ca.crt" --user keyadmin "$@"
}
load --fill "$objects" --operations none --no-heading
PGPASSWORD=$(sed -n 's/^administrator.password=//p' "$home/etc/database.properties")
export PGPASSWORD PGHOST=127.0.0.1 PGPORT=$((port + 2)) PGUSER=postgres PGDATABASE=holdfast
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
sql -c 'VACUUM ANALYZE; CHECKPOINT' 2>/dev/null || { sql -c 'VACUUM ANALYZE' && sql -c CHECKPOINT; }
mapfile -t tables < <(sql -c "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'vault'
  OR (schemaname = 'node' AND (tablename LIKE '%\\_current' OR tablename = 'expiry_warning')) ORDER BY 1")

seconds() {
  local begin end
  begin=$(date +%s.%N)
  "$@" >&2
  end=$(date +%s.%N)
  awk -v b="$begin" -v e="$end" 'BEGIN { printf "%.2f", e - b }'
}
vault=$(sed -n 's/^wildfly.pid=//p' "$home/run/holdfast.properties")
# The heap in use, garbage included, in MiB: the largest of looks once a second.
watch_heap() {
  local most=0 now
  while kill -0 "$vault" 2>/dev/null; do
    now=$("$root/benchmarks/heap.sh" "$vault" 2>/dev/null || true)
    ((${now:-0} > most)) && most=$now && echo $((most / 1024)) >"$scratch/heap"
    sleep 1
  done
}

# ---- Out ----
copy_out() {
  local table
  for table in "${tables[@]}"; do
    sql -c "COPY $table TO STDOUT (FORMAT binary)" | there "cat > $scratch/there/$table"
  done
}
copy_out_one() {
  {
    for table in "${tables[@]}"; do sql -c "COPY $table TO STDOUT (FORMAT binary)"; done
  } | there "cat > $scratch/there/all && sync -f $scratch/there/all"
}
export HOLDFAST_HOME=$home HOLDFAST_PORT=$port HOLDFAST_USER=sysadmin
HOLDFAST_PASSWORD=$(secret sysadmin.password)
HOLDFAST_RECOVERY_PASSPHRASE=$(secret recovery.passphrase)
export HOLDFAST_PASSWORD HOLDFAST_RECOVERY_PASSPHRASE
backup() { "$distribution/bin/holdfast" backup "$@"; }
backup destination public-key | grep -o 'ssh-ed25519 .*' >>"$scratch/ssh/authorized"
backup destination create there --method sftp --ssh-host 127.0.0.1 --ssh-port "$ssh_port" --ssh-user root --path "$scratch/there" \
  --host-key-fingerprint "$(ssh-keygen -lf "$scratch/ssh/host.pub" | cut -d ' ' -f 2)" >&2

# Once without measuring: both find caches and compiled code in the same state.
copy_out_one
backup now --to there --name warm-up >&2
plain_out=$(seconds copy_out_one)
watch_heap &
watcher=$!
ours_out=$(seconds backup now --to there --name measured)
kill "$watcher"
heap_out=$(cat "$scratch/heap")
file=$(basename "$(find "$scratch/there" -name 'hfbackup_measured*')")
bytes=$(stat -c %s "$scratch/there/$file")
plain_bytes=$(stat -c %s "$scratch/there/all")

# ---- Reads meanwhile ----
quiet=$(load --operations read --connections 1 --warm-up 5 --seconds 10 --no-heading)
backup now --to there --name beside --no-wait >&2
busy=$(load --operations read --connections 1 --warm-up 0 --seconds 5 --no-heading)

# ---- In ----
copy_out
sql <<SQL
CREATE SCHEMA plain_vault; CREATE SCHEMA plain_node;
SQL
for table in "${tables[@]}"; do sql -c "CREATE TABLE plain_$table (LIKE $table INCLUDING ALL)"; done
copy_in() {
  local table
  for table in "${tables[@]}"; do
    there "cat $scratch/there/$table" | sql -c "COPY plain_$table FROM STDIN (FORMAT binary)"
  done
}
plain_in=$(seconds copy_in)
sql -c 'DROP SCHEMA plain_vault, plain_node CASCADE' 2>/dev/null
until backup status --json | grep -q '"progress":null'; do sleep 1; done
rm -f "$scratch/heap"
watch_heap &
watcher=$!
ours_in=$(seconds backup restore "$file" --from there --yes --without-safety-backup)
kill "$watcher"
heap_in=$(cat "$scratch/heap")

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
cat <<TABLE

| $objects objects | seconds | bytes | ratio | heap in use, at most |
|---|---|---|---|---|
| binary COPY out through ssh | $plain_out | $plain_bytes | 1 | |
| backup: made and read back | $ours_out | $bytes | $(ratio "$ours_out" "$plain_out") | $heap_out MiB |
| binary COPY in through ssh, indexes there | $plain_in | | 1 | |
| restore: checked, loaded, proved, swapped | $ours_in | | $(ratio "$ours_in" "$plain_in") | $heap_in MiB |

Reads on one connection, without and beside a backup:

| system | operation | connections | per second | mean ms | p50 | p90 | p99 | max | errors |
|---|---|---|---|---|---|---|---|---|---|
$quiet
$busy
TABLE
