"""A Windows Server 2022 of no domain that can be logged in to, and whose PowerShell Remoting is shut until it is enabled.

135 and what is said before a login are win5.py's. SMB is impacket's server, which ours is not checked by itself against; behind its pipes
winreg and svcctl is windows/peer.py. 5985 is shut as long as the state of peer.py does not have what a Windows needs to open it: a policy, a
rule of the firewall for the auditor, a service that runs. Then winrm/responder.py listens there. Who logs in, and how, goes to
/var/log/win6.log.

  win6.py                 serves
  win6.py be JSON         makes the state what it was at first, but for what JSON names ({"delay": 1, "denied": ["WinRM"]}), and waits for that
"""
import json
import logging
import os
import subprocess
import sys
import threading
import time
import uuid

import win5
from impacket import ntlm, smb, smb3structs as smb2, smbserver
from impacket.spnego import SPNEGO_NegTokenResp

COMPUTER, ADDRESS, AUDITOR = "WIN6", "10.77.0.29", "10.77.0.2"
GUID = uuid.UUID("6d3f9a10-52c4-4b8e-9f07-a1b2c3d4e5f6").bytes_le
STATE, READY, USERS = "/srv/state.json", "/run/peer.pid", "/etc/ntlm-users"
POLICIES = "SOFTWARE\\Policies\\Microsoft\\"
FIRST = {
    "keys": {
        "SOFTWARE\\Microsoft\\Cryptography": {"MachineGuid": [1, "0b6d3c52-7f1e-4a4e-8d39-5c2f61a7e9b4"]},
        # What a Group Policy of somebody else's has left there.
        POLICIES + "WindowsFirewall": {"PolicyVersion": [4, 541]},
    },
    "services": {"WinRM": {"start": 3, "state": 1}, "RemoteRegistry": {"start": 2, "state": 4}, "Spooler": {"start": 2, "state": 4, "display": "Print Spooler", "path": "C:\\Windows\\System32\\spoolsv.exe -password:hunter2",
                             "account": "LocalSystem"}},
    # Everyone, all; Guests, nothing; Users, to read
    "shares": [["C$", 0x80000000, "Default share", "C:\\", ""], ["Data", 0, "", "D:\\Data", "01000480140000000000000000000000240000000102000000000005200000002002000004004c000300000000001400ff011f0001010000000000010000000001001800ff011f000102000000000005200000002202000000001800a900120001020000000000052000000021020000"]],
    "users": [["maria", "EXAMPLE", "DC2022"]],
}
# Enabled and required ([MS-SMB2] 2.2.4)
SIGNING = 3
# [MS-ERREF] 2.3.1
MORE_PROCESSING, LOGON_FAILURE, LOCKED_OUT = 0xC0000016, 0xC000006D, 0xC0000234
NAME_NOT_FOUND, PIPE_BROKEN = 0xC0000034, 0xC000014B


def note(words):
    with open("/var/log/win6.log", "a", encoding="utf-8") as log:
        log.write(words + "\n")


class Server(smbserver.SMBSERVER):
    """Impacket's, which takes unsigned requests of somebody who has logged in, and those of somebody who was refused; Windows does not."""

    def processRequest(self, connection, data):
        if data[:4] == b"\xffSMB" and not (data[4] == smb.SMB.SMB_COM_NEGOTIATE and b"SMB 2." in data):
            raise EOFError("SMB 1 is not installed")
        known = self.getConnectionData(connection, False)
        if known["SignatureEnabled"] and data[:4] == b"\xfeSMB":
            packet = smb2.SMB2Packet(data=data)
            told = packet["Signature"]
            self.signSMBv2(packet, known["SigningSessionKey"])
            if told != packet["Signature"]:
                note("unsigned")
                raise PermissionError("a request that is not signed by who has logged in")
        return super().processRequest(connection, data)


