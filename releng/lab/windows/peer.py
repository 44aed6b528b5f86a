#!/usr/bin/python3
"""Stands for a Windows computer's registry and services: [MS-RRP] and [MS-SCMR] with impacket's encoding, so that ours never checks itself. And
for what its server and workstation services tell ([MS-SRVS], [MS-WKST]).

  peer.py STATE.json

Each interface listens on a TCP port of its own on 127.0.0.1, which is printed; what goes over it is what goes over a named pipe. It ends with its
standard input. STATE.json says what there is, and is written again after each call that changes something:

  {"keys": {"SOFTWARE\\\\Policies": {"Name": [1, "text"], "Number": [4, 7]}}, "services": {"WinRM": {"start": 3, "state": 1}}, "denied": ["..."],
   "die": 3, "delay": 0.5}

A service may have "type", "display", "path", "account" and "pid". "shares" (name, type, remark, path, security descriptor), "sessions" (client,
user, seconds, idle seconds) and "users" (name, domain, server) are lists of lists; "page" is how many of them go into an answer, "level" the
highest that is allowed for shares. "hidden" names services whose configuration may not be read.

"denied" names keys and services that may be read and not changed; "die" ends the process before the change of that number; each change
waits "delay" seconds first.
"""
import json
import os
import struct
import sys
import time
import traceback

from impacket.dcerpc.v5 import rpcrt, rrp, scmr, srvs, wkst
from impacket.dcerpc.v5.dtypes import DWORD, NULL, ULONG
from impacket.dcerpc.v5.ndr import NDRCALL, NDRUniConformantArray
from impacket.dcerpc.v5.rpcrt import DCERPCServer

FILE_NOT_FOUND, ACCESS_DENIED, INVALID_HANDLE, MORE_DATA = 2, 5, 6, 234
SERVICE_DOES_NOT_EXIST, ALREADY_RUNNING, NOT_ACTIVE = 1060, 1056, 1062
DISABLED = 1058
FRAGMENT = 4256


# what goes on with an enumeration is pointed to ([MS-SCMR] 3.1.4.40, [MS-WKST] 3.2.4.3), which impacket's have not
class EnumServicesResponse(NDRCALL):
    structure = (("lpBuffer", NDRUniConformantArray), ("pcbBytesNeeded", DWORD), ("lpServicesReturned", DWORD),
                 ("lpResumeIndex", scmr.LPBOUNDED_DWORD_256K), ("ErrorCode", DWORD))


class UserEnumResponse(NDRCALL):
    structure = (("UserInfo", wkst.WKSTA_USER_ENUM_STRUCT), ("TotalEntries", ULONG), ("ResumeHandle", wkst.LPULONG), ("ErrorCode", ULONG))


class Computer:
    def __init__(self, path):
        self.path = path
        self.state = json.load(open(path))
        self.changes = 0

    def changed(self):
        with open(self.path + ".new", "w") as out:
            json.dump(self.state, out, indent=1)
        os.rename(self.path + ".new", self.path)

    def about_to_change(self):
        self.changes += 1
        time.sleep(self.state.get("delay", 0))
        if self.changes == self.state.get("die"):
            os._exit(9)

    def may(self, name):
        return name not in self.state.get("denied", [])


class Service(DCERPCServer):
    """An interface; handles are numbered."""

    def __init__(self, computer):
        super().__init__()
        # before its port is told, and not when its thread gets to it
        self._sock.listen(10)
        self.daemon = True
        self.computer = computer
        self.handles = {}

    def addCallbacks(self, interface, address, callbacks):
        def told(callback):
            def call(data):
                try:
                    return callback(data)
                except Exception:
                    traceback.print_exc()
                    raise
            return call
        super().addCallbacks(interface, address, {number: told(callback) for number, callback in callbacks.items()})

    def processRequest(self, data):
        """Answers in fragments, which impacket's server cannot."""
        if data[2] != rpcrt.MSRPC_REQUEST:
            return super().processRequest(data)
        request = rpcrt.MSRPCRequestHeader(data)
        callback = self._listenUUIDS[self._boundUUID]["CallBacks"].get(request["op_num"])
        if callback is None:
            return super().processRequest(data)
        answer = callback(request["pduData"]).getData()
        for at in range(0, len(answer), FRAGMENT):
            response = rpcrt.MSRPCRespHeader()
            response["type"], response["call_id"], response["pduData"] = rpcrt.MSRPC_RESPONSE, request["call_id"], answer[at:at + FRAGMENT]
            first, last = at == 0, at + FRAGMENT >= len(answer)
            response["flags"] = first * rpcrt.PFC_FIRST_FRAG | last * rpcrt.PFC_LAST_FRAG
            self._clientSock.sendall(response.getData())
        return None

    def give(self, answer, field, what):
        """Puts a handle into an answer; None is the handle of nothing."""
        number = 0 if what is None else len(self.handles) + 1
        self.handles[number] = what
        raw = number.to_bytes(16, "little")
        if isinstance(answer.fields[field], rrp.RPC_HKEY):
            answer[field]["context_handle_attributes"], answer[field]["context_handle_uuid"] = 0, raw
        else:
            answer[field] = bytes(4) + raw

    def known(self, handle):
        raw = handle["context_handle_uuid"] if isinstance(handle, rrp.RPC_HKEY) else bytes(handle)[4:]
        return self.handles[int.from_bytes(raw, "little")]


