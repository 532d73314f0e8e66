# shellcheck shell=bash
# Installs what the project needs. Sourced by scripts/lab and scripts/test, which run in the project's folder.

fail() {
  printf '%s\n' "$@" >&2
  exit 3
}

# 0 when the answer is yes. Without a terminal the answer is no, unless --yes was given.
confirm() {
  [ "${assume_yes:-no}" = yes ] && return 0
  [ -t 0 ] || return 1
  local answer
  read -r -p "$1 [Y/n] " answer
  case "$answer" in '' | [Yy]*) return 0 ;; *) return 1 ;; esac
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

require_node() {
  local wanted='Node.js 20 or later with npm is needed: https://nodejs.org/en/download'
  command -v node >/dev/null || fail "$wanted"
  command -v npm >/dev/null || fail "$wanted"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "$wanted" "This is Node.js $(node --version)."
}

# npm writes node_modules/.package-lock.json when it has finished.
install_npm_packages() {
  require_node
  local installed=node_modules/.package-lock.json
  if [ ! -x node_modules/.bin/node ] || [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
    echo 'Installing npm packages ...' >&2
    ELECTRON_SKIP_BINARY_DOWNLOAD=1 npm ci --no-audit --no-fund || fail 'npm ci failed: see above.'
    touch "$installed"
  fi
}

package_manager() {
  local manager
  for manager in apt-get dnf yum zypper pacman apk; do
    if command -v "$manager" >/dev/null; then
      echo "$manager"
      return
    fi
  done
}

# The package that has a program, by package manager: package_of MANAGER PROGRAM
package_of() {
  case "$1:$2" in
    dnf:ip | dnf:ss | dnf:bridge | yum:ip | yum:ss | yum:bridge) echo iproute ;;
    *:ip | *:ss | *:bridge) echo iproute2 ;;
    apk:unshare | apk:nsenter) echo util-linux-misc ;;
    apt-get:mount) echo mount ;;
    apk:mount | *:unshare | *:nsenter | *:mount) echo util-linux ;;
    zypper:iperf3) echo iperf ;;
    apt-get:nginx) echo nginx-light ;;
    apt-get:ping) echo iputils-ping ;;
    *:ping) echo iputils ;;
    apt-get:xvfb-run) echo xvfb ;;
    apt-get:pdftotext) echo poppler-utils ;;
    *) echo "$2" ;;
  esac
}

# Debian starts services when it installs them; this forbids it, where nothing else decides about it.
apt_install() {
  local policy=/usr/sbin/policy-rc.d made=no status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    made=yes
    # shellcheck disable=SC2064
    trap "as_root rm -f $policy" EXIT
  fi
  as_root apt-get update -q || true
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -q --no-install-recommends "$@" || status=$?
  if [ "$made" = yes ]; then
    as_root rm -f "$policy"
    trap - EXIT
  fi
  return "$status"
}

install_packages() {
  local manager=$1
  shift
  case "$manager" in
    apt-get) apt_install "$@" ;;
    dnf | yum) as_root "$manager" install -y "$@" ;;
    zypper) as_root zypper --non-interactive install "$@" ;;
    pacman) as_root pacman -S --needed --noconfirm "$@" ;;
    apk) as_root apk add "$@" ;;
  esac
}

# Programs of the arguments that are neither on PATH nor where system programs are.
missing_programs() {
  local program
  for program in "$@"; do
    PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" command -v "$program" >/dev/null || echo "$program"
  done
}

install_programs() {
  local missing manager program packages=()
  missing=$(missing_programs "$@" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  manager=$(package_manager)
  [ -n "$manager" ] || fail "These programs are missing: $missing" 'Install them, then try again.'
  while read -r program; do packages+=("$program"); done < <(
    for program in $missing; do package_of "$manager" "$program"; done | sort -u
  )
  echo "These programs are missing: $missing" >&2
  confirm "Install ${packages[*]} with $manager (their services are not started)?" ||
    fail "Install them, or say yes with --yes: $manager install ${packages[*]}"
  install_packages "$manager" "${packages[@]}" || fail "$manager could not install ${packages[*]}."
}
