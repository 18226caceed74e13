#!/usr/bin/env bash
# Installs what is missing: `setup.sh native` for the tests that need neither wasm nor a browser, `setup.sh build`
# for building and serving, `setup.sh test` for everything.
# What is there already is left alone, so a second call takes less than a second.
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

bounded() { if has timeout; then timeout "$@"; else perl -e 'alarm shift; exec @ARGV' "$@"; fi; }

apt_install() {
  local sudo=""
  has apt-get || die "Missing: $*. Install it with your system's package manager, then run this again (only Debian's apt is automatic)."
  [ "$(id -u)" = 0 ] || { has sudo || die "Missing: $*. Run this as root, or install sudo first."; sudo=sudo; }
  say "Installing with apt: $*"
  [ -n "${apt_updated:-}" ] || $sudo apt-get update -qq
  apt_updated=yes
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    die "apt could not install: $*. Install it by hand, then run this again."
}

check_machine() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64 | Linux-aarch64 | Linux-arm64 | Darwin-x86_64 | Darwin-arm64) ;;
    *) die "This machine ($(uname -s) $(uname -m)) is not supported: the build needs Linux or macOS on x86_64 or arm64." ;;
  esac
  has cargo || die "Rust is missing: install it with rustup (rust-lang.org/tools/install), then run this again."
  has cc || apt_install build-essential
}

check_node() {
  { has node && has npm; } || apt_install nodejs npm
  [ "$(node -p 'parseInt(process.versions.node)')" -ge "$NODE_MAJOR" ] || die "Node $(node -v) is too old: install Node $NODE_MAJOR or newer."
}

wasm_target() {
  if [ -z "$(wasm_mode)" ] && has rustup; then
    say "Adding Rust's wasm target (seconds; given up after $RUSTUP_SECONDS s)"
    bounded "$RUSTUP_SECONDS" rustup target add wasm32-unknown-unknown || say "The Rust component server does not answer."
  fi
  case "$(wasm_mode)" in
    rustup) return ;;
    debian) has_debian_rust && return ;;
  esac
  say "Taking Debian's compiler with std from source instead (half a minute; the first build then takes about two minutes longer)"
  apt_install $DEBIAN_RUST
  [ -n "$(rust_lld)" ] || apt_install lld
}

cargo_tool() { # crate, program, version, minutes, flags
  local crate=$1 program=$2 version=$3 minutes=$4
  shift 4
  [ -x "$TOOLS/bin/$program" ] && grep -qs "^\"$crate $version " "$TOOLS/.crates.toml" && return
  say "Installing $crate $version into $TOOLS (usually $minutes minutes, once)"
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install "$crate" --version "$version" --root "$TOOLS" --force --quiet "$@" ||
    die "$crate $version could not be installed: the messages above say why."
}

node_packages() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  say "Installing the Node packages: wasm-opt, the browser driver and the rules library of the tests (seconds)"
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
}

rust_component() { # component, cargo subcommand
  cargo "$2" --version >/dev/null 2>&1 && return
  has rustup || die "cargo $2 is missing: install it with your Rust, then run this again."
  say "Adding $1 to Rust (seconds; given up after $RUSTUP_SECONDS s)"
  bounded "$RUSTUP_SECONDS" rustup component add "$1" || die "The Rust component server does not answer: add $1 with rustup, then run this again."
}

browser() {
  if [ -z "$(find_chrome)" ] || ! has "${CHROMEDRIVER:-chromedriver}"; then
    say "Installing Chromium and its driver for the browser tests (a minute or two)"
    apt_install chromium chromium-driver
  fi
  if [ -z "$(find_firefox)" ]; then
    if has apt-get; then
      say "Installing Firefox for the smoke run of the browser tests (a minute)"
      apt_install "$(apt-cache show firefox-esr >/dev/null 2>&1 && echo firefox-esr || echo firefox)"
    else
      say "Firefox is missing: the stories in it will be skipped"
    fi
  fi
  if has fc-list && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ] || ! has apt-get; then return; fi
  say "Installing a Chinese font for the pictures"
  apt_install fontconfig fonts-noto-cjk
}

level=${1:-build}
check_machine
if [ "$level" != build ]; then
  rust_component rustfmt fmt
  rust_component clippy clippy
fi
[ "$level" != native ] || exit 0
check_node
wasm_target
[ -f Cargo.lock ] || cargo generate-lockfile --quiet
cargo_tool trunk trunk "$TRUNK_VERSION" 3-6 --locked --no-default-features
cargo_tool wasm-bindgen-cli wasm-bindgen "$(locked_version wasm-bindgen)" 2-3
[ "$(wasm_mode)" = debian ] || cargo_tool wasm_split_cli_support wasm-split-cli "$SPLIT_VERSION" 1-4 --locked --features build-binary
node_packages
[ "$level" != test ] || browser
