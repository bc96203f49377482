"""The languages that can be offered and asked for, as BCP 47 tags. Pure data.

A tag without a region stands for every region. A region is listed only where it decides whether two people understand
each other in writing or in a lesson. Sign languages have ISO 639-3 codes of their own; none is a form of the spoken
language around it.
"""

SPOKEN_LANGUAGES: tuple[str, ...] = (
    *("af", "sq", "am", "ar", "ar-EG", "ar-MA", "hy", "as", "ay", "az", "be", "bn", "bg", "bs", "my", "ca"),
    *("ceb", "ny", "zh", "zh-Hant", "yue", "co", "hr", "cs", "da", "prs", "din", "nl", "dz", "en", "et"),
    *("ee", "fa", "fi", "fil", "fr", "fr-CA", "ff", "gl", "ka", "de", "el", "gn", "gu", "ht", "ha", "haz"),
    *("he", "hi", "hil", "hmn", "hu", "is", "ig", "ilo", "id", "ga", "it", "ja", "jv", "kn", "kk", "km"),
    *("rw", "rn", "ko", "kri", "ku", "ckb", "ky", "lo", "lv", "ln", "lt", "lg", "luo", "mk", "mg", "ms"),
    *("ml", "mt", "mi", "mr", "mn", "nah", "ne", "nso", "no", "om", "pag", "pam", "ps", "pl", "pt", "pt-BR"),
    *("pa", "qu", "rhg", "ro", "rom", "ru", "sm", "sr", "sn", "sd", "si", "sk", "sl", "so", "st", "es"),
    *("es-419", "su", "sw", "sv", "ta", "te", "th", "ti", "tn", "tr", "tk", "uk", "ur", "ug", "uz", "vi"),
    *("war", "cy", "wo", "xh", "yi", "yo", "yua", "zu", "bcl", "ber", "bal", "bm", "tg", "eu"),
)

SIGN_LANGUAGES: tuple[str, ...] = (
    *("ase", "bfi", "psp", "csn", "pso", "esl", "ins", "ssp", "mfs", "fsl", "gsg", "bzs", "asf", "jsl", "isg"),
)

OFFERED_LANGUAGES: tuple[str, ...] = SPOKEN_LANGUAGES + SIGN_LANGUAGES
"""Every tag once. Names come from Babel, and from language_names.csv where Babel has none."""
