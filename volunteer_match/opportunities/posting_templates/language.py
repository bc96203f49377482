"""Templates for interpreting, translation and captioning."""

from volunteer_match.glossary import Format, Kind
from volunteer_match.opportunities.posting_templates.shape import (
    N_,
    PostingTemplate,
    needed,
    speaks,
    speaks_as_written,
    welcome,
)

INTERPRET_APPOINTMENT = PostingTemplate(
    key="interpret-appointment",
    kind=Kind.INTERPRETING,
    name=N_("Interpret at an appointment"),
    title=N_("Interpret at an appointment, English and Spanish"),
    description=N_(
        "Somebody has an appointment with an office, a school or a landlord and does not share its language. You join "
        "by video or telephone and say what each side says: all of it, and nothing of your own. We brief you for ten "
        "minutes before and are there afterwards if it was hard."
    ),
    minutes=45,
    places=1,
    cause="refugees",
    skills=(needed("community-interpreting", "intermediate"), welcome("relaying-information"), welcome("empathy")),
    languages=(speaks("en", "B2"), speaks("es", "B2")),
    credentials=("confidentiality-agreement",),
    how_to_join=N_("We call you into the meeting ten minutes before it starts. Please be in a room of your own."),
)

INTERPRET_CLINIC = PostingTemplate(
    key="interpret-clinic",
    kind=Kind.INTERPRETING,
    name=N_("Interpret at a clinic"),
    title=N_("Interpret at a check-up in a clinic, English and Spanish"),
    description=N_(
        "A nurse and a patient meet for a routine check-up and need an interpreter on the screen. Words for the body, "
        "pain and medicine will come up; we send a list of terms the day before. Ask whenever something is unclear: "
        "exact is better than fast."
    ),
    minutes=45,
    places=1,
    cause="health",
    skills=(needed("medical-interpreting", "intermediate"), welcome("calm-under-pressure"), welcome("empathy")),
    languages=(speaks("en", "C1"), speaks("es", "C1")),
    credentials=("confidentiality-agreement", "background-check"),
    how_to_join=N_(
        "The clinic's video link opens fifteen minutes before. Sign in with your first name only. What you hear stays "
        "in the room."
    ),
)

TRANSLATE_TEXTS = PostingTemplate(
    key="translate-texts",
    kind=Kind.TRANSLATION,
    name=N_("Translate a leaflet or letters"),
    title=N_("Translate a leaflet of two pages from English into Spanish"),
    description=N_(
        "We need a short leaflet in the language of the people who read it. Use plain words and short sentences; "
        "our glossary has the terms that must stay the same. A second volunteer reads your text before it is printed."
    ),
    format=Format.FLEXIBLE,
    minutes=180,
    places=2,
    weeks=0,
    days_to_deadline=14,
    cause="community",
    skills=(needed("general-translation", "intermediate"), welcome("plain-language-translation")),
    languages=(speaks("en", "B2"), speaks("es", "C1")),
    how_to_join=N_("You get the text and the glossary in a shared folder as soon as you are approved."),
)

REVIEW_TRANSLATIONS = PostingTemplate(
    key="review-translations",
    kind=Kind.TRANSLATION,
    name=N_("Check a translation"),
    title=N_("Read a translation with fresh eyes, English and Spanish"),
    description=N_(
        "Another volunteer has translated a text for us. You compare it with the original, mark what is wrong or hard "
        "to read, and explain why in a word or two. Kindness helps: the translator reads your remarks."
    ),
    format=Format.FLEXIBLE,
    minutes=90,
    places=2,
    weeks=0,
    days_to_deadline=10,
    cause="community",
    skills=(needed("translation-review", "beginner"), welcome("attention-to-detail"), welcome("giving-feedback")),
    languages=(speaks("en", "B2"), speaks("es", "native")),
    how_to_join=N_("Both texts are in a shared folder. Write your remarks beside the lines they belong to."),
)

CAPTION_VIDEOS = PostingTemplate(
    key="caption-videos",
    kind=Kind.CAPTIONING,
    name=N_("Caption videos"),
    title=N_("Correct the captions of three short videos"),
    description=N_(
        "A machine has made first captions for our videos, and you make them right: words, names, full stops, and who "
        "is speaking. Each video is about six minutes long. Deaf and hard-of-hearing viewers will thank you for every "
        "sound you name."
    ),
    format=Format.FLEXIBLE,
    minutes=120,
    places=3,
    weeks=0,
    days_to_deadline=21,
    cause="sight-and-hearing",
    skills=(needed("caption-review", "beginner"), welcome("captioning"), welcome("attention-to-detail")),
    languages=(speaks_as_written("C1"),),
    minimum_age=None,
    how_to_join=N_(
        "You get a sign-in to the caption editor and a page with our rules, which take five minutes to read."
    ),
)

TEMPLATES = (INTERPRET_APPOINTMENT, INTERPRET_CLINIC, TRANSLATE_TEXTS, REVIEW_TRANSLATIONS, CAPTION_VIDEOS)
