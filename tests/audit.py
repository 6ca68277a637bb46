"""`python -m tests.audit`: ask pip-audit about known holes in the pinned packages, and the index which of them have a
newer release; say so if nobody answers. With `--must-answer`, before a release, no answer counts as a hole
(docs/dependencies.md, "How fast")."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [
    *(sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"),
    *("--timeout", "10", "--format", "json", "-r", str(ROOT / "requirements.txt")),
]
NEWEST = (
    sys.executable,
    "-m",
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--upgrade",
)
PATIENCE = 120
MUST_ANSWER = "--must-answer"


def main() -> int:
    return max(look_for_holes(), look_for_newer_ones())


def look_for_newer_ones() -> int:
    """A mended hole is in a newer release: whoever has the newest of each misses no repair that there is."""
    pinned = pins_in((ROOT / "requirements.txt").read_text())
    newest = pins_in(newest_lock())
    if not newest:
        print("Newest releases: NOT CHECKED (the index did not answer).")
        return int(MUST_ANSWER in sys.argv)
    older = [f"{name} {pinned[name]}: there is {newest[name]}" for name in pinned if newest.get(name) != pinned[name]]
    print(*older, f"Newest releases: {len(pinned) - len(older)} of {len(pinned)} packages have it.", sep="\n")
    return 0


def newest_lock() -> str:
    """What `UPGRADE=1 make lock` would write, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "requirements.txt"
        shutil.copy(ROOT / "requirements.txt", lock)
        command = [*NEWEST, str(ROOT / "pyproject.toml"), "-o", str(lock)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return ""
        return "" if done.returncode else lock.read_text()


def pins_in(lock: str) -> dict[str, str]:
    """Versions by the names of packages."""
    lines = [line.split()[0] for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    return dict(line.split("==", 1) for line in lines)


def look_for_holes() -> int:
    try:
        done = subprocess.run(COMMAND, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return not_checked(f"no answer within {PATIENCE} s")
    packages = packages_in(done.stdout)
    if not packages:
        return not_checked((done.stderr.strip().splitlines() or ["no answer"])[-1][:200])
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    holes = [hole for package in packages for hole in holes_of(package)]
    print(*holes, f"pip-audit: {len(packages) - len(unknown)} packages checked, {len(holes)} known holes.", sep="\n")
    if unknown:
        not_checked(f"no answer about {len(unknown)} packages: {', '.join(unknown[:5])} …")
    return 1 if holes or (unknown and MUST_ANSWER in sys.argv) else 0


def packages_in(report: str) -> list[dict]:
    try:
        return json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        return []


def holes_of(package: dict) -> list[str]:
    return [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none'}"
        for hole in package.get("vulns", [])
    ]


def not_checked(reason: str) -> int:
    print(f"pip-audit: NOT CHECKED against the list of known holes ({reason}).")
    return 1 if MUST_ANSWER in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
