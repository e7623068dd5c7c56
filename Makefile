SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build demo serve test bench format lint install clean

# Debian packages beside the Swift toolchain; `make setup` installs those that are missing.
PACKAGES := libsqlite3-dev libxlsxwriter-dev libarchive-dev libexif-dev pkg-config
# `make build TRAITS=PostgreSQL` builds the program with the second engine; tests and measures always have it.
TRAITS :=
RELEASE = -c release --static-swift-stdlib $(addprefix --traits ,$(TRAITS))
SOURCES := Sources Tests Benchmarks Package.swift
PREFIX ?= /usr/local

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## install missing system packages
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  command -v apt-get >/dev/null || { echo "This machine has no apt; please install the equivalents of:$$missing" >&2; exit 1; }; \
	  echo "Installing:$$missing"; \
	  run=""; if [ "$$(id -u)" != 0 ]; then run=sudo; fi; \
	  $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi
	@command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install" >&2; exit 1; }

build: setup ## build the release binary
	swift build $(RELEASE) --product peizou

demo: build ## play seven weeks of a sample county into ./data-demo and ./exports
	@"$$(swift build $(RELEASE) --show-bin-path)/peizou" --data ./data-demo demo --out ./exports

serve: build ## serve the demo on http://127.0.0.1:8080, playing it first if it is not there
	@test -f ./data-demo/peizou.sqlite || "$$(swift build $(RELEASE) --show-bin-path)/peizou" --data ./data-demo demo --out ./exports
	@"$$(swift build $(RELEASE) --show-bin-path)/peizou" --data ./data-demo serve

test bench: TRAITS := PostgreSQL
test bench: PACKAGES += postgresql openssl
test: PACKAGES += python3-venv

bench: PACKAGES += wrk curl
ifneq ($(TRAITS)$(filter test bench,$(MAKECMDGOALS)),)
PACKAGES += libpq-dev
endif

# schemathesis holds each answer to 10 seconds: it runs alone, not beside all other tests.
test: setup ## build once for all tests, and run them; those of stores and commands on both engines
	Tests/Schemathesis/run --setup
	swift build --build-tests --traits $(TRAITS)
	swift test --skip-build --traits $(TRAITS) --skip schemathesis
	swift test --skip-build --traits $(TRAITS) --filter schemathesis
	PEIZOU_TEST_ENGINE=postgres swift test --skip-build --traits $(TRAITS) --skip schemathesis --filter 'LedgerSQLTests|CommandsTests|HTTPAPITests'

bench: setup ## measure, each row against a baseline of the same run (ONLY=pages for one)
	swift build $(RELEASE)
	@"$$(swift build $(RELEASE) --show-bin-path)/peizou-bench" $(ONLY)

format: ## rewrite the sources in the project's style
	swift format --in-place --recursive --parallel --configuration .swift-format $(wildcard $(SOURCES))

lint: ## check style and what must not stand in Sources
	swift format lint --strict --recursive --parallel --configuration .swift-format $(wildcard $(SOURCES))
	@! grep -rnE '\b(TODO|FIXME)\b|try!|as!|fatalError\(' --include=*.swift Sources || { echo "lint: the lines above must go" >&2; exit 1; }

install: build ## install the binary below PREFIX (/usr/local)
	install -D "$$(swift build $(RELEASE) --show-bin-path)/peizou" "$(DESTDIR)$(PREFIX)/bin/peizou"

clean: ## remove what was built
	rm -rf .build
