# Each target first installs what it needs and is missing, and says so; .ci/ holds the scripts.
PORT ?= 8080
SEED ?=
MINUTES ?= 10
TABS ?= 2
KEEP ?=
TRACE ?=
.PHONY: run test check monkey torture bench build dist clean

run: build ## build if needed, then serve on 127.0.0.1:8080
	@node .ci/serve.mjs dist $(PORT)

test: ## every test; about forty minutes on two processors
	@bash .ci/test.sh

check: ## format, native tests and lints: the fast part
	@bash .ci/test.sh fast

monkey: ## a random walk through the app: SEED= to repeat one, MINUTES=, TABS=, KEEP=1 to count failures, TRACE=1
	@SEED="$(SEED)" MINUTES="$(MINUTES)" TABS="$(TABS)" KEEP="$(KEEP)" TRACE="$(TRACE)" bash .ci/test.sh monkey

torture: ## kills, write faults, wipes and damage under three tabs: SEED= to repeat one, MINUTES=, TRACE=1
	@SEED="$(SEED)" MINUTES="$(MINUTES)" TRACE="$(TRACE)" bash .ci/test.sh torture

bench: ## the native benchmarks
	@bash .ci/setup.sh native
	cargo bench --no-default-features

build: ## the release in dist/
	@bash .ci/build.sh

dist: build ## the site and the one file in dist/, and both with their sums in target/guanxi-VERSION.zip
	@node .ci/archive.mjs

clean: ## what was built, but not the installed tools
	rm -rf dist target tests/e2e/out
