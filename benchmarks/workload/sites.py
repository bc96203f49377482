"""Where the agents of the workload work, and what is spoken there. Invented shares in the manner of the trade."""

from dataclasses import dataclass

EnglishLevels = dict[int, float]
"""Shares of the levels of `levels.Proficiency`."""

NATIVE: EnglishLevels = {7: 0.85, 6: 0.10, 5: 0.05}
STRONG: EnglishLevels = {7: 0.05, 6: 0.30, 5: 0.40, 4: 0.20, 3: 0.05}
GOOD: EnglishLevels = {6: 0.10, 5: 0.30, 4: 0.40, 3: 0.15, 2: 0.05}
FAIR: EnglishLevels = {6: 0.04, 5: 0.16, 4: 0.35, 3: 0.25, 2: 0.15, 1: 0.05}

ENGLISH_SHARE = 0.97
"""Of all agents, who has any English."""


@dataclass(frozen=True, slots=True)
class Site:
    """`weight` is its share of the agents (relative); `english` the tag that some give with their region."""

    zone: str
    weight: float
    levels: EnglishLevels
    english: str
    spoken: tuple[tuple[str, float], ...]
    """Languages of the place and the share of its agents that speak them; each is drawn for itself."""


SITES = (
    Site("Asia/Manila", 190, STRONG, "en-PH", (("fil", 0.95), ("ceb", 0.25), ("zh-Hans", 0.02))),
    Site("Asia/Kolkata", 150, STRONG, "en-IN", (("hi", 0.75), ("te", 0.15), ("ta", 0.15), ("bn", 0.10))),
    Site("America/Bogota", 70, GOOD, "en-US", (("es-CO", 0.70), ("es", 0.30))),
    Site("Africa/Cairo", 45, GOOD, "en-GB", (("ar-EG", 0.70), ("ar", 0.35), ("fr", 0.08))),
    Site("Europe/Warsaw", 35, GOOD, "en-GB", (("pl", 0.95), ("de", 0.15), ("uk", 0.12))),
    Site("Africa/Johannesburg", 45, NATIVE, "en-ZA", (("af", 0.35), ("zu", 0.40), ("xh", 0.20))),
    Site("Europe/Bucharest", 30, GOOD, "en-GB", (("ro", 0.95), ("fr", 0.20), ("it", 0.15), ("hu", 0.06))),
    Site("America/Sao_Paulo", 45, FAIR, "en-US", (("pt-BR", 0.75), ("pt", 0.25), ("es", 0.15))),
    Site("America/Mexico_City", 40, GOOD, "en-US", (("es-MX", 0.75), ("es", 0.30))),
    Site("America/New_York", 30, NATIVE, "en-US", (("es", 0.18), ("es-US", 0.05))),
    Site("America/Chicago", 25, NATIVE, "en-US", (("es", 0.15), ("es-MX", 0.05))),
    Site("America/Denver", 8, NATIVE, "en-US", (("es", 0.15),)),
    Site("America/Phoenix", 8, NATIVE, "en-US", (("es-MX", 0.12), ("es", 0.12))),
    Site("America/Los_Angeles", 10, NATIVE, "en-US", (("es", 0.20), ("zh-Hant", 0.03))),
    Site("America/Toronto", 10, NATIVE, "en-CA", (("fr-CA", 0.15), ("fr", 0.12))),
    Site("America/Halifax", 5, NATIVE, "en-CA", (("fr-CA", 0.15),)),
    Site("America/Costa_Rica", 15, GOOD, "en-US", (("es", 0.60), ("es-CR", 0.40))),
    Site("America/Guatemala", 10, GOOD, "en-US", (("es", 0.60), ("es-GT", 0.40))),
    Site("America/El_Salvador", 10, GOOD, "en-US", (("es", 0.60), ("es-SV", 0.40))),
    Site("America/Tegucigalpa", 6, GOOD, "en-US", (("es", 0.95),)),
    Site("America/Santo_Domingo", 12, GOOD, "en-US", (("es", 0.60), ("es-DO", 0.40), ("ht", 0.08))),
    Site("America/Jamaica", 10, NATIVE, "en-JM", (("es", 0.04),)),
    Site("America/Lima", 12, FAIR, "en-US", (("es-PE", 0.60), ("es", 0.40), ("qu", 0.04))),
    Site("America/Argentina/Buenos_Aires", 12, FAIR, "en-US", (("es-AR", 0.70), ("es", 0.30), ("it", 0.06))),
    Site("America/Santiago", 6, FAIR, "en-US", (("es-CL", 0.60), ("es", 0.40))),
    Site("America/Guayaquil", 4, FAIR, "en-US", (("es", 0.95),)),
    Site("Europe/London", 20, NATIVE, "en-GB", (("pl", 0.05), ("fr", 0.06), ("ur", 0.03), ("cy", 0.02))),
    Site("Europe/Dublin", 8, NATIVE, "en-IE", (("ga", 0.10), ("fr", 0.08), ("pl", 0.06))),
    Site("Europe/Lisbon", 22, GOOD, "en-GB", (("pt-PT", 0.60), ("pt", 0.25), ("fr", 0.15), ("de", 0.10))),
    Site("Europe/Madrid", 12, FAIR, "en-GB", (("es-ES", 0.60), ("es", 0.40), ("ca", 0.15), ("fr", 0.12))),
    Site("Europe/Paris", 6, FAIR, "en-GB", (("fr", 0.90), ("ar", 0.08))),
    Site("Europe/Berlin", 8, GOOD, "en-GB", (("de", 0.92), ("tr", 0.10), ("ru", 0.06))),
    Site("Europe/Rome", 6, FAIR, "en-GB", (("it", 0.95),)),
    Site("Europe/Athens", 16, GOOD, "en-GB", (("el", 0.80), ("de", 0.12), ("fr", 0.12), ("it", 0.10))),
    Site("Europe/Sofia", 12, GOOD, "en-GB", (("bg", 0.92), ("de", 0.12), ("ru", 0.12))),
    Site("Europe/Budapest", 6, GOOD, "en-GB", (("hu", 0.95), ("de", 0.12))),
    Site("Europe/Kyiv", 8, GOOD, "en-GB", (("uk", 0.95), ("ru", 0.50), ("pl", 0.08))),
    Site("Europe/Belgrade", 6, GOOD, "en-GB", (("sr-Latn", 0.70), ("sr", 0.25), ("de", 0.10))),
    Site("Europe/Tirane", 6, GOOD, "en-GB", (("sq", 0.95), ("it", 0.45))),
    Site("Europe/Istanbul", 16, FAIR, "en-GB", (("tr", 0.97), ("de", 0.08), ("ar", 0.05))),
    Site("Africa/Casablanca", 18, FAIR, "en-GB", (("ar-MA", 0.60), ("ar", 0.35), ("fr", 0.80), ("es", 0.08))),
    Site("Africa/Tunis", 10, FAIR, "en-GB", (("ar", 0.90), ("fr", 0.80), ("it", 0.06))),
    Site("Africa/Nairobi", 10, STRONG, "en-KE", (("sw", 0.90),)),
    Site("Africa/Lagos", 8, NATIVE, "en-NG", (("yo", 0.30), ("ig", 0.25), ("ha", 0.25))),
    Site("Africa/Accra", 6, NATIVE, "en-GH", (("fr", 0.05),)),
    Site("Indian/Mauritius", 5, STRONG, "en-GB", (("fr", 0.90), ("hi", 0.10))),
    Site("Asia/Dubai", 6, STRONG, "en-GB", (("ar", 0.45), ("hi", 0.30), ("ur", 0.20))),
    Site("Asia/Karachi", 10, GOOD, "en-GB", (("ur", 0.95), ("pa", 0.20))),
    Site("Asia/Dhaka", 6, GOOD, "en-GB", (("bn", 0.97),)),
    Site("Asia/Colombo", 5, GOOD, "en-GB", (("si", 0.75), ("ta", 0.30))),
    Site("Asia/Kuala_Lumpur", 14, STRONG, "en-GB", (("ms", 0.85), ("zh-Hans", 0.40), ("ta", 0.08))),
    Site("Asia/Jakarta", 8, FAIR, "en-US", (("id", 0.97),)),
    Site("Asia/Bangkok", 6, FAIR, "en-US", (("th", 0.97),)),
    Site("Asia/Ho_Chi_Minh", 6, FAIR, "en-US", (("vi", 0.97),)),
    Site("Asia/Shanghai", 10, FAIR, "en-US", (("zh-Hans", 0.97), ("ja", 0.08))),
    Site("Asia/Tokyo", 5, FAIR, "en-US", (("ja", 0.96), ("ko", 0.04))),
    Site("Australia/Adelaide", 3, NATIVE, "en-AU", (("zh-Hans", 0.04),)),
    Site("Pacific/Fiji", 3, STRONG, "en-GB", (("fj", 0.60), ("hi", 0.40))),
)

LEARNT = {"es": 30, "fr": 22, "de": 16, "pt-BR": 8, "it": 8, "ja": 6, "ar": 4, "zh-Hans": 4, "ko": 4, "ru": 3, "nl": 2}
"""Languages that people learn wherever they live, with their relative frequency."""

TAGS = tuple(sorted({"en", *LEARNT, *(s.english for s in SITES), *(tag for s in SITES for tag, _ in s.spoken)}))
