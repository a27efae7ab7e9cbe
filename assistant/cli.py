"""The command line. Exit 0 on success (a refusal is an answer), 2 for bad input with one clear line on stderr."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assistant.across import parties_by_convention, side_by_side
from assistant.chain import Assistant
from assistant.errors import BadBatch, BadQuestion
from assistant.evaluation import evaluate, plot, read_gold, table
from assistant.exports import CALENDAR, FORMATS, as_calendar, as_csv, as_xlsx, duties_of
from assistant.mcp_server import PATH, PORT
from assistant.mcp_server import serve as serve_mcp
from assistant.question import check
from assistant.serialise import across_json, answer_json, convention_json, facts_json, hit_json, obligation_json
from assistant.service import Service
from assistant.settings import Settings
from assistant.terminal import print_answer, print_facts, print_obligations, print_outline, print_side_by_side, print_understood
from corpus import ConventionError, parse_file
from index import ConventionIndex, Report, load_embeddings, load_reranker

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Assistant sur les conventions de partenariat.",
    pretty_exceptions_enable=False,
)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)

# What a setting should have been, by the kind of error that pydantic names
_WANTED = {
    "int_parsing": "un nombre entier est attendu",
    "greater_than_equal": "la valeur est au moins {ge}",
    "less_than_equal": "la valeur est au plus {le}",
    "extra_forbidden": "ce réglage n'existe pas",
}

AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON.")]
OneConvention = Annotated[str | None, typer.Option("--convention", help="Ne cherche que dans la convention de cet identifiant.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="Fichier JSONL : une question par ligne.")]


def open_index(settings: Settings) -> ConventionIndex:
    """The index of the settings' data folder, over their folders; not yet brought up to date."""

    def load() -> Any:
        return load_embeddings(settings.embedding_model, settings.data_dir / "models", _say)

    reranker = load_reranker(settings.reranker_model, settings.data_dir / "models", _say)
    return ConventionIndex(settings.data_dir / "index", settings.folders, load, settings.reader, reranker)


def bring_up_to_date(index: ConventionIndex, rebuild: bool = False) -> Report:
    """Updates the index with a progress bar on stderr; each file that was left aside gets its line."""
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=_errors, transient=True)
    tasks: dict[str, Any] = {}

    def advance(id_: str, stage: str, done: int, total: int) -> None:
        name = f"{id_} ({stage})"
        if name not in tasks:
            tasks[name] = bar.add_task(name, total=total)
        bar.update(tasks[name], completed=done)

    with bar:
        report = index.update(rebuild, advance)
    for message in report.refused:
        _say(f"Laissé de côté — {message}")
    return report


@app.command("index")
def index_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Fichiers ou dossiers ; par défaut, ceux de CONVENTIONS_CORPUS.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Reconstruit l'index de zéro.")] = False,
) -> None:
    """Indexe ce qui est nouveau ou modifié."""
    for path in paths or ():
        if not path.exists():
            raise ConventionError(f"{path} : ce fichier ou ce dossier n'existe pas.")
    index = open_index(Settings())
    index.add(paths or ())
    report = bring_up_to_date(index, rebuild)
    for id_ in report.indexed:
        print_understood(id_, index)
    counts = [(len(report.indexed), "indexée(s)"), (len(report.unchanged), "inchangée(s)"), (len(report.removed), "retirée(s)"),
              (len(report.refused), "laissée(s) de côté")]  # fmt: skip
    typer.echo(
        "Conventions : "
        + ", ".join(f"{count} {what}" for count, what in counts if count)
        + ("" if any(c for c, _ in counts) else "aucune")
    )


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="La question, en français.")] = None,
    convention: OneConvention = None,
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Répond à une question, en citant les clauses."""
    if batch is None:
        check(question or "")
    rows: list[dict[str, Any]] = list(_rows(batch)) if batch else [{"question": question}]
    assistant = _assistant()
    if batch:
        assistant.warm()
    for row in rows:
        turns = row["turns"] if isinstance(row.get("turns"), list) and row["turns"] else [row.get("question")]
        chosen = row.get("convention") or convention
        answer = assistant.ask(*turns, conventions=[chosen] if chosen else [])
        if as_json:
            _print_json(answer_json(answer, assistant.index, turns[-1], row.get("id")))
        else:
            print_answer(answer, assistant.index)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="Ce que l'on cherche.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Nombre de clauses.")] = 10,
    convention: OneConvention = None,
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Cherche des clauses."""
    if batch is None and not (query or "").strip():
        raise BadQuestion("La recherche est vide. Écrivez un mot ou une phrase.")
    rows: list[dict[str, Any]] = list(_rows(batch)) if batch else [{"query": query}]
    index = _assistant().index
    for row in rows:
        if not isinstance(row.get("query"), str):
            raise BadBatch(f"{batch} : une ligne n'a pas de « query » (texte) : {json.dumps(row, ensure_ascii=False)[:80]}")
        chosen = row.get("convention") or convention
        hits = index.search(row["query"], int(row.get("k", k)), [chosen] if chosen else [])
        if as_json:
            _print_json({"id": row.get("id"), "query": row["query"], "hits": [hit_json(hit, index) for hit in hits]})
            continue
        for hit in hits:
            typer.echo(f"{hit.rank:3}. {hit.passage.title}, {hit.passage.label}\n     {hit.passage.reading[:160]}")


