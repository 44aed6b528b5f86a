"""An SNMPv1 and v2c agent that does wrong what its community says. Our own: no real agent misbehaves on request.

    plain           nothing wrong: the ten objects of TABLE
    out-of-order    the third of GetNext's answers comes before the second
    loop            GetNext never ends: it answers the last object again and again
    toobig          GetBulk for more than 5 repetitions: tooBig
    silent-over-10  GetBulk for more than 10 repetitions: no answer
    other-source    the answer comes from this host's other address
    truncated       the answer ends in the middle
    endless-length  the string's length says 2 GB, the packet ends after a few bytes

No more than 100 objects are in an answer, and none is larger than a packet, so that a bad question costs nothing.
Arguments: this host's address and the one that "other-source" answers from, IPv4; then the same two, IPv6.
"""
import select
import socket
import sys

GET, GET_NEXT, RESPONSE, GET_BULK = 0xA0, 0xA1, 0xA2, 0xA5
INTEGER, STRING, NULL, OID, SEQUENCE = 0x02, 0x04, 0x05, 0x06, 0x30
NO_SUCH_OBJECT, END_OF_MIB_VIEW = 0x80, 0x82
TOO_BIG, NO_SUCH_NAME = 1, 2
MOST_OBJECTS = 100

SYSTEM = (1, 3, 6, 1, 2, 1, 1)


# BER as far as SNMP needs it: one byte of tag, length, contents.
def tlv(tag, contents):
    size = len(contents)
    if size < 128:
        return bytes([tag, size]) + contents
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(digits)]) + digits + contents


def read(data):
    """The first element: its tag, its contents, and what follows it. ValueError when it is cut off."""
    if len(data) < 2:
        raise ValueError("cut off")
    tag, size, start = data[0], data[1], 2
    if size & 0x80:
        start = 2 + (size & 0x7F)
        size = int.from_bytes(data[2:start], "big")
    if start + size > len(data):
        raise ValueError("cut off")
    return tag, data[start:start + size], data[start + size:]


