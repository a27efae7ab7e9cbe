"""Who signs, in the forms that conventions give it."""

from pathlib import Path

import pytest

from corpus import Document, Party, understand


def parties(front: str) -> list[Party]:
    text = f"CONVENTION DE PARTENARIAT\n\n{front}\n\nArticle 1 : Objet\n\nLa convention fixe les règles.\n\nArticle 2 : Durée\n\nUn an.\n"
    return list(understand(Document("essai", "essai", text, (), Path("essai.txt"))).parties)


@pytest.mark.parametrize(
    ("front", "names", "short_names"),
    [
        ("Entre\n\nLa Région Grand Est\n1 place Adrien Zeller\n67070 STRASBOURG\nReprésentée par M. Jean R, président\nci-après dénommée « la Région »\n\nEt\n\n"
         "La Ville de Nantes, représentée par son maire, désignée ci-après par La Ville\n\nensemble désignées « les parties »",
         ["La Région Grand Est", "La Ville de Nantes"], ["la Région", "La Ville"]),
        ("ENTRE :\n\nL'État, représenté par le préfet du Nord, M. Michel L,\n\nd'une part,\n\nET :\n\nLa Conférence des présidents, représentée par Mme Z, "
         "ci-après désignée la « CPU » ou l'« Association »,\n\nd'autre part,\n\net l'association Droits d'urgence, représentée par son directeur,\n\nde troisième part,",
         ["L'État", "La Conférence des présidents", "l'association Droits d'urgence"], ["", "CPU", ""]),
        ("Entre les soussignés :\n\n- la commune de Saint-Denis, représentée par son maire, dénommé(e) ci-après, la commune ;\n"
         "- la société Eiffage, dont le siège est à Lille, représentée par M. K, directeur. Ci-après \"L'Entreprise\".",
         ["la commune de Saint-Denis", "la société Eiffage"], ["la commune", "L'Entreprise"]),
        ("La présente convention est conclue entre la Ville de Lille, représentée par son maire, ci-après « la Ville », d'une part, et l'Université de Lille, "
         "représentée par son président, ci-après « l'Université », d'autre part.",
         ["la Ville de Lille", "l'Université de Lille"], ["la Ville", "l'Université"]),
        ("Entre le préfet du Rhône et le maire de Lyon, après avis du procureur de la République, il est convenu ce qui suit :",
         ["le préfet du Rhône", "le maire de Lyon"], ["", ""]),
        ("ENTRE\n\nD'UNE PART,\n\nLe Conseil départemental de la Gironde, représenté par son Président, Jean-Luc G, agissant en vertu d'une délibération,\n"
         "Ci-après désigné « Le Département »,\n\nET D'AUTRE PART,\n\nL'ASSOCIATION \"LES PETITS PAS\" – SIRET 123 456 789 00012 – représentée par sa Présidente Mme Anne M,\n"
         "Ci-après désignée « L'Association »",
         ["Le Conseil départemental de la Gironde", 'L\'ASSOCIATION "LES PETITS PAS"'], ["Le Département", "L'Association"]),
        ("Entre le préfet de... et le maire de..., ainsi que le président de l'agglomération pour ce qui concerne le prêt de véhicules, il est convenu ce qui suit :",
         ["le préfet", "le maire", "le président de l'agglomération"], ["", "", ""]),
        ("Entre les soussignés :\n\nLe ministre de la culture, agissant au nom de l'Etat, représenté par le préfet, en vertu du code ;\n\n"
         "XX [Association agréée, ou organisme public] représenté (e) par M....., dénommé (e) ci-après le propriétaire ;\n\n"
         "{{ gestionnaire }} [Organisme agréé] représenté(e) par son président, dénommé ci-après le gestionnaire, et agissant à ce titre ;",
         ["Le ministre de la culture", "le propriétaire", "le gestionnaire"], ["", "le propriétaire", "le gestionnaire"]),
        ("Le préfet de ... agissant au nom de l'Etat, d'une part, et ... (1), dénommé ci-après le bailleur, sont convenus de ce qui suit :",
         ["Le préfet", "le bailleur"], ["", "le bailleur"]),
        ("Le ministre de la culture, représenté par le préfet d'une part, et la société ... dénommée ci-après l'exploitant, d'autre part, sont convenus de ce qui suit :",
         ["Le ministre de la culture", "la société"], ["", "l'exploitant"]),
        ("1 - LE LYCÉE\n\nNom : ${lycee.nom}\n\nReprésenté par : ${lycee.proviseur}\n\n2 - L'ENTREPRISE D'ACCUEIL\n\nNom : ${entreprise.nom}\n\nAdresse : ${adresse}\n\n"
         "Encadrement par l'entreprise\n\nNom : ${tuteur.nom}\n\nL'entreprise d'accueil reçoit l'élève.",
         ["LE LYCÉE", "L'ENTREPRISE D'ACCUEIL"], ["", "entreprise d'accueil"]),
        ("Préambule\n\nUn accueil à titre onéreux.\n\nEntre\n\nLe parent :\n\nNom-Prénom :\n\nEventuellement nom d'épouse :\n\nDomicilié(e) à :\n\nEt\n\nL'assistant :\n\nNom :\n\nNé(e) le :",
         ["Le parent", "L'assistant"], ["", ""]),
        ("ENTRE\nla commune de Sarmezac, dont le siège est place du Bourg, représentée par son maire,\nl'État, représenté par Mme la préfète du département,\n"
         "l'Agence de l'habitat, représentée par la préfète, ci-après « l'Anah »,\nla société Procilys,\nci-après « l'Opérateur »,\nil est convenu ce qui suit.",
         ["la commune de Sarmezac", "l'État", "l'Agence de l'habitat"], ["", "", "l'Anah"]),
        ("ENTRE LES SOUSSIGNÉS\n1° L'État, représenté par le préfet, ci-après « le préfet » ;\n2° La commune de Saint-Orbain, représentée par son maire, ci-après « le maire » ;\n"
         "3° le cas échéant, le Département, représenté par sa présidente, ci-après « le Département ».",
         ["L'État", "La commune de Saint-Orbain", "le Département"], ["le préfet", "le maire", "le Département"]),
        ("Vu le code de la commande publique ;\nVu la délibération du 9 avril 2024 ;\n\nEntre\nla Région Haute-Arvenne, représentée par sa présidente, ci-après « la Région »,\n"
         "la société Bois de Valtrenne, immatriculée au registre du commerce, représentée par son gérant, ci-après « le Bénéficiaire »,\nil a été arrêté ce qui suit.",
         ["la Région Haute-Arvenne", "la société Bois de Valtrenne"], ["la Région", "le Bénéficiaire"]),
        ("L'AN DEUX MILLE VINGT-TROIS, le quatorze septembre,\nPar-devant Maître C, notaire,\n\nONT COMPARU\n\n"
         "La COMMUNE D'ORMELLES, représentée par Madame F, maire, dénommée « le BAILLEUR » ;\n\nLa société SOINS EN VANNE, dont le siège est à Ormelles, dénommée « le PRENEUR ».",
         ["La COMMUNE D'ORMELLES", "La société SOINS EN VANNE"], ["le BAILLEUR", "le PRENEUR"]),
        ("LES PARTIES\n\nBAILLEUR : la Communauté de communes du Haut-Arceau, représentée par sa vice-présidente.\n\nPRENEUR – la société Arceau Santé, représentée par ses cogérants.",
         ["la Communauté de communes du Haut-Arceau", "la société Arceau Santé"], ["BAILLEUR", "PRENEUR"]),
        ("Entre les soussignés :\n1. Le service d'incendie (ci-après « le SDIS »), représenté par son président,\n2. [Nom de l'entreprise] (ci-après « l'employeur »), représenté(e) par ……,",
         ["Le service d'incendie", "l'employeur"], ["le SDIS", "l'employeur"]),
        ("ENTRE LES SOUSSIGNÉS\nL'État, direction départementale de l'emploi, représenté par le préfet,\nLE SEUIL, association régie par la loi de 1901, représentée par sa présidente,\n"
         "La commune de Morteval, propriétaire des murs, représentée par son adjoint,\n\nL'exécution des missions est soumise à l'accord de tous.",
         ["L'État", "LE SEUIL", "La commune de Morteval"], ["", "", ""]),
        ("ENTRE :\n\n(1) L'UNIVERSITÉ DE KERLAN, représentée par sa présidente,\nci-après dénommée « l'Université »,\n\n(2) La société ESTRAN, représentée par M. V,\n"
         "ci-après dénommée « l'Industriel »,\n\nl'Université et l'Industriel étant désignés individuellement « la Partie » et collectivement « les Parties ».",
         ["L'UNIVERSITÉ DE KERLAN", "La société ESTRAN"], ["l'Université", "l'Industriel"]),
        ("Entre les soussignés\n\nL'État, représenté par la préfète, ci-après dénommé « l'État »,\n\nLe Département de l'Orvaise, dont le service est habilité, représenté par son président, "
         "ci-après dénommé « le Département »,\n\net\n\nLa ville de Tresmont, représentée par son maire, ci-après dénommée « la Ville ».",
         ["L'État", "Le Département de l'Orvaise", "La ville de Tresmont"], ["l'État", "le Département", "la Ville"]),
    ],
    ids=["address on its lines", "three parts", "a list", "one sentence", "bare names", "capitals", "a model's blanks", "a model's brackets", "no Entre",
         "no Entre, a name", "a form", "a form after a preamble", "one a line", "numbered",
         "after the visas", "before a notary", "under their roles", "numbered, a model", "one a line, a name in capitals",
         "numbered between brackets", "one a paragraph"],
)  # fmt: skip
def test_parties_in_many_forms(front: str, names: list[str], short_names: list[str]) -> None:
    found = parties(front)
    assert [p.name for p in found] == names
    assert [p.short_name for p in found] == short_names