@app.command()
def quote(convention: str, article: str, as_json: AsJson = False) -> None:
    """Donne le texte exact d'un article."""
    found = Service(_assistant()).quote(convention, article)
    if as_json:
        _print_json(found)
    else:
        typer.echo(found["quote"])


@app.command()
def obligations(
    party: Annotated[str | None, typer.Option("--party", help="Ne garde que les engagements de cette partie.")] = None,
    convention: OneConvention = None,
    format_: Annotated[str, typer.Option("--format", help="table, json, csv ou xlsx.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", help="Écrit dans ce fichier.")] = None,
) -> None:
    """Liste ce que chaque partie doit, peut, ou ne doit pas faire."""
    if format_ not in FORMATS:
        raise BadBatch(f"--format {format_} : ce format n'existe pas. Formats : {', '.join(FORMATS)}.")
    if format_ == "xlsx" and output is None:
        raise BadBatch("--format xlsx : dites dans quel fichier écrire, avec --output obligations.xlsx")
    index = _assistant().index
    duties = duties_of(index, [convention] if convention else list(index.entries), party or "")
    if format_ == "xlsx" and output:
        output.write_bytes(as_xlsx(duties))
    elif format_ == "table" and output is None:
        print_obligations(duties)
    else:
        text = (
            as_csv(duties) if format_ != "json" else json.dumps([obligation_json(d, index) for d in duties], ensure_ascii=False)
        )
        if output:
            output.write_text(text, encoding="utf-8-sig" if format_ == "csv" else "utf-8")
        else:
            typer.echo(text)
    if output:
        _say(f"{len(duties)} engagement(s) : {output}")


@app.command()
def facts(convention: str, as_json: AsJson = False) -> None:
    """Donne la fiche d'une convention : dates, montants, préavis, comptes, bases légales…"""
    index = _assistant().index
    found = index.facts(convention)
    if as_json:
        _print_json(facts_json(found, index.convention(convention)))
    else:
        print_facts(found, index.convention(convention))


@app.command()
def compare(
    conventions: Annotated[list[str] | None, typer.Argument(help="Identifiants ; par défaut, toutes.")] = None,
    as_json: AsJson = False,
) -> None:
    """Met des conventions côte à côte : leurs parties, ce qu'elles disent de même, ce qui diffère."""
    index = _assistant().index
    ids = conventions or list(index.entries)
    subjects = side_by_side(index, ids)
    if as_json:
        _print_json(across_json(subjects, {p: c for p, c in parties_by_convention(index).items() if set(c) & set(ids)}, index))
    else:
        print_side_by_side(subjects, ids, index)


@app.command()
def calendar(
    output: Annotated[Path, typer.Option("--output", help="Le fichier .ics à écrire.")] = Path(CALENDAR),
    convention: OneConvention = None,
) -> None:
    """Écrit les dates des conventions pour un agenda (.ics) : fin, dernier jour pour dénoncer."""
    index = _assistant().index
    text = as_calendar(index, [convention] if convention else list(index.entries))
    output.write_text(text, encoding="utf-8", newline="")
    _say(f"{text.count('BEGIN:VEVENT')} date(s) : {output}")