class Registry(Service):
    def __init__(self, computer):
        super().__init__(computer)
        self.addCallbacks(("338CD001-2244-31F1-AAAA-900038001003", "1.0"), "\\PIPE\\winreg", {
            2: self.machine, 5: self.close, 6: self.create, 7: self.delete_key, 8: self.delete_value, 15: self.open, 16: self.information,
            17: self.query, 22: self.set})

    @staticmethod
    def text(field):
        return str(field).rstrip("\0")

    def path(self, parent, name):
        below = self.known(parent)
        return (below + "\\" + self.text(name)).lstrip("\\")

    def key(self, path):
        for name in self.computer.state["keys"]:
            if name.lower() == path.lower():
                return self.computer.state["keys"][name]
        if any(name.lower().startswith(path.lower() + "\\") for name in self.computer.state["keys"]):
            return {}
        return None

    def machine(self, data):
        rrp.OpenLocalMachine(data)
        answer = rrp.OpenLocalMachineResponse()
        self.give(answer, "phKey", "")
        answer["ErrorCode"] = 0
        return answer

    def close(self, data):
        self.known(rrp.BaseRegCloseKey(data)["hKey"])
        answer = rrp.BaseRegCloseKeyResponse()
        self.give(answer, "hKey", None)
        answer["ErrorCode"] = 0
        return answer

    def open(self, data):
        request = rrp.BaseRegOpenKey(data)
        path = self.path(request["hKey"], request["lpSubKey"])
        answer = rrp.BaseRegOpenKeyResponse()
        found = self.key(path) is not None
        self.give(answer, "phkResult", path if found else None)
        answer["ErrorCode"] = 0 if found else FILE_NOT_FOUND
        return answer

    def create(self, data):
        request = rrp.BaseRegCreateKey(data)
        path = self.path(request["hKey"], request["lpSubKey"])
        answer = rrp.BaseRegCreateKeyResponse()
        if not self.computer.may(path):
            self.give(answer, "phkResult", None)
            answer["lpdwDisposition"], answer["ErrorCode"] = 0, ACCESS_DENIED
            return answer
        self.computer.about_to_change()
        self.computer.state["keys"].setdefault(path, {})
        self.computer.changed()
        self.give(answer, "phkResult", path)
        answer["lpdwDisposition"], answer["ErrorCode"] = 1, 0
        return answer

    def delete_key(self, data):
        request = rrp.BaseRegDeleteKey(data)
        path = self.path(request["hKey"], request["lpSubKey"])
        answer = rrp.BaseRegDeleteKeyResponse()
        self.computer.about_to_change()
        answer["ErrorCode"] = 0 if self.computer.state["keys"].pop(path, None) is not None else FILE_NOT_FOUND
        self.computer.changed()
        return answer

    def delete_value(self, data):
        request = rrp.BaseRegDeleteValue(data)
        key = self.key(self.known(request["hKey"]))
        answer = rrp.BaseRegDeleteValueResponse()
        self.computer.about_to_change()
        answer["ErrorCode"] = 0 if key and key.pop(self.text(request["lpValueName"]), None) is not None else FILE_NOT_FOUND
        self.computer.changed()
        return answer

    def information(self, data):
        request = rrp.BaseRegQueryInfoKey(data)
        path = self.known(request["hKey"])
        below = {k[len(path) + 1:].split("\\")[0] for k in self.computer.state["keys"] if k.lower().startswith(path.lower() + "\\")}
        answer = rrp.BaseRegQueryInfoKeyResponse()
        answer["lpClassOut"] = ""
        answer["lpcSubKeys"], answer["lpcValues"] = len(below), len(self.key(path) or {})
        for unused in ("lpcbMaxSubKeyLen", "lpcbMaxClassLen", "lpcbMaxValueNameLen", "lpcbMaxValueLen", "lpcbSecurityDescriptor"):
            answer[unused] = 0
        answer["lpftLastWriteTime"]["dwLowDateTime"] = answer["lpftLastWriteTime"]["dwHighDateTime"] = 0
        answer["ErrorCode"] = 0
        return answer

    def query(self, data):
        request = rrp.BaseRegQueryValue(data)
        key = self.key(self.known(request["hKey"])) or {}
        answer = rrp.BaseRegQueryValueResponse()
        value = key.get(self.text(request["lpValueName"]))
        if value is None:
            answer["lpType"], answer["lpData"], answer["lpcbData"], answer["lpcbLen"] = 0, b"", 0, 0
            answer["ErrorCode"] = FILE_NOT_FOUND
            return answer
        kind, held = value
        raw = held.to_bytes(4, "little") if kind == 4 else (held + "\0").encode("utf-16-le")
        answer["lpType"], answer["lpData"], answer["lpcbData"], answer["lpcbLen"], answer["ErrorCode"] = kind, raw, len(raw), len(raw), 0
        return answer

    def set(self, data):
        request = rrp.BaseRegSetValue(data)
        path = self.known(request["hKey"])
        answer = rrp.BaseRegSetValueResponse()
        if not self.computer.may(path):
            answer["ErrorCode"] = ACCESS_DENIED
            return answer
        self.computer.about_to_change()
        raw = b"".join(request["lpData"])
        assert len(raw) == request["cbData"], (raw, request["cbData"])
        kind = request["dwType"]
        held = int.from_bytes(raw, "little") if kind == 4 else raw.decode("utf-16-le").rstrip("\0")
        self.computer.state["keys"].setdefault(path, {})[self.text(request["lpValueName"])] = [kind, held]
        self.computer.changed()
        answer["ErrorCode"] = 0
        return answer


