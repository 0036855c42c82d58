"""The lists of sources in a story."""

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.citations.reference_lists import Part, Reference, references_in
from citewatch.documents.stories.story import Paragraph, Story


def references_of(story: Story) -> list[Reference]:
    """The references of a document, by the indexes of their paragraphs, in order."""
    return references_in([_part(story, paragraph) for paragraph in story.paragraphs])


def _part(story: Story, paragraph: Paragraph) -> Part:
    return Part(
        text=story.text[paragraph.start : paragraph.end],
        level=paragraph.level,
        label=paragraph.label,
        linked=_is_linked(story, paragraph),
        listed=paragraph.listed,
    )


def _is_linked(story: Story, paragraph: Paragraph) -> bool:
    linked = any(is_web_address(link.url) for link in story.links_of(paragraph))
    return linked or bool(story.shown(paragraph))
