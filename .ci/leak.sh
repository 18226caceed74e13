#!/usr/bin/env bash
# Shows that the budget holds: the release is within it, and with the dashboard planted in the first load (the feature `leak`) it is not.
# The planted site lies in target/leak/. Ten minutes or more: two links of the whole program.
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
bash .ci/build.sh
node .ci/sizes.mjs dist

say "Planting the leak"
GUANXI_SPLIT=1 shipped trunk build --release --features leak --dist target/leak
if told=$(node .ci/sizes.mjs target/leak 2>&1 >/dev/null); then die "The budget did not find the planted leak."; fi
echo "$told"
grep -q "^✗ FIRST LOAD: .* Grown: guanxi_bg.wasm by " <<<"$told" || die "The budget failed, but not for the planted leak."
say "What holds it there, as node .ci/parts.mjs why says (of the planted build, until the next one)"
node .ci/parts.mjs why "page::dashboard" | head -12
say "The budget found the planted leak, and passes without it."