class Services(Service):
    def __init__(self, computer):
        super().__init__(computer)
        self.addCallbacks(("367ABB81-9844-35F1-AD32-98F038001003", "2.0"), "\\PIPE\\svcctl", {
            0: self.close, 1: self.control, 6: self.status, 11: self.configure, 15: self.manager, 16: self.open, 17: self.configuration,
            19: self.start_service, 42: self.enumerate})

    def service(self, raw):
        return self.computer.state["services"][self.known(raw)]

    def manager(self, data):
        scmr.ROpenSCManagerW(data)
        answer = scmr.ROpenSCManagerWResponse()
        self.give(answer, "lpScHandle", "manager")
        answer["ErrorCode"] = 0
        return answer

    def open(self, data):
        request = scmr.ROpenServiceW(data)
        name = str(request["lpServiceName"]).rstrip("\0")
        answer = scmr.ROpenServiceWResponse()
        found = name in self.computer.state["services"]
        hidden = name in self.computer.state.get("hidden", [])
        self.give(answer, "lpServiceHandle", name if found and not hidden else None)
        answer["ErrorCode"] = ACCESS_DENIED if hidden else 0 if found else SERVICE_DOES_NOT_EXIST
        return answer

    def enumerate(self, data):
        """As Windows fills the buffer: structures from its start, what they point to from its end."""
        request = scmr.REnumServicesStatusExW(data)
        assert request["InfoLevel"] == 0 and request["dwServiceState"] == 3
        size, first = request["cbBufSize"], request["lpResumeIndex"]
        services = [(n, s) for n, s in self.computer.state["services"].items() if s.get("type", 0x20) & request["dwServiceType"]]
        head, tail, given = b"", b"", 0
        for name, service in services[first:]:
            texts = [(t + "\0").encode("utf-16-le") for t in (name, service.get("display", name))]
            if len(head) + 44 + len(tail) + sum(map(len, texts)) > size:
                break
            offsets = []
            for text in texts:
                tail = text + tail
                offsets.append(size - len(tail))
            head += struct.pack("<11I", *offsets, service.get("type", 0x20), service["state"], 0, 0, 0, 0, 0, service.get("pid", 0), 0)
            given += 1
        answer, whole = EnumServicesResponse(), first + given == len(services)
        answer["lpBuffer"] = head + bytes(size - len(head) - len(tail)) + tail
        answer["pcbBytesNeeded"], answer["lpServicesReturned"] = 0 if whole else 1000, given
        answer["lpResumeIndex"], answer["ErrorCode"] = 0 if whole else first + given, 0 if whole else MORE_DATA
        return answer

    def close(self, data):
        scmr.RCloseServiceHandle(data)
        answer = scmr.RCloseServiceHandleResponse()
        self.give(answer, "hSCObject", None)
        answer["ErrorCode"] = 0
        return answer

    def configuration(self, data):
        request = scmr.RQueryServiceConfigW(data)
        service = self.service(request["hService"])
        answer = scmr.RQueryServiceConfigWResponse()
        told = answer["lpServiceConfig"]
        told["dwServiceType"], told["dwStartType"], told["dwErrorControl"], told["dwTagId"] = service.get("type", 0x20), service["start"], 1, 0
        for name, key in (("lpBinaryPathName", "path"), ("lpLoadOrderGroup", ""), ("lpDependencies", ""), ("lpServiceStartName", "account"),
                          ("lpDisplayName", "display")):
            told[name] = service.get(key, "") + "\0"
        answer["pcbBytesNeeded"], answer["ErrorCode"] = 0, 0
        return answer

    def configure(self, data):
        request = scmr.RChangeServiceConfigW(data)
        name = self.known(request["hService"])
        answer = scmr.RChangeServiceConfigWResponse()
        answer["lpdwTagId"] = NULL
        if not self.computer.may(name):
            answer["ErrorCode"] = ACCESS_DENIED
            return answer
        unchanged = 0xffffffff
        assert request["dwServiceType"] == unchanged and request["dwErrorControl"] == unchanged
        self.computer.about_to_change()
        self.computer.state["services"][name]["start"] = request["dwStartType"]
        self.computer.changed()
        answer["ErrorCode"] = 0
        return answer

    def fill(self, answer, state):
        for name in ("dwServiceType", "dwControlsAccepted", "dwWin32ExitCode", "dwServiceSpecificExitCode", "dwCheckPoint", "dwWaitHint"):
            answer["lpServiceStatus"][name] = 0
        answer["lpServiceStatus"]["dwCurrentState"] = state
        answer["ErrorCode"] = 0
        return answer

    def status(self, data):
        request = scmr.RQueryServiceStatus(data)
        service = self.service(request["hService"])
        state = service["state"]
        # a service that was told to start or stop takes until the next question
        service["state"] = {2: 4, 3: 1}.get(state, state)
        if state != service["state"]:
            self.computer.changed()
        return self.fill(scmr.RQueryServiceStatusResponse(), state)

    def start_service(self, data):
        request = scmr.RStartServiceW(data)
        service = self.service(request["hService"])
        answer = scmr.RStartServiceWResponse()
        if service["start"] == 4 or service["state"] == 4:
            answer["ErrorCode"] = DISABLED if service["start"] == 4 else ALREADY_RUNNING
            return answer
        self.computer.about_to_change()
        service["state"] = 2
        self.computer.changed()
        answer["ErrorCode"] = 0
        return answer

    def control(self, data):
        request = scmr.RControlService(data)
        service = self.service(request["hService"])
        answer = self.fill(scmr.RControlServiceResponse(), service["state"])
        if service["state"] == 1:
            answer["ErrorCode"] = NOT_ACTIVE
            return answer
        self.computer.about_to_change()
        service["state"] = 3
        self.computer.changed()
        return answer


