# Every word works on a fresh Debian 12 with python3, pip, make and git. `make start` is all that most people need.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: start setup setup-test demo test test-long lint types bench knowledge fonts release requirements

start:            # make the environment if need be, and open the app
	$(PYTHON) start.py

setup:            # make the environment only: .venv/bin/houvast
	$(PYTHON) start.py setup

setup-test:       # the same with what tests and the words below need
	$(PYTHON) start.py setup test

demo:             # show the whole way on a fictional case
	$(PYTHON) start.py demo

test:             # everything that CI runs
	$(PYTHON) start.py test

test-long:        # the tests that are over the budget of `make test`
	$(PYTHON) start.py test long

lint: setup-test  # style and import directions
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: setup-test # mypy, strict
	$(BIN)/mypy
	$(BIN)/mypy --strict start.py tools benchmarks

bench: setup-test # measure everything, or one: make bench ONLY=name; rows go to build/bench.json
	$(BIN)/python -m benchmarks $(ONLY)

knowledge: setup-test # name every fact whose source is due for a check today
	$(BIN)/python -m tools.overdue

fonts: setup-test # make the fonts again from their npm packages
	$(BIN)/python -m tools.fonts

release: test     # all tests, and nothing overdue
	$(BIN)/python -m tools.overdue --refuse

requirements: setup-test # compile requirements/*.in to hashed *.txt, without any address
	$(BIN)/python -m tools.requirements