@pytest.mark.parametrize(
    "naming",
    [
        "désignée sous le terme « la Ville »",
        "et dénommée « la Ville »",
        "désigné(e) sous le terme de « la Ville »",
        "(« la Ville »)",
    ],
)
def test_a_short_name_may_come_without_ci_apres(naming: str) -> None:
    (party,) = parties(f"Entre\n\nLa Ville de Metz, représentée par son maire, {naming}, d'une part,")
    assert (party.short_name, party.role) == ("la Ville", "maire")


def test_a_name_between_quotation_marks_ends_a_party() -> None:
    found = parties(
        "PARTIES\n1) La commune de Metz, représentée par son maire, « la Commune » ;\n"
        "2) L'association « Les Amis du Port », représentée par Mme Z, « l'Association ».\nElles rappellent la loi (« la Loi »)."
    )
    assert [p.short_name for p in found] == ["la Commune", "l'Association"]


def test_two_short_names_are_one_and_its_alias() -> None:
    (party,) = parties(
        "Entre\n\nLa Conférence des présidents, représentée par Mme Z, ci-après désignée la « CPU » ou l'« Association »"
    )
    assert (party.short_name, party.aliases) == ("CPU", ("Association",))


@pytest.mark.parametrize(
    ("represented", "representatives", "role"),
    [
        ("Monsieur Jean ROTTNER, en sa qualité de Président du Conseil Régional", ("Monsieur Jean ROTTNER",), "Président du Conseil Régional"),
        ("son maire, M. Hervé B", ("M. Hervé B",), "maire"),
        ("sa Présidente Madame Anne M", ("Madame Anne M",), "Présidente"),
        ("Nadi Bou Hanna, directeur interministériel du numérique", ("Nadi Bou Hanna",), "directeur interministériel du numérique"),
        ("le préfet du Nord", (), "préfet du Nord"),
    ],
)  # fmt: skip
def test_who_represents_a_party_and_in_what_quality(represented: str, representatives: tuple[str, ...], role: str) -> None:
    (party,) = parties(f"Entre\n\nLa Ville de X, représentée par {represented}, ci-après dénommée « la Ville »,")
    assert (party.representatives, party.role) == (representatives, role)


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (", dont le siège social est situé 3 rue Nationale, 59000 Lille, représentée", "3 rue Nationale, 59000 Lille"),
        ("\n151 avenue du Président Hoover\n59555 Lille cedex\nreprésentée", "151 avenue du Président Hoover 59555 Lille cedex"),
        (", association régie par la loi de 1901, représentée", ""),
    ],
)
def test_the_address_of_a_party(place: str, address: str) -> None:
    (party,) = parties(f"Entre\n\nLa Ville de X{place} par son maire, ci-après dénommée « la Ville »,")
    assert party.address == address


