#!/bin/sh
# Install the Debian packages that building, testing and linting need and that are missing.
# Silent when nothing is. (libglpk: the publication gate proves by linear programmes that no hidden
# figure can be computed; libsqlite3: the ledger; strace, faketime, procps: tests break runs off, set
# the clock, and look for what was left running.) SKIP_DEPS=1 leaves the system alone (packagers,
# other distributions).
set -eu
[ "${SKIP_DEPS:-}" = 1 ] && exit 0

packages="gcc make git pkg-config libc6-dev
  liblua5.4-dev lua5.4 libcsv-dev libreadline-dev libjansson-dev libgsl-dev libicu-dev
  libutf8proc-dev libmd-dev libxxhash-dev libglpk-dev libxlsxwriter-dev libminizip-dev
  libsqlite3-dev strace faketime procps
  libcmocka-dev clang libclang-rt-dev clang-format lua-check tmux less"

missing=
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
    missing="$missing $package"
done
[ -z "$missing" ] && exit 0

command -v apt-get >/dev/null || {
  echo "deps: this system has no apt-get; install the counterparts of:$missing" >&2
  echo "deps: then run make with SKIP_DEPS=1" >&2
  exit 1
}
sudo=
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "deps: as root, run: apt-get install$missing" >&2
    exit 1
  }
  sudo=sudo
fi
echo "deps: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
