# `make run` and `make test` each do everything on their own: environment, installation, job.
# They need python3 (3.11 or newer) with venv, and nothing else.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test torture soak fuzz bench validators coverage mutants audit lint format wheel bundle pictures clean

help:
	@echo 'make run    打开年报助手'
	@echo 'make test   检查代码并运行全部测试'
	@echo 'make torture 反复强行结束程序320次，看草稿丢不丢（约5分钟）'
	@echo 'make soak   把各屏来回走四个小时的键，看占的内存涨不涨（约一个半小时）'
	@echo 'make coverage 量一遍核心代码有多少语句和分支被测试走到（约10分钟），有测试失败或者分支低于95%就算失败'
	@echo 'make mutants 故意改错核对和读数的代码，看测试发现不发现（约半小时）'
	@echo 'make audit  核对装着的包：版本、指纹、已知漏洞'
	@echo 'make fuzz   用随便拼的、改坏的文件试导入，看读不读得下去（约半小时）'
	@echo 'make bench  量一遍速度和准确程度，同对照放在一张表里（docs/benchmarks.md）'
	@echo 'make validators 装上检查导出文件的两个程序，make test 会用（要有 npm；网页的那个还要 java）'
	@echo 'make lint   只检查代码'
	@echo 'make format 整理代码格式'
	@echo 'make wheel  生成可以安装的 wheel（放在 dist/）'
	@echo 'make bundle 生成不联网的电脑用的安装包（放在 dist/nianbao-offline/）'
	@echo 'make pictures 重新拍摄文档里的画面（要装有 fonts-noto-cjk）'
	@echo 'make clean  删除 make 生成的一切'

run: .venv/installed
	@if [ -t 0 ] && [ -t 1 ]; then \
	  $(BIN)/nianbao; \
	else \
	  echo '年报助手要在终端里打开：请在终端窗口中进入本目录，再运行 make run。'; \
	  echo '不用界面也能做的事（新建、检查、导出等）如下：'; \
	  $(BIN)/nianbao --help; \
	fi

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup

torture: .venv/installed-test
	NIANBAO_TORTURE=320 $(BIN)/python -m pytest tests/test_torture.py tests/terminal/test_torture.py --durations=3

# Four hours of a clerk's keys, as fast as the program takes them.
soak: .venv/installed-test
	$(BIN)/python -m tests.soak 72000

# Random and spoilt files for every reader, a hundred times as many as in a run of the tests.
fuzz: .venv/installed-test
	NIANBAO_FUZZ=4000 NIANBAO_SEEDS=20 $(BIN)/python -m pytest -n 2 tests/importing/test_fuzz.py tests/importing/test_shapes.py

# A page that was half measured is not kept.
bench: .venv/installed-test
	$(BIN)/python -m tests.benchmarks >docs/benchmarks.md.new
	mv docs/benchmarks.md.new docs/benchmarks.md
	@cat docs/benchmarks.md

# Left out: what starts the program as another process, which is not seen, and what tries the same code thousands of times.
# What was reached is shown even where a test failed; then all of it fails.
coverage: .venv/installed-test
	@failed=0; \
	$(BIN)/coverage run -m pytest -q -n 0 -p no:cacheprovider --ignore tests/terminal --ignore tests/web/test_browser.py \
	  --ignore tests/web/test_server.py --ignore tests/web/test_fence.py --ignore tests/test_torture.py \
	  --ignore tests/test_packaging.py --ignore tests/test_bundle.py --ignore tests/test_audit.py --ignore tests/benchmarks \
	  --ignore tests/export/test_pages.py --ignore tests/importing/test_fuzz.py --ignore tests/checks/test_accuracy.py \
	  --ignore tests/checks/test_random_tables.py --ignore tests/claims/test_laws.py || failed=1; \
	$(BIN)/coverage report || failed=1; \
	$(BIN)/coverage json --quiet -o - | $(BIN)/python -m tests.branches 95 || failed=1; \
	exit $$failed

audit: .venv/installed-test
	@$(BIN)/python -m pip install --quiet 'pip-audit>=2.9'
	@$(BIN)/python bundle/audit.py

# At the lowest priority: nobody should have to wait for it.
mutants: .venv/installed-test
	nice -n 19 $(BIN)/python -m tests.mutation $(MUTANTS)

validators: tests/validators/node_modules/.installed

lint: .venv/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: .venv/installed-test
	$(BIN)/python -m build --wheel --no-isolation

# BUNDLE="--system linux-arm --python 3.12" makes it for other machines than this one and Windows.
bundle: .venv/installed-test
	$(BIN)/python bundle/make.py dist/nianbao-offline $(BUNDLE)

pictures: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[pictures]'
	PYTHONPATH=. $(BIN)/python docs/pictures.py

clean:
	rm -rf .venv dist build tests/validators/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A stamp is written last, so that an interrupted installation is done again.
.venv/installed: pyproject.toml | .venv/bin/pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-test: pyproject.toml | .venv/bin/pip
	$(BIN)/python -m pip install --quiet --editable '.[test,lint]'
	@touch $@ .venv/installed

tests/validators/node_modules/.installed: tests/validators/package.json
	npm install --prefix tests/validators --no-package-lock --no-audit --no-fund --ignore-scripts --fetch-retries=0 --loglevel=error
	@touch $@

# Debian's python3 without python3-venv leaves half an environment behind: pip is the sign of a whole one.
.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '需要 Python 3.11 或更新的版本；可以用 make PYTHON=python3.12 指定。' >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || \
	  { echo '没有建成运行环境。在 Debian、Ubuntu 上请先安装：apt install python3-venv' >&2; exit 1; }
