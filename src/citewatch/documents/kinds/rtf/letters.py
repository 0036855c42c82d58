"""The characters of RTF: bytes of a code page, which fonts change, and Unicode between them."""

import codecs

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""What `\\fcharset` means; those that are not here follow the document's code page."""

_USUAL = "cp1252"
_MAC = 10_000


class Letters:
    """Gathers bytes and Unicode characters, and gives them as text once it is known to end."""

    def __init__(self) -> None:
        self.codepage: int | None = None
        self._fonts: dict[int | None, str] = {}
        self._bytes = bytearray()
        self._font: int | None = None
        self._pieces: list[str] = []

    def declare(self, font: int | None, charset: int) -> None:
        """A font of the font table has a character set."""
        if charset in _CHARSETS:
            self._fonts[font] = _CHARSETS[charset]

    def add(self, raw: bytes, font: int | None) -> None:
        """Bytes of text in a font."""
        if font != self._font:
            self._decode()
            self._font = font
        self._bytes += raw

    def add_unicode(self, unit: int) -> None:
        """One unit of UTF-16."""
        self._decode()
        self._pieces.append(chr(unit))

    def taken(self) -> str:
        """The text that was gathered; it begins anew."""
        self._decode()
        text = "".join(self._pieces)
        self._pieces.clear()
        if any("\ud800" <= character <= "\udfff" for character in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _decode(self) -> None:
        if self._bytes:
            self._pieces.append(self._bytes.decode(self._encoding(), "replace"))
            self._bytes.clear()

    def _encoding(self) -> str:
        if self._font in self._fonts:
            return self._fonts[self._font]
        if self.codepage == _MAC:
            return "mac_roman"
        try:
            return codecs.lookup(f"cp{self.codepage}").name
        except LookupError:
            return _USUAL