def fill(structure, values):
    for name, value in values.items():
        structure[name] = value + "\0" if isinstance(value, str) else value
    return structure


class Lists(Service):
    """Lists that are told page by page."""

    def page(self, name, request, answer, container, row):
        """Puts rows into an answer's container, and says where to go on."""
        rows, first = self.computer.state.get(name, []), request["ResumeHandle"]
        last = min(len(rows), first + self.computer.state.get("page", len(rows)))
        for each in rows[first:last]:
            container["Buffer"].append(row(*each))
        container["EntriesRead"] = max(last - first, 0)
        if first >= last:
            container["Buffer"] = NULL
        answer["TotalEntries"] = len(rows) - first
        answer["ResumeHandle"], answer["ErrorCode"] = (0, 0) if last == len(rows) else (last, MORE_DATA)
        return answer


class Server(Lists):
    def __init__(self, computer):
        super().__init__(computer)
        self.addCallbacks(("4B324FC8-1670-01D3-1278-5A47BF6EE188", "3.0"), "\\PIPE\\srvsvc", {12: self.sessions, 15: self.shares, 21: self.information})

    def shares(self, data):
        request = srvs.NetrShareEnum(data)
        level = request["InfoStruct"]["Level"]
        answer = srvs.NetrShareEnumResponse()
        answer["InfoStruct"]["Level"] = answer["InfoStruct"]["ShareInfo"]["tag"] = level
        if level > self.computer.state.get("level", 502):
            answer["InfoStruct"]["ShareInfo"]["Level%d" % level]["Buffer"] = NULL
            answer["TotalEntries"], answer["ResumeHandle"], answer["ErrorCode"] = 0, NULL, ACCESS_DENIED
            return answer

        def share(name, kind, remark, path, descriptor):
            told = {"netname": name, "type": kind, "remark": remark}
            if level > 1:
                told |= {"permissions": 0, "max_uses": 0xffffffff, "current_uses": 3, "path": path, "passwd": NULL}
            if level > 2:
                raw = bytes.fromhex(descriptor)
                told |= {"reserved": len(raw), "security_descriptor": raw or NULL}
            kinds = {1: srvs.SHARE_INFO_1, 2: srvs.SHARE_INFO_2, 502: srvs.SHARE_INFO_502}
            return fill(kinds[level](), {f"shi{level}_{field}": value for field, value in told.items()})
        return self.page("shares", request, answer, answer["InfoStruct"]["ShareInfo"]["Level%d" % level], share)

    def sessions(self, data):
        request, answer = srvs.NetrSessionEnum(data), srvs.NetrSessionEnumResponse()
        assert request["InfoStruct"]["Level"] == 10
        answer["InfoStruct"]["Level"] = answer["InfoStruct"]["SessionInfo"]["tag"] = 10
        return self.page("sessions", request, answer, answer["InfoStruct"]["SessionInfo"]["Level10"], lambda client, user, since, idle: fill(
            srvs.SESSION_INFO_10(), {"sesi10_cname": client, "sesi10_username": user, "sesi10_time": since, "sesi10_idle_time": idle}))

    @staticmethod
    def information(data):
        assert srvs.NetrServerGetInfo(data)["Level"] == 101
        answer = srvs.NetrServerGetInfoResponse()
        answer["InfoStruct"]["tag"] = 101
        fill(answer["InfoStruct"]["ServerInfo101"], {"sv101_platform_id": 500, "sv101_name": "WIN6", "sv101_version_major": 10, "sv101_version_minor": 0,
             "sv101_type": 0x9003, "sv101_comment": "a simulated server"})
        answer["ErrorCode"] = 0
        return answer


