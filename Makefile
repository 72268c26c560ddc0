# Every target is one line; what it does is Rust in crates/xtask. `cc` installs what Rust links with.
xtask = cargo run -q --locked -p xtask --

.DEFAULT_GOAL := help
.PHONY: help run dev web test browser screenshots bench contract examples faults lint openapi schema clean-db cc

help: ## Explain the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

run: cc ## Build and start an own Postgres and the server with demo data; Ctrl-C stops both
	@$(xtask) run

dev: cc ## The same, unoptimised, and build the frontend again whenever it changes
	@$(xtask) dev

web: cc ## Build the application in the browser into frontend/dist, packed, and print its sizes
	@$(xtask) web

test: cc ## Run everything that CI runs: lints, tests, schema, OpenAPI, faults
	@$(xtask) test

bench: cc ## Measure requests, lists and reports at 100k and 1m, or at SCALE; takes an hour
	@$(xtask) bench $(SCALE)

contract: cc ## Run Schemathesis against the server
	@$(xtask) contract

faults: cc ## Kill and stop servers, workers and Postgres under load
	@$(xtask) faults

examples: cc ## Run the examples of the documents against a server with demo data
	@$(xtask) examples

lint: cc ## Run the checks that need no database: format, clippy, documentation, dependencies
	@$(xtask) lint

browser: cc ## Run the tests in a browser against a server with demo data
	@$(xtask) browser

screenshots: cc ## Take pictures of the application's screens, into the target folder
	@$(xtask) screenshots

openapi: cc ## Write openapi/openapi.json from the code
	@$(xtask) openapi

schema: cc ## Write crates/persistence/src/schema.rs from the migrations
	@$(xtask) schema

clean-db: cc ## Delete the databases that `make run` and `make bench` keep
	@$(xtask) clean-db

cc:
	@command -v cc >/dev/null || sh .ci/install-cc
