"""Templates for tutoring and mentoring."""

from volunteer_match.glossary import Kind
from volunteer_match.opportunities.posting_templates.shape import (
    N_,
    PostingTemplate,
    needed,
    speaks_as_written,
    welcome,
)

MATHS_WITH_A_CHILD = PostingTemplate(
    key="maths-with-a-child",
    kind=Kind.TUTORING,
    name=N_("Maths with a child"),
    title=N_("Maths with a child of 10 or 11, one lesson a week"),
    description=N_(
        "You meet the same child by video once a week and work through what was hard at school. We send the topic and "
        "two exercises the day before, so you need no preparation of your own. Most children need somebody who waits, "
        "listens and is glad about small steps."
    ),
    minutes=50,
    places=1,
    weeks=8,
    cause="education",
    skills=(needed("maths-tutoring", "intermediate"), welcome("patience"), welcome("primary-school-tutoring")),
    languages=(speaks_as_written("B2"),),
    credentials=("background-check",),
    is_for_minors=True,
    how_to_join=N_(
        "We send a link to our video classroom by the evening before. A member of our staff is in the room from start "
        "to end. Please join five minutes early to test sound and camera."
    ),
)

HOMEWORK_CLUB = PostingTemplate(
    key="homework-club",
    kind=Kind.TUTORING,
    name=N_("Homework club"),
    title=N_("Homework club for ages 11 to 14"),
    description=N_(
        "Young people bring what they have to hand in, and you help two or three of them in a small room of their own. "
        "You don't need to know every subject: often it is enough to read the question together. A teacher of ours "
        "opens and closes the club and is there all the time."
    ),
    minutes=60,
    places=4,
    weeks=6,
    cause="children-and-young-people",
    skills=(needed("homework-help", "beginner"), welcome("explaining-simply"), welcome("encouraging-others")),
    languages=(speaks_as_written("B2"),),
    credentials=("background-check",),
    is_for_minors=True,
    how_to_join=N_("The link to the club is the same every week. The teacher lets you in and gives you a room."),
)

CONVERSATION_PRACTICE = PostingTemplate(
    key="conversation-practice",
    kind=Kind.TUTORING,
    name=N_("Conversation practice with an adult"),
    title=N_("English conversation with a learner who has just arrived"),
    description=N_(
        "You talk for a while with one adult who is learning the language: about the day, the family, the food, the "
        "news. We suggest three questions for each week. Speak slowly, let silences be, and correct only what stops "
        "you from understanding."
    ),
    minutes=45,
    places=3,
    weeks=6,
    cause="refugees",
    skills=(needed("english-conversation", "beginner"), welcome("patience"), welcome("cultural-sensitivity")),
    languages=(speaks_as_written("B2"),),
    how_to_join=N_("We introduce you by e-mail from our office address and send one link for all the weeks."),
)

INTERVIEW_PRACTICE = PostingTemplate(
    key="interview-practice",
    kind=Kind.MENTORING,
    name=N_("Job interview practice"),
    title=N_("Practise a job interview with somebody who is looking for work"),
    description=N_(
        "You play the employer for twenty minutes and then talk about what went well and what could be clearer. We "
        "send you the advertisement and the CV two days before. Experience of hiring helps, and so does having been "
        "through many interviews yourself."
    ),
    minutes=60,
    places=2,
    cause="employment",
    skills=(needed("interview-practice", "intermediate"), welcome("giving-feedback"), welcome("recruitment")),
    languages=(speaks_as_written("C1"),),
    credentials=("confidentiality-agreement",),
    how_to_join=N_("A link to the video call comes with the CV. Our adviser introduces you both and then leaves."),
)

CAREER_MENTOR = PostingTemplate(
    key="career-mentor",
    kind=Kind.MENTORING,
    name=N_("Mentor for a first career"),
    title=N_("Be a mentor for somebody's first year at work"),
    description=N_(
        "You meet every week with one young adult who is about to start work or has just begun. You bring your own "
        "experience and a good ear; the goals are theirs. Our coordinator trains you for an hour before the start and "
        "is there for you both."
    ),
    minutes=45,
    places=2,
    weeks=8,
    cause="employment",
    skills=(needed("career-mentoring", "intermediate"), welcome("active-listening"), welcome("goal-setting")),
    languages=(speaks_as_written("B2"),),
    how_to_join=N_("Our coordinator brings you together in the first call. After that you both use the same link."),
)

TEMPLATES = (MATHS_WITH_A_CHILD, HOMEWORK_CLUB, CONVERSATION_PRACTICE, INTERVIEW_PRACTICE, CAREER_MENTOR)
