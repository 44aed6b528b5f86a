#!/usr/bin/python3
"""A WS-Management service for tests: HTTP, authentication and sealing. What is asked for is in wsman.py.

Ours here is HTTP and the framing of [MS-WSMV] 2.2.9.1 alone. Authentication and sealing are MIT's GSSAPI (SPNEGO, Kerberos) and
gss-ntlmssp (NTLM), so that the client's cryptography is never checked by itself.

  responder.py [--certificate PEM] [--denied USER] [--log FILE] NAME=ADDRESS:PORT[,OPTION..]..

Each NAME is a listener; port 0 takes a free one. Once all listen, a line "NAME PORT" is printed for each, then "ready".
The environment says who may log in: NTLM_USER_FILE (lines DOMAIN:user:password), KRB5_KTNAME (a keytab with HTTP/host).
Options: tls; plain (unsealed envelopes are taken too); offer=SCHEME+SCHEME; no-ntlm (policy); strict (channel bindings are
checked; strict=other: against another certificate, as when somebody stands between); extra (Kerberos with AES is sealed as by a
Windows whose extra count is 16, see ExtraSeal);
fault=KIND: what goes wrong after the login, see Connection.spoil.
"""
import argparse
import base64
import hashlib
import http.server
import os
import re
import socket
import ssl
import struct
import sys
import threading

import gssapi
from gssapi.raw import IOV, IOVBufferType, unwrap_iov, wrap_iov

import wsman

SPNEGO = gssapi.OID.from_int_seq('1.3.6.1.5.5.2')
KERBEROS = gssapi.OID.from_int_seq('1.2.840.113554.1.2.2')
NTLM = gssapi.OID.from_int_seq('1.3.6.1.4.1.311.2.2.10')
# Windows takes bare NTLM messages as Negotiate, too.
MECHANISMS = {'Negotiate': [SPNEGO, NTLM, KERBEROS], 'Kerberos': [KERBEROS], 'NTLM': [NTLM]}
# An error is to be raised where it happens.
gssapi.SecurityContext.__DEFER_STEP_ERRORS__ = False
BOUNDARY = 'Encrypted Boundary'
SOAP = 'application/soap+xml;charset=UTF-8'


class Refused(Exception):
    """The connection's login ends here."""


def credentials(scheme):
    return gssapi.Credentials(usage='accept', mechs=MECHANISMS[scheme])


class Seal:
    """Seals and unseals with an established context."""

    def __init__(self, context):
        self.context = context
        self.kerberos = context.mech == KERBEROS

    def unseal(self, signature, data):
        if not self.kerberos:
            return self.context.unwrap(signature + data).message
        # As DecryptMessage has it: the token in one buffer, the data in another, which is decrypted in place.
        buffers = [(IOVBufferType.header, False, signature), (IOVBufferType.data, False, data)]
        if signature[0] == 0x60:
            # RC4: a byte of padding follows (RFC 1964, 1.2.2.3).
            buffers[1:] = [(IOVBufferType.data, False, data[:-1]), (IOVBufferType.padding, False, data[-1:])]
        vector = IOV(*buffers, std_layout=False)
        if not unwrap_iov(self.context, vector).encrypted:
            raise Refused('signed, but not sealed')
        return bytes(vector[1].value)

    def seal(self, message):
        if not self.kerberos:
            sealed = self.context.wrap(message, True).message
            return sealed[:16], sealed[16:]
        vector = IOV(IOVBufferType.header, message, IOVBufferType.padding, std_layout=False)
        wrap_iov(self.context, vector, confidential=True)
        return bytes(vector[0].value), bytes(vector[1].value) + bytes(vector[2].value or b'')


class ExtraSeal(Seal):
    """Seals with Kerberos as Windows may do: EC is 16, RRC 28, and the token is rotated by both together ([MS-KILE] 3.4.5.4.1).

    MIT's GSSAPI tells the key and the sequence number, impacket encrypts; neither is ours.
    """

    EXTRA, ROTATION, ACCEPTOR_SEAL = 16, 28, 22
    SESSION_KEY = gssapi.OID.from_int_seq('1.2.840.113554.1.2.2.5.5')

    def seal(self, message):
        from impacket.krb5 import crypto
        plain = super().seal(b'')[0][:16]
        key = gssapi.raw.inquire_sec_context_by_oid(self.context, self.SESSION_KEY)[0]
        head = plain[:4] + struct.pack('>HH', self.EXTRA, 0) + plain[8:]
        key = crypto.Key(crypto.Enctype.AES256 if len(key) == 32 else crypto.Enctype.AES128, key)
        cipher = crypto.encrypt(key, self.ACCEPTOR_SEAL, message + bytes(self.EXTRA) + head, os.urandom(16))
        turn = self.ROTATION + self.EXTRA
        token = head[:6] + struct.pack('>H', self.ROTATION) + head[8:] + cipher[-turn:] + cipher[:-turn]
        signature = 16 + turn + 16
        return token[:signature], token[signature:]


