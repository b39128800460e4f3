"""Run one outside command and tell the person in front of the screen, in Chinese, how it goes."""

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

BEAT = 2.0  # seconds without a word before we say that we are still at it
LAST_WORDS = 15  # lines of the command's own output shown when it fails


class Failed(Exception):
    """A command ended with an error. The message is one Chinese sentence for the person."""


def say(text: str) -> None:
    print(text, flush=True)


def run(
    title: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    directory: Path,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run `command`, its output going to `log`; print a line of progress every two seconds.

    Raises Failed, after printing the end of the output, when the command cannot start or does not exit 0.
    """
    started = time.monotonic()
    log.parent.mkdir(parents=True, exist_ok=True)
    recent: deque[str] = deque(maxlen=LAST_WORDS)
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=directory,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise Failed(f"{title}：命令 {command[0]} 无法启动（{error.strerror}）。") from error
    reader = threading.Thread(target=_read, args=(process, recent, log), daemon=True)
    reader.start()
    say(f"{title} ……")
    try:
        _wait(process, title, recent, started)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    reader.join()
    if process.returncode != 0:
        say("".join(f"    {line}\n" for line in recent).rstrip())
        raise Failed(
            f"{title}失败（退出码 {process.returncode}）。完整输出在 {log}；已做完的部分保留，改正后可再次运行。"
        )
    say(f"{title}：完成，用时 {time.monotonic() - started:.1f} 秒")


def _read(process: subprocess.Popen[str], recent: deque[str], log: Path) -> None:
    assert process.stdout is not None
    with log.open("w", encoding="utf-8") as copy:
        for line in process.stdout:
            copy.write(line)
            if line.strip():
                recent.append(line.rstrip())


def _wait(process: subprocess.Popen[str], title: str, recent: deque[str], started: float) -> None:
    on_screen = sys.stdout.isatty()
    every = BEAT if on_screen else 5 * BEAT
    while True:
        try:
            process.wait(timeout=every)
            break
        except subprocess.TimeoutExpired:
            doing = recent[-1].strip()[:60] if recent else ""
            line = f"  {title}，已 {time.monotonic() - started:.0f} 秒：{doing}"
            print(f"\r\033[K{line}" if on_screen else line, end="" if on_screen else "\n", flush=True)
    if on_screen:
        print("\r\033[K", end="", flush=True)
