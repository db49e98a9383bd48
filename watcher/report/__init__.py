"""What leaves the program: exports, evidence, the report. Pure: rows in, text or bytes out.

MatchRow ─▶ export (CSV, JSON lines, Markdown, Atom, HTML)     EvidenceRow ─▶ bundle     ReportData ─▶ report
"""

from watcher.report.bundle import MANIFEST, bundle, verify
from watcher.report.data import FeedGaps, ReportData
from watcher.report.export import ExportFormat, export
from watcher.report.overview import report
from watcher.report.records import evidence_record, match_record

__all__ = [
    "MANIFEST",
    "ExportFormat",
    "FeedGaps",
    "ReportData",
    "bundle",
    "evidence_record",
    "export",
    "match_record",
    "report",
    "verify",
]
