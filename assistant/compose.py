"""From evidence to the words of an answer: short French sentences around verified quotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, Kind, Status, foreign
from assistant.citations import Citation, RejectedCitation, Source, verify
from assistant.evidence import Evidence, coverage_of, terms_of
from assistant.premise import corrected
from assistant.question import Question
from assistant.short_answer import short_answer
from assistant.wording import day
from corpus import SECTION_NAMES, Amendment, Article, Convention, Document, Effect, Span, in_one_wording
from index import ConventionIndex, Passage, article_name

MAX_SUGGESTIONS = 3
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n(?=[^a-zà-ÿ\s])")  # a blank line before a small letter is the scan's
PARAGRAPH_BREAK = "<br>"  # the only line break that Markdown keeps in quotes, lists and table cells alike
_IN_FORCE: dict[Effect, str] = {
    "modifié": "C'est la rédaction de l'avenant qui est en vigueur :",
    "remplacé": "C'est la rédaction de l'avenant qui est en vigueur :",
    "complété": "Les deux textes sont en vigueur ensemble :",
    "supprimé": "Il n'est plus en vigueur :",
    "inséré": "C'est la rédaction de l'avenant qui est en vigueur :",
}
_WHOLE_LIST_MAX_CHARACTERS = 1_500
_SURE_READING, _MOST_WORDS = 1.0, 0.6  # log-odds; share of the question's words that a sentence says
_WITH_LEAD_IN_MAX_CHARACTERS = 700
_BULLET = re.compile(r"^[-–—•*·▪◦●○■□➢→✓]\s+")
_BULLET_OF_SCAN = re.compile(r"^(?:[-–—•*·▪◦●○■□➢→✓]+|[e¢o](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words said to stand in a source: not yet a citation. A list item's lead-in is a quote of its own, before it."""

    source: Source
    quote: str
    with_lead_in: bool = True


@dataclass
class Draft:
    """An answer before its quotes are verified: paragraphs with a place for each claim."""

    kind: Kind
    paragraphs: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    suggestions: list[Claim] = field(default_factory=list)
    is_refusal: bool = False

    def cite(self, source: Source, quote: str, with_lead_in: bool = True) -> str:
        """Claims a quote; what is returned stands for it in the text until it is verified."""
        self.claims.append(Claim(source, quote, with_lead_in))
        return f"\x00{len(self.claims) - 1}\x00"


def verified(draft: Draft) -> Answer:
    """Makes the answer: each claim becomes a citation, its mark and its quote, or is rejected and listed as such."""
    citations: list[Citation] = []
    rejected: list[RejectedCitation] = []

    def render(found: re.Match[str]) -> str:
        claim = draft.claims[int(found[1])]
        result = verify(len(citations) + 1, claim.quote, claim.source)
        if isinstance(result, RejectedCitation):
            rejected.append(result)
            return "(citation rejetée)"
        citations.append(result)
        document = claim.source.document
        lead_in = f"{quoted(document.quote(result.lead_in))} " if result.lead_in and claim.with_lead_in else ""
        return f"{lead_in}{quoted(document.quote(result.span))} [{result.n}]"

    text = re.sub(r"\x00(\d+)\x00", render, "\n\n".join(draft.paragraphs))
    suggested = (verify(n, claim.quote, claim.source) for n, claim in enumerate(draft.suggestions, 1))
    suggestions = tuple(s for s in suggested if isinstance(s, Citation))
    status: Status = "refused" if draft.is_refusal or not citations else "partial" if rejected else "grounded"
    if draft.kind == "help":
        status = "grounded"
    return Answer(draft.kind, status, text, tuple(citations), tuple(rejected), suggestions)


