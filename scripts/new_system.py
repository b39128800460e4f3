"""Begin one of the ten systems: copy the skeleton, put it on the list of what is installed, say what to fill.

    make new-system NAME=study

The copy is whole and runs at once (one procedure, one ledger, two figures). Every place that somebody who knows the
work must fill carries 「待填写」, and the house's checks name each of them until it is gone.
"""

import re
import sys
from pathlib import Path

import yaml
from progress import Failed, say

ROOT = Path(__file__).resolve().parent.parent
SKELETON = ROOT / "scripts" / "skeleton"
MARK = "待填写"
READERS = f"""  {{}}:
    # {MARK}：谁查阅这个体系的案件和台账，为什么别的岗位用不着
    readers: [clerk, mayor, secretary, editor, county]
"""
INSTALLED = '    "fazhi.systems.{}",\n'


def main(arguments: list[str]) -> int:
    """Exit 0 when the folder stands, 2 with one sentence when it cannot be made; then nothing was changed."""
    try:
        folder = make(arguments[0] if arguments else "")
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 2
    name = folder.name
    say(
        f"已建立 fazhi/systems/{name}/，并登记在 fazhi/conf/settings.py 的 INSTALLED_APPS 和 fazhi/conf/permissions.yaml 中。"
    )
    say("现在就能运行；下面各处要由懂这项工作的人填写，填好一处删去一处“待填写”：")
    for file in [*sorted(folder.rglob("*")), ROOT / "fazhi/conf/permissions.yaml"]:
        for number, line in enumerate(_lines(file), 1):
            if MARK in line:
                print(f"  {file.relative_to(ROOT)}:{number}  {line.strip(chr(34) + '# ')}")
    say("填写的先后和每个文件管什么，见 docs/how-to/add-a-system.md；填完运行 make docs、make check、make test。")
    return 0


def make(name: str) -> Path:
    """The new folder. Raises Failed with one Chinese sentence, having changed nothing."""
    headings = yaml.safe_load((ROOT / "fazhi/systems/headings.yaml").read_text(encoding="utf-8"))
    heading = next((one for one in headings if one["id"] == name), None)
    folder = ROOT / "fazhi" / "systems" / name
    if heading is None:
        known = "、".join(one["id"] for one in headings)
        raise Failed(f"没有名为“{name}”的体系，什么都没有建立；请写 make new-system NAME=体系，体系为 {known} 之一。")
    if folder.exists():
        raise Failed(f"fazhi/systems/{name}/ 已经有了，没有改动；要接着填写，请看 docs/how-to/add-a-system.md。")
    words = {
        "HEADING_SHORT": heading["short"],
        "HEADING_WHOLE": heading["heading"],
        "HEADING_ORDER": str(heading["order"]),
        "skeleton": name,
    }
    settings = ROOT / "fazhi/conf/settings.py"
    permissions = ROOT / "fazhi/conf/permissions.yaml"
    listed = _listed(settings.read_text(encoding="utf-8"), name)
    permitted = _permitted(permissions.read_text(encoding="utf-8"), name)
    for file in sorted(SKELETON.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            target = folder / file.relative_to(SKELETON)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8")
            for word, meant in words.items():
                text = text.replace(word, meant)
            target.write_text(text, encoding="utf-8")
    _move_rules(name, folder)
    settings.write_text(listed, encoding="utf-8")
    permissions.write_text(permitted, encoding="utf-8")
    return folder


def _listed(text: str, name: str) -> str:
    """The settings with the system on the list, after those that are there."""
    found = re.findall(r'^    "fazhi\.systems\.(\w+)",\n', text, re.MULTILINE)
    if not found:
        raise Failed("fazhi/conf/settings.py 中没有找到体系的清单，什么都没有建立；请核对 INSTALLED_APPS。")
    block = "".join(INSTALLED.format(one) for one in found)
    if block not in text:
        raise Failed("fazhi/conf/settings.py 中各体系没有排在一起，什么都没有建立；请先把它们排在一起。")
    return text.replace(block, "".join(INSTALLED.format(one) for one in [*found, name]))


def _permitted(text: str, name: str) -> str:
    """The table of permissions with who reads the system: those who may, until somebody has thought about it."""
    if "\npages:\n" not in text:
        raise Failed("fazhi/conf/permissions.yaml 中没有找到 pages 一段，什么都没有建立；请核对权限表。")
    before, after = text.split("\npages:\n", 1)
    return f"{before}{READERS.format(name)}\npages:\n{after}"


def _move_rules(name: str, folder: Path) -> None:
    """Rules that were waiting in the law's own books move into the system, where they then live."""
    book = ROOT / "fazhi/law/books" / f"{name}.yaml"
    if book.is_file():
        text = f"# {MARK}：下列数字原在 fazhi/law/books/，请核对后补上本体系还需要的。\n"
        (folder / "rules.yaml").write_text(text + book.read_text(encoding="utf-8"), encoding="utf-8")
        book.unlink()


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