class Front:
    """What impacket's server says of itself, set right."""

    def __init__(self, server):
        self.negotiating = server.hookSmb2Command(smb2.SMB2_NEGOTIATE, self.negotiate)
        self.logging_in = server.hookSmb2Command(smb2.SMB2_SESSION_SETUP, self.session_setup)
        self.creating = server.hookSmb2Command(smb2.SMB2_CREATE, self.create)
        self.reading = server.hookSmb2Command(smb2.SMB2_READ, self.read)
        server.getIoctls()[smb2.FSCTL_VALIDATE_NEGOTIATE_INFO] = self.validate

    def negotiate(self, connection, server, packet, *how):
        _, answers, status = self.negotiating(connection, server, packet, *how)
        answer = answers[0]["Data"]
        answer["ServerGuid"], answer["ServerStartTime"], answer["Buffer"] = GUID, 0, win5.spnego_hint()
        answer["SecurityMode"], answer["SecurityBufferLength"] = SIGNING, len(answer["Buffer"])
        return None, answers, status

    @staticmethod
    def validate(*_):
        """The same once more, signed ([MS-SMB2] 2.2.32.6)."""
        answer = smb2.VALIDATE_NEGOTIATE_INFO_RESPONSE()
        answer["Capabilities"], answer["Guid"], answer["SecurityMode"], answer["Dialect"] = 0, GUID, SIGNING, smb2.SMB2_DIALECT_002
        return answer.getData(), 0

    def session_setup(self, connection, server, packet):
        known = server.getConnectionData(connection, False)
        raw = smb2.SMB2SessionSetup(packet["Data"])["Buffer"]
        token = raw[raw.index(b"NTLMSSP\0"):]
        if token[8] == 1:
            return self.challenge(known, token)
        words, packets, status = self.logging_in(connection, server, packet)
        who = ntlm.NTLMAuthChallengeResponse()
        who.fromString(token)
        name = "\\".join(who[field].decode("utf-16-le") for field in ("domain_name", "user_name"))
        note(("accepted " if status == 0 else "refused ") + name)
        if name.lower() == "win6\\locked":
            status = LOCKED_OUT
        if status != 0:
            known["Authenticated"] = known["SignatureEnabled"] = False
            return [smb2.SMB2Error()], None, status if status == LOCKED_OUT else LOGON_FAILURE
        return words, packets, status

    @staticmethod
    def challenge(known, token):
        told = win5.ntlm(token)
        wanted = ntlm.NTLMAuthNegotiate()
        wanted.fromString(token)
        known["NEGOTIATE_MESSAGE"], known["CHALLENGE_MESSAGE"] = wanted, ntlm.NTLMAuthChallenge()
        known["CHALLENGE_MESSAGE"].fromString(told)
        known["Uid"] = int.from_bytes(os.urandom(4), "little") | 1
        answer, reply = smb2.SMB2SessionSetup_Response(), SPNEGO_NegTokenResp()
        reply["NegState"], reply["SupportedMech"] = b"\x01", smbserver.TypesMech["NTLMSSP - Microsoft NTLM Security Support Provider"]
        reply["ResponseToken"] = told
        answer["SecurityBufferOffset"], answer["Buffer"] = 0x48, reply.getData()
        answer["SecurityBufferLength"] = len(answer["Buffer"])
        return [answer], None, MORE_PROCESSING

    def create(self, connection, server, packet):
        request = smb2.SMB2Create(packet["Data"])
        name = request["Buffer"][:request["NameLength"]].decode("utf-16-le")
        if name.lower().lstrip("\\") == "winreg" and present()["services"]["RemoteRegistry"]["state"] != 4:
            return [smb2.SMB2Error()], None, NAME_NOT_FOUND
        return self.creating(connection, server, packet)

    def read(self, connection, server, packet):
        words, packets, status = self.reading(connection, server, packet)
        if status == 0 and words[0]["DataLength"] == 0:
            return [smb2.SMB2Error()], None, PIPE_BROKEN
        return words, packets, status