def quoted(quote: str) -> str:
    """« … » with French spaces; the lines of a paragraph joined, its paragraphs kept apart."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in _BETWEEN_PARAGRAPHS.split(quote.strip())]
    return f"«\u00a0{PARAGRAPH_BREAK.join(map(foreign, paragraphs))}\u00a0»"


def answer_from(question: Question, evidence: Sequence[Evidence], index: ConventionIndex) -> Draft:
    """Quotes the evidence, convention by convention, the best first."""
    draft = Draft(question.kind)
    by_convention: dict[str, list[Evidence]] = {}
    for piece in evidence:
        by_convention.setdefault(piece.convention, []).append(piece)
    amended = {id_: _amendments(id_, [p.passage.article for p in pieces], index) for id_, pieces in by_convention.items()}
    quoted_beside = [amendment.span for amendments in amended.values() for _, amendment in amendments]
    for id_, pieces in list(by_convention.items()):  # an avenant's clause is quoted once, beside the article that it changes
        by_convention[id_] = [p for p in pieces if not any(span.contains(p.passage.span) for span in quoted_beside)]
    by_convention = {id_: pieces for id_, pieces in by_convention.items() if pieces}
    changes = next(iter(amended.values())) if len(by_convention) == 1 else []
    places = [(amendment.span, amendment.span) for _, amendment in changes[-1:]] or list(_of_best_article(evidence))
    lead = _lead(question, evidence, places, index) if len(by_convention) == 1 else ""
    if lead:
        draft.paragraphs.append(lead)
    for id_, pieces in by_convention.items():
        convention = index.convention(id_)
        where = _where(pieces, convention)
        lines = [f"> {draft.cite(source, quote, with_lead_in)}" for source, quote, with_lead_in in _quotes(pieces, convention)]
        draft.paragraphs.append(f"{where} :\n\n" + "\n>\n".join(lines))
        draft.paragraphs += [_change(draft, *change) for change in amended[id_]]
    return draft


def _lead(question: Question, evidence: Sequence[Evidence], places: Sequence[tuple[Span, Span]], index: ConventionIndex) -> str:
    """The short answer, where the best clause surely answers: it reads so, is what is asked for by its kind, or says most of the
    words; or the number that it gives instead of the one that the question takes for granted."""
    convention, best = index.convention(places[0][0].document_id), evidence[0]
    quoted = [piece.passage.span for piece in evidence if piece.convention == convention.id]
    words = index.rated(question.terms)

    def told(span: Span) -> float:
        return coverage_of(words, terms_of(convention.reading.of(span.start, span.end)))

    is_sure = best.reading >= _SURE_READING or best.signs.fact or best.signs.block or told(places[0][0]) >= _MOST_WORDS
    if not is_sure:
        return ""
    if premise := corrected(question.text, convention.document.quote(places[0][0])):
        stated, given = map(foreign, premise)
        return f"Le texte ne dit pas {stated} mais **{given}** :"
    short = short_answer(question, places, quoted, convention, index.facts(convention.id), told)
    return f"**{foreign(short[0].upper() + short[1:])}.**" if short else ""


def _of_best_article(evidence: Sequence[Evidence]) -> Iterator[tuple[Span, Span]]:
    """What may hold the short answer, and its clause: the best piece, its lead-in, then the others of its article."""
    for piece in evidence:
        if piece.passage.path == evidence[0].passage.path and piece.convention == evidence[0].convention:
            yield piece.span, piece.passage.span
            if piece.passage.lead_in:
                yield piece.passage.lead_in, piece.passage.lead_in


def _amendments(id_: str, articles: Iterable[str], index: ConventionIndex) -> list[tuple[Convention, Amendment]]:
    return [change for article in dict.fromkeys(articles) for change in index.amendments(id_, article)]


def _change(draft: Draft, avenant: Convention, amendment: Amendment) -> str:
    """What an avenant did to the article just quoted, which words are in force, and the avenant's own words."""
    article = next((a for a in reversed(list(avenant.walk())) if a.span.contains(amendment.span)), None)
    section = next((s for s in avenant.sections if s.span.contains(amendment.span)), None)
    if article:
        source = replace(article_source(article, avenant), span=amendment.span)
    else:
        kind = section.kind if section else "preambule"
        source = Source(avenant.document, amendment.span, SECTION_NAMES[kind], kind, SECTION_NAMES[kind])
    signed = f", signé le {day(avenant.signed_on)}" if avenant.signed_on else ""
    in_force = _IN_FORCE[amendment.effect]
    quote = avenant.document.quote(amendment.span)
    return (
        f"L'article {foreign(amendment.article)} a été {amendment.effect} par : {foreign(avenant.title)}{signed}. {in_force}\n\n"
        f"> {draft.cite(source, quote)}"
    )


def source_of(passage: Passage, convention: Convention) -> Source:
    article = convention.as_written(passage.article)
    return Source(convention.document, passage.span, passage.label, article, passage.heading, passage.lead_in)


