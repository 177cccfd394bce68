"""Checks files of written reports: ``python training/check.py training/reports/FILE.txt ...``; lists numbers without a figure."""

from __future__ import annotations

import sys
from pathlib import Path

from saidby.errors import InputError
from saidby.train.written import blocks, read_block, uncounted

faults = 0
for name in sys.argv[1:]:
    reports = []
    for block in blocks(Path(name)):
        try:
            reports.append(read_block(name, block))
        except InputError as error:
            faults += 1
            print(error)
    for report in reports:
        size = len(report.text.split())
        for words in uncounted(report):
            print(f"{report.id}: no figure holds {words}")
        if not 80 <= size <= 450:
            print(f"{report.id}: {size} words")
    figures = sum(len(report.figures) for report in reports)
    assertions = sum(len(report.assertions) for report in reports)
    print(f"{name}: {len(reports)} reports, {figures} figures, {assertions} assertions")
sys.exit(bool(faults))
