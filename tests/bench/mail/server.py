"""The mail server of the worker tests, as a process of its own."""

import json
import sys

from tests.workers.sink import Sink


def main():
    with Sink(int(sys.argv[1])).open():
        print(json.dumps({"ready": True}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
