"""Obligations and dates as files that other programs open."""

import csv
import io
from dataclasses import replace

from openpyxl import load_workbook

from assistant.exports import Duty, as_calendar, as_csv, as_xlsx, duties_of
from index import ConventionIndex
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE


def test_the_obligations_of_a_party_come_with_what_binds_everyone(index: ConventionIndex) -> None:
    duties = duties_of(index, [GRAND_EST], "la dinsic")
    assert {duty.obligation.party for duty in duties} == {"DINSIC", "les parties"}
    assert all(index.convention(d.convention).document.quote(d.obligation.span) == d.quote for d in duties)


def test_a_party_answers_to_every_name_that_its_convention_gives_it(index: ConventionIndex) -> None:
    by_short_name = duties_of(index, [HAUTS_DE_FRANCE], "la collectivité")
    assert by_short_name and duties_of(index, [HAUTS_DE_FRANCE], "Région Hauts-de-France") == by_short_name


def test_a_spreadsheet_holds_a_line_an_obligation_with_a_link_to_its_clause(index: ConventionIndex) -> None:
    duties = duties_of(index, [GRAND_EST, HAUTS_DE_FRANCE])
    sheet = load_workbook(io.BytesIO(as_xlsx(duties, "http://127.0.0.1:7860"))).worksheets[0]
    assert sheet.max_row == len(duties) + 1
    assert sheet.cell(2, 10).value == duties[0].quote
    assert f"/#source={GRAND_EST}:" in sheet.cell(2, 9).hyperlink.target
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref


def test_what_would_run_as_a_formula_is_text(index: ConventionIndex) -> None:
    duty = duties_of(index, [GRAND_EST])[0]
    evil = Duty(duty.convention, "=1+1", replace(duty.obligation, action="@SUM(A1:A9)", amount="-12"), "=cmd|' /C calc'!A0")
    [_, row] = csv.reader(io.StringIO(as_csv([evil])), delimiter=";")
    assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@")]
    sheet = load_workbook(io.BytesIO(as_xlsx([evil]))).worksheets[0]
    assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}


def test_the_calendar_holds_the_end_and_the_last_day_to_denounce(index: ConventionIndex) -> None:
    text = as_calendar(index, [GRAND_EST, HAUTS_DE_FRANCE])
    assert text.count("BEGIN:VEVENT") == 2  # the second convention gives no day
    assert "DTSTART;VALUE=DATE:20190930" in text and "DTSTART;VALUE=DATE:20190630" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
