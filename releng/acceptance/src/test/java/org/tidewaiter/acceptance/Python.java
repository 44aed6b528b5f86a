package org.tidewaiter.acceptance;

import java.nio.file.Path;
import java.util.List;

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

    /** What {@link #FORMS} calls the forms of a secret, and makes of it. */
    private static final String FORMS = """
            import base64, io, os, sqlite3, sys, zipfile, zlib
            def core(data, shift, alphabet):
                # the characters that depend on these bytes alone, when other bytes stand before and behind
                text = base64.b64encode(bytes(shift) + data + bytes(3), alphabet)
                return text[-(-shift * 8 // 6):(shift + len(data)) * 8 // 6]
            def forms(secret):
                found = {}
                for charset in 'utf-8', 'utf-16-le', 'utf-16-be':
                    data = secret.encode(charset)
                    found[charset] = data
                    found[charset + ' hex'] = data.hex().encode()
                    found[charset + ' HEX'] = data.hex().upper().encode()
                    for shift in range(3):
                        found['%s base64 %d' % (charset, shift)] = core(data, shift, b'+/')
                        found['%s base64url %d' % (charset, shift)] = core(data, shift, b'-_')
                return found
            """;

    /** Folder, secret: writes each form plainly, into a SQLite file as a text and as a deflated blob, and into a zip. */
    private static final String PLANT = FORMS + """
            folder, secret = sys.argv[1:]
            os.makedirs(folder)
            base = sqlite3.connect(folder + '/base.tide')
            base.execute('CREATE TABLE "group of things" (id INTEGER, "the text" TEXT, content BLOB)')
            for name, data in forms(secret).items():
                hidden = b'before ' + data + b' behind'
                open(folder + '/' + name, 'wb').write(hidden)
                base.execute('INSERT INTO "group of things" VALUES (1, ?, ?)', (hidden.decode('latin-1'), zlib.compress(hidden * 9)))
                with zipfile.ZipFile(folder + '/' + name + '.zip', 'w', zipfile.ZIP_DEFLATED) as archive: archive.writestr('inner', hidden * 9)
            base.commit()
            for name in forms(secret): print(name)
            """;

    /** Secret, folders: a line for each file, text or blob in which a form of the secret stands. */
    private static final String SEEK = FORMS + """
            sought = forms(sys.argv[1])
            def look(place, data):
                for name, form in sought.items():
                    if form in data: print(place + ': ' + name)
            def look_into_base(path):
                base = sqlite3.connect('file:' + path + '?mode=ro', uri=True)
                base.text_factory = bytes
                for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    cursor = base.execute('SELECT * FROM "%s"' % table.decode().replace('"', '""'))
                    names = [column[0] for column in cursor.description]
                    for number, row in enumerate(cursor):
                        for name, value in zip(names, row):
                            if not isinstance(value, bytes): continue
                            place = '%s %s.%s row %d' % (path, table.decode(), name, number)
                            look(place, value)
                            try: look(place + ' inflated', zlib.decompress(value))
                            except zlib.error: pass
            files = 0
            for folder in sys.argv[2:]:
                for parent, folders, names in os.walk(folder):
                    for name in names + folders: look('name ' + parent + '/' + name, name.encode(errors='surrogateescape'))
                    for name in names:
                        path = parent + '/' + name
                        if not os.path.isfile(path): continue
                        data = open(path, 'rb').read()
                        files += 1
                        look(path, data)
                        if data.startswith(b'SQLite format 3'): look_into_base(path)
                        elif zipfile.is_zipfile(io.BytesIO(data)):
                            archive = zipfile.ZipFile(io.BytesIO(data))
                            for member in archive.namelist(): look(path + '!' + member, archive.read(member))
            assert files > 0, 'there is nothing to search'
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

    /** Plants a secret in a new folder, in every form and every kind of place that {@link #seek} knows. Returns the forms' names. */
    static List<String> plant(Path folder, String secret) {
        return run(PLANT, folder.toString(), secret).lines().toList();
    }

    /**
     * Where a secret stands below a folder: as UTF-8 or UTF-16, plain, in hex or in Base64 at any alignment; in files and their names, in
     * every text and blob of SQLite files, also of deflated ones, and in what is zipped. A line names place and form.
     */
    static List<String> seek(String secret, Path folder) {
        return run(SEEK, secret, folder.toString()).lines().toList();
    }
}
