"""`python -m tests.audit`: ask pip-audit about known holes in the pinned packages, and say so if nobody answers."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [
    *(sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"),
    *("--timeout", "10", "--format", "json", "-r", str(ROOT / "requirements.txt")),
]
PATIENCE = 120


def main() -> int:
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
    return 1 if holes else 0


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
    return 0


if __name__ == "__main__":
    sys.exit(main())
