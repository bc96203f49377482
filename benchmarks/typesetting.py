"""How long documents take, and the memory of it: python -m benchmarks.typesetting"""

import resource
import time
from datetime import UTC, datetime

from volunteer_match.typesetting.fonts import fonts
from volunteer_match.typesetting.setting import set_document

NOW = datetime(2026, 1, 31, tzinfo=UTC)
LINE = ["Refugee Voices Network", "Refugees and people seeking asylum", "Interpreting", "12 h 30 min"]
SIZES = (1, 5, 50, 500, 2_000)
RUNS = 5


def certificate(rows: int) -> dict[str, object]:
    words = ("title", "company", "heading", "lead", "name", "gave", "figure", "period", "note", "issued", "code")
    return {
        **dict.fromkeys(words, "Maria Wiśniewska-Ñandú"),
        "columns": [["Organisation", False], ["Cause", False], ["Kind of help", False], ["Time", True]],
        "rows": [LINE] * rows,
        "total": ["All together", "", "", "12 h 30 min"],
        "check_label": "Check",
        "check_url": "https://volunteer.example.org/certificates/check",
        "check_address": "volunteer.example.org/certificates/check",
        "code_label": "Code",
    }


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    before, started = megabytes(), time.perf_counter()
    fonts()
    print(f"fonts, once a process: {time.perf_counter() - started:.2f} s, {megabytes() - before} MB")
    for rows in SIZES:
        times = []
        for _run in range(RUNS):
            started = time.perf_counter()
            size = len(set_document("certificate", certificate(rows), NOW))
            times.append(time.perf_counter() - started)
        middle = sorted(times)[RUNS // 2] * 1000
        print(f"certificate of {rows:5} rows: {middle:6.0f} ms, {size / 1000:6.0f} kB, peak {megabytes()} MB")


if __name__ == "__main__":
    main()
