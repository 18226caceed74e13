#!/usr/bin/env bash
# Builds the release into dist/, unless nothing that goes into it is newer.
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
bash .ci/setup.sh build

stamp=target/dist.stamp
inputs="src hot style .cargo build.rs index.html Trunk.toml Cargo.toml Cargo.lock package-lock.json .ci/dist.mjs .ci/wasm.mjs .ci/single.mjs .ci/versions"
if [ -f dist/index.html ] && [ -f "$stamp" ] && [ -z "$(find $inputs -newer "$stamp" -print 2>/dev/null | head -n 1)" ]; then
  say "dist/ is up to date"
  exit
fi
say "Building the release into dist/ (five to ten minutes: the whole program is linked and made small)"
mkdir -p target
touch "$stamp.new" # before the build, so that an edit made during it counts
# What reads books and tables beside the page are programs of their own; the hook of the build puts them into the site. Linking is the long
# part of each program and keeps one processor busy, so the page's is compiled beside them; Trunk then finds it done.
kind=() && [ "$(wasm_mode)" = debian ] || kind=(--features split) # in one piece where Debian's compiler builds: the splitter needs rustup's
shipped with_wasm cargo build --profile worker --no-default-features --features worker --bin worker --bin sheets --target wasm32-unknown-unknown &
readers=$!
shipped with_wasm cargo build --release "${kind[@]}" --bin guanxi --target wasm32-unknown-unknown
wait $readers
[ ${#kind[@]} = 0 ] || export GUANXI_SPLIT=1
shipped with_wasm trunk build --release "${kind[@]}"
node .ci/single.mjs dist # the same in one file
mv "$stamp.new" "$stamp"
