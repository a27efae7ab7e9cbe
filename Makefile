# `make run` and `make test` do all the set-up. PYTHON chooses the interpreter (3.11 or later).
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar off

.DEFAULT_GOAL := help
.PHONY: help run test check eval bench lock clean

help: ## cette liste
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run: $(VENV)/installed ## installe si besoin, puis ouvre l'application sur http://127.0.0.1:7860
	@$(BIN)/python app.py

test: $(VENV)/installed-dev ## installe si besoin, puis lance les tests
	@$(BIN)/python -m pytest

check: $(VENV)/installed-dev ## style et types : ruff et mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

eval: $(VENV)/installed-dev ## mesure les réponses aux questions de tests/questions.jsonl, à côté d'autres méthodes (docs/evaluation.png)
	@mkdir -p var/models var/evaluation && ln -sfn ../models var/evaluation/models
	@export CONVENTIONS_CORPUS=corpus/conventions CONVENTIONS_DATA_DIR=var/evaluation; \
		$(BIN)/python -m assistant index >/dev/null 2>&1 || $(BIN)/python -m assistant index --rebuild; \
		$(BIN)/python -m assistant evaluate tests/questions.jsonl --plot docs/evaluation.png

bench: $(VENV)/installed-dev ## temps de réponse, mesurés sur cette machine
	@$(BIN)/python -m tests.benchmarks.answers

lock: ## recalcule les versions installées (requirements*.lock) dans un environnement neuf
	@sh .ci/lock $(PYTHON)

clean: ## retire l'environnement, l'index et le modèle préparé
	@rm -rf $(VENV) var build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Il faut Python 3.11 ou plus récent (et, sous Debian, le paquet python3-venv)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "L'environnement n'a pas pu être créé. Sous Debian : apt install python3-venv"; exit 1; }
	@echo "Installation des bibliothèques (quelques minutes la première fois)…"
	@$(PIP) -r requirements.lock
	@$(PIP) --no-deps -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo "Installation des outils de test…"
	@$(PIP) -r requirements-dev.lock
	@touch $@
