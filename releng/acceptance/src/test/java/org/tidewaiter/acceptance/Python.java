package org.tidewaiter.acceptance;

import java.nio.file.Path;

/** Programs in Python 3's own library: they parse, listen and watch what we write, without a line of ours in between. */
final class Python {

    private static final String LISTEN = """
            import socket, sys
            held = []
            for word in sys.argv[1:]:
                kind, address = word.split(',')
                family = socket.AF_INET6 if ':' in address else socket.AF_INET
                held.append(socket.socket(family, socket.SOCK_DGRAM if kind == 'udp' else socket.SOCK_STREAM))
                if family == socket.AF_INET6: held[-1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                held[-1].bind((address, 0))
                if kind == 'tcp': held[-1].listen(16)
                print(kind, address, held[-1].getsockname()[1], flush=True)
            print('ready', flush=True)
            sys.stdin.close()
            import signal; signal.pause()
            """;

    private static final String SAY_ONLY = """
            import ipaddress, selectors, socket, sys
            port, held, ready = 0, [], selectors.DefaultSelector()
            for address in ipaddress.ip_network(sys.argv[1]):
                server = socket.socket(); server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                server.bind((str(address), port)); server.listen(16)
                port = server.getsockname()[1]
                ready.register(server, selectors.EVENT_READ)
            print(port, flush=True)
            while True:
                for key, _ in ready.select():
                    connection, _ = key.fileobj.accept()
                    connection.sendall(sys.argv[2].encode())
                    held.append(connection)
            """;

    private static final String VERIFY_CHAIN = """
            import hashlib, re, sqlite3, sys, zlib
            base = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)
            def sha(data): return hashlib.sha256(data).hexdigest()
            def instant(text):
                head, micros = re.fullmatch(r'(.*)[.](.{6})Z', text).groups()
                return head + ('' if micros == '000000' else '.' + (micros[:3] if micros[3:] == '000' else micros)) + 'Z'
            def duration(micros):
                if micros == 0: return 'PT0S'
                minutes, rest = divmod(micros, 60_000_000); hours, minutes = divmod(minutes, 60)
                seconds = ('%d.%06d' % divmod(rest, 1_000_000)).rstrip('0').rstrip('.')
                return 'PT' + (f'{hours}H' if hours else '') + (f'{minutes}M' if minutes else '') + (f'{seconds}S' if rest else '')
            for name, size, content in base.execute('SELECT sha256, size, content FROM blob'):
                data = content if len(content) == size else zlib.decompress(content)
                assert sha(data) == name, 'blob ' + name
            verified, roots = 0, {}
            for visit, run, address, root in base.execute('SELECT id, run_id, address, root FROM visit'):
                link = sha(b'')
                for row in base.execute("SELECT ordinal, kind, request_id, request, coalesce(failure, ''), coalesce(shortfall_reason, ''), detail, exit,"
                        " out_hash, err_hash, started, duration_us FROM exchange WHERE visit_id = ? ORDER BY ordinal", (visit,)):
                    fields = [str(f) for f in row[:10]] + [instant(row[10]), duration(row[11])]
                    link = sha((link + ''.join('%d:%s' % (len(f.encode()), f) for f in fields)).encode())
                assert link == root, 'visit ' + address
                roots.setdefault(run, {})[address] = root
                verified += 1
            for run, root in base.execute('SELECT id, root FROM run WHERE root IS NOT NULL'):
                assert sha('\\n'.join(r for _, r in sorted(roots.get(run, {}).items())).encode()) == root, 'run %d' % run
            print(verified)
            """;

    private Python() {
    }

    /** Runs a program to its end and returns what it printed. */
    static String run(String program, String... arguments) {
        var command = new String[arguments.length + 3];
        command[0] = "python3";
        command[1] = "-c";
        command[2] = program;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Child.output(Path.of("/"), command);
    }

    /** Holds sockets open, each {@code tcp,ADDRESS} or {@code udp,ADDRESS}; its stdout has a line {@code tcp ADDRESS PORT} for each. */
    static Child listening(String... sockets) {
        var command = new String[sockets.length + 3];
        command[0] = "python3";
        command[1] = "-c";
        command[2] = LISTEN;
        System.arraycopy(sockets, 0, command, 3, sockets.length);
        var child = Child.start(Path.of("/"), command);
        child.awaitOut(text -> text.endsWith("ready\n"));
        return child;
    }

    /**
     * A server that says one thing to whoever connects and then nothing more.
     *
     * @param addresses one, or a block, on each of whose addresses it listens on the same port
     */
    static Child sayingOnly(String addresses, String greeting) {
        var child = Child.start(Path.of("/"), "python3", "-c", SAY_ONLY, addresses, greeting);
        child.awaitOut(text -> text.contains("\n"));
        return child;
    }

    /** The port that {@link #sayingOnly} listens on. */
    static int portOf(Child server) {
        return Integer.parseInt(server.out().lines().findFirst().orElseThrow());
    }

    /** Recomputes every hash of an engagement, by the description of the evidence chain. Returns the number of visits; a wrong one fails. */
    static int verifyChain(Path engagement) {
        return Integer.parseInt(run(VERIFY_CHAIN, engagement.toString()).strip());
    }
}
