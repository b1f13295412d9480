"""The shape of what is told of a field: a title, a sentence and an example, from which every document is made."""

from typing import NamedTuple


class FieldText(NamedTuple):
    """Title and description in both languages; the example is what an editor would type after the colon."""

    title_vi: str
    title_en: str
    about_vi: str
    about_en: str
    example: str = ""

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_vi

    def about(self, language: str) -> str:
        return self.about_en if language == "en" else self.about_vi
