"""What questions ask, as a table of real ones."""

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.errors import BadQuestion
from assistant.evidence import log_odds, weigh, weights
from assistant.frame import framed, sides
from assistant.question import check, understand
from assistant.reading import in_light_of
from index import WEIGHTS_BEFORE_READING
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE

GE, HDF = (GRAND_EST,), (HAUTS_DE_FRANCE,)
BOTH = GE + HDF
TABLE = [
    ("Quel est le préavis pour dénoncer la convention avec le Grand Est ?", "answer", "duration", GE, ()),
    ("quel est le plafond pour les hauts de france", "answer", "amount", HDF, ()),
    ("Quand la convention Grand Est a-t-elle été signée ?", "answer", "date", GE, ()),
    ("Que deviennent les crédits non utilisés ?", "answer", "text", (), ()),
    ("Cite l'article 5 de la convention Grand Est.", "quote", "text", GE, ("5",)),
    ("Donne-moi le texte exact de l'article 4.5 de la convention Grand Est", "quote", "text", GE, ("4.5",)),
    ("À quoi s'engage la Région Grand Est ?", "obligations", "text", GE, ()),
    ("Quelles sont les obligations de la DINUM envers les Hauts-de-France ?", "obligations", "text", HDF, ()),
    ("Compare les conditions de résiliation des deux conventions.", "comparison", "text", (), ()),
    ("Quelles différences entre le Grand Est et les Hauts-de-France sur la durée ?", "comparison", "duration", BOTH, ()),
    (
        "Annexe 2, bailleur social : doit-il montrer les comptes aux locataires ou les laisser lire ?",
        "answer",
        "text",
        (),
        ("annexe 2",),
    ),
    (
        "Cité des métiers (annexe II) : qui arrête la liste des stagiaires retenus cette année ?",
        "answer",
        "person",
        (),
        ("annexe ii",),
    ),
    ("Copie du rapport au parquet, annexe 2 ?", "answer", "text", (), ("annexe 2",)),
    ("Et l'annexe 2 ?", "quote", "text", (), ("annexe 2",)),
    ("Quels comptes et registres le club doit tenir ?", "obligations", "text", (), ()),
    ("Qu'est-ce que la Ville met à disposition ?", "obligations", "text", (), ()),
    ("Qu'est-ce qui est défendu au club ?", "obligations", "text", (), ()),
    ("Démarches à faire après un accident", "obligations", "text", (), ()),
    ("Donne-moi l'annexe 2 en entier, sans rien changer au texte d'origine", "quote", "text", (), ("annexe 2",)),
    ("Le préavis de départ : annexe I vs annexe III, c'est pareil ?", "comparison", "duration", (), ("annexe i", "annexe iii")),
    ("Que sais-tu faire ?", "help", "text", (), ()),
    ("Bonjour !", "help", "text", (), ()),
    ("Que doit faire la DINSIC ?", "obligations", "text", BOTH, ()),
    ("Quelles dépenses incombent à la DINSIC ?", "obligations", "text", BOTH, ()),
    ("Quels devoirs pour la Région Grand Est ?", "obligations", "text", GE, ()),
    ("Que promet-elle, la Région Grand Est ?", "obligations", "text", GE, ()),
    ("Quels états la Région Grand Est doit-elle envoyer ?", "obligations", "text", GE, ()),
    ("Qu'est-ce que je dois faire, moi, la Région Grand Est ?", "obligations", "text", GE, ()),
    ("À quoi je m'engage avec la DINSIC, en signant la convention Grand Est ?", "obligations", "text", GE, ()),
    ("Liste ce que la Région Grand Est est tenue de faire.", "obligations", "text", GE, ()),
    ("Que deviennent les crédits, et quelles démarches m'incombent ?", "obligations", "text", (), ()),
    ("Quelles obligations pour la Région Grand Est ?", "obligations", "text", GE, ()),
    ("Qu'est-ce qui revient aux agents de la Région Grand Est ?", "obligations", "text", GE, ()),
    ("De quoi la Région Grand Est est-elle chargée de s'occuper ?", "obligations", "text", GE, ()),
    ("À quoi la Région Grand Est est-elle tenue ?", "obligations", "text", GE, ()),
    ("Nous sommes la Région Grand Est : à quoi sommes-nous tenus ?", "obligations", "text", GE, ()),
    ("Quelles tâches reviennent à la Région Grand Est ?", "obligations", "text", GE, ()),
    ("La Région Grand Est doit nous fournir quoi ?", "obligations", "text", GE, ()),
    ("Qu'attend-on de la Région Grand Est ?", "obligations", "text", GE, ()),
    ("Je suis à la Région Grand Est : quels documents dois-je envoyer ?", "obligations", "text", GE, ()),
    ("De quoi la Région Grand Est est-elle responsable ?", "obligations", "text", GE, ()),
    ("Région Grand Est : liste de mes tâches", "obligations", "text", GE, ()),
    ("Quel est le rôle de la Région Grand Est dans le comité ?", "obligations", "text", GE, ()),
    ("rôle de la Région Grand Est", "obligations", "text", GE, ()),
    ("À quoi la Région Grand Est s'engage-t-elle ?", "obligations", "text", GE, ()),
    ("Qu'est-ce qui est à la charge de la Région Grand Est ?", "obligations", "text", GE, ()),
    ("Région Grand Est : on attend quoi de nous ?", "obligations", "text", GE, ()),
    ("La Région Grand Est joue-t-elle un rôle de conseil ?", "answer", "text", GE, ()),
    ("Que se passe-t-il si la Région Grand Est ne respecte pas ses engagements ?", "answer", "text", GE, ()),
    ("Quelle est la durée des engagements de la Région Grand Est ?", "answer", "duration", GE, ()),
    ("Quel délai pour la fiche navette de la Région Grand Est ?", "answer", "duration", GE, ()),
    ("Donne la fiche de la convention Grand Est", "facts", "text", GE, ()),
    ("Est-ce que la Région Grand Est doit payer les agents ?", "answer", "text", GE, ()),
    # jotted down
    ("obligations Région Grand Est", "obligations", "text", GE, ()),
    ("comité, engagements Région Grand Est", "obligations", "text", GE, ()),
    ("Cite l'article V.2 de la convention Grand Est", "quote", "text", GE, ("v.2",)),
    ("Que dit l'article IV de la convention Grand Est ?", "quote", "text", GE, ("iv",)),
    ("La Région Grand Est n'a rien promis, si ?", "obligations", "text", GE, ()),
    ("La DINSIC n'a pris aucun engagement ?", "obligations", "text", BOTH, ()),
    ("Ce que la Région Grand Est a pris à sa charge", "obligations", "text", GE, ()),
    ("art. 5 convention Grand Est", "quote", "text", GE, ("5",)),
    ("convention DINSIC Région Grand Est - article 4.5", "quote", "text", GE, ("4.5",)),
    ("préavis dénonciation Grand Est", "answer", "duration", GE, ()),
    ("Grand Est, comptable assignataire : nom", "answer", "name", GE, ()),
    # as a lawyer puts it
    ("En quels termes l'article 5 de la convention Grand Est est-il rédigé ?", "quote", "text", GE, ("5",)),
    ("Il y a bien un article 11 dans la convention Hauts-de-France ?", "quote", "text", HDF, ("11",)),
    ("Quelles diligences incombent à la Région Grand Est ?", "obligations", "text", GE, ()),
    ("À quoi la Région Grand Est est-elle astreinte ?", "obligations", "text", GE, ()),
    ("Sous quel délai la Région Grand Est est-elle tenue de restituer les crédits ?", "answer", "duration", GE, ()),
    ("À quelle autorité est dévolue la qualité de comptable ?", "answer", "person", (), ()),
    ("À quelle hauteur la Région Grand Est contribue-t-elle ?", "answer", "amount", GE, ()),
    ("En quoi les deux conventions divergent-elles quant à leur durée ?", "comparison", "duration", (), ()),
    # a value stated is confirmed or corrected by another
    ("Le préavis est-il de six mois dans la convention Grand Est ?", "answer", "duration", GE, ()),
    ("Pourquoi la Région Grand Est verse-t-elle 250 000 € ?", "answer", "amount", GE, ()),
    ("Un agent de 18 ans peut-il être intrapreneur ?", "answer", "text", (), ()),
    ("Quel est l'IBAN ?", "answer", "account", (), ()),
    ("Faut-il quand même attendre la fin de l'année ?", "answer", "text", (), ()),
    ("La convention prend fin quand ?", "answer", "date", (), ()),
    (
        "La durée est-elle la même dans la convention Grand Est et dans celle des Hauts-de-France ?",
        "comparison",
        "text",
        BOTH,
        (),
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected", "conventions", "articles"), TABLE, ids=[row[0] for row in TABLE])
def test_questions_are_understood(
    text: str, kind: str, expected: str, conventions: tuple[str, ...], articles: tuple[str, ...], assistant: Assistant
) -> None:
    question = understand(text, assistant.catalogue, assistant.index.knows)
    assert (question.kind, question.expected, question.conventions, question.articles) == (kind, expected, conventions, articles)


def test_a_body_that_no_convention_names_is_seen(assistant: Assistant) -> None:
    question = understand("Quel est le montant versé par la Région Bretagne ?", assistant.catalogue, assistant.index.knows)
    assert question.unknown == "Région Bretagne"


def test_a_follow_up_inherits_what_it_leaves_unsaid(assistant: Assistant) -> None:
    before = "Comment la convention Grand Est peut-elle être résiliée ?"
    question = understand("Et pour les Hauts-de-France ?", assistant.catalogue, assistant.index.knows, [before])
    assert question.conventions == HDF
    assert "resili" in question.terms


def test_a_number_alone_after_a_quote_is_the_article_s(assistant: Assistant) -> None:
    quoted = "Affiche l'article 7 de la convention Hauts-de-France"
    for more in ("et le 6", "Le 6 ?", "puis l'article 6"):
        assert [c.article for c in assistant.ask(quoted, more).citations] == ["6"]


def test_a_follow_up_that_asks_with_a_word_of_its_own_asks_that(assistant: Assistant) -> None:
    question = assistant.understood("En combien de fois la Région Grand Est paie-t-elle ?", "et le comptable, c'est qui ?")
    assert (question.expected, question.conventions) == ("person", GE)
    assert "fois" not in question.text


def test_a_follow_up_asks_the_same_of_another_thing(assistant: Assistant) -> None:
    before = "Que prévoit la convention Hauts-de-France sur la communication ?"
    question = assistant.understood(before, "et sur la confidentialité ?")
    assert "commun" not in " ".join(question.terms) and question.before == before
    assert assistant.ask(before, "et sur la confidentialité ?").status == "refused"  # it was answered on communication


def test_a_follow_up_leaves_its_text_for_one_that_is_held_only(assistant: Assistant) -> None:
    before = "Quel est le préavis pour dénoncer la convention Grand Est ?"
    assert assistant.understood(before, "laisse-t-elle le reste du contrat d'origine tel quel ?").conventions == GE
    assert assistant.understood(before, "et celle avec la Région Hauts-de-France ?").conventions == HDF
    assert assistant.understood(before, "et dans celle passée avec le SDIS, qui paie ?").unknown == "SDIS"


@pytest.mark.parametrize("text", ["", "   ", "?!", "12 34", "a" * 2001, None, 12, ["x"]], ids=repr)
def test_what_is_no_question_says_so(text: object) -> None:
    with pytest.raises(BadQuestion):
        check(text)  # type: ignore[arg-type]


FRAMES = [
    # what is asked, what names the text
    ("Convention de stage : qui paie le train du tuteur ?", "qui paie le train du tuteur ?", "Convention de stage"),
    ("Qui paie le train du tuteur ? (convention de stage)", "Qui paie le train du tuteur ?", "convention de stage"),
    (
        "Quel délai pour prévenir le préfet, d'après la convention de police ?",
        "Quel délai pour prévenir le préfet, ?",
        "d'après la convention de police",
    ),
    ("Le loyer au modèle D. 353-59 est révisé quel jour ?", "Le loyer est révisé quel jour ?", "au modèle D. 353-59"),
    (
        "Quelle est la durée de la convention ?",
        "Quelle est la durée de la convention ?",
        "de la convention",
    ),  # nothing would be left
    ("Que contient l'annexe 2 ?", "Que contient l'annexe 2 ?", "l'annexe 2"),
    ("Et pour la prolonger, un accord oral suffit ?", "Et pour la prolonger, un accord oral suffit ?", ""),
    ("Faut-il signer un contrat de bail avant le départ ?", None, "un contrat de bail avant le départ"),
    ("Caution du locataire : annexe I contre annexe III", "Caution du locataire", None),
    ("Cité de promotion : le relogement est à la charge de qui ?", "le relogement est à la charge de qui ?", "Cité de promotion"),
    (
        "Si personne ne bouge au bout de trois ans, la convention repart pour combien d'années ?",
        "Si personne ne bouge au bout de trois ans, la convention repart pour combien d'années ?",
        "",
    ),
    ("Un ami prend la suite avec l'accord du bailleur avant la fin. Qui paie ?", None, ""),
    ("On peut signer le contrat deux mois après l'entrée dans les lieux ?", None, "le contrat"),
    (
        "Qui prépare le bilan de la convention de trois ans avec la commune ?",
        None,
        "de la convention de trois ans avec la commune",
    ),
    (
        "Que doit faire la crèche d'après le contrat d'accueil quand un petit est malade ?",
        "Que doit faire la crèche quand un petit est malade ?",
        "d'après le contrat d'accueil",
    ),
    (
        "Peut-on réviser la convention si la convention de police prévoit un bilan annuel tardif ?",
        "Peut-on réviser si prévoit un bilan annuel tardif ?",
        "la convention ; la convention de police",
    ),
    ("Peut-on rompre mon contrat parce que la chambre est vide depuis longtemps ?", None, "contrat"),
    ("L'échéance de l'ancienne convention APL tient-elle toujours après les travaux ?", None, "de l'ancienne convention APL"),
    ("À quoi s'engage le syndicat quand la convention prend fin ?", None, "la convention"),
]


@pytest.mark.parametrize(("text", "matter", "frame"), FRAMES, ids=[row[0] for row in FRAMES])
def test_what_names_the_text_is_parted_from_what_is_asked(text: str, matter: str | None, frame: str | None) -> None:
    found = framed(text)
    assert matter is None or found.matter == matter
    assert frame is None or found.frame == frame


def test_what_stands_before_a_colon_belongs_to_both_sides_of_a_comparison() -> None:
    assert sides("Convention de police : qui signe dans la version communale et dans l'intercommunale (2021) ?") == [
        ("Convention de police qui signe dans la version communale", "Convention de police et dans l'intercommunale (2021) ?"),
        (
            "Convention de police 2021 qui signe dans la version communale",
            "Convention de police 2021 et dans l'intercommunale ?",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Compare le préavis entre l'annexe I et l'annexe III", "le préavis"),
        ("Début des effets : résidence sociale (R. 353-159) vs type I D. 353-90 ?", "Début des effets"),
        ("Conventions SEM : date limite d'envoi dans le modèle D. 353-59 contre l'ancien R. 353-59 ?", "date limite d'envoi"),
        (
            "Quelle différence sur le droit de rester dans les lieux avec la convention des SEM et avec celle des HLM ?",
            "le droit de rester dans les lieux",
        ),
    ],
)
def test_what_is_compared_is_told_from_what_it_is_compared_between(text: str, matter: str) -> None:
    question = understand(text, [], lambda _: True)
    assert question.may_compare or question.kind == "comparison"
    assert replace(question, kind="comparison").matter == matter


def test_a_topic_that_names_no_convention_is_asked_about(assistant: Assistant) -> None:
    question, _ = assistant.weighed("Crédits non utilisés : que deviennent-ils dans la convention Grand Est ?")
    assert "credit" in question.terms


def test_what_follows_the_name_of_a_text_is_asked_about(assistant: Assistant) -> None:
    question, _ = assistant.weighed("Convention Grand Est, crédits non utilisés en fin de projet : le budget est rendu à qui ?")
    assert "credit" in question.terms and question.matter.startswith("crédits non utilisés")


def test_a_follow_up_is_sought_first_in_the_article_that_answered_before(assistant: Assistant) -> None:
    first = "Quel est le préavis pour dénoncer la convention Grand Est ?"
    (answered,) = {c.article for c in assistant.ask(first).citations}
    question, after = assistant.weighed(first, "Et sous quelle forme faut-il le dire à l'autre ?")
    assert question.before and question.whole == f"{question.before} {question.text}"
    hits = assistant.index.search(question.matter, len(after), [GRAND_EST], question.whole, WEIGHTS_BEFORE_READING)
    as_such = {e.passage: e for e in weigh(question, hits, assistant.index, {GRAND_EST: 1.0})}
    reading = weights()["reading"]
    gained = {
        e.passage.article: log_odds(e.score) - log_odds(in_light_of(as_such[e.passage].score, e.reading, reading))
        for e in after
        if e.passage in as_such
    }
    assert gained.pop(answered) > 1
    assert max(map(abs, gained.values())) == pytest.approx(0.0, abs=1e-6)


def test_a_question_that_begins_anew_does_not_follow_up_the_one_before(assistant: Assistant) -> None:
    before = "Compare les conditions de résiliation des deux conventions."
    anew = "Comment réinitialiser mon mot de passe ?"
    assert assistant.understood(before, anew).before == ""
    refused = assistant.ask(before, anew)
    assert (refused.status, refused.suggestions) == ("refused", ())
    assert assistant.understood(before, "Et qui reçoit la décision écrite ce jour-là ?").before != ""


def test_what_follows_a_quote_is_answered_and_not_quoted_again(assistant: Assistant) -> None:
    quoted = "Cite l'article 5 de la convention Grand Est."
    answer = assistant.ask(quoted, "Et le préavis, c'est combien ?")
    assert (answer.kind, answer.text.splitlines()[0]) == ("answer", "**Trois mois.**")
    assert assistant.ask(quoted, "Et l'article 6 ?").citations[0].article == "6"
    assert assistant.understood(quoted, "Et pour les Hauts-de-France ?").kind == "quote"


def test_a_nod_names_no_text(assistant: Assistant) -> None:
    assert assistant.understood("D'accord, et qui conserve le code source à la fin ?").frame == ""
    assert assistant.understood("D'après l'accord avec la Région Grand Est, qui conserve le code source ?").frame != ""


def test_a_follow_up_that_names_nothing_stays_with_the_same_convention(assistant: Assistant) -> None:
    before = "Quel est le préavis pour dénoncer la convention avec le Grand Est ?"
    question = understand("Qui conserve le code source de l'application ?", assistant.catalogue, assistant.index.knows, [before])
    assert question.conventions == GE
    assert "preav" not in question.terms


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("À quoi s'engage la commune dans la convention passée avec le SDIS ?", "SDIS"),
        ("Quel est le tarif dans la convention de fourrière signée avec le garage Dumas ?", "Dumas"),
        ("Convention de mise à disposition du gymnase au club de handball : qui fait le ménage ?", "handball"),
        ("Combien d'années dure la convention de portage avec l'EPF ?", "EPF"),
        ("Que dit la convention Grand Est sur la durée ?", ""),
        ("À quoi sert la convention de projet au juste ?", ""),
        ("La convention de projet de mon neveu dure combien de temps ?", ""),
        ("Faut-il signer la convention de projet à la main ?", ""),
    ],
)
def test_a_name_that_no_convention_holds_is_unknown(text: str, unknown: str, assistant: Assistant) -> None:
    assert understand(text, assistant.catalogue, assistant.index.knows).unknown == unknown


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Sous-location : qui l'autorise dans le bail et qui quand on est hébergé ?", False),
        ("Le plafond fixé pour les crèches et celui des cantines, c'est par enfant ou par repas ?", True),
        ("Le préavis est-il plus long pour la piscine ou pour le gymnase ?", True),
        ("Qui assure les locaux en été, et qui quand la commune les reprend ?", True),
        ("Point de départ : annexe III contre cité de promotion", True),
        ("Caution : sous quel délai en foyer et sous quel délai dans l'annexe III ?", True),
        ("Combien de temps dure la convention, et quel délai pour en sortir ?", False),
        ("Lettre au locataire : quand l'envoyer selon l'annexe III et selon l'annexe V ?", True),
        ("Entrée en vigueur : la convention du foyer et celle du gymnase démarrent-elles au même moment ?", True),
        ("Remise de la caution : foyer ou logement de l'annexe III, lequel la rend le plus vite ?", True),
        ("On peut lui verser les deux en même temps ?", False),
        ("Au club c'est trois mois, au musée aussi ?", True),
        ("Caution maximale pour la piscine, et pour le gymnase ?", True),
        ("Piscine : remise des clés ; gymnase : idem ?", True),
        ("Lequel des deux modèles oblige à s'assurer, piscine ou gymnase ?", True),
        ("La clé est remise par le gardien à la piscine, alors que le gymnase la laisse au club ?", True),
        ("Combien d'exemplaires pour la piscine ? Et pour le gymnase ?", True),
        ("L'ancien contrat visait quel article, et c'est lequel maintenant ?", True),
        ("Que doit faire le gardien à la fermeture ou en cas de panne ?", False),
        ("Foyer / résidence : quand la chambre se libère-t-elle ?", False),
    ],
)
def test_what_may_be_a_comparison_is_seen(text: str, may: bool) -> None:
    assert understand(text, [], lambda _: True).may_compare is may


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Quels documents l'association doit-elle envoyer ?", True),
        ("Liste les cas où le service s'arrête", True),
        ("Quel document l'association envoie-t-elle ?", False),
        ("Quelle est la durée ?", False),
    ],
)
def test_what_asks_for_several_things_is_seen(text: str, several: bool) -> None:
    assert understand(text, [], lambda _: True).asks_for_several is several


