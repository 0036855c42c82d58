"""Reads MediaWiki wikitext: its `<ref>` notes as the page numbers them, or else its links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import mwparserfromhell
from mwparserfromhell.nodes import Comment, Node, Tag, Template
from mwparserfromhell.wikicode import Wikicode

from citewatch.core.citation import Citation
from citewatch.documents.access_dates import access_date
from citewatch.documents.compose import compose
from citewatch.documents.decoding import decode
from citewatch.documents.places import at_character
from citewatch.documents.plain_links import Mention, cite_mentions
from citewatch.documents.reader import Reading
from citewatch.documents.sentences import sentence_at
from citewatch.documents.short_forms import resolve
from citewatch.documents.unique_ids import distinct
from citewatch.documents.wiki_text import addresses, plain, value

_LISTS = frozenset({"reflist", "references", "notelist"})
_REF_TEMPLATES = frozenset({"#tag:ref", "refn", "efn", "notetag"})
_DEFAULT_GROUPS = {"efn": "lower-alpha", "notetag": "note"}
