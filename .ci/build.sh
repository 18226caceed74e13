#!/usr/bin/env bash
# Builds the release into dist/, unless nothing that goes into it is newer.
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
bash .ci/setup.sh build

stamp=target/dist.stamp
inputs="src style .cargo build.rs index.html Trunk.toml Cargo.toml Cargo.lock package-lock.json .ci/dist.mjs .ci/wasm.mjs .ci/single.mjs .ci/versions"
if [ -f dist/index.html ] && [ -f "$stamp" ] && [ -z "$(find $inputs -newer "$stamp" -print 2>/dev/null | head -n 1)" ]; then
  say "dist/ is up to date"
  exit
fi
say "Building the release into dist/ (five to ten minutes: the whole program is linked and made small)"
mkdir -p target
touch "$stamp.new" # before the build, so that an edit made during it counts
# What reads books and tables beside the page are programs of their own; the hook of the build puts them into the site.
shipped with_wasm cargo build --profile worker --no-default-features --features worker --bin worker --bin sheets --target wasm32-unknown-unknown
if [ "$(wasm_mode)" = debian ]; then
  shipped with_wasm trunk build --release # in one piece: the splitter is not built with Debian's compiler
else
  GUANXI_SPLIT=1 shipped trunk build --release --features split
fi
node .ci/single.mjs dist # the same in one file
mv "$stamp.new" "$stamp"
