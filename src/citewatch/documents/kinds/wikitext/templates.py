"""Wikipedia's citation templates: what their parameters are called, in its largest languages.

Read from the templates' own documentation: Template:Cite web (en), Modèle:Lien web (fr),
Vorlage:Internetquelle (de), Plantilla:Cita web (es), Template:Cita web (it), Predefinição:Citar web
(pt), Sjabloon:Citeer web (nl), Szablon:Cytuj stronę (pl), Mall:Webbref (sv).
"""

import re
from datetime import date

from msgspec import Struct


class Dialect(Struct, frozen=True):
    """How templates of one language call a snapshot and its day, and how they write a day.

    `months` are the names of the months, where days are written with them; `of` stands between
    their parts. `status` is the parameter that says whether the source still lives, if any.
    """

    names: str
    archive: str
    archive_date: str
    months: tuple[str, ...] = ()
    of: str = " "
    status: str | None = None

    def written(self, day: date) -> str:
        """A day as this language's templates have it."""
        if not self.months:
            return day.isoformat()
        return f"{day.day}{self.of}{self.months[day.month - 1]}{self.of}{day.year}"


_ENGLISH = Dialect(
    r"cite\s.+|citation",
    "archive-url",
    "archive-date",
    tuple(
        "January February March April May June July August September October November"
        " December".split()
    ),
    status="url-status",
)
_OTHERS = (
    Dialect(
        r"lien web|ouvrage|article|chapitre|lien archive|article encyclopédique|périodique",
        "archive-url",
        "archive-date",
        tuple(
            "janvier février mars avril mai juin juillet août septembre octobre novembre"
            " décembre".split()
        ),
    ),
    Dialect(r"internetquelle|literatur", "archiv-url", "archiv-datum"),
    Dialect(
        r"cita (?:web|libro|noticia|publicación|enciclopedia|conferencia|vídeo|tesis|informe)|cita",
        "urlarchivo",
        "fechaarchivo",
        tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
            " diciembre".split()
        ),
        " de ",
    ),
    Dialect(
        r"cita (?:news|pubblicazione|conferenza|tv|testo|video)",
        "urlarchivio",
        "dataarchivio",
        tuple(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
            " dicembre".split()
        ),
    ),
    Dialect(
        r"citar\s.+",
        "arquivourl",
        "arquivodata",
        tuple(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
            " dezembro".split()
        ),
        " de ",
    ),
    Dialect(r"citeer\s.+", "archiefurl", "archiefdatum"),
    Dialect(r"cytuj(?:\s.+)?", "archiwum", "zarchiwizowano"),
    Dialect(r"webbref|bokref|tidningsref|tidskriftsref", "arkivurl", "arkivdatum"),
)
_UNWRITTEN = r"книга|статья|публикация|стаття|bogen|kilde www|kilde bog|web kaynağı|kitap kaynağı"
"""Templates that are read; what they call a snapshot is not known here."""

ADDRESSES = (
    *("url", "chapter-url", "contribution-url", "entry-url", "section-url"),
    *("lire en ligne", "url texte", "présentation en ligne", "online", "ссылка", "url-capítulo"),
)
ACCESSED = (
    *("access-date", "accessdate", "consulté le", "consulté", "date de consultation", "abruf"),
    *("zugriff", "fechaacceso", "fecha-acceso", "accesso", "acessodata", "acesso-data"),
    *("bezochtdatum", "data dostępu", "hämtdatum", "дата обращения", "besøgsdato", "hentet"),
)
PUBLISHED = (
    *("date", "year", "année", "datum", "jahr", "fecha", "año", "data", "anno", "ano", "jaar"),
    *("rok", "år", "дата", "год"),
)
_STYLES = ("archive-url", "archiveurl", *(one.archive for one in _OTHERS), "url-archivo")
ARCHIVED = tuple(dict.fromkeys(_STYLES))
ARCHIVE_DATES = tuple(
    dict.fromkeys(
        ("archive-date", "archivedate", *(one.archive_date for one in _OTHERS), "fecha-archivo")
    )
)
"""What the parameters are called that give an address, the days, a snapshot and its day."""

_BY_PARAMETER = {"accesso": "urlarchivio", "urlarchivio": "urlarchivio"}
"""Italian and Spanish templates go by the same names: some parameters only one of them has."""

_SHORT = re.compile(r"sfn[pm]?|harv(?:nb|np|p|s|sp|txt|col|colnb|coltxt)?|r?sfnref|citeref")
_CITING = re.compile(
    "|".join(f"(?:{names})" for names in (_ENGLISH.names, *(o.names for o in _OTHERS), _UNWRITTEN))
)


def cites(name: str) -> bool:
    """Whether a template of this name is a reference."""
    return _CITING.fullmatch(_plain(name)) is not None


def dialect_of(name: str, parameters: frozenset[str]) -> Dialect | None:
    """The language of a template, as far as it can be written; None where that is not known."""
    known = [one for one in (_ENGLISH, *_OTHERS) if re.fullmatch(one.names, _plain(name))]
    told = {archive for key, archive in _BY_PARAMETER.items() if key in parameters}
    told |= {one.archive for one in _OTHERS if one.archive in parameters}
    by_parameter = [one for one in _OTHERS if known and one.archive in told]
    return next(iter([*by_parameter, *known]), None)


def is_short_note(name: str) -> bool:
    """Whether a template of this name means a work that stands elsewhere."""
    return _SHORT.fullmatch(_plain(name)) is not None


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).lower()
