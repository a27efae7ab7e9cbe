"""What the command line prints for a person."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from assistant.across import Subject
from assistant.answer import Answer
from assistant.compose import PARAGRAPH_BREAK
from assistant.exports import Duty
from assistant.wording import FACTS, MODALITIES, UNNAMED, spoken
from corpus import Convention, Fact
from index import ConventionIndex, article_name


def print_answer(answer: Answer, index: ConventionIndex) -> None:
    typer.echo(answer.text.replace(PARAGRAPH_BREAK, "\n  ") + "\n")
    for citation in answer.citations:
        document = index.convention(citation.span.document_id).document
        page = document.page(citation.span.start)
        typer.echo(f"[{citation.n}] {document.title}, {citation.label}" + (f", p. {page}" if page else ""))
    for citation in answer.suggestions:
        convention = index.convention(citation.span.document_id)
        typer.echo(
            f"À lire : {convention.title}, {citation.label} : « {' '.join(convention.document.quote(citation.span).split())[:200]} »"
        )


def print_understood(id_: str, index: ConventionIndex) -> None:
    """What was understood of a file, in a few lines, and what to check."""
    entry = index.entries[id_]
    names = ", ".join(party[0] for party in entry.parties) or "aucune partie reconnue"
    typer.echo(f"{Path(entry.path).name} : {entry.title}\n    {names} ; articles : {entry.articles}")
    if id_ in index.parents:
        typer.echo(f"    Avenant à : {index.entries[index.parents[id_]].title}")
    for doubt in entry.doubts:
        typer.echo(f"    À vérifier — {doubt}")


def print_outline(convention: Convention) -> None:
    document = convention.document
    typer.echo(f"{convention.title}\n")
    for party in convention.parties:
        represented = ", ".join(x for x in (*party.representatives, party.role) if x)
        short = f", « {party.short_name} »" if party.short_name else ""
        typer.echo(f"Partie : {party.name}{short}" + (f", représentée par {represented}" if represented else ""))
    if convention.reference:
        changed = ", ".join(f"{a.article} ({a.effect})" for a in convention.amendments)
        typer.echo(f"Avenant ; articles changés : {changed or 'aucun reconnu'}")
    for section in convention.sections:
        typer.echo(f"{section.kind} : {len(section.clauses)} clause(s)")
    for article in convention.walk():
        page = document.page(article.span.start)
        where = f", p. {page}" if page else ""
        typer.echo(f"{article_name(article)} : {article.heading} ({len(article.clauses)} clause(s){where})")
    for left in convention.unclassified:
        typer.echo(f"Laissé de côté ({left.reason}) : {' '.join(document.quote(left.span).split())[:80]}")
    for doubt in convention.doubts:
        typer.echo(f"À vérifier — {doubt}")


def print_obligations(duties: Sequence[Duty]) -> None:
    """A table, one line an obligation."""
    table = Table("Qui", "", "Quoi", "Quand, combien", "Où", show_lines=True)
    for duty in duties:
        o = duty.obligation
        terms = " ; ".join(x for x in (o.deadline, o.amount, o.condition) if x)
        table.add_row(o.party or UNNAMED, MODALITIES[o.modality], o.action, terms, f"{duty.title}, {o.label}")
    Console().print(table)


def print_facts(facts: Sequence[Fact], convention: Convention) -> None:
    """One line a fact, by kind; what is uncertain says why."""
    for kind, name in FACTS.items():
        said = [fact for fact in facts if fact.kind == kind]
        if said:
            typer.echo(f"{name} :")
        for fact in said:
            doubt = f" — à vérifier : {fact.uncertain}" if fact.uncertain else ""
            as_written = " ".join(convention.document.quote(fact.span).split())
            typer.echo(f"    {spoken(fact) or as_written} ({fact.label}){doubt}")


def print_side_by_side(subjects: Sequence[Subject], ids: Sequence[str], index: ConventionIndex) -> None:
    """A table with a row a subject and a column a convention."""
    table = Table("Sujet", "", *(index.entries[id_].title for id_ in ids), show_lines=True)
    for subject in subjects:
        cells = [
            "\n".join(f"{spoken(f) or 'illisible'} ({f.label})" for f in facts) or "non prévu" for facts in subject.facts.values()
        ]
        table.add_row(subject.name, subject.likeness, *cells)
    Console().print(table)
