"""The sample, its texts and its captures, held against each other."""

from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from citewatch.core.urls import same_place_key
from citewatch.demo.captures import EXCLUDED, OUT_OF_ORDER, captures
from citewatch.demo.sites import all_sites
from citewatch.documents.kinds.sources.reader import load_sources

FOLDER = Path(str(files("citewatch.demo")))
SAMPLE = load_sources(FOLDER / "sources.yaml")
LINKS = [link for citation in SAMPLE.citations for link in citation.links]


def test_every_name_belongs_to_nobody() -> None:
    hosts = {urlsplit(link).hostname or urlsplit(link).path.partition("@")[2] for link in LINKS}

    archives = {"web.archive.org", "wayback.archive-it.org"}  # known by their names, and not asked
    others = (hosts | set(all_sites())) - archives
    assert all(host.endswith((".example", ".internal")) for host in others)


def test_the_archive_speaks_of_nothing_but_the_samples_links() -> None:
    cited = {same_place_key(link) for link in LINKS if link.startswith("http") and ".." not in link}

    spoken_of = [*(capture.url for capture in captures()), *EXCLUDED, *OUT_OF_ORDER]
    assert {same_place_key(url) for url in spoken_of} <= cited


def test_every_link_stands_in_the_text_of_its_citation() -> None:
    for citation in SAMPLE.citations:
        if citation.id != "36":  # its four addresses are shortened there
            assert all(link in citation.text for link in citation.links), citation.id


def test_every_text_is_long_enough_to_be_a_page() -> None:
    texts = yaml.safe_load((FOLDER / "articles.yaml").read_text("utf-8"))

    assert min(len(" ".join(text["paragraphs"]).split()) for text in texts.values()) >= 70
