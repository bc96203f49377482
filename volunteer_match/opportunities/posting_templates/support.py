"""Templates for visual assistance, companionship, digital help and everything else."""

from volunteer_match.glossary import Format, Kind
from volunteer_match.opportunities.posting_templates.shape import (
    N_,
    PostingTemplate,
    needed,
    speaks_as_written,
    welcome,
)

READ_LABELS = PostingTemplate(
    key="read-labels",
    kind=Kind.VISUAL_ASSISTANCE,
    name=N_("Read labels and letters by video"),
    title=N_("Read labels and letters aloud by video"),
    description=N_(
        "Blind and low-vision people call for a few minutes to have something read: a letter, a date on a packet, the "
        "buttons of a new machine. You say what you see and let the caller decide what matters. A call lasts five to "
        "ten minutes, and you choose how many you take."
    ),
    minutes=120,
    places=4,
    cause="sight-and-hearing",
    skills=(needed("reading-labels", "beginner"), welcome("describing-pictures"), welcome("clear-speaking")),
    languages=(speaks_as_written("B2"),),
    credentials=("confidentiality-agreement",),
    how_to_join=N_("Open our call page at the start and press the button to show that you are ready. Headphones help."),
)

DESCRIBE_PICTURES = PostingTemplate(
    key="describe-pictures",
    kind=Kind.VISUAL_ASSISTANCE,
    name=N_("Describe pictures in writing"),
    title=N_("Write short descriptions for pictures on our website"),
    description=N_(
        "Our pages have pictures that a screen reader can't see. You write one or two sentences for each: what it "
        "shows and why it is there. We send twenty pictures, an example and a page of advice."
    ),
    format=Format.FLEXIBLE,
    minutes=90,
    places=5,
    weeks=0,
    days_to_deadline=14,
    cause="sight-and-hearing",
    skills=(needed("describing-pictures", "beginner"), welcome("alt-text-writing"), welcome("plain-language-writing")),
    languages=(speaks_as_written("B2"),),
    minimum_age=None,
    how_to_join=N_("You get a sheet with the pictures and a column for your words. Send it back when you are done."),
)

WEEKLY_CALL = PostingTemplate(
    key="weekly-call",
    kind=Kind.COMPANIONSHIP,
    name=N_("A weekly call with an older person"),
    title=N_("A call every week with somebody who lives alone"),
    description=N_(
        "You ring the same person each week and talk about whatever there is: the garden, the grandchildren, last "
        "night's match. Many of the people we know hear no other voice that day. It is all right if you are shy too."
    ),
    minutes=30,
    places=3,
    weeks=8,
    cause="older-people",
    skills=(needed("friendly-conversation", "beginner"), welcome("active-listening"), welcome("patience")),
    languages=(speaks_as_written("B2"),),
    credentials=("background-check",),
    how_to_join=N_("Our switchboard rings you and connects the call, so nobody sees the other's number."),
)

FIRST_STEPS_ONLINE = PostingTemplate(
    key="first-steps-online",
    kind=Kind.DIGITAL_HELP,
    name=N_("Help with a telephone or tablet"),
    title=N_("Help older people with their telephones, one question at a time"),
    description=N_(
        "People bring one question to a video call from our library: how to make the letters larger, join a call with "
        "the family, or spot a false message. You explain it in small steps and let them do every step themselves. "
        "Somebody of our staff sits beside them."
    ),
    minutes=60,
    places=2,
    weeks=4,
    cause="digital-inclusion",
    skills=(needed("smartphone-coaching", "beginner"), welcome("patience"), welcome("explaining-simply")),
    languages=(speaks_as_written("B2"),),
    how_to_join=N_("Join the library's video room. The next person is already waiting there with our staff."),
)

ONLINE_FORMS = PostingTemplate(
    key="online-forms",
    kind=Kind.DIGITAL_HELP,
    name=N_("Help with online forms"),
    title=N_("Fill in an online form together, step by step"),
    description=N_(
        "Forms on the internet are hard when you have little practice. You share a screen with one person, read each "
        "question together, and wait while they type. You never type, see or keep a password."
    ),
    minutes=60,
    places=2,
    cause="digital-inclusion",
    skills=(needed("online-forms-coaching", "beginner"), welcome("form-filling-support"), welcome("patience")),
    languages=(speaks_as_written("B2"),),
    credentials=("confidentiality-agreement",),
    how_to_join=N_("We open the shared screen and leave you both to it. We are one message away."),
)

TIDY_DATA = PostingTemplate(
    key="tidy-data",
    kind=Kind.OTHER,
    name=N_("Tidy a spreadsheet"),
    title=N_("Tidy a spreadsheet of two thousand lines"),
    description=N_(
        "Years of lists have grown into one long sheet, with double entries and dates in five forms. You bring it in "
        "order so that we can see how many people came, and when. Names are removed before you see it."
    ),
    format=Format.FLEXIBLE,
    minutes=180,
    places=1,
    weeks=0,
    days_to_deadline=21,
    cause="community",
    skills=(needed("data-cleaning", "intermediate"), welcome("spreadsheet-modelling", "intermediate")),
    languages=(speaks_as_written("B1"),),
    minimum_age=None,
    how_to_join=N_("You get a copy of the sheet and a page that says what each column means."),
)

TEMPLATES = (READ_LABELS, DESCRIBE_PICTURES, WEEKLY_CALL, FIRST_STEPS_ONLINE, ONLINE_FORMS, TIDY_DATA)
