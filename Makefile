# 法治：在只有 Python 3.11+ 和 make 的机器上也能用。
.DEFAULT_GOAL := help
.PHONY: help setup demo test check format docs new-system bench faults audit-score lock wheel clean

# The first of these that is Python 3.11 or newer.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PREPARE := $(or $(PYTHON),python3) scripts/prepare.py
IN := .venv/bin
# Two browsers and two databases are what a small machine carries. Each worker keeps to its half, where the demo town is
# loaded once, and takes from the other one's only when it has nothing left.
PYTEST_ARGS ?= -n 2 --dist worksteal

help: ## 列出全部命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: ## 准备 .venv 与前端文件，不启动任何东西
	@$(PREPARE) run

demo: setup ## 准备并启动演示镇（Ctrl-C 停止）
	@$(IN)/fazhi demo

test: ## 准备并运行全部测试
	@$(PREPARE) browser
	@$(IN)/python -m pytest $(PYTEST_ARGS)

check: ## 静态检查：ruff、mypy、房间之间的导入约定、参考手册与数据一致
	@$(PREPARE) test
	@$(IN)/ruff check .
	@$(IN)/ruff format --check .
	@$(IN)/mypy
	@$(IN)/lint-imports
	@$(IN)/fazhi docs --check

format: ## 按约定整理代码格式
	@$(PREPARE) test
	@$(IN)/ruff check --fix .
	@$(IN)/ruff format .

docs: setup ## 生成参考手册 docs/reference
	@$(IN)/fazhi docs

new-system: setup ## 建一个体系的文件夹：make new-system NAME=study（十个体系之一）
	@$(IN)/python scripts/new_system.py $(NAME)

bench: setup ## 量一量：每秒立案、台账页、编制报告，各有上限与对照
	@$(IN)/python -m bench

faults: ## 故障与畸形输入：一张可复验的表，写出 reliability.json（完整版：make faults FAULTS_ARGS=--full）
	@$(PREPARE) test
	@$(IN)/python -m tests.faults.run $(FAULTS_ARGS)

audit-score: setup ## 给审校打分：埋下的错误找出多少，有没有误报
	@$(IN)/python -m fazhi.audit.score

lock: ## 重新编制锁文件（只在增减依赖时）
	@$(PREPARE) lock

wheel: setup ## 打包到 dist/，前端文件与数据都在包内
	@$(IN)/python -m hatchling build -t wheel -d dist

clean: ## 删除可再生成的文件（不动数据库与 .venv）
	rm -rf node_modules dist build .pytest_cache .mypy_cache .ruff_cache
