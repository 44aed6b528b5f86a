"""A domain controller as Windows Server 2022 would be before a login, written from Microsoft's Open Specifications and recorded from no device.

SMB 3.1.1 and no SMB 1, RPC with its object resolver, LDAP, remote desktop with CredSSP, WS-Management. Whatever would prove who somebody is
ends the connection, and is written down: nobody shall have tried to log in.
"""
import base64
import selectors
import socket
import ssl
import struct
import sys
import threading
import time
import uuid

COMPUTER, DOMAIN, DNS_DOMAIN = "DC2022", "EXAMPLE", "example.test"
DNS_NAME = COMPUTER.lower() + "." + DNS_DOMAIN
ADDRESSES = ("10.77.0.27", "192.0.2.27", "2001:db8::27")
BUILD = 20348
GUID = uuid.UUID("5c0ffee1-a2b3-4c5d-8e6f-708192a3b4c5").bytes_le


def filetime():
    return struct.pack("<Q", int((time.time() + 11644473600) * 10_000_000))


def log(text):
    with open("/var/log/win5.log", "a", encoding="ascii") as file:
        file.write(text + "\n")


def exactly(peer, count):
    data = b""
    while len(data) < count:
        part = peer.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def ntlm(data):
    """[MS-NLMP] 2.2.1.2: the answer to a NEGOTIATE_MESSAGE that lies somewhere in the data."""
    at = data.index(b"NTLMSSP\0")
    if data[at + 8] != 1:
        log("login")
        raise EOFError
    pairs = b""
    for number, text in ((2, DOMAIN), (1, COMPUTER), (4, DNS_DOMAIN), (3, DNS_NAME), (5, DNS_DOMAIN)):
        value = text.encode("utf-16-le")
        pairs += struct.pack("<HH", number, len(value)) + value
    pairs += struct.pack("<HH", 7, 8) + filetime() + struct.pack("<HH", 0, 0)
    name = DOMAIN.encode("utf-16-le")
    return (b"NTLMSSP\0" + struct.pack("<IHHII", 2, len(name), len(name), 56, 0xE28A8235) + b"12345678" + bytes(8)
            + struct.pack("<HHI", len(pairs), len(pairs), 56 + len(name)) + struct.pack("<BBHBBBB", 10, 0, BUILD, 0, 0, 0, 15) + name + pairs)


