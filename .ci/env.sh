# Sourced by the other scripts: strict mode, the project's root, PATH, messages, and how wasm is compiled.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .ci/versions

TOOLS=${GUANXI_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/guanxi/tools} # outside the clone, so that clones share it
export PATH="$PWD/node_modules/.bin:$TOOLS/bin:$HOME/.cargo/bin:$PATH"
[ -z "${NO_COLOR:-}" ] || export NO_COLOR=true # Trunk takes no other value
CHROME_FILES="/usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome /Applications/Chromium.app/Contents/MacOS/Chromium"
FIREFOX_FILES="/usr/bin/firefox-esr /usr/bin/firefox /Applications/Firefox.app/Contents/MacOS/firefox"
DEBIAN_RUST="rustc-web cargo-web rust-web-src"

say() { printf '\033[1m· %s\033[0m\n' "$*"; }
die() { printf '✗ %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
locked_version() { awk -v name="\"$1\"" '$1 == "name" { found = $3 == name } found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock; }

find_chrome() { # the browser that the tests drive: CHROME, or the first known place
  local file
  for file in "${CHROME:-}" $CHROME_FILES; do
    [ -z "$file" ] || [ ! -x "$file" ] || { echo "$file"; return; }
  done
}

find_firefox() { # the second browser of the tests
  local file
  for file in "${FIREFOX:-}" $FIREFOX_FILES; do
    [ -z "$file" ] || [ ! -x "$file" ] || { echo "$file"; return; }
  done
}

has_wasm_std() { ls "$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)"/libstd-*.rlib >/dev/null 2>&1; }
has_debian_rust() { has dpkg-query && [ "$(dpkg-query -W -f '${db:Status-Status} ' $DEBIAN_RUST 2>/dev/null)" = "installed installed installed " ]; }

# Which compiler makes wasm: rustup's with its own target, or Debian's with std compiled from source.
wasm_mode() {
  if [ "${GUANXI_WASM:-}" = debian ]; then echo debian
  elif has_wasm_std; then echo rustup
  elif has_debian_rust; then echo debian
  fi
}

rust_lld() { # the linker that rustup's compiler carries, else any that Debian installed
  local sysroot host
  sysroot=$(rustc --print sysroot 2>/dev/null) || return 0
  host=$(rustc -vV | sed -n 's/^host: //p')
  ls "$sysroot/lib/rustlib/$host/bin/rust-lld" /usr/bin/lld /usr/bin/lld-[0-9]* 2>/dev/null | head -n 1 || true
}

# Runs a command that compiles to wasm. Debian's way keeps a target folder of its own: its compiler is another version.
with_wasm() {
  if [ "$(wasm_mode)" = debian ]; then
    env RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_TARGET_DIR="$PWD/target/debian" \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(rust_lld)" "$@"
  else
    "$@"
  fi
}

# Runs what compiles for visitors: where this machine keeps the crates is not told in every message of a stop, and changes no size.
shipped() { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates" "$@"; }
