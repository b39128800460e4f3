"""What lies in the repository: small files, our own, that name no machine and no registry."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tree import ROOT, files, read, sources, texts

LONGEST = 400
WRITTEN = {".py", ".html", ".css", ".js"}
LOCKS = [file for file in files() if file.suffix == ".lock" or file.name == "package-lock.json"]
# Addresses where packages are fetched from, and folders that exist on one machine only.
FOREIGN = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|npmmirror|tuna\.tsinghua|mirrors?\.(?:aliyun|tencent|huawei|ustc)"
    r"|artifactory|nexus/repository|(?<![\w.])/(?:work|root|home|Users)/[\w.-]+"
)
THIRD_PARTY = re.compile(r"(?:^|[/.])(?:bootstrap|tabler|htmx|echarts|jquery|popper)[\w.-]*\.(?:js|css)$")
BINARY = {".png", ".jpg", ".jpeg", ".gif", ".woff", ".woff2", ".ttf", ".otf", ".exe", ".so", ".zip", ".gz", ".whl"}
# The pinyin of what the house is about, as it would slip into a name.
PINYIN = (
    "anjian baogao biaoge buzhou caishu chufa cunwei danwei diaojie diaochu dudao fagui falv gangwei ganbu gongwen "
    "gongkai gongshi guankou guifan guizhang guize hefaxing hetong jiancha jiandu jiufen jueding juece koujing "
    "leibie leixing lianxi lingdao luoshi maodun mingcheng moban mulu naqi nianduo nianfen peixun qixian qingdan "
    "quanli renming renyuan shenhe shenpi shenqing shijian shiqing taizhang tiaojie tongji tousu wangge weiyuan "
    "wenjian wenshu xiangzhen xieyi xingzheng xinfang xiugai xuanchuan xuexi yingji yiju yujing zeren zhengfu "
    "zhengju zhenzhang zhibiao zhidu zhifa zhixing zhuangtai zuoyong zuozheng"
).split()
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common_utils", "services", "signals", "manager2", "tools"}


@pytest.mark.parametrize("file", [file for file in files() if file.suffix in WRITTEN], ids=str)
def test_a_file_does_one_thing(file: Path) -> None:
    lines = read(file).count("\n")
    allowed = "migrations" in file.parts or "data" in file.parts
    assert allowed or lines <= LONGEST, f"{file} has {lines} lines; {LONGEST} are allowed"


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_a_lock_names_no_address(lock: Path) -> None:
    assert "://" not in read(lock)


def test_every_lock_is_looked_at() -> None:
    assert {lock.name for lock in LOCKS} >= {"requirements.lock", "requirements-dev.lock", "package-lock.json"}
    assert not [file for file in files() if file.name in ("uv.lock", "poetry.lock", "Pipfile.lock", "yarn.lock")]


def test_every_locked_package_has_hashes() -> None:
    for lock in LOCKS:
        if lock.suffix == ".lock":
            for entry in re.split(r"\n(?=[a-z])", read(lock)):
                assert "--hash=sha256:" in entry, f"{lock}: {entry.splitlines()[0]}"
    packages = json.loads(read(Path("package-lock.json")))["packages"]
    assert all(package["integrity"].startswith("sha512-") for name, package in packages.items() if name)


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{file}:{number}: {line.strip()[:100]}"
        for file in texts()
        if file != Path(__file__).relative_to(ROOT)
        for number, line in enumerate(read(file).splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert not found


def test_no_third_party_file_is_committed() -> None:
    assert not [file for file in files() if "vendor" in file.parts or THIRD_PARTY.search(file.name)]
    assert not [file for file in files() if "node_modules" in file.parts or ".venv" in file.parts]


def test_binary_files_are_few_and_expected() -> None:
    expected = ("docs", "tests")
    assert not [file for file in files() if file.suffix in BINARY and file.parts[0] not in expected]


def test_the_front_end_files_are_those_of_the_lock() -> None:
    for entry in json.loads(read(Path("package.json")))["assets"]:
        assert re.fullmatch(r"[0-9a-f]{64}", entry["sha256"])
        assert entry["licence"] in ("MIT", "Apache-2.0", "BSD-3-Clause", "0BSD")
    vendor = ROOT / "fazhi/web/static/vendor"
    written = json.loads((vendor / "files.json").read_text(encoding="ascii"))
    assert written
    for name, digest in written.items():
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest, name


def test_the_front_end_files_load_nothing_from_outside() -> None:
    vendor = ROOT / "fazhi/web/static/vendor"
    loading = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import|sourceMappingURL")
    assert not [file for file in vendor.rglob("*.css") if loading.search(file.read_text(encoding="utf-8"))]


def _names(file: Path) -> Iterator[str]:
    """Every name a person gave in this file: its own, and of classes, functions, arguments and variables."""
    yield file.stem
    for node in ast.walk(ast.parse(read(file))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_names_are_english() -> None:
    named: dict[str, Path] = {}
    for file in sources():
        if file != Path(__file__).relative_to(ROOT):
            named |= dict.fromkeys(_names(file), file)
    pinyin = re.compile("|".join(map(re.escape, PINYIN)))
    assert not [f"{named[name]}: {name}" for name in named if pinyin.search(re.sub(r"[^a-z]", "", name.lower()))]


def test_no_room_for_odds_and_ends() -> None:
    assert not [file for file in sources() if VAGUE & {*file.parts, file.stem}]


def test_no_unfinished_business() -> None:
    mark = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    found = [file for file in sources() if file != Path(__file__).relative_to(ROOT) and mark.search(read(file))]
    assert not found


def test_silenced_checks_give_their_reason() -> None:
    """On the same line, or as a comment on the line above."""
    silenced = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?::\s*[A-Z0-9, ]+|\[[a-z, -]+\])?\s*(.*)$")
    found = []
    for file in sources():
        lines = read(file).splitlines()
        for number, (above, line) in enumerate(zip(["", *lines], lines, strict=False), 1):
            match = silenced.search(line)
            if match and len(match[1]) < 8 and not above.lstrip().startswith("#"):
                found.append(f"{file}:{number}")
    assert found == []
