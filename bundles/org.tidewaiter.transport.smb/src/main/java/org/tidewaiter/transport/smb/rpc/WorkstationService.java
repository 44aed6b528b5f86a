package org.tidewaiter.transport.smb.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;

/** What the workstation service tells ([MS-WKST]). */
final class WorkstationService {
    /** wkssvc 1.0 ([MS-WKST] 1.9). */
    private static final String SYNTAX = "98d0ff6b12a11036983346c3f87e345a01000000";
    // [MS-WKST] 3.2.4
    private static final int GET_INFO = 0;
    private static final int USER_ENUM = 2;
    static final int MOST_USERS = 5_000;
    /** [MS-WKST] 2.2.5.1. */
    private static final Structure WKSTA_INFO_100 = Structure.empty().number("").text("wki100_computername")
            .text("wki100_langroup")
            .number("wki100_ver_major").number("wki100_ver_minor");
    /** [MS-WKST] 2.2.5.10. */
    private static final Structure WKSTA_USER_INFO_1 = Structure.empty().text("wkui1_username").text("wkui1_logon_domain")
            .text("")
            .text("wkui1_logon_server");

    private WorkstationService() {
    }

    /** The computer as its workstation and its server service call it; one of them is enough. */
    static List<SequencedMap<String, Object>> workstation(RpcPipes pipes) throws TransportException {
        SequencedMap<String, Object> row;
        try {
            row = new LinkedHashMap<>(info(pipes));
        } catch (TransportException e) {
            // a hardened computer may run without its workstation service
            if (!Win32Error.isRefusal(e)) {
                throw e;
            }
            return List.of(ServerService.server(pipes));
        }
        try {
            row.putAll(ServerService.server(pipes));
        } catch (TransportException e) {
            if (!Win32Error.isRefusal(e)) {
                throw e;
            }
        }
        return List.of(row);
    }

    private static SequencedMap<String, Object> info(RpcPipes pipes) throws TransportException {
        try (var pipe = pipes.pipe("wkssvc", SYNTAX)) {
            return new InfoLevel(100, WKSTA_INFO_100).one(pipe, GET_INFO, "wkssvc NetrWkstaGetInfo");
        }
    }

    /** Who is logged on; a user can be there more than once. */
    static List<SequencedMap<String, Object>> loggedOn(RpcPipes pipes) throws TransportException {
        try (var pipe = pipes.pipe("wkssvc", SYNTAX)) {
            return new InfoLevel(1, WKSTA_USER_INFO_1).list(pipe, USER_ENUM, 1, "wkssvc NetrWkstaUserEnum", MOST_USERS);
        }
    }
}
