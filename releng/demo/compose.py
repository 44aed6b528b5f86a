"""Makes the demonstration's recording of one of the lab's: compose.py RECORDING UNIX_RECORDINGS OUTPUT

Two hosts keep what was seen of them from outside, and get the inside of a synthetic recording: distributions that the lab has none of."""
import json, os, re, shutil, sys

recorded, unix, output = sys.argv[1:]
SYNTHETIC = {
    '10.77.0.11': ('synthetic-alpine-3.18-no-root', [('edge1.example.net', 'buoy.harbor.example'), ('edge1', 'buoy'), ('192.0.2.', '10.77.0.'),
                                                     ('10.77.0.33', '10.77.0.11'), ('52:54:00:ab:cd:01', '02:00:5e:10:0b:01')]),
    '10.77.0.73': ('synthetic-rocky-9-root', [('db1.example.com', 'lightship.harbor.example'), ('db1', 'lightship'), ('198.51.100.20', '10.77.0.73'),
                                              ('198.51.100.', '10.77.0.'), ('b0:26:28:11:22:33', '02:00:5e:10:49:02')]),
}
SOFTWARE = ('system', 'release', 'machine', 'user', 'user-id', 'elevation')


def replaced(text, pairs):
    for old, new in pairs:
        text = re.sub(r'(?<![\w.])' + re.escape(old) + (r'(?!\w)' if old[-1] != '.' else ''), new, text)
    return text


def session(real, synthetic):
    """How the login went, with the shell of the synthetic device behind it."""
    shell = dict(line.split('=', 1) for line in synthetic.decode().splitlines())
    return ''.join(line + '\n' for line in (l if l.split('=', 1)[0] not in SOFTWARE else l.split('=')[0] + '=' + shell[l.split('=')[0]]
                                            for l in real.decode().splitlines())).encode()


def read(folder, exchange, stream):
    return open(os.path.join(folder, exchange[stream]), 'rb').read() if stream in exchange else b''


def inside(visit, name, pairs):
    """The visit's probes and login, then the synthetic device's replies."""
    folder = os.path.join(unix, name)
    others = json.load(open(os.path.join(folder, 'recording.json')))['visits'][0]['exchanges']
    kept = [(e, {s: read(recorded, e, s) for s in ('out', 'err')}) for e in visit['exchanges'] if e['kind'] in ('PROBE', 'SESSION')]
    login = next(bytes_ for e, bytes_ in kept if e['kind'] == 'SESSION')
    login['out'] = session(login['out'], read(folder, others[0], 'out'))
    at = max(e['started'] for e, _ in kept)
    for other in others[1:]:
        streams = {s: replaced(read(folder, other, s).decode('utf-8', 'surrogateescape'), pairs).encode('utf-8', 'surrogateescape')
                   for s in ('out', 'err')}
        kept.append((dict(other, started=at), streams))
    return kept


def written(number, ordinal, exchange, streams):
    exchange = {k: v for k, v in exchange.items() if k not in ('out', 'err')}
    exchange['ordinal'] = ordinal
    for stream, content in streams.items():
        if content:
            name = '%d/%03d-%s.%s' % (number, ordinal, re.sub('[^A-Za-z0-9.-]+', '-', exchange['requestId']), stream)
            os.makedirs(os.path.join(output, str(number)), exist_ok=True)
            open(os.path.join(output, name), 'wb').write(content)
            exchange[stream] = name
    return exchange


shutil.rmtree(output, ignore_errors=True)
os.makedirs(output)
recording = json.load(open(os.path.join(recorded, 'recording.json')))
for number, visit in enumerate(recording['visits'], 1):
    if visit['address'] in SYNTHETIC:
        exchanges = inside(visit, *SYNTHETIC[visit['address']])
    else:
        exchanges = [(e, {s: read(recorded, e, s) for s in ('out', 'err')}) for e in visit['exchanges']]
    visit['exchanges'] = [written(number, i, e, streams) for i, (e, streams) in enumerate(exchanges, 1)]
recording['header']['targets'] = ['the demonstration network 10.77.0.0/24']
recording['footer']['notes'] = [
    'This is a demonstration: a make-believe network, replayed from recordings that ship with Tidewaiter. Nothing was sent to any network.',
    'Recorded in the project\'s own lab of network namespaces; the inside of ' + ' and '.join(sorted(SYNTHETIC)) +
    ', and what 10.77.0.50 to 10.77.0.53 answer to SNMP, is synthetic: written from documentation.'] + recording['footer']['notes']
recording['footer']['root'] = ''
with open(os.path.join(output, 'recording.json'), 'w') as index:
    json.dump(recording, index, indent=1, ensure_ascii=False)
    index.write('\n')
