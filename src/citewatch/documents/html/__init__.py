"""Web pages: footnotes of many makers, side notes, plain links."""
