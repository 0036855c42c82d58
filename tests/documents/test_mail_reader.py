"""E-mail messages, as mail programs write them."""

import base64
import quopri

import pytest

from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.mail.reader import read_mail
from citewatch.errors import InputError

LONG = "https://a.example/a-long-name-that-a-mail-program-wraps-in-the-middle.pdf?x=1&y=2"
HEAD = (
    "From: A <a@a.example>\r\nTo: b@b.example\r\n"
    "Subject: =?utf-8?q?Rents_=E2=80=93_sources?=\r\nMIME-Version: 1.0\r\n"
)


def part(
    text: str, kind: str = "plain", *, encoding: str = "quoted-printable", more: str = ""
) -> str:
    raw = text.encode()
    coded = base64.encodebytes(raw) if encoding == "base64" else quopri.encodestring(raw)
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n"
    return f"{head}{more}\r\n{coded.decode().replace(chr(10), chr(13) + chr(10))}"


def multipart(kind: str, *parts: str) -> str:
    inside = "".join(f"--{kind}-b\r\n{one}\r\n" for one in parts)
    return f"Content-Type: multipart/{kind}; boundary={kind}-b\r\n\r\n{inside}--{kind}-b--\r\n"


def links(message: str) -> list[str]:
    reading = read_mail(message.encode(), "a.eml")
    return [link for one in reading.citations for link in one.links]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_what_was_encoded_for_the_way_is_decoded(encoding: str) -> None:
    message = HEAD + part(f"See {LONG} – and mailto:x@y.example.", encoding=encoding)
    assert links(message) == [LONG]
    reading = read_mail(message.encode(), "a.eml")
    assert reading.title == "Rents – sources"
    assert str(reading.citations[0].at) == "a.eml"


def test_of_a_text_and_a_page_that_say_the_same_the_page_is_read() -> None:
    page = f'<p>See the <a href="{LONG.replace("&", "&amp;")}">report</a>.</p>'
    both = multipart(
        "alternative", part("See the report (https://a.example/a-"), part(page, "html")
    )
    assert links(HEAD + both) == [LONG]


def test_a_message_within_a_message_is_read_and_attachments_are_told() -> None:
    inner = f"Content-Type: message/rfc822\r\n\r\n{HEAD}{part('Again http://c.example/z')}"
    attached = part(
        "http://no.example/", more="Content-Disposition: attachment; filename=a.txt\r\n"
    )
    message = HEAD + multipart("mixed", part(f"See {LONG}"), inner, attached)
    assert links(message) == [LONG, "http://c.example/z"]
    (remark,) = read_mail(message.encode(), "a.eml").remarks
    assert remark.startswith("1 attachment was not read: a.txt")


def test_a_saved_page_is_its_first_part() -> None:
    page = part('<p>A <a href="http://a.example/x">report</a>.</p>', "html")
    style = part("@import url(http://no.example/s.css)", "css")
    assert links(HEAD + multipart("related", page, style)) == ["http://a.example/x"]


def test_an_unknown_encoding_costs_no_link() -> None:
    message = HEAD + part(f"See {LONG}").replace("charset=utf-8", "charset=x-unheard-of")
    assert links(message) == [LONG]


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_message_cut_off_is_read_as_far_as_it_goes(cut: int) -> None:
    message = HEAD + multipart("mixed", part(f"See {LONG}"), part("<p>x", "html"))
    read_mail(message.encode()[: 40 + cut], "a.eml")


def test_what_has_no_header_is_no_message() -> None:
    with pytest.raises(InputError, match="is no e-mail message"):
        read_mail(b"\r\nplain text", "a.eml")


def test_it_is_recognised_without_its_name() -> None:
    assert kind_of((HEAD + part("x")).encode(), "message").name == "eml"
    assert kind_of(b"Note: this\nis no message-id: x", "letter").name == "text"