def article_source(article: Article, convention: Convention) -> Source:
    number = convention.as_written(article.number)
    return Source(convention.document, article.span, article_name(article), number, article.heading)


def _quotes(pieces: Sequence[Evidence], convention: Convention) -> Iterator[tuple[Source, str, bool]]:
    """What each piece quotes, and whether its lead-in is to be quoted before it. A list of which several items answer, and an item
    that follows its lead-in closely, are quoted from the lead-in on, as they stand in the text."""
    done: list[Span] = []
    for piece in pieces:
        if any(span.contains(piece.passage.span) for span in done):
            continue
        lead_in = piece.passage.lead_in
        whole = _from_lead_in(piece, [p for p in pieces if lead_in and p.passage.lead_in == lead_in], convention)
        if whole is None:
            yield source_of(piece.passage, convention), _quote(piece.passage, convention.document), True
        else:
            done.append(whole)
            label = piece.passage.label.rsplit(", point", 1)[0]
            yield (
                replace(source_of(piece.passage, convention), span=whole, label=label, lead_in=None),
                convention.document.quote(whole),
                False,
            )


def _from_lead_in(piece: Evidence, items: Sequence[Evidence], convention: Convention) -> Span | None:
    """From the lead-in to the end of the item, or of the last item of the list when several answer; None when that is too long."""
    lead_in = piece.passage.lead_in
    if lead_in is None:
        return None
    ends = [c.span.end for a in convention.walk() for c in a.clauses if c.lead_in == lead_in] if len(items) > 1 else []
    whole = convention.document.span(lead_in.start, max([*ends, piece.passage.span.end]))
    longest = _WHOLE_LIST_MAX_CHARACTERS if len(items) > 1 else _WITH_LEAD_IN_MAX_CHARACTERS
    return whole if len(whole) <= longest else None


def _quote(passage: Passage, document: Document) -> str:
    """A clause, or a part of a long one; a list item without the dash or the bullet that opens it."""
    return _without_marker(document.quote(passage.span), passage)


def _without_marker(quote: str, passage: Passage) -> str:
    """A list item without the dash or the bullet that opens it; below a lead-in, a scan may have made a letter of the bullet."""
    return _BULLET_OF_SCAN.sub("", quote) if passage.lead_in else _BULLET.sub("", quote)


def _where(pieces: Iterable[Evidence], convention: Convention) -> str:
    sources = (source_of(piece.passage, convention) for piece in pieces)
    names = dict.fromkeys(article_phrase(source.article, source.heading) for source in sources)
    return f"{foreign(convention.title)}, {' et '.join(names)}"


def article_phrase(number: str, heading: str) -> str:
    """ "article 5 (Confidentialité)", "les signatures"."""
    if number in SECTION_NAMES:
        return SECTION_NAMES[number].lower()
    name = f"article {number}" if number[0].isdigit() else number
    said = in_one_wording(heading).strip()
    return f"{name} ({foreign(said)})" if said else name


def whole_article(question: Question, index: ConventionIndex, scope: Sequence[str]) -> Draft:
    """The exact text of the articles asked for; says which exist when one does not."""
    draft = Draft("quote")
    missing = []
    for id_ in scope:
        convention = index.convention(id_)
        for number in question.articles:
            source = _asked_for(convention, number)
            if source is None:
                missing.append((convention, number))
                continue
            text = convention.document.quote(source.span).strip()
            where = article_phrase(source.article, source.heading)
            draft.paragraphs.append(f"{foreign(convention.title)}, {where} :\n\n> {draft.cite(source, text)}")
            draft.paragraphs += [_change(draft, *change) for change in index.amendments(id_, source.article)]
    if draft.claims:  # "l'article 21 du modèle de l'annexe 2": the annex says where the text was published
        missing = [(convention, number) for convention, number in missing if not number.startswith("annexe")]
    if not draft.claims or len(scope) <= 2:
        draft.paragraphs += [no_such_article(convention, number) for convention, number in missing]
    return draft


def _asked_for(convention: Convention, number: str) -> Source | None:
    """The article of that number, or the section of that name; None when the convention has none."""
    if number in SECTION_NAMES:
        section = next((s for s in convention.sections if s.kind == number), None)
        name = SECTION_NAMES[number]
        return Source(convention.document, section.span, name, number, name) if section else None
    article = convention.article(number)
    return article_source(article, convention) if article else None