def share():
    settings = smbserver.configparser.ConfigParser()
    settings["global"] = {"server_name": COMPUTER, "server_os": "Windows", "server_domain": COMPUTER, "log_file": "None",
                          "credentials_file": "", "challenge": b"12345678".hex(), "SMB2Support": "True", "anonymous_logon": "False"}
    settings["IPC$"] = {"comment": "", "read only": "yes", "share type": "3", "path": ""}
    server = Server(("0.0.0.0", 445), config_parser=settings)
    server.daemon_threads = True
    server.processConfigFile()
    with open(USERS, encoding="utf-8") as users:
        for line in users:
            _, name, password = line.rstrip("\n").split(":", 2)
            server.addCredential(name, 0, "", ntlm.compute_nthash(password).hex())
    Front(server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def peers(server):
    """The registry and the services, again and again: a computer whose services have died starts them anew."""
    while True:
        peer = subprocess.Popen(["/usr/bin/python3", "-B", "/lab/windows/peer.py", STATE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for line in peer.stdout:
            if line == "ready\n":
                break
            pipe, port = line.split()
            server.registerNamedPipe(pipe, ("127.0.0.1", int(port)))
        replace(READY, str(peer.pid))
        peer.wait()


def replace(path, text):
    with open(path + ".new", "w", encoding="utf-8") as out:
        out.write(text)
    os.rename(path + ".new", path)


def present():
    with open(STATE, encoding="utf-8") as file:
        return json.load(file)


def is_open(state):
    """Whether this computer listens on 5985 and its firewall lets the auditor through."""
    service = state["keys"].get(POLICIES + "Windows\\WinRM\\Service", {})
    rules = [text for _, text in state["keys"].get(POLICIES + "WindowsFirewall\\FirewallRules", {}).values()]
    through = any({"Action=Allow", "Active=TRUE", "Dir=In", "Protocol=6", "LPort=5985", "RA4=" + AUDITOR} <= set(r.split("|")) for r in rules)
    return (through and service.get("AllowAutoConfig") == [4, 1] and service.get("IPv4Filter") == [1, "*"]
            and state["services"]["WinRM"]["state"] == 4)


def remoting():
    """Opens and shuts 5985. The service says that it runs before it listens."""
    environment = dict(os.environ, NTLM_USER_FILE=USERS, POWERSHELL_ROWS="/lab/rows/1", POWERSHELL_LOG="/var/log/powershell.log")
    listener = None
    while True:
        time.sleep(0.05)
        wanted = is_open(present())
        if wanted and listener is None:
            time.sleep(1.5)
            listener = subprocess.Popen(["/usr/bin/python3", "-B", "/lab/winrm/responder.py", "--log", "/var/log/winrm.log", "sealed=[::]:5985"],
                                        env=environment, stdout=subprocess.DEVNULL)
        elif not wanted and listener is not None:
            listener.kill()
            listener.wait()
            listener = None


def be(changes):
    before = open(READY, encoding="utf-8").read()
    replace(STATE, json.dumps({**FIRST, **changes}, indent=1))
    os.kill(int(before), 9)
    deadline = time.monotonic() + 20
    while open(READY, encoding="utf-8").read() == before:
        if time.monotonic() > deadline:
            raise TimeoutError("the registry did not come back")
        time.sleep(0.02)


def main():
    if sys.argv[1:2] == ["be"]:
        return be(json.loads(sys.argv[2]))
    logging.getLogger("impacket").setLevel(logging.CRITICAL)
    win5.COMPUTER = win5.DOMAIN = win5.DNS_DOMAIN = win5.DNS_NAME = COMPUTER
    win5.ADDRESSES = (ADDRESS,)
    # the event log and the scheduler, as every Windows has them ([MS-EVEN6] 1.9, [MS-TSCH] 1.9)
    win5.REGISTERED = [("f6beaff7-1e19-4fbb-9f8f-b89e2018337c", 1, win5.tcp(49665), b"Event log TCPIP\0"),
                       ("86d35949-83c9-4044-b424-db363231fd0c", 1, win5.tcp(49666), b"\0")]
    replace(STATE, json.dumps(FIRST, indent=1))
    threading.Thread(target=peers, args=(share(),), daemon=True).start()
    threading.Thread(target=remoting, daemon=True).start()
    mapper = win5.socket.create_server(("::", 135), family=win5.socket.AF_INET6, dualstack_ipv6=True)
    while True:
        threading.Thread(target=win5.serve, args=(win5.rpc, mapper.accept()[0]), daemon=True).start()


if __name__ == "__main__":
    main()
