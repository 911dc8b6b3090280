#!/usr/bin/env bash
# What PostgreSQL alone does of a read: one row by its key and one row of a trail, in one transaction. Prints rows of a Markdown table.
# Wants psql and pgbench on PATH (Debian: postgresql-client, postgresql-contrib); the embedded PostgreSQL comes without them.
# The server is told by PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE; a schema "bench" is made there, and removed at the end.
#
#   benchmarks/pgbench/run.sh [SECONDS]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
seconds=${1:-20}

for tool in psql pgbench; do
  command -v "$tool" >/dev/null || {
    echo "Error: $tool is not on PATH (Debian: apt-get install postgresql-client postgresql-contrib)." >&2
    exit 1
  }
done

psql -qX -v ON_ERROR_STOP=1 -f "$here/tables.sql" 2>/dev/null
trap 'psql -qXc "DROP SCHEMA bench CASCADE" 2>/dev/null' EXIT

for connections in 1 8; do
  pgbench -n -M prepared -c "$connections" -j 1 -T 3 -f "$here/read-and-record.sql" >/dev/null 2>&1
  pgbench -n -M prepared -c "$connections" -j 1 -T "$seconds" -f "$here/read-and-record.sql" 2>/dev/null |
    awk -v c="$connections" '
      /^latency average/ { mean = $4 }
      /^tps/ { rate = $3 }
      END { printf "| PostgreSQL alone (pgbench) | read a row, add one to a trail | %d | %.0f | %.2f | | | | | |\n", c, rate, mean }'
done
