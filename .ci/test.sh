#!/usr/bin/env bash
# Runs the tests in order of cost and prints the seconds of each step: `test.sh` runs all of them, `test.sh fast` those
# that need neither wasm nor a browser, `test.sh STEP...` the named ones.
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

case "${1:-all}" in
  all) steps="format native lint_native lint_wasm browser release e2e" level=test ;;
  fast) steps="format native lint_native" level=native ;;
  *) steps=$* level=test ;;
esac

format() { cargo fmt --all --check; }
native() { cargo test --no-default-features; }
lint_native() { cargo clippy --no-default-features --all-targets -- -D warnings; }
lint_wasm() {
  if [ "$(wasm_mode)" = debian ]; then echo "Skipped: Debian's compiler comes without clippy."; return; fi
  cargo clippy --target wasm32-unknown-unknown --all-features --lib --bins -- -D warnings
}
browser() { # the store and the DOM in Chromium; webdriver.json holds its flags
  CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver)} CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    with_wasm cargo test --target wasm32-unknown-unknown --test web
}
# Linking the release keeps one processor busy for minutes: it is built beside the steps before, which leave the other one idle as often.
built="" log=target/release.log
begin_release() {
  mkdir -p target
  bash .ci/build.sh >"$log" 2>&1 &
  built=$!
}
release() {
  if [ -n "$built" ]; then
    wait "$built" || { tail -n 60 "$log"; return 1; }
    tail -n 1 "$log"
  else
    bash .ci/build.sh
  fi
  node .ci/sizes.mjs dist
}
monkey() { bash .ci/build.sh && CHROME=$(find_chrome) node tests/e2e/monkey.mjs; } # only when named; e2e has a minute of it
torture() { bash .ci/build.sh && CHROME=$(find_chrome) node tests/e2e/torture.mjs; } # e2e has two minutes
e2e() { CHROME=$(find_chrome) FIREFOX=$(find_firefox) node .ci/stories.mjs; }

summary() {
  [ "$step" = done ] || [ -z "$built" ] || kill "$built" 2>/dev/null || true
  [ -z "$took" ] || printf '\nSeconds a step:%s\n' "$took"
  [ "$step" = done ] && echo "All steps passed." || echo "✗ Stopped at: ${step:-setup}"
}

took="" step=""
trap summary EXIT
say "Preparing (seconds when the tools are there, about ten minutes on a bare machine)"
bash .ci/setup.sh "$level"
took=" setup $SECONDS"
case " $steps " in *" native "*" release "*) begin_release ;; esac
for step in $steps; do
  say "$step"
  began=$SECONDS
  "$step"
  took="$took · $step $((SECONDS - began))"
done
step="done"