def test_a_conversation_that_keeps_to_a_convention_says_so(assistant: Assistant) -> None:
    before, anew = "Quel est le préavis de la convention Grand Est ?", "Que deviennent les crédits non utilisés ?"
    kept = assistant.ask(before, anew)
    assert {c.span.document_id for c in kept.citations} == {GRAND_EST}
    assert "La conversation porte sur : Convention Région Grand Est" in kept.text
    for whole in (assistant.ask(anew), assistant.ask(before), assistant.ask(before, anew, conventions=[GRAND_EST])):
        assert whole.citations
        assert "La conversation porte sur" not in whole.text
    again = assistant.ask(before, anew, "Qui signe la convention ?")
    assert again.citations
    assert "La conversation porte sur" not in again.text


def test_a_refusal_says_how_to_leave_the_convention_that_a_conversation_keeps_to(assistant: Assistant) -> None:
    refused = assistant.ask("Quel est le préavis de la convention Grand Est ?", "Quel est le taux des pénalités de retard ?")
    assert refused.status == "refused"
    assert "Pour interroger un autre texte, nommez-le dans la question." in refused.text


def test_another_aspect_is_asked_by_itself(assistant: Assistant) -> None:
    before = "Quel est le préavis de la convention Grand Est ?"
    answer = assistant.ask(before, "Et la durée ?")
    assert [c.article for c in answer.citations] == ["2"]
    elsewhere = assistant.ask("Quel est le taux des pénalités en Grand Est ?", "Et pour les Hauts-de-France, quelle durée ?")
    assert {(c.span.document_id, c.article) for c in elsewhere.citations} == {(HAUTS_DE_FRANCE, "2")}
    assert assistant.understood(before, "Et pour les Hauts-de-France ?").matter.startswith("Quel est le préavis")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Compare les deux conventions sur la résiliation", "la résiliation"),
        ("Compare la durée des deux conventions.", "durée"),
        ("différence de durée entre Grand Est et Hauts-de-France", "durée"),
        ("Quelle différence entre Grand Est et Hauts-de-France pour le versement ?", "pour le versement"),
    ],
)
def test_what_is_compared_is_told_from_what_compares(question: str, topic: str, assistant: Assistant) -> None:
    understood = assistant.understood(question)
    assert understood.kind == "comparison"
    assert topic in understood.matter and "ompar" not in understood.matter
    assert understood.read_as == understood.matter
    table = assistant.ask(question).text.splitlines()[2]
    assert "non prévu" not in table


