"""How large a WebP picture says it is: the decoder takes memory for it as soon as it is opened. Pure."""


def webp_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the first chunk (RFC 9649, sections 2.5 to 2.7); (0, 0) where it is none."""
    if content[8:12] != b"WEBP" or len(content) < 30:
        return 0, 0
    match content[12:16]:
        case b"VP8X":
            return 1 + _number(content[24:27]), 1 + _number(content[27:30])
        case b"VP8 ":
            return _number(content[26:28]) & 0x3FFF, _number(content[28:30]) & 0x3FFF
        case b"VP8L":
            bits = _number(content[21:25])
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


def _number(some: bytes) -> int:
    return int.from_bytes(some, "little")
