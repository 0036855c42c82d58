"""HTML: targets, visible addresses and Robust Links' attributes."""

from citewatch.core.repair.plan import Action
from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

COPY = snapshot(OLD)
ROBUST = f' data-versionurl="{COPY}" data-versiondate="2017-01-12"'
NOTE = f'Archived at <a href="{COPY}">{COPY}</a>, 12 January 2017.'


def test_target_and_visible_address_move_together() -> None:
    text = f"<!-- {OLD} --><P Class=x>See <A class='q' HREF='{OLD}'>{OLD}</A>.\r\n<p>&nbsp;é"
    after = f"<!-- {OLD} --><P Class=x>See <A class='q' HREF=\"{NEW}\">{NEW}</A>.\r\n<p>&nbsp;é"
    assert edit("html", text, moved()) == after


def test_scripts_other_attributes_and_longer_addresses_are_left_alone() -> None:
    text = f'<script>x="{OLD}"</script><img src="{OLD}"><a href="{OLD}b">{OLD}b</a>'
    repaired = edited("html", text, moved())
    assert repaired.content.decode() == text
    assert repaired.unplaced


def test_references_in_addresses_are_understood_and_written() -> None:
    link, url = "http://old.example/?a=1&b=2", "https://new.example/?c=3&d=4"
    text = '<a href="http://old.example/?a=1&amp;b=2">http://old.example/?a=1&amp;b=2</a>'
    after = '<a href="https://new.example/?c=3&amp;d=4">https://new.example/?c=3&amp;d=4</a>'
    assert edit("html", text, moved("", link, url)) == after


def test_a_visible_address_follows_a_target_that_differs_from_it_only_in_escaping() -> None:
    link = "http://old.example/a?page%3Dhome%23top"
    text = f'<p><a href="{link}"> http://old.example/a?page=home#top </a> <a href="{link}">b</a>'
    after = f'<p><a href="{NEW}"> {NEW} </a> <a href="{NEW}">b</a>'
    assert edit("html", text, moved("", link, NEW)) == after


def test_a_visible_address_of_another_page_is_left_alone() -> None:
    text = f'<p><a href="{OLD}%20">{OLD}/b</a> <a name=x>{OLD}/c</a>'
    assert edit("html", text, moved("", f"{OLD}%20", NEW)) == (
        f'<p><a href="{NEW}">{OLD}/b</a> <a name=x>{OLD}/c</a>'
    )


def test_a_snapshot_in_the_links_place_names_the_original() -> None:
    text = f'<p><a href="{OLD}" title=t>Smith</a></p>'
    robust = f' data-originalurl="{OLD}" data-versiondate="2017-01-12"'
    after = f'<p><a href="{COPY}"{robust} title=t>Smith</a></p>'
    assert edit("html", text, archived(action=Action.EXCHANGE)) == after


def test_a_snapshot_beside_the_link_stands_in_attributes_and_in_a_note() -> None:
    text = f'<ol><li>Smith, <a href={OLD}>Title</a>. 2017. <a href="#r1">↩</a></li>\n<li>b</ol>'
    after = (
        f"<ol><li>Smith, <a href={OLD}{ROBUST}>Title</a>. 2017. {NOTE} "
        '<a href="#r1">↩</a></li>\n<li>b</ol>'
    )
    assert edit("html", text, archived("Smith, Title. 2017.")) == after
    assert edit("html", after, archived("Smith, Title. 2017.")) == after


def test_a_note_in_running_text_follows_the_whole_link() -> None:
    text = f'<p>As <a href="{OLD}"><em>Smith</em></a> says, it rains.</p>'
    inner = f' (archived at <a href="{COPY}">{COPY}</a>, 12 January 2017)'
    after = f'<p>As <a href="{OLD}"{ROBUST}><em>Smith</em></a>{inner} says, it rains.</p>'
    assert edit("html", text, archived("Smith")) == after
    assert edit("html", after, archived("Smith")) == after


def test_notes_of_addresses_with_ampersands_are_added_once() -> None:
    link = "http://old.example/?a=1&b=2"
    text = '<p><a href="http://old.example/?a=1&amp;b=2">x</a></p>'
    once = edit("html", text, archived("x", link))
    assert once.count("Archived at") == 1
    assert edit("html", once, archived("x", link)) == once
