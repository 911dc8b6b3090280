# shellcheck shell=bash
# Sourced by bin/run and bin/test: what both need of the machine.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  printf 'Error: %s\n' "$*" >&2
  exit 1
}

# Whether there is a JDK (not only a JRE) of release 17 or later, where Maven will look for it.
have_jdk() {
  local javac=javac
  if [[ -n ${JAVA_HOME:-} ]]; then
    javac=$JAVA_HOME/bin/javac
  fi
  local release
  release=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p') || true
  [[ -n $release && $release -ge 17 ]]
}

have_softhsm() {
  [[ -e /usr/lib/softhsm/libsofthsm2.so || -n ${HOLDFAST_HSM_LIBRARY_SOFTHSM:-} ]]
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# Names the Debian packages that are missing for the tools asked for.
missing_packages() {
  local tool
  for tool in "$@"; do
    case $tool in
      jdk) have_jdk || echo openjdk-17-jdk-headless ;;
      softhsm) have_softhsm || echo softhsm2 ;;
      pkcs11-tool) have pkcs11-tool || echo opensc ;;
      chromium) have chromium || echo chromium ;;
      sshd) [[ -x /usr/sbin/sshd ]] || echo openssh-server ;;
      groff) have groff || echo groff-base ;;
      gcc) have gcc || printf '%s\n' gcc libc6-dev ;;
    esac
  done
}

# Installs what is missing if that needs no question; else says how and stops.
need() {
  local packages
  mapfile -t packages < <(missing_packages "$@")
  [[ ${#packages[@]} -gt 0 ]] || return 0
  local install="apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
  local -a as_root
  if ! have apt-get; then
    fail "these are missing, and this machine has no apt-get to install them with (names are Debian's): ${packages[*]}"
  elif [[ $(id -u) -eq 0 ]]; then
    as_root=(env)
  elif have sudo && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
  else
    fail "these are missing: ${packages[*]}. Install them as root, then run this again: $install"
  fi
  echo "Installing ${packages[*]} …"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q update &&
    "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    fail "they could not be installed; the lines above say why. By hand, as root: $install"
  fi
  rm -f "$log"
  [[ -z $(missing_packages "$@") ]] ||
    fail "a JDK of release 17 or later is there, but JAVA_HOME (${JAVA_HOME:-not set}) or PATH leads elsewhere. Set JAVA_HOME to it."
}