class Connection(http.server.BaseHTTPRequestHandler):
    """One connection of a client: its login belongs to it, as with Windows."""

    protocol_version = 'HTTP/1.1'
    server_version = 'Microsoft-HTTPAPI/2.0'
    sys_version = ''
    context = None
    seal = None
    user = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        try:
            if self.headers.get('WSMANIDENTIFY') == 'unauthenticated':
                return self.answer(200, wsman.identify())
            authorization = self.headers.get('Authorization')
            token = None
            if authorization:
                token = self.login(authorization)
            if not self.user:
                return self.ask()
            if not body:
                return self.answer(200, b'', token=token)
            self.operate(body, token)
        except Refused as refusal:
            self.server.note(f'refused {refusal}')
            self.ask()
        except (gssapi.exceptions.GSSError, ValueError) as failure:
            self.server.note(f'failed {type(failure).__name__} {failure}'.replace('\n', ' '))
            self.forget()
            self.ask()

    def login(self, authorization):
        scheme, _, text = authorization.partition(' ')
        if scheme not in self.server.offer:
            raise Refused(f'scheme {scheme}')
        if self.context is None or self.user:
            self.forget()
            self.context = gssapi.SecurityContext(usage='accept', creds=credentials(scheme), channel_bindings=self.bindings())
            self.scheme = scheme
        first = base64.b64decode(text)
        proof = b'NTLMSSP\0\3\0\0\0' in first
        try:
            token = self.context.step(first)
        except gssapi.exceptions.GSSError as failure:
            self.server.note(f'{"proof" if proof else "token"} rejected {failure}'.replace('\n', ' '))
            self.forget()
            if failure.token:
                # SPNEGO and Kerberos tell the client why.
                raise Pending(failure.token) from None
            raise Refused('token') from None
        if not self.context.complete:
            raise Pending(token)
        self.established()
        return token

    def established(self):
        if self.context.mech == NTLM and self.server.no_ntlm:
            self.forget()
            raise Refused('NTLM, by policy')
        self.user = str(self.context.initiator_name).rstrip('\0')
        self.seal = (ExtraSeal if self.server.extra and self.context.mech == KERBEROS else Seal)(self.context)
        self.server.note(f'accepted {self.user} by {"Kerberos" if self.seal.kerberos else "NTLM"} in {self.scheme}')

    def forget(self):
        self.context = self.seal = self.user = None

    def bindings(self):
        """tls-server-end-point (RFC 5929); the address families are 0, as Windows has them."""
        if not self.server.end_point:
            return None
        return gssapi.raw.ChannelBindings(initiator_address_type=0, acceptor_address_type=0, initiator_address=b'',
                                          acceptor_address=b'', application_data=self.server.end_point)

    def operate(self, body, token):
        content = self.headers.get('Content-Type', '')
        sealed = content.startswith('multipart/encrypted')
        if not sealed and not self.server.tls and not self.server.plain:
            # AllowUnencrypted = false
            return self.answer(500, b'', token=token)
        envelope = self.opened(body) if sealed else body
        status, reply = wsman.handle(envelope, self.user, self.server.denied)
        if self.server.fault:
            return self.spoil(status, reply, sealed)
        self.reply(status, reply, sealed, token)

    def opened(self, body):
        marker = b'--' + BOUNDARY.encode()
        parts = re.match(rb'--Encrypted Boundary\r\n\t?Content-Type: ?([^\r]*)\r\n\t?OriginalContent: ?([^\r]*)\r\n'
                         rb'--Encrypted Boundary\r\n\t?Content-Type: ?application/octet-stream\r\n', body)
        end = body.rstrip(b'\r\n')
        if not parts or not end.endswith(marker + b'--'):
            raise Refused('not the framing of a sealed message')
        sealed = body[parts.end():len(end) - len(marker) - 2]
        length = struct.unpack('<I', sealed[:4])[0]
        message = self.seal.unseal(sealed[4:4 + length], sealed[4 + length:])
        told = int(re.search(rb'Length=(\d+)', parts.group(2)).group(1))
        self.server.note(f'unsealed signature {length} told {told} found {len(message)} data {len(sealed) - 4 - length}')
        if told != len(sealed) - 4 - length:
            raise Refused('a wrong length')
        return message

    def framed(self, message):
        protocol = 'application/HTTP-Kerberos-session-encrypted' if self.scheme == 'Kerberos' else 'application/HTTP-SPNEGO-session-encrypted'
        signature, data = self.seal.seal(message)
        if self.seal.kerberos and signature[4:6] == b'\x00\x10':
            self.server.note('sealed with an extra count of 16')
        head = (f'--{BOUNDARY}\r\n\tContent-Type: {protocol}\r\n\tOriginalContent: type={SOAP};Length={len(data)}\r\n'
                f'--{BOUNDARY}\r\n\tContent-Type: application/octet-stream\r\n').encode()
        return (f'multipart/encrypted;protocol="{protocol}";boundary="{BOUNDARY}"',
                head + struct.pack('<I', len(signature)) + signature + data + f'--{BOUNDARY}--\r\n'.encode())

    def reply(self, status, message, sealed, token=None):
        if sealed:
            content, message = self.framed(message)
            self.answer(status, message, content, token)
        else:
            self.answer(status, message, SOAP, token)

    def spoil(self, status, message, sealed):
        """What a broken service, or somebody on the way, makes of an answer."""
        fault = self.server.fault
        if fault == 'sequence':
            self.seal.seal(b'one that never arrives')
            return self.reply(status, message, sealed)
        if fault == 'unsealed':
            return self.answer(200, message, SOAP)
        if fault == 'silent':
            threading.Event().wait(self.server.patience)
            self.close_connection = True
            return
        content, body = self.framed(message)
        if fault == 'truncated':
            return self.answer(status, body[:len(body) // 2], content)
        if fault == 'flipped':
            at = len(body) - 60
            return self.answer(status, body[:at] + bytes([body[at] ^ 1]) + body[at + 1:], content)
        if fault == 'length':
            return self.answer(status, re.sub(rb'Length=\d+', b'Length=7', body), content)
        if fault == 'forgotten':
            # The service was started anew: it does not know the connection any more, once.
            self.server.fault = None
            self.forget()
            return self.ask()
        self.send_response(status)
        self.send_header('Content-Type', content)
        if fault == 'closing':
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body[:len(body) // 2])
        elif fault == 'huge':
            self.send_header('Content-Length', str(100 << 20))
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b'x' * (1 << 20))
        else:
            raise ValueError(f'no such fault: {fault}')
        self.close_connection = True

    def ask(self):
        self.answer(401, b'', offer=self.server.offer)

    def answer(self, status, body, content=SOAP, token=None, offer=()):
        self.send_response(status)
        for scheme in offer:
            self.send_header('WWW-Authenticate', scheme)
        if token:
            self.send_header('WWW-Authenticate', f'{self.scheme} {base64.b64encode(token).decode()}')
        if body:
            self.send_header('Content-Type', content)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except Pending as pending:
            self.answer(401, b'', token=pending.token)
        except (ConnectionError, ssl.SSLError, TimeoutError):
            self.close_connection = True

    def log_message(self, *_):
        pass


class Pending(Exception):
    """The login wants another leg."""

    def __init__(self, token):
        super().__init__()
        self.token = token


class Listener(http.server.ThreadingHTTPServer):
    """One port with its own manners."""

    daemon_threads = True
    request_queue_size = 256
    patience = 60

    def __init__(self, address, port, options, settings):
        self.address_family = socket.AF_INET6 if ':' in address else socket.AF_INET
        super().__init__((address, port), Connection)
        self.tls = 'tls' in options
        self.plain = 'plain' in options
        self.no_ntlm = 'no-ntlm' in options
        self.offer = options.get('offer', 'Negotiate+Kerberos').split('+')
        self.fault = options.get('fault')
        self.extra = 'extra' in options
        self.denied = settings.denied
        self.log = settings.log
        self.end_point = None
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(settings.certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
            if 'strict' in options:
                with open(settings.certificate, encoding='ascii') as file:
                    pem = file.read()
                pem = pem[pem.index('-----BEGIN CERTIFICATE'):]
                der = ssl.PEM_cert_to_DER_cert(pem)
                der = b'another' if options['strict'] == 'other' else der
                self.end_point = b'tls-server-end-point:' + hashlib.sha256(der).digest()

    def note(self, words):
        with open(self.log, 'a', encoding='utf-8') as file:
            file.write(f'{self.server_address[1]} {words}\n')

    def handle_error(self, request, client_address):
        self.note(f'error {sys.exc_info()[1]!r}')


def options_of(words):
    return dict((word.split('=', 1) + [''])[:2] for word in words)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--certificate', help='a PEM file with key and certificate')
    parser.add_argument('--denied', default='', help='a user who may log in and do nothing')
    parser.add_argument('--log', default=os.devnull)
    parser.add_argument('listeners', nargs='+', metavar='NAME=ADDRESS:PORT[,OPTION..]')
    settings = parser.parse_args()
    for text in settings.listeners:
        name, _, rest = text.partition('=')
        where, *words = rest.split(',')
        address, _, port = where.rpartition(':')
        listener = Listener(address.strip('[]'), int(port), options_of(words), settings)
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        print(name, listener.server_address[1])
    print('ready', flush=True)
    threading.Event().wait()


if __name__ == '__main__':
    main()