def test_an_article_may_present_the_parties() -> None:
    blocks = "- L'État, représenté par le préfet, ci-après « l'administration » ;\n- l'association [dénomination], ci-après « l'opérateur »."
    text = f"CONVENTION D'INTERMÉDIATION\n\n§ 1 – LES PARTIES\n{blocks}\n\n§ 2 – CADRE\nUn accord.\n\n§ 3 – DURÉE\nUn an.\n"
    found = understand(Document("essai", "essai", text, (), Path("essai.txt"))).parties
    assert [(p.name, p.short_name) for p in found] == [
        ("L'État", "l'administration"),
        ("l'association [dénomination]", "l'opérateur"),
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("BAIL PROFESSIONNEL", "Bail Communauté de communes du Haut-Arceau – société Arceau Santé"),
        ("RÈGLEMENT DU SERVICE DE RESTAURATION SCOLAIRE", "Règlement du service de restauration scolaire"),
        (
            "ENTENTE DE LUTTE CONTRE LES INSECTES\n\nPROTOCOLE DE SURVEILLANCE DU MOUSTIQUE",
            "Protocole de surveillance du moustique",
        ),
        ("ENTENTE POUR LE PORTAGE DE REPAS À DOMICILE", "Entente pour le portage de repas à domicile"),
        ("TRAITÉ DE CONCESSION DU SERVICE DES POMPES FUNÈBRES", "Traité de concession du service des pompes funèbres"),
    ],
)
def test_a_lease_a_treaty_or_rules_are_called_by_their_title_and_a_role_in_capitals_is_no_name(head: str, title: str) -> None:
    text = (
        f"{head}\n\nLES PARTIES\n\nBAILLEUR : la Communauté de communes du Haut-Arceau, représentée par sa présidente.\n\n"
        "PRENEUR : la société Arceau Santé, représentée par son gérant.\n\n1. DURÉE\n\nNeuf ans.\n\n2. PRIX\n\nCent euros.\n"
    )
    assert understand(Document("essai", "essai", text, (), Path("essai.txt"))).title == title


