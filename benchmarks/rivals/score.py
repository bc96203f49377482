"""The score in SQL, the same for both rivals: whole numbers over one denominator, rounded as the reference does.

Inner columns that a rival provides: `skill_halves`, `language_halves`, `shared` (interests), and either `doable`,
`spare`, `by_day` or `free` (slots, at most twice what is needed).
"""

from benchmarks.rivals.question import Question

TOP = 50


def points(question: Question) -> str:
    """Points × scale of all parts but reliability."""
    scale = question.scale
    parts = [
        _mean(35, scale, "skill_halves", len(question.skills) + len(question.liked_skills)),
        _mean(20, scale, "language_halves", len(question.languages) + len(question.liked_languages)),
        f"{10 * scale // 4} * (CASE WHEN shared > 2 THEN 4 ELSE 2 + shared END)",
    ]
    if question.flexible:
        parts.append(f"{25 * scale // (2 * question.flexible.needed)} * free")
    else:
        parts.append(f"{25 * scale // (20 * question.sessions)} * (14 * doable + spare + 2 * by_day)")
    return " + ".join(parts)


def _mean(weight: int, scale: int, halves: str, count: int) -> str:
    """weight × (0.5 + 0.5 × mean), where the mean counts in halves."""
    return f"{weight * scale // (4 * count)} * ({2 * count} + {halves})" if count else f"{weight * scale // 2}"


def scored(question: Question, inner: str, fence: str) -> str:
    """The whole statement: the columns of `answers.Row`, best first.

    `inner` selects the columns named above and those of agents; `fence` ends a subquery that must not be merged with
    the one around it, because then its columns would be worked out again wherever they are named. Fit and order in
    tenths are worked out for the best only.
    """
    scale = question.scale
    return (
        f"SELECT id, {_half_up(20, 'part', 'whole')}, {_half_up(20, 'part * nines', 'whole * tens')}, ranked_by, "
        "last_asked FROM (SELECT id, part, whole, nines, tens, last_asked, "
        f"{_half_up(2_000_000, 'part * nines', 'whole * tens')} AS ranked_by FROM ("
        f"SELECT id, last_asked, nines, tens, ({points(question)}) * owed + {10 * scale} * earned AS part, "
        f"{scale} * owed AS whole FROM ({inner} {fence}) AS gated {fence}) AS counted "
        f"ORDER BY ranked_by DESC, last_asked LIMIT {TOP}) AS best"
    )


def _half_up(twice: int, part: str, whole: str) -> str:
    return f"({twice} * {part} + {whole}) / (2 * {whole})"