def integer(value):
    return tlv(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid(numbers):
    contents = bytearray([numbers[0] * 40 + numbers[1]])
    for number in numbers[2:]:
        part = [number & 0x7F]
        while number := number >> 7:
            part.append(0x80 | number & 0x7F)
        contents += bytes(reversed(part))
    return tlv(OID, bytes(contents))


def read_oid(contents):
    numbers, number = [], 0
    for byte in contents:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return (first, numbers[0] - 40 * first, *numbers[1:])


# What it serves, in order: the start of the system group, and the first column of a small ifTable.
TABLE = [
    (SYSTEM + (1, 0), tlv(STRING, b"Broken agent of the lab")),
    (SYSTEM + (2, 0), oid((1, 3, 6, 1, 4, 1, 8072, 9999, 9999))),
    (SYSTEM + (3, 0), tlv(0x43, b"\x01\x00")),
    (SYSTEM + (4, 0), tlv(STRING, b"")),
    (SYSTEM + (5, 0), tlv(STRING, b"broken1.lab.test")),
    (SYSTEM + (6, 0), tlv(STRING, b"")),
    (SYSTEM + (7, 0), integer(72)),
    *(((1, 3, 6, 1, 2, 1, 2, 2, 1, 1, row), integer(row)) for row in (1, 2, 3)),
]


def successor(name, wrong):
    """The object after a name, or None at the end."""
    if wrong == "out-of-order" and name == TABLE[1][0]:
        return TABLE[0]  # asked for what follows the second, it says the first
    for entry in TABLE:
        if entry[0] > name:
            return entry
    return TABLE[-1] if wrong == "loop" else None


def binding(name, value):
    return tlv(SEQUENCE, oid(name) + value)


def reply(version, community, kind, number, first, second, names):
    """The response's bytes, or None for silence. first and second are GetBulk's non-repeaters and repetitions."""
    wrong = community.decode("ascii", "replace")
    status, index, bindings = 0, 0, []
    if kind == GET:
        known = dict(TABLE)
        for position, name in enumerate(names, 1):
            if name not in known and version == 0:
                status, index = NO_SUCH_NAME, position
            bindings.append(binding(name, known.get(name, tlv(NO_SUCH_OBJECT, b""))))
    elif kind == GET_NEXT:
        for position, name in enumerate(names, 1):
            entry = successor(name, wrong)
            if entry is None and version == 0:
                status, index = NO_SUCH_NAME, position
            bindings.append(binding(*entry) if entry else binding(name, tlv(END_OF_MIB_VIEW, b"")))
    else:
        if wrong == "silent-over-10" and second > 10:
            return None
        if wrong == "toobig" and second > 5:
            status = TOO_BIG
        else:
            bindings = bulk(names, first, second, wrong)
    if wrong == "endless-length":
        # A string that says 0x7fffffff; every length around it is right, so that only its own lies.
        bindings = [tlv(SEQUENCE, oid(names[0]) + bytes([STRING, 0x84, 0x7F, 0xFF, 0xFF, 0xFF]) + b"endless")]
    pdu = tlv(RESPONSE, integer(number) + integer(status) + integer(index) + tlv(SEQUENCE, b"".join(bindings)))
    message = tlv(SEQUENCE, integer(version) + tlv(STRING, community) + pdu)
    return message[:len(message) * 2 // 3] if wrong == "truncated" else message


def bulk(names, non_repeaters, repetitions, wrong):
    """RFC 3416 section 4.2.3."""
    bindings = []
    for name in names[:non_repeaters]:
        entry = successor(name, wrong)
        bindings.append(binding(*entry) if entry else binding(name, tlv(END_OF_MIB_VIEW, b"")))
    current = list(names[non_repeaters:])
    for _ in range(repetitions):
        for column, name in enumerate(current):
            if len(bindings) >= MOST_OBJECTS:
                return bindings
            entry = successor(name, wrong)
            if entry:
                current[column] = entry[0]
            bindings.append(binding(*entry) if entry else binding(name, tlv(END_OF_MIB_VIEW, b"")))
    return bindings


def answer(question):
    """The community and the response, or ValueError when this is no question."""
    _, message, _ = read(question)
    _, version, rest = read(message)
    _, community, rest = read(rest)
    kind, pdu, _ = read(rest)
    version = int.from_bytes(version, "big")
    if version > 1 or kind not in (GET, GET_NEXT, GET_BULK) or community not in COMMUNITIES:
        raise ValueError("not for us")
    _, number, pdu = read(pdu)
    _, first, pdu = read(pdu)
    _, second, pdu = read(pdu)
    _, rest, _ = read(pdu)
    names = []
    while rest and len(names) < MOST_OBJECTS:
        _, one, rest = read(rest)
        names.append(read_oid(read(one)[1]))
    if not names:
        raise ValueError("nothing asked")
    signed = [int.from_bytes(value, "big", signed=True) for value in (number, first, second)]
    return community, reply(version, community, kind, signed[0], max(signed[1], 0), max(signed[2], 0), names)


COMMUNITIES = {b"plain", b"out-of-order", b"loop", b"toobig", b"silent-over-10", b"other-source", b"truncated", b"endless-length"}


def bound(family, address):
    sock = socket.socket(family, socket.SOCK_DGRAM)
    sock.bind((address, 161))
    return sock


def main(here4, other4, here6, other6):
    others = {bound(socket.AF_INET, here4): bound(socket.AF_INET, other4),
              bound(socket.AF_INET6, here6): bound(socket.AF_INET6, other6)}
    while True:
        for sock in select.select(list(others), [], [])[0]:
            question, peer = sock.recvfrom(65535)
            try:
                community, response = answer(question)
            except (ValueError, IndexError):
                continue
            if response:
                (others[sock] if community == b"other-source" else sock).sendto(response, peer)


main(*sys.argv[1:])