class Workstation(Lists):
    def __init__(self, computer):
        super().__init__(computer)
        self.addCallbacks(("6BFFD098-A112-3610-9833-46C3F87E345A", "1.0"), "\\PIPE\\wkssvc", {0: self.information, 2: self.users})

    @staticmethod
    def information(data):
        assert wkst.NetrWkstaGetInfo(data)["Level"] == 100
        answer = wkst.NetrWkstaGetInfoResponse()
        answer["WkstaInfo"]["tag"] = 100
        fill(answer["WkstaInfo"]["WkstaInfo100"], {"wki100_platform_id": 500, "wki100_computername": "WIN6", "wki100_langroup": "WORKGROUP",
             "wki100_ver_major": 10, "wki100_ver_minor": 0})
        answer["ErrorCode"] = 0
        return answer

    def users(self, data):
        request, answer = wkst.NetrWkstaUserEnum(data), UserEnumResponse()
        assert request["UserInfo"]["Level"] == 1
        answer["UserInfo"]["Level"] = answer["UserInfo"]["WkstaUserInfo"]["tag"] = 1
        return self.page("users", request, answer, answer["UserInfo"]["WkstaUserInfo"]["Level1"], lambda user, domain, server: fill(
            wkst.WKSTA_USER_INFO_1(), {"wkui1_username": user, "wkui1_logon_domain": domain, "wkui1_oth_domains": "", "wkui1_logon_server": server}))


def main():
    computer = Computer(sys.argv[1])
    for name, service in (("winreg", Registry(computer)), ("svcctl", Services(computer)), ("srvsvc", Server(computer)),
                          ("wkssvc", Workstation(computer))):
        service.start()
        print(name, service.getListenPort(), flush=True)
    print("ready", flush=True)
    sys.stdin.read()


main()