def no_such_article(convention: Convention, number: str) -> str:
    if number in SECTION_NAMES:
        return f"{foreign(convention.title)} n'a pas de partie lue comme : {SECTION_NAMES[number].lower()}."
    articles = convention.counted_articles
    numbers = ", ".join(article.number for article in articles)
    missing = f"d'{number}" if number.startswith("annexe") else f"d'article {number}"
    return f"{foreign(convention.title)} compte {len(articles)} articles ; elle n'a pas {foreign(missing)}. Articles : {foreign(numbers)}."


def comparison(question: Question, rows: Sequence[tuple[str, Mapping[str, Sequence[Evidence]]]], index: ConventionIndex) -> Draft:
    """A table with a row an aspect, named when there are several, and a column a convention; in each cell the quotes and their marks,
    "non prévu" where nothing answers."""
    draft = Draft(question.kind)
    conventions = [index.convention(id_) for id_ in dict.fromkeys(id_ for _, cells in rows for id_ in cells)]
    named = len(rows) > 1
    titles = [*(["Aspect"] if named else []), *(foreign(convention.title) for convention in conventions)]
    lines = [titles, ["---"] * len(titles)]
    for aspect, cells in rows:
        said = [_cell(draft, cells.get(convention.id, ()), convention) for convention in conventions]
        lines.append([*([aspect] if named else []), *said])
    draft.paragraphs.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return draft


def across(told: Sequence[Evidence], read: int, left: int, index: ConventionIndex) -> Draft:
    """A table with a row a convention that answers: its title, its clause and its mark.

    Args:
        told: one clause of each, the best first.
        read: how many conventions were read; `left` how many were not.
    """
    draft = Draft("answer")
    said = (
        f"{len(told)} des {read} conventions consultées répondent"
        if len(told) > 1
        else f"Une des {read} conventions consultées répond"
    )
    others = f" ; aucune clause trouvée ne répond dans les {read - len(told)} autres" if read > len(told) else ""
    more = f" ; {left}, plus éloignées de la question, n'ont pas été consultées" if left else ""
    lines = ["| Convention | Ce qu'elle dit |", "| --- | --- |"]
    for piece in told:
        convention = index.convention(piece.convention)
        lines.append(f"| {foreign(convention.title)} | {_cell(draft, [piece], convention)} |")
    draft.paragraphs += [f"{said}{others}{more}.", "\n".join(lines)]
    return draft


def _cell(draft: Draft, pieces: Iterable[Evidence], convention: Convention) -> str:
    cited = ((source_of(p.passage, convention), _quote(p.passage, convention.document)) for p in pieces)
    marks = [f"{draft.cite(source, quote)} ({article_phrase(source.article, '')})" for source, quote in cited]
    return PARAGRAPH_BREAK.join(marks) or "non prévu"


def listing(kind: Kind, groups: Sequence[tuple[str, Convention, Sequence[tuple[Passage, Span]]]]) -> Draft:
    """One line a sentence, in groups: an introduction, the convention, its clauses and the sentences that count in them."""
    draft = Draft(kind)
    for introduction, convention, passages in groups:
        lines, above = [], None
        for p, span in passages:
            if p.lead_in and p.lead_in != above:
                lines.append(f"- {quoted(convention.document.quote(p.lead_in))}")
            above = p.lead_in
            quote = _without_marker(convention.document.quote(span), p)
            lines.append(f"{'  ' if p.lead_in else ''}- {draft.cite(source_of(p, convention), quote, with_lead_in=False)}")
        draft.paragraphs.append(f"{introduction}\n\n" + "\n".join(lines))
    return draft


def refusal(kind: Kind, text: str, evidence: Sequence[Evidence], index: ConventionIndex) -> Draft:
    """An honest no, with the nearest clauses as "à lire"."""
    draft = Draft(kind, [text], is_refusal=True)
    for piece in evidence[:MAX_SUGGESTIONS]:
        convention = index.convention(piece.convention)
        draft.suggestions.append(Claim(source_of(piece.passage, convention), _quote(piece.passage, convention.document)))
    return draft
