"""See to it that the browser tests find a Chromium and a Chinese font, and say what is done about it."""

import os
import shutil
import subprocess
from pathlib import Path

from progress import run, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """The browser named in FAZHI_BROWSER, or the first one on PATH."""
    return os.environ.get("FAZHI_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def prepare(python: Path, logs: Path, root: Path) -> None:
    """Nothing when all is there; as root on Debian by apt-get; otherwise by playwright's own download."""
    wanted = []
    if not found():
        wanted.append("chromium")
    if not has_chinese_font():
        wanted.append("fonts-noto-cjk")
    if not wanted:
        return
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install:
        log, quiet = logs / "apt.log", {"DEBIAN_FRONTEND": "noninteractive"}
        run("更新软件源目录", ["apt-get", "update"], log=log, directory=root, environment=quiet)
        install = ["apt-get", "install", "-y", "--no-install-recommends", *wanted]
        run(f"安装浏览器测试所需的 {'、'.join(wanted)}", install, log=log, directory=root, environment=quiet)
        return
    if "chromium" in wanted:
        command = [python, "-m", "playwright", "install", "chromium"]
        run(
            "本机没有 Chromium，由 playwright 下载一份（仅用于测试）", command, log=logs / "browser.log", directory=root
        )
    if "fonts-noto-cjk" in wanted:
        say("提示：本机没有中文字体，截图里的汉字会显示为方框；可请管理员安装 fonts-noto-cjk。")
