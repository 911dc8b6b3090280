# shellcheck shell=sh
# Sourced by holdfast and hsmclient: finds the distribution and a JVM, and sets $distribution and $java.
# Nothing this user makes is for other users to read, and no core file shows what was in memory.
umask 077
# shellcheck disable=SC3045
ulimit -c 0 2>/dev/null || true

distribution=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
elif ! java=$(command -v java); then
  echo "Error: there is no Java on this machine; Holdfast needs 17 or later. Install it (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME." >&2
  exit 1
fi
# Most JVMs say so in a file; to start one for the question takes longer than many a command.
release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$(dirname "$(readlink -f "$java")")/../release" 2>/dev/null) || true
[ -n "$release" ] || release=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
case $release in
  1.*|9|1[0-6]|'')
    echo "Error: $java is Java ${release:-of an unknown release}; Holdfast needs 17 or later. Set JAVA_HOME to one." >&2
    exit 1 ;;
esac
