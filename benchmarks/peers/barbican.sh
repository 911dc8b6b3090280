#!/usr/bin/env bash
# Sets up OpenStack Barbican in a scratch folder, with a SoftHSM2 token and a PostgreSQL of its own, loads it with the same generator
# as bin/bench, and prints rows of the same table. It speaks plain HTTP, has no sign-in (no Keystone) and writes no audit record.
# Wants these packages of Debian 12 (and installs nothing):
#
#   apt-get install --no-install-recommends barbican-api barbican-common python3-barbican softhsm2 opensc uwsgi-core \
#     uwsgi-plugin-python3 python3-pastescript python3-psycopg2 postgresql
#
#   benchmarks/peers/barbican.sh [options of the load generator: --seconds 60, …]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
classes=$here/../target/classes
port=${BARBICAN_PORT:-29311}
db_port=$((port + 1))

fail() {
  printf 'Error: %s\n' "$*" >&2
  exit 1
}

pg=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[[ -n $pg ]] || fail "PostgreSQL is not installed; see the packages in this file."
for tool in barbican-manage softhsm2-util uwsgi; do
  command -v "$tool" >/dev/null || fail "$tool is not installed; see the packages in this file."
done
[[ -d $classes ]] || fail "build first: ./mvnw -DskipTests package -am -pl benchmarks"

# PostgreSQL does not run as root.
as_postgres=()
if [[ $(id -u) -eq 0 ]]; then
  as_postgres=(runuser -u postgres --)
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/barbican.XXXXXX")
chmod 755 "$scratch"
uwsgi_pid=
stop() {
  if [[ -n $uwsgi_pid ]]; then
    kill "$uwsgi_pid" 2>/dev/null || true
    wait "$uwsgi_pid" 2>/dev/null || true
  fi
  "${as_postgres[@]}" "$pg/pg_ctl" -D "$scratch/pg/data" -m fast -w stop >/dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap stop EXIT

# ---- PostgreSQL ----
mkdir "$scratch/pg"
[[ ${#as_postgres[@]} -eq 0 ]] || chown postgres "$scratch/pg"
{
  "${as_postgres[@]}" "$pg/initdb" -D "$scratch/pg/data" -U barbican -A trust
  "${as_postgres[@]}" "$pg/pg_ctl" -D "$scratch/pg/data" -w -l "$scratch/pg/log" \
    -o "-p $db_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$scratch/pg" start
  "$pg/createdb" -h 127.0.0.1 -p "$db_port" -U barbican barbican
} >"$scratch/postgresql.log" 2>&1 || fail "PostgreSQL did not start: $(tail -n 3 "$scratch/postgresql.log")"
database=postgresql+psycopg2://barbican@127.0.0.1:$db_port/barbican

# ---- Token ----
mkdir "$scratch/tokens"
export SOFTHSM2_CONF=$scratch/softhsm2.conf
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$scratch/tokens" >"$SOFTHSM2_CONF"
library=/usr/lib/softhsm/libsofthsm2.so
slot=$(softhsm2-util --init-token --free --label barbican --pin 123456 --so-pin 654321 | sed -n 's/.*slot \([0-9]*\).*/\1/p')

# ---- Barbican ----
export HOME=$scratch
mkdir "$scratch/.barbican"
cat >"$scratch/.barbican/barbican.conf" <<CONF
[DEFAULT]
sql_connection = $database
db_auto_create = false
host_href = http://127.0.0.1:$port
log_file = $scratch/barbican.log
[database]
connection = $database
[secretstore]
namespace = barbican.secretstore.plugin
enabled_secretstore_plugins = store_crypto
[crypto]
namespace = barbican.crypto.plugin
enabled_crypto_plugins = p11_crypto
[p11_crypto_plugin]
library_path = $library
token_labels = barbican
login = 123456
mkek_label = mkek
mkek_length = 32
hmac_label = hmac
hmac_key_type = CKK_GENERIC_SECRET
hmac_keygen_mechanism = CKM_GENERIC_SECRET_KEY_GEN
os_locking_ok = true
encryption_mechanism = CKM_AES_GCM
CONF
sed 's|^/v1: .*|/v1: barbican_api|' /etc/barbican/barbican-api-paste.ini >"$scratch/paste.ini"
export BARBICAN_PASTE=$scratch/paste.ini
key=(--library-path "$library" --slot-id "$slot" --passphrase 123456 --length 32)
{
  barbican-manage db upgrade --db-url "$database"
  barbican-manage hsm gen_mkek "${key[@]}" --label mkek
  barbican-manage hsm gen_hmac "${key[@]}" --label hmac --key-type CKK_GENERIC_SECRET --mechanism CKM_GENERIC_SECRET_KEY_GEN
} >"$scratch/manage.log" 2>&1 || fail "Barbican was not set up: $(tail -n 5 "$scratch/manage.log")"

# Two processes of four threads: with more, two processors did less. http11-socket keeps connections alive.
uwsgi --plugins python3 --http11-socket "127.0.0.1:$port" --master --lazy-apps --enable-threads --processes 2 --threads 4 \
  --buffer-size 65535 --die-on-term --disable-logging --wsgi-file "$here/barbican.wsgi" >"$scratch/uwsgi.log" 2>&1 &
uwsgi_pid=$!
for _ in $(seq 60); do
  kill -0 "$uwsgi_pid" 2>/dev/null || fail "Barbican did not start: $(tail -n 5 "$scratch/uwsgi.log")"
  if curl -sf -H 'X-Project-Id: bench' "http://127.0.0.1:$port/v1/secrets?limit=1" >/dev/null 2>&1; then
    break
  fi
  sleep 0.5
done

"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -cp "$classes" org.holdfast.benchmarks.load.LoadMain \
  --system Barbican --url "http://127.0.0.1:$port" --header 'X-Project-Id: bench' \
  --store-path /v1/secrets \
  --store-body '{"name":"@NAME@","payload":"@KEY@","payload_content_type":"application/octet-stream","payload_content_encoding":"base64","algorithm":"aes","bit_length":256,"mode":"cbc","secret_type":"symmetric"}' \
  --id-pattern 'secrets/([0-9a-f-]{36})' --read-path '/v1/secrets/@ID@/payload' "$@" || {
  tail -n 20 "$scratch/uwsgi.log" "$scratch/barbican.log" >&2
  exit 1
}
