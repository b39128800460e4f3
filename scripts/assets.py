"""Copy the front-end files named in package.json from node_modules to the ignored folder that is shipped.

Each entry of `assets` in package.json is `{"from", "to", "sha256", "licence"}`: `sha256` is that of the file as its
publisher made it. The pointer to a source map is cut off on the way, for the map is not shipped.
"""

import gzip
import hashlib
import json
import re
import shutil
from pathlib import Path

from progress import Failed

OLDEST_NODE = 18
VENDOR = Path("fazhi/web/static/vendor")
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*\Z")


def entries(root: Path) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads((root / "package.json").read_text(encoding="utf-8"))["assets"]
    return listed


def copy(root: Path) -> None:
    """Fill the vendor folder with exactly the listed files. Raises Failed on a file that is not the listed one."""
    fresh = root / VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    written = {}
    for entry in entries(root):
        source, target = root / "node_modules" / entry["from"], fresh / entry["to"]
        if not source.is_file():
            raise Failed(f"前端文件 {entry['from']} 不在 npm 取回的包里；请核对 package.json 的 assets。")
        content = source.read_bytes()
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            raise Failed(f"前端文件 {entry['from']} 与 package.json 记载的散列值不符，未采用。")
        content = SOURCE_MAP.sub(b"\n", content)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        # Served as it is to a browser that takes it: an eighth of the size on a village's network.
        target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(content, mtime=0))
        written[entry["to"]] = hashlib.sha256(content).hexdigest()
    (fresh / "files.json").write_text(json.dumps(written, indent=2, sort_keys=True) + "\n", encoding="ascii")
    shutil.rmtree(root / VENDOR, ignore_errors=True)
    fresh.rename(root / VENDOR)


def wrong(root: Path) -> list[str]:
    """Names of the files that are missing from the vendor folder or differ from what was copied there."""
    listing = root / VENDOR / "files.json"
    written: dict[str, str] = json.loads(listing.read_text(encoding="ascii")) if listing.is_file() else {}
    return [entry["to"] for entry in entries(root) if written.get(entry["to"]) != _digest(root / VENDOR / entry["to"])]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "missing"
