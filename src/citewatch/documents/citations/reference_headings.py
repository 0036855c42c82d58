"""Headings that say that a list of sources follows, in the languages of our documents."""

import re

_HEADING = re.compile(
    r"""(?ix) (?:(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)[.):]?\s+)?
    (?: (?:normative|informative|selected|cited|general|main|key|further|other|end|foot|online
          |web|internet|list\s+of|annotated|select)*[\s-]*
        (?: references?(?:\s+(?:list|cited|and\s+notes|and\s+sources|and\s+further\s+reading))?
          | (?:end|foot)?notes?(?:\s+and\s+references)? | bibliograph(?:y|ies)
          | sources?(?:\s+cited)? | works\s+(?:cited|consulted) | citations? | links
          | literature(?:\s+(?:cited|references))? | (?:further\s+)?reading(?:\s+list)?
          | resources )
      | (?:literatur|quellen)(?:verzeichnis|angaben|hinweise|nachweise?|liste)?
      | (?:weiterführende\s+)?literatur | referenzen | bibliogra(?:f|ph)ie | internetquellen
      | quellen-?\s+und\s+literaturverzeichnis | literatur-?\s+und\s+quellenverzeichnis
      | (?:einzel)?nachweise | anmerkungen | fußnoten | endnoten | verweise
      | (?:notes\s+et\s+)?références(?:\s+bibliographiques)? | ouvrages\s+cités | sources
      | (?:sites|liens)\s+(?:web|internet) | notes\s+de\s+bas\s+de\s+page
      | webographie | sitographie
      | fuentes(?:\s+consultadas)? | referencias(?:\s+bibliográficas)? | bibliografía | notas
      | obras\s+citadas
      | riferimenti(?:\s+bibliografici)? | bibliografia | fonti | note | opere\s+citate | sitografia
      | referências(?:\s+bibliográficas)? | obras\s+citadas | fontes
      | referenties | bronnen(?:lijst)? | literatuur(?:lijst)? | eindnoten
      | referenser | källor | källförteckning | litteratur(?:förteckning|liste)? | referanser
      | kilder | kildeliste | referencer | litteraturliste | lähteet | lähdeluettelo
      | źródła | przypisy | piśmiennictwo | literatura | zdroje | prameny | poznámky
      | források | irodalom(?:jegyzék)? | kaynakça | kaynaklar
      | список\s+литературы | литература | источники | примечания | посилання | джерела | література
      | 参考文献 | 參考文獻 | 引用文献 | 參考資料 | 参考资料 | 参考資料 | 注釈 | 注释
      | 참고문헌 | المراجع | ביבליוגרפיה
    ) \s* :?
    """
)
_LONGEST = 100
_NOTES = re.compile(
    r"(?i)\b(?:end|foot)?not(?:e|es|as)\b|anmerkungen|noten\b|resources|links|reading"
)


def heads_sources(line: str) -> bool:
    """Whether a line says that notes, references or other sources follow."""
    words = line.strip()
    return len(words) <= _LONGEST and _HEADING.fullmatch(words) is not None


def may_head_others(line: str) -> bool:
    """Whether such a heading stands as often above what is no list of sources ("Notes")."""
    return _NOTES.search(line) is not None