def test_two_texts_compared_as_such_are_compared_on_what_agreements_say(assistant: Assistant) -> None:
    text = assistant.ask("Compare la convention Grand Est et la convention Hauts-de-France").text
    assert [line.split("|")[1].strip() for line in text.splitlines()[2:]][:2] == ["Objet", "Durée"]


def test_the_duties_of_two_texts_are_compared_whole(assistant: Assistant) -> None:
    answer = assistant.ask("Compare les obligations des deux régions")
    assert answer.kind == "comparison"
    assert {c.span.document_id for c in answer.citations} == {GE[0], HDF[0]} and len(answer.citations) > 10


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Résume la convention Grand Est", "facts"),
        ("Peux-tu me faire une synthèse de la convention Grand Est ?", "facts"),
        ("Quels sont les points importants de la convention Grand Est ?", "facts"),
        ("Résume l'article 5 de la convention Grand Est", "quote"),
        ("Résume les obligations de la DINSIC", "obligations"),
        ("Résume ce que dit la convention Grand Est sur le préavis", "answer"),
        ("ok", "help"),
        ("Tu es sûr ?", "help"),
    ],
)
def test_a_summary_of_the_whole_is_the_sheet(question: str, kind: str, assistant: Assistant) -> None:
    assert assistant.understood(question).kind == kind


def test_a_section_is_quoted_by_its_name(assistant: Assistant) -> None:
    answer = assistant.ask("Donne-moi les visas de la convention Grand Est")
    assert (answer.kind, [c.article for c in answer.citations]) == ("quote", ["visas"])
    assert answer.text.count("VU ") == 2


def test_who_signs_is_told_by_the_signatures(assistant: Assistant) -> None:
    assert {c.article for c in assistant.ask("Qui signe la convention Grand Est ?").citations} == {"signatures"}


def test_an_annex_that_is_not_there_is_no_article(assistant: Assistant) -> None:
    assert "elle n'a pas d'annexe 1." in assistant.ask("Que dit l'annexe 1 de la convention Grand Est ?").text
