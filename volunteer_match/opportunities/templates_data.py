"""The posting templates: for each kind of opportunity at least one that is nearly a finished need. Pure."""

from volunteer_match.glossary import Kind
from volunteer_match.opportunities.posting_templates import language, learning, support
from volunteer_match.opportunities.posting_templates.shape import PostingTemplate, TemplateLanguage, TemplateSkill

__all__ = ["TEMPLATES", "PostingTemplate", "TemplateLanguage", "TemplateSkill", "find_template", "templates_of"]

_KINDS = tuple(Kind)

TEMPLATES: tuple[PostingTemplate, ...] = tuple(
    sorted(
        (*learning.TEMPLATES, *language.TEMPLATES, *support.TEMPLATES),
        key=lambda template: _KINDS.index(template.kind),
    )
)
"""In the order of the kinds, as the choice is shown."""


def find_template(key: str) -> PostingTemplate | None:
    """The template of that key, or None: keys come from forms."""
    return next((template for template in TEMPLATES if template.key == key), None)


def templates_of(kind: Kind) -> tuple[PostingTemplate, ...]:
    """The templates of one kind; never empty."""
    return tuple(template for template in TEMPLATES if template.kind is kind)
