#!/usr/bin/python3
"""What the server, workstation and service control services of a computer tell by RPC, as impacket reads it.

  tells.py ADDRESS DOMAIN USER PASSWORD shares|sessions|services|workstation

Prints a line for each row, with the names that the structures of [MS-SRVS], [MS-WKST] and [MS-SCMR] have: {shi502_netname=transfer, ...}
"""
import sys

from impacket.dcerpc.v5 import scmr, srvs, transport, wkst


def bound(pipe, uuid):
    address, domain, user, password = sys.argv[1:5]
    rpc = transport.SMBTransport(address, filename="\\" + pipe, domain=domain, username=user, password=password).get_dce_rpc()
    rpc.connect()
    rpc.bind(uuid)
    return rpc


def text(value):
    return str(value).rstrip("\0")


def values(structure, names):
    return {n: text(structure[n]) if isinstance(structure[n], str) else structure[n] for n in names.split()}


def shares():
    told = srvs.hNetrShareEnum(bound("srvsvc", srvs.MSRPC_UUID_SRVS), 502)["InfoStruct"]["ShareInfo"]["Level502"]["Buffer"]
    for share in told:
        row = values(share, "shi502_netname shi502_type shi502_remark shi502_max_uses shi502_current_uses shi502_path")
        if share.fields["shi502_security_descriptor"].fields["ReferentID"]:
            row["shi502_security_descriptor"] = b"".join(share["shi502_security_descriptor"]).hex()
        yield row


def sessions():
    rpc = bound("srvsvc", srvs.MSRPC_UUID_SRVS)
    told = srvs.hNetrSessionEnum(rpc, srvs.NULL, srvs.NULL, 1)["InfoStruct"]["SessionInfo"]["Level1"]["Buffer"]
    return (values(session, "sesi1_cname sesi1_username") for session in told)


def services():
    rpc = bound("svcctl", scmr.MSRPC_UUID_SCMR)
    manager = scmr.hROpenSCManagerW(rpc, dwDesiredAccess=5)["lpScHandle"]
    for told in scmr.hREnumServicesStatusW(rpc, manager, 0x30, 3):
        name = text(told["lpServiceName"])
        service = scmr.hROpenServiceW(rpc, manager, name + "\0", 1)["lpServiceHandle"]
        configuration = scmr.hRQueryServiceConfigW(rpc, service)["lpServiceConfig"]
        yield {"lpServiceName": name, "lpDisplayName": text(told["lpDisplayName"]),
               **values(configuration, "dwStartType lpBinaryPathName lpServiceStartName")}


def workstation():
    row = values(wkst.hNetrWkstaGetInfo(bound("wkssvc", wkst.MSRPC_UUID_WKST), 100)["WkstaInfo"]["WkstaInfo100"],
                 "wki100_computername wki100_langroup wki100_ver_major wki100_ver_minor")
    told = srvs.hNetrServerGetInfo(bound("srvsvc", srvs.MSRPC_UUID_SRVS), 101)["InfoStruct"]["ServerInfo101"]
    yield row | values(told, "sv101_type sv101_comment")


for line in {"shares": shares, "sessions": sessions, "services": services, "workstation": workstation}[sys.argv[5]]():
    print("{" + ", ".join(f"{name}={value}" for name, value in line.items()) + "}")