@app.command()
def inspect(file: Path, as_json: AsJson = False) -> None:
    """Montre ce qui est compris d'un fichier, sans l'indexer."""
    if not file.is_file():
        raise ConventionError(f"{file} : ce fichier n'existe pas.")
    convention = parse_file(file, replace(Settings().reader, texts=None), _pages_read)
    if as_json:
        _print_json(convention_json(convention))
    else:
        print_outline(convention)


@app.command("evaluate")
def evaluate_command(
    gold: Annotated[Path, typer.Argument(help="Questions et réponses connues (JSONL).")] = Path("tests/questions.jsonl"),
    as_json: AsJson = False,
    picture: Annotated[Path | None, typer.Option("--plot", help="Dessine les figures dans ce fichier PNG.")] = None,
    split: Annotated[str | None, typer.Option("--split", help="Ne pose que les questions de ce lot (« fit », « hold »).")] = None,
) -> None:
    """Mesure les réponses, à côté de ce que l'on écrirait sinon."""
    if not gold.is_file():
        raise BadBatch(f"{gold} : ce fichier n'existe pas.")
    golds = [row for row in read_gold(gold) if split in (None, row.split)]
    if not golds:
        raise BadBatch(f"{gold} : aucune question{f' du lot « {split} »' if split else ''}.")
    report = evaluate(_assistant(), golds, _say)
    if picture:
        plot(report, picture)
        _say(f"Graphique : {picture}")
    if as_json:
        _print_json(report)
    else:
        Console().print(table(report))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute.")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute.")] = None,
) -> None:
    """Ouvre l'application dans le navigateur."""
    from assistant.ui import serve as serve_app

    settings = Settings()
    settings = settings.model_copy(update={k: v for k, v in {"host": host, "port": port}.items() if v is not None})
    if settings.style and not settings.style.is_file():
        raise ConventionError(
            f"CONVENTIONS_STYLE : {settings.style} n'existe pas. Donnez le chemin d'une feuille de style (.css)."
        )
    _say("Chargement des conventions…")
    index = open_index(settings)
    bring_up_to_date(index)
    serve_app(Assistant(index), settings.data_dir, settings.host, settings.port, not settings.confirm, settings.style)


@app.command("mcp")
def mcp_command(
    http: Annotated[bool, typer.Option("--http", help="Écoute en HTTP, sur /mcp, plutôt que sur l'entrée standard.")] = False,
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute, en HTTP.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port d'écoute, en HTTP.")] = PORT,
) -> None:
    """Sert les mêmes fonctions à un assistant qui parle MCP (Model Context Protocol)."""
    host = host or Settings().host
    service = Service(_assistant())
    if http:
        _say(f"Serveur MCP : http://{host}:{port}{PATH}  (Ctrl+C pour arrêter)")
    serve_mcp(service, "http" if http else "stdio", host, port)


def main(arguments: list[str] | None = None) -> None:
    """The entry point: errors meant for a person become one line on stderr, and exit 2."""
    try:
        app(arguments)
    except ConventionError as error:
        _say(str(error))
        sys.exit(2)
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(map(str, problem["loc"])).upper()
            wanted = _WANTED.get(problem["type"], "cette valeur n'est pas acceptée").format(**problem.get("ctx", {}))
            _say(f"CONVENTIONS_{name}={problem['input']} : {wanted}.")
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)


def _assistant() -> Assistant:
    index = open_index(Settings())
    bring_up_to_date(index)
    return Assistant(index)


def _rows(batch: Path) -> Iterator[dict[str, Any]]:
    if not batch.is_file():
        raise BadBatch(f"{batch} : ce fichier n'existe pas.")
    for number, line in enumerate(batch.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadBatch(f"{batch}, ligne {number} : ce n'est pas du JSON ({error.msg}).") from error
        if not isinstance(row, dict):
            raise BadBatch(f"{batch}, ligne {number} : un objet JSON est attendu.")
        yield row


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


def _pages_read(done: int, total: int) -> None:
    """One line that counts the pages, on a terminal only."""
    if _errors.is_terminal and total > 1:
        _errors.print(f"Page {done} sur {total}", end="\r" if done < total else "\n")


def _say(message: str) -> None:
    _errors.print(message, markup=False)
