"""What a language is called, for a reader of another. Pure."""

from babel import Locale, UnknownLocaleError

from volunteer_match.people.catalogue.reader import read_language_names


def language_name(tag: str, reader: str = "en") -> str:
    """The name of `tag` (BCP 47) in the language `reader` (a tag as well; English where Babel does not know it).

    A language of neither table is named by its tag, so that an imported one still shows as something.
    """
    ours = read_language_names().get(tag)
    if ours is not None and reader.partition("-")[0] in ("en", "es"):
        return ours[reader.partition("-")[0] == "es"]
    try:
        locale = Locale.parse(reader, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    named = locale.languages.get(tag.replace("-", "_")) or _composed(tag, locale)
    return named or (ours[0] if ours else tag)


def _composed(tag: str, locale: Locale) -> str | None:
    """`Arabic (Egypt)` for a tag whose region or script has no name of its own with that language."""
    language, *parts = tag.split("-")
    name = locale.languages.get(language)
    if name is None or not parts:
        return name
    details = (locale.territories.get(part) or locale.scripts.get(part) or part for part in parts)
    return f"{name} ({', '.join(details)})"
