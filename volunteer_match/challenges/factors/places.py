"""Which region a country belongs to, for factors that its own statistics don't give. Pure.

The regions are those of the table of grid intensities: continents, with the Middle East apart from Asia, and the
Americas divided into North America and Latin America with the Caribbean. Codes are ISO 3166-1 alpha-2, with XK for
Kosovo.
"""

WORLD = "World"
AFRICA, ASIA, EUROPE, MIDDLE_EAST = "Africa", "Asia", "Europe", "Middle East"
NORTH_AMERICA, LATIN_AMERICA, OCEANIA = "North America", "Latin America and Caribbean", "Oceania"

_COUNTRIES = {
    AFRICA: (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA"
        " NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    ASIA: (
        "AF AM AZ BD BN BT CC CN CX GE HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL TM TW UZ VN"
    ),
    EUROPE: (
        "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK"
        " MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK"
    ),
    MIDDLE_EAST: "AE BH IL IQ IR JO KW LB OM PS QA SA SY YE",
    NORTH_AMERICA: "BM CA GL PM US",
    LATIN_AMERICA: (
        "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX"
        " NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"
    ),
    OCEANIA: "AS AU CK FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
}
REGION_OF = {country: region for region, countries in _COUNTRIES.items() for country in countries.split()}
REGIONS = frozenset(_COUNTRIES)


def region_of(country: str) -> str:
    """The region of a country code; World where it is not known."""
    return REGION_OF.get(country.upper(), WORLD)


def is_place(place: str) -> bool:
    return place == WORLD or place in REGIONS or place in REGION_OF