def test_a_cover_that_names_the_parties_makes_no_others() -> None:
    cover = "ENTRE LA VILLE DE NANTES\nET L'ASSOCIATION LES PETITS PAS\n\n2024-2026\n\n"
    front = (
        "Entre :\n\nLa Ville de Nantes, représentée par son maire, ci-après « la Ville »,\n\net\n\n"
        "L'association Les Petits Pas, représentée par sa présidente,"
    )
    assert [p.name for p in parties(cover + front)] == ["La Ville de Nantes", "L'association Les Petits Pas"]


def test_the_roles_of_a_form_make_no_title() -> None:
    roles = "1 - LE LYCÉE\n\nNom : …\n\nAdresse : …\n\n2 - L'ENTREPRISE\n\nNom : …\n\nAdresse : …\n\nLe lycée et l'entreprise forment.\n\n"
    found = understand(
        Document("essai", "essai", f"CONVENTION DE STAGE\n\n{roles}Article 1 : Objet\n\nUn stage.\n", (), Path("essai.txt"))
    )
    assert (found.title, [p.short_name for p in found.parties]) == ("Convention de stage", ["lycée", "entreprise"])


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("CONVENTION N° 46-PRO-3 SUR LE CENTRE DE TRESMONT", "Convention n° 46-PRO-3 sur le centre de Tresmont"),
        ("PROTOCOLE DE SUIVI DES FONDS DE LA DRAC", "Protocole de suivi des fonds de la DRAC"),
        ("CONVENTION D'AVANCE REMBOURSABLE du lycée Élie-Faure", "Convention d'avance remboursable du lycée Élie-Faure"),
    ],
)
def test_a_title_in_capitals_keeps_those_of_names_and_references(head: str, title: str) -> None:
    text = f"{head}\n\nArticle 1 : Objet\n\nLe centre de Tresmont garde ses fonds, que le Suivi de la DRAC, un suivi annuel, protège.\n"
    assert understand(Document("d", "d", text, (), Path("d.txt"))).title == title


def test_a_model_without_a_title_is_called_as_its_code_calls_it() -> None:
    text = "# Article Annexe II à l'article R353-190\n\nArticle 1 : Objet\n\nUn bail.\n"
    assert understand(Document("032_cch", "032_cch", text, (), Path("032_cch.txt"))).title == "Annexe II à l'article R353-190"


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("Convention n° {% if n %}{{ n }}{% else %}à venir{% endif %}\n\nConvention conclue entre l'État et le bailleur, portant sur les foyers\n", "Convention conclue entre l'État et le bailleur, portant sur les foyers"),
        ("CONVENTION N° 2021-03\n\nRelative à rien\n", "Convention n° 2021-03"),
        ("Convention n° 7\n\nConvention type conclue en application des articles L. 1 et L. 2\n(2° ou 3°) du code du travail entre l'État et la société\n", "Convention type conclue entre l'État et la société"),
        ("Avenant n° {{ n }} à la convention n° {{ m }}\n", "Avenant n° … à la convention n° …"),
    ],
)  # fmt: skip
def test_a_title_that_is_but_a_number_gives_way_to_what_the_text_says_that_it_is(opening: str, title: str) -> None:
    text = f"{opening}\nArticle 1 : Objet\n\nUn bail.\n"
    assert understand(Document("d", "d", text, (), Path("d.txt"))).title == title
