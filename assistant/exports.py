"""Obligations and dates as files that other programs open: CSV, Excel, iCalendar."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from assistant.wording import MODALITIES, UNNAMED, said
from corpus import EVERYONE, Fact, Obligation, before, binds
from index import ConventionIndex

FORMATS = ("table", "json", "csv", "xlsx")
CALENDAR = "conventions.ics"
_COLUMNS = (
    ("Convention", 32), ("Partie", 24), ("Modalité", 12), ("Engagement", 60), ("Bénéficiaire", 20), ("Montant", 14), ("Délai", 26),
    ("Condition", 30), ("Article", 18), ("Texte exact", 80),
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run: OWASP, CSV injection


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation, and the convention that it stands in; `quote` is the source's own characters."""

    convention: str
    title: str
    obligation: Obligation
    quote: str


def duties_of(index: ConventionIndex, conventions: Sequence[str], party: str = "") -> list[Duty]:
    """The obligations of some conventions, in order; those of one party, with what binds all of them, when it is named.

    Raises:
        UnknownConvention: one of the ids is not in the index.
    """
    found = []
    for id_ in conventions:
        convention = index.convention(id_)
        for duty in index.obligations(id_):
            if not party or duty.party == EVERYONE or binds(duty, party, convention):
                found += [Duty(id_, convention.title, duty, convention.document.quote(duty.span))]
    return found


def _rows(duties: Sequence[Duty]) -> Iterator[list[str]]:
    for duty in duties:
        o = duty.obligation
        yield [duty.title, o.party or UNNAMED, MODALITIES[o.modality], o.action, o.beneficiary, o.amount, o.deadline, o.condition,
               o.label, duty.quote]  # fmt: skip


def as_csv(duties: Sequence[Duty]) -> str:
    """A table with semicolons, as French spreadsheets read it. What would be run as a formula is written as text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([name for name, _ in _COLUMNS])
    writer.writerows([[_as_text(cell) for cell in row] for row in _rows(duties)])
    return out.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_xlsx(duties: Sequence[Duty], address: str = "") -> bytes:
    """A workbook: a frozen heading, filters, wrapped cells; the article is a link to its clause under `address`, when it is given."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Obligations"
    sheet.append([name for name, _ in _COLUMNS])
    for row, duty in zip(_rows(duties), duties, strict=True):
        sheet.append(["".join(c for c in cell if c >= " " or c in "\n\t") for cell in row])
        line = sheet.max_row
        for cell in sheet[line]:
            cell.data_type = "s"  # text, never a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if address:
            span = duty.obligation.span
            sheet.cell(
                line, 9
            ).hyperlink = f"{address.rstrip('/')}/#source={quote(duty.convention, safe='')}:{span.start}-{span.end}"
    for number, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_calendar(index: ConventionIndex, conventions: Sequence[str]) -> str:
    """The ends of conventions, and the last days to denounce them, as an iCalendar file (RFC 5545); what is uncertain is left out."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//conventions//FR", "CALSCALE:GREGORIAN"]
    for id_ in conventions:
        convention = index.convention(id_)
        for name, when, fact in dates_to_come(index.facts(id_)):
            words = " ".join(convention.document.quote(fact.span).split())
            lines += [
                "BEGIN:VEVENT", f"UID:{id_}-{fact.kind}-{when:%Y%m%d}@conventions", f"DTSTAMP:{stamp}",
                f"DTSTART;VALUE=DATE:{when:%Y%m%d}", f"DTEND;VALUE=DATE:{when + timedelta(days=1):%Y%m%d}",
                *_folded(f"SUMMARY:{_escaped(f'{name} : {convention.title}')}"),
                *_folded(f"DESCRIPTION:{_escaped(f'{fact.label} : « {words} »')}"), "END:VEVENT",
            ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def dates_to_come(facts: Sequence[Fact]) -> Iterator[tuple[str, date, Fact]]:
    """The days that a convention calls for: its end, and the last day of its notice."""
    ends = [fact for fact in facts if fact.kind == "ends_on" and _is_day(fact.value) and not fact.uncertain]
    for fact in ends:
        yield "Fin", date.fromisoformat(fact.value), fact
    notices = [fact for fact in facts if fact.kind == "notice" and fact.value and not fact.uncertain]
    if len(ends) == 1 and len(notices) == 1:
        name = f"Dernier jour pour dénoncer (préavis de {said(notices[0].value)})"
        yield name, before(date.fromisoformat(ends[0].value), notices[0].value), notices[0]


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2019-09-30")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """A content line, in lines of at most 75 bytes: the following begin with a space."""
    lines, current = [], ""
    for character in line:
        if len((current + character).encode()) > 74:
            lines.append(current)
            current = " "
        current += character
    return [*lines, current]
