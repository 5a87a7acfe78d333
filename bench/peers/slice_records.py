"""The peer of the reader: slices the fields of the mapped record types out of a CPR file, as a script would.

Prints one line of JSON: lines read, seconds spent.
"""

import json
import sys
import time

LAYOUTS = json.loads(sys.argv[2])


def main() -> None:
    started = time.perf_counter()
    lines = 0
    records = []
    with open(sys.argv[1], encoding="latin-1", newline="\n") as file:
        for line in file:
            lines += 1
            layout = LAYOUTS.get(line[:3])
            if layout is None:
                continue
            records.append({name: line[start:end].strip() for name, start, end in layout})
            if len(records) >= 10_000:
                records.clear()
    print(json.dumps({"lines": lines, "seconds": time.perf_counter() - started}))


main()
