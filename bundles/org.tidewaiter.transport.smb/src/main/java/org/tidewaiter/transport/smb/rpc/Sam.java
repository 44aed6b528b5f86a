package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** The accounts of a computer ([MS-SAMR]) as they are read. Nothing is changed, and nothing of a password asked for. */
final class Sam implements AutoCloseable {
    static final String BUILTIN = "Builtin";
    /** samr 1.0 ([MS-SAMR] 1.9). */
    private static final String SYNTAX = "785734123412cdabef000123456789ac01000000";
    // [MS-SAMR] 3.1.5
    private static final int CLOSE_HANDLE = 1;
    private static final int LOOKUP_DOMAIN = 5;
    private static final int ENUMERATE_DOMAINS = 6;
    private static final int OPEN_DOMAIN = 7;
    private static final int CONNECT_2 = 57;
    // 2.2.1.3: SAM_SERVER_CONNECT, ENUMERATE_DOMAINS, LOOKUP_DOMAIN
    private static final int SERVER_RIGHTS = 0x01 | 0x10 | 0x20;
    private static final int PREFERRED_BYTES = 0xffff;
    private static final int MOST_PAGES = 200;
    private static final int MOST_DOMAINS = 16;
    private static final int ENTRY_BYTES = 12;

    private final Handle server;

    private Sam(Handle server) {
        this.server = server;
    }

    /**
     * What an enumeration tells of (SAMPR_RID_ENUMERATION).
     *
     * @param rid the last part of its SID
     */
    record Entry(long rid, String name) {
    }

    /** A domain of the computer: its own accounts, or what is built in. */
    record Domain(Handle handle, String name, String sid) implements AutoCloseable {

        String sid(long rid) {
            return sid + "-" + rid;
        }

        /** Opens an account or a group of it. */
        Handle open(int operation, int access, Entry entry) throws TransportException {
            return Handle.open(handle.pipe(), CLOSE_HANDLE, operation,
                    handle.arguments().number(access).number(entry.rid()).array(), "samr: " + entry.name());
        }

        @Override
        public void close() throws TransportException {
            handle.close();
        }
    }

    static Sam open(RpcPipes login) throws TransportException {
        return new Sam(Handle.first(login.pipe("samr", SYNTAX), CLOSE_HANDLE, CONNECT_2,
                new Ndr.Writer().number(0).number(SERVER_RIGHTS).array(), "samr: the server"));
    }

    /** The name of the domain that holds the computer's own accounts; on a domain controller, the domain. */
    String accountDomain() throws TransportException {
        return pages(server, ENUMERATE_DOMAINS, MOST_DOMAINS, "samr: the domains").stream().map(Entry::name)
                .filter(n -> !n.equalsIgnoreCase(BUILTIN)).findFirst()
                .orElseThrow(() -> new TransportException(Failure.UNSUPPORTED, "samr: there is no domain of accounts"));
    }

    /**
     * Opens a domain.
     *
     * @param access [MS-SAMR] 2.2.1.4
     */
    Domain domain(String name, int access) throws TransportException {
        var what = "samr: the domain " + name;
        var answer = server.call(LOOKUP_DOMAIN, server.arguments().text(name));
        if (!answer.isPresent()) {
            throw NtStatus.failed(what, answer.number());
        }
        var sid = answer.sid();
        NtStatus.check(what, answer.number());
        var handle = Handle.open(server.pipe(), CLOSE_HANDLE, OPEN_DOMAIN,
                server.arguments().number(access).sid(sid).array(), what);
        return new Domain(handle, name, sid);
    }

    /** All entries of an enumeration without a filter. */
    static List<Entry> pages(Handle handle, int operation, int most, String what) throws TransportException {
        return pages(handle, operation, new int[0], most, what);
    }

    /**
     * All entries of an enumeration.
     *
     * @param filter arguments between the context and the preferred length
     */
    static List<Entry> pages(Handle handle, int operation, int[] filter, int most, String what) throws TransportException {
        var entries = new ArrayList<Entry>();
        var context = 0L;
        for (var page = 0; page < MOST_PAGES && entries.size() < most; page++) {
            var arguments = handle.arguments().number(context);
            for (var value : filter) {
                arguments.number(value);
            }
            var answer = handle.call(operation, arguments.number(PREFERRED_BYTES));
            var next = answer.number();
            var found = answer.isPresent() ? entries(answer) : List.<Entry> of();
            answer.number(); // how many
            var status = answer.number();
            if (status != NtStatus.NO_MORE_ENTRIES) {
                NtStatus.check(what, status);
            }
            found.stream().limit(most - entries.size()).forEach(entries::add);
            if (status != NtStatus.MORE_ENTRIES || next == context) {
                break;
            }
            context = next;
        }
        return entries;
    }

    /** SAMPR_ENUMERATION_BUFFER. */
    private static List<Entry> entries(Ndr.Reader answer) throws TransportException {
        var told = answer.number();
        if (!answer.isPresent()) {
            return List.of();
        }
        var count = answer.count(told, ENTRY_BYTES);
        var rids = new long[count];
        var isNamed = new boolean[count];
        for (var i = 0; i < count; i++) {
            rids[i] = answer.number();
            isNamed[i] = answer.isString();
        }
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < count; i++) {
            entries.add(new Entry(rids[i], answer.content(isNamed[i])));
        }
        return entries;
    }

    @Override
    public void close() throws TransportException {
        server.end();
    }
}
