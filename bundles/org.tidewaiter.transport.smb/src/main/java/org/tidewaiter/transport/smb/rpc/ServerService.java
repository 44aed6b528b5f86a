package org.tidewaiter.transport.smb.rpc;

import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** What the server service tells ([MS-SRVS]). Passwords of shares are not kept. */
final class ServerService {
    /** srvsvc 3.0 ([MS-SRVS] 1.9). */
    private static final String SYNTAX = "c84f324b7016d30112785a47bf6ee18803000000";
    // [MS-SRVS] 3.1.4
    private static final int SESSION_ENUM = 12;
    private static final int SHARE_ENUM = 15;
    private static final int SERVER_GET_INFO = 21;
    static final int MOST_SHARES = 2_000;
    static final int MOST_SESSIONS = 5_000;
    // [MS-SRVS] 2.2.4.23, 2.2.4.24, 2.2.4.26; values have the names of the highest level
    private static final Structure SHARE_INFO_1 = Structure.empty().text("shi502_netname").number("shi502_type")
            .text("shi502_remark");
    private static final Structure SHARE_INFO_2 = SHARE_INFO_1.number("").number("shi502_max_uses").number("shi502_current_uses")
            .text("shi502_path").text("");
    private static final Structure SHARE_INFO_502 = SHARE_INFO_2.number("").bytes("shi502_security_descriptor");
    /** [MS-SRVS] 2.2.4.14. */
    private static final Structure SESSION_INFO_10 = Structure.empty().text("sesi10_cname").text("sesi10_username")
            .number("sesi10_time").number("sesi10_idle_time");
    /** [MS-SRVS] 2.2.4.12; values have the names of level 10. */
    private static final Structure SESSION_INFO_1 = Structure.empty().text("sesi10_cname").text("sesi10_username").number("")
            .number("sesi10_time").number("sesi10_idle_time").number("");
    /** [MS-SRVS] 2.2.4.41. */
    private static final Structure SERVER_INFO_101 = Structure.empty().number("").text("").number("").number("")
            .number("sv101_type").text("sv101_comment");

    private ServerService() {
    }

    /** The shares, with as much of each as the login may know. */
    static List<SequencedMap<String, Object>> shares(RpcPipes pipes) throws TransportException {
        try (var pipe = pipes.pipe("srvsvc", SYNTAX)) {
            for (var level : List.of(new InfoLevel(502, SHARE_INFO_502), new InfoLevel(2, SHARE_INFO_2))) {
                try {
                    return shares(pipe, level);
                } catch (TransportException e) {
                    if (!Win32Error.isRefusal(e)) {
                        throw e;
                    }
                }
            }
            return shares(pipe, new InfoLevel(1, SHARE_INFO_1));
        }
    }

    private static List<SequencedMap<String, Object>> shares(RpcPipe pipe, InfoLevel level) throws TransportException {
        return level.list(pipe, SHARE_ENUM, 1, "srvsvc NetrShareEnum", MOST_SHARES);
    }

    /** Who is connected to shares; ours is among them. */
    static List<SequencedMap<String, Object>> sessions(RpcPipes pipes) throws TransportException {
        try (var pipe = pipes.pipe("srvsvc", SYNTAX)) {
            try {
                return sessions(pipe, new InfoLevel(10, SESSION_INFO_10));
            } catch (TransportException e) {
                // Samba has no level 10
                if (e.failure() != Failure.UNSUPPORTED) {
                    throw e;
                }
                return sessions(pipe, new InfoLevel(1, SESSION_INFO_1));
            }
        }
    }

    private static List<SequencedMap<String, Object>> sessions(RpcPipe pipe, InfoLevel level) throws TransportException {
        return level.list(pipe, SESSION_ENUM, 3, "srvsvc NetrSessionEnum", MOST_SESSIONS);
    }

    /** The kind of server, and its comment. */
    static SequencedMap<String, Object> server(RpcPipes pipes) throws TransportException {
        try (var pipe = pipes.pipe("srvsvc", SYNTAX)) {
            return new InfoLevel(101, SERVER_INFO_101).one(pipe, SERVER_GET_INFO, "srvsvc NetrServerGetInfo");
        }
    }
}