def der(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    head = bytes([size]) if size < 128 else bytes([0x82]) + struct.pack(">H", size)
    return bytes([tag]) + head + content


def oid(dotted):
    arcs = [int(a) for a in dotted.split(".")]
    out = bytes([arcs[0] * 40 + arcs[1]])
    for arc in arcs[2:]:
        part = bytes([arc & 0x7F])
        while arc > 0x7F:
            arc >>= 7
            part = bytes([arc & 0x7F | 0x80]) + part
        out += part
    return der(6, out)


def spnego_hint():
    """[MS-SPNG] 2.2.1: NegTokenInit2."""
    kinds = ("1.3.6.1.4.1.311.2.2.30", "1.2.840.48018.1.2.2", "1.2.840.113554.1.2.2", "1.2.840.113554.1.2.2.3", "1.3.6.1.4.1.311.2.2.10")
    hint = der(0xA3, der(0x30, der(0xA0, der(0x1B, b"not_defined_in_RFC4178@please_ignore"))))
    return der(0x60, oid("1.3.6.1.5.5.2"), der(0xA0, der(0x30, der(0xA0, der(0x30, *(oid(k) for k in kinds))), hint)))


def smb(peer):
    while True:
        size = struct.unpack(">I", exactly(peer, 4))[0]
        message = exactly(peer, size)
        if message[:4] != b"\xfeSMB":
            return  # SMB 1 is not installed: Windows closes
        command, number = struct.unpack_from("<H", message, 12)[0], struct.unpack_from("<Q", message, 24)[0]
        status, body = 0, b""
        if command == 0:
            token = spnego_hint()
            context = struct.pack("<HHI", 1, 38, 0) + struct.pack("<HHH", 1, 32, 1) + bytes(32)
            start = 64 + 64 + len(token) + 7 & ~7
            body = struct.pack("<HHHH", 65, 3, 0x311, 1) + GUID + struct.pack("<IIII", 0x2F, 8388608, 8388608, 8388608) + filetime() + bytes(8)
            body += struct.pack("<HHI", 128, len(token), start) + token
            body += bytes(start - 64 - len(body)) + context
        elif command == 1:
            token = der(0xA1, der(0x30, der(0xA0, der(10, b"\1")), der(0xA1, oid("1.3.6.1.4.1.311.2.2.10")), der(0xA2, der(4, ntlm(message)))))
            status, body = 0xC0000016, struct.pack("<HHHH", 9, 0, 72, len(token)) + token
        else:
            return
        head = b"\xfeSMB" + struct.pack("<HHIHHIIQIIQ", 64, 1, status, command, 1, 1, 0, number, 0xFEFF, 0, 0x4000000001 if command else 0) + bytes(16)
        peer.sendall(struct.pack(">I", len(head + body)) + head + body)


def pdu(kind, call, body, token=b""):
    extra = bytes([10, 2, 0, 0, 1, 0, 0, 0]) + token if token else b""
    return struct.pack("<BBBBIHHI", 5, 0, kind, 3, 0x10, 16 + len(body) + len(extra), len(token), call) + body + extra


def tower(interface, version, floors):
    """[C706] appendix L."""
    sides = [(b"\x0d" + uuid.UUID(interface).bytes_le + struct.pack("<H", version), struct.pack("<H", 0)),
             (b"\x0d" + uuid.UUID("8a885d04-1ceb-11c9-9fe8-08002b104860").bytes_le + struct.pack("<H", 2), struct.pack("<H", 0))] + floors
    data = struct.pack("<H", len(sides))
    for left, right in sides:
        data += struct.pack("<H", len(left)) + left + struct.pack("<H", len(right)) + right
    return data


def tcp(port):
    return [(b"\x0b", bytes(2)), (b"\x07", struct.pack(">H", port)), (b"\x09", socket.inet_aton(ADDRESSES[0]))]


def pipe(name):
    return [(b"\x0b", bytes(2)), (b"\x0f", name + b"\0"), (b"\x11", b"\\\\" + COMPUTER.encode() + b"\0")]


REGISTERED = [("e3514235-4b06-11d1-ab04-00c04fc2dcd2", 4, tcp(49667), b"MS NT Directory DRS Interface\0"),
              ("12345778-1234-abcd-ef00-0123456789ab", 0, pipe(b"\\pipe\\lsass"), b"\0"),
              ("50abc2a4-574d-40b3-9d66-ee4fd5fba076", 5, tcp(49701), b"\0"),
              ("367abb81-9844-35f1-ad32-98f038001003", 2, tcp(49704), b"\0")]


def lookup():
    """What ept_lookup returns, all at once ([C706] appendix O)."""
    entries, towers = b"", b""
    for i, (interface, version, floors, note) in enumerate(REGISTERED):
        entries += bytes(16) + struct.pack("<III", 3 + i, 0, len(note)) + note + bytes(-len(note) % 4)
        data = tower(interface, version, floors)
        towers += struct.pack("<II", len(data), len(data)) + data + bytes(-len(data) % 4)
    count = len(REGISTERED)
    return bytes(20) + struct.pack("<IIII", count, 128, 0, count) + entries + towers + struct.pack("<I", 0)


def alive():
    """What ServerAlive2 returns ([MS-DCOM] 3.1.2.5.1.6)."""
    units = b""
    for name in (COMPUTER, *ADDRESSES):
        units += struct.pack("<H", 7) + name.encode("utf-16-le") + bytes(2)
    units += bytes(2)
    security = len(units) // 2
    units += struct.pack("<HHH", 10, 0xFFFF, 0) + bytes(2)
    count = len(units) // 2
    return struct.pack("<HHIIHH", 5, 7, 0x20000, count, count, security) + units + bytes(-len(units) % 4) + struct.pack("<II", 0, 0)


def rpc(peer):
    while True:
        head = exactly(peer, 16)
        kind, size, token, call = head[2], *struct.unpack_from("<HHI", head, 8)
        body = exactly(peer, size - 16)
        if kind == 11:
            count = body[8]
            results = struct.pack("<HHI", 5840, 5840, 0x1234) + struct.pack("<H", 4) + b"135\0" + bytes(2) + struct.pack("<I", count)
            ndr = uuid.UUID("8a885d04-1ceb-11c9-9fe8-08002b104860").bytes_le + struct.pack("<I", 2)
            results += (struct.pack("<HH", 0, 0) + ndr) * count
            peer.sendall(pdu(12, call, results, ntlm(body) if token else b""))
        elif kind == 0:
            context, operation = struct.unpack_from("<HH", body, 4)
            stub = alive() if (context, operation) == (1, 5) else lookup() if (context, operation) == (0, 2) else bytes(24)
            peer.sendall(pdu(2, call, struct.pack("<IHBB", len(stub), context, 0, 0) + stub))
        else:
            log("rpc %d" % kind)
            return


def ldap(peer):
    base = b"DC=example,DC=test"
    values = {b"defaultNamingContext": [base], b"namingContexts": [base, b"CN=Configuration," + base], b"dnsHostName": [DNS_NAME.encode()],
              b"serverName": [b"CN=DC2022,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration," + base],
              b"domainFunctionality": [b"7"], b"forestFunctionality": [b"7"], b"domainControllerFunctionality": [b"7"],
              b"currentTime": [time.strftime("%Y%m%d%H%M%S.0Z", time.gmtime()).encode()], b"isGlobalCatalogReady": [b"TRUE"],
              b"supportedSASLMechanisms": [b"GSSAPI", b"GSS-SPNEGO", b"EXTERNAL", b"DIGEST-MD5"],
              b"supportedCapabilities": [b"1.2.840.113556.1.4.800", b"1.2.840.113556.1.4.1670", b"1.2.840.113556.1.4.1791"]}
    head = exactly(peer, 2)
    size = head[1] if head[1] < 128 else int.from_bytes(exactly(peer, head[1] & 0x7F), "big")
    exactly(peer, size)
    found = b"".join(der(0x30, der(4, name), der(0x31, *(der(4, v) for v in all_of))) for name, all_of in values.items())
    peer.sendall(der(0x30, der(2, b"\1"), der(0x64, der(4, b""), der(0x30, found)))
                 + der(0x30, der(2, b"\1"), der(0x65, der(10, b"\0"), der(4, b""), der(4, b""))))
    peer.recv(100)


def rdp(peer, tls):
    head = exactly(peer, 4)
    request = exactly(peer, struct.unpack(">H", head[2:])[0] - 4)
    wanted = struct.unpack_from("<I", request, 11)[0]
    # Network Level Authentication is demanded
    answer = (2, 8) if wanted & 8 else (2, 2) if wanted & 2 else (3, 5)
    peer.sendall(struct.pack(">BBH", 3, 0, 19) + bytes([14, 0xD0, 0, 0, 0x12, 0x34, 0]) + struct.pack("<BBHI", answer[0], 0, 8, answer[1]))
    if answer[0] == 2:
        with tls.wrap_socket(peer, server_side=True) as inner:
            token = der(0xA0, der(4, ntlm(inner.recv(4096))))
            inner.sendall(der(0x30, der(0xA0, der(2, b"\6")), der(0xA1, der(0x30, der(0x30, token)))))
            inner.recv(100)


IDENTITY = ('<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body><wsmid:IdentifyResponse'
            ' xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><wsmid:ProtocolVersion>'
            'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion><wsmid:ProductVendor>Microsoft Corporation'
            '</wsmid:ProductVendor><wsmid:ProductVersion>OS: 0.0.0 SP: 0.0 Stack: 3.0</wsmid:ProductVersion></wsmid:IdentifyResponse>'
            '</s:Body></s:Envelope>').encode()


def wsman(peer):
    while True:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += exactly(peer, 1)
        fields = dict(line.split(": ", 1) for line in head.decode("ascii").split("\r\n")[1:] if ": " in line)
        exactly(peer, int(fields.get("Content-Length", "0")))
        status, more, body = "401 ", "", b""
        if "WSMANIDENTIFY" in fields:
            status, more, body = "200 ", "Content-Type: application/soap+xml;charset=UTF-8\r\n", IDENTITY
        elif "Authorization" in fields:
            token = ntlm(base64.b64decode(fields["Authorization"].split(" ")[1]))
            more = "WWW-Authenticate: Negotiate " + base64.b64encode(token).decode("ascii") + "\r\n"
        else:
            more = "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Kerberos\r\n"
        peer.sendall(("HTTP/1.1 %s\r\n%sServer: Microsoft-HTTPAPI/2.0\r\nContent-Length: %d\r\n\r\n" % (status, more, len(body))).encode() + body)


def serve(speak, peer):
    try:
        with peer:
            peer.settimeout(10)
            speak(peer)
    except (EOFError, OSError, ValueError):
        pass


def main():
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[1], sys.argv[2])

    def secure(peer):
        with tls.wrap_socket(peer, server_side=True) as inner:
            wsman(inner)

    speakers = {135: rpc, 389: ldap, 445: smb, 3389: lambda peer: rdp(peer, tls), 5985: wsman, 5986: secure}
    ready = selectors.DefaultSelector()
    for port, speak in speakers.items():
        ready.register(socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True), selectors.EVENT_READ, speak)
    while True:
        for key, _ in ready.select():
            peer = key.fileobj.accept()[0]
            threading.Thread(target=serve, args=(key.data, peer), daemon=True).start()


if __name__ == "__main__":
    main()
