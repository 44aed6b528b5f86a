package org.tidewaiter.acceptance;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What net-snmp's tools say of an agent, as rows whose columns are divided by {@code |}, by a reading of the MIBs that is not ours. */
final class SnmpOracle {

    /** Reads what {@code snmpbulkwalk -On -Ot -Ox} prints, or a file of snmpsim, on its standard input or in a file; prints {@code CLASS|COLUMN|...}. */
    private static final String READ = """
            import ipaddress, re, sys
            values = {}
            def key(oid): return tuple(int(n) for n in oid.strip('.').split('.'))
            last = None
            for line in open(sys.argv[1], encoding='latin-1'):
                line = line.rstrip('\\n')
                simulated = re.match(r'([0-9.]+)[|]([0-9]+x?)[|](.*)$', line)
                walked = re.match(r'[.]([0-9.]+) = (?:([A-Za-z0-9-]+): ?)?(.*)$', line)
                if simulated:
                    oid, kind, text = simulated.groups()
                    values[key(oid)] = ('s', bytes.fromhex(text) if kind == '4x' else text.encode('latin-1')) if kind[0] == '4' and kind != '40' \\
                        else ('o', text) if kind == '6' else ('a', text) if kind == '64' else ('n', int(text))
                elif walked:
                    oid, kind, text = walked.groups()
                    last = key(oid)
                    if kind == 'Hex-STRING': values[last] = ('s', bytes.fromhex(text))
                    elif kind == 'OID': values[last] = ('o', text.strip('.'))
                    elif kind == 'IpAddress': values[last] = ('a', text)
                    elif text == '""': values[last] = ('s', b'')
                    elif re.fullmatch('-?[0-9]+', text): values[last] = ('n', int(text))
                elif last and re.fullmatch('[0-9A-F ]+', line): values[last] = ('s', values[last][1] + bytes.fromhex(line))
            def get(base, index, kinds='nosa'):
                kind, value = values.get(key(base) + index, ('', None))
                return value if kind in kinds else None
            def column(base):
                root = key(base)
                return sorted(k[len(root):] for k in values if k[:len(root)] == root)
            def text(base, index):
                value = get(base, index, 's')
                value = value.decode('utf-8', 'replace').strip('\\0 ') if value else None
                return value or None
            def row(*columns): print('|'.join('null' if c is None else str(c) for c in columns))
            IF, X = '1.3.6.1.2.1.2.2.1.', '1.3.6.1.2.1.31.1.1.1.'
            OPERATION = [None, 'up', 'down', 'testing', None, 'dormant', 'notPresent', 'lowerLayerDown']
            def name(i): return text(X + '1', i) or text(IF + '2', i)
            for i in column(IF + '1') or column(IF + '2'):
                mac = get(IF + '6', i, 's')
                mac = ':'.join('%02x' % b for b in mac) if mac and any(mac) else None
                speed = get(IF + '5', i)
                if speed == 4294967295: speed = get(X + '15', i) * 1000000
                row('network-interface', i[0], name(i), mac, speed or None)
                row('snmp.interface-state', name(i), [None, 'up', 'down', 'testing'][get(IF + '7', i)], OPERATION[get(IF + '8', i)])
                wide = get(X + '6', i) is not None
                octets = (get(X + '6', i), get(X + '10', i)) if wide else (get(IF + '10', i), get(IF + '16', i))
                unicast = (get(X + '7', i), get(X + '11', i)) if wide else (get(IF + '11', i), get(IF + '17', i))
                row('interface-counters', name(i), str(wide).lower(), *octets, *unicast, get(IF + '14', i), get(IF + '20', i))
            IP, OLD, seen = '1.3.6.1.2.1.4.34.1.', '1.3.6.1.2.1.4.20.1.', set()
            for i in column(IP + '3'):
                if get(IP + '4', i) != 1: continue
                address = ipaddress.ip_address(bytes(i[2:2 + i[1]]))
                seen.add(address)
                row('ip-address', name((get(IP + '3', i),)), address, key(get(IP + '5', i))[-1])
            for i in column(OLD + '1'):
                address = ipaddress.ip_address(bytes(i))
                if address not in seen:
                    row('ip-address', name((get(OLD + '2', i),)), address, ipaddress.ip_network('0.0.0.0/' + get(OLD + '3', i)).prefixlen)
            STORE = '1.3.6.1.2.1.25.2.3.1.'
            for i in column(STORE + '3'):
                if key(get(STORE + '2', i))[-1] in (1, 2, 3): continue
                unit, size, used = (get(STORE + c, i) for c in '456')
                row('volume', text(STORE + '3', i), size % 2**32 * unit, used % 2**32 * unit)
            RUN = '1.3.6.1.2.1.25.4.2.1.'
            for i in column(RUN + '2'): row('running-process', i[0], text(RUN + '2', i))
            SOFTWARE = '1.3.6.1.2.1.25.6.3.1.2'
            row('count', 'installed-software', len(column(SOFTWARE)))
            PART = '1.3.6.1.2.1.47.1.1.1.1.'
            KINDS = [None, 'other', 'unknown', 'chassis', 'backplane', 'container', 'powerSupply', 'fan', 'sensor', 'module', 'port', 'stack', 'cpu', 'energyObject', 'battery']
            for i in column(PART + '5'):
                inside, place = get(PART + '4', i), get(PART + '6', i)
                row('hardware-component', i[0], KINDS[get(PART + '5', i)], text(PART + '7', i), text(PART + '2', i), inside or None,
                    None if place is None or place < 0 else place, *(text(PART + c, i) for c in ('12', '13', '11', '8', '9', '10')))
            UPS = '1.3.6.1.2.1.33.1.'
            if get(UPS + '2.1.0', ()) is not None:
                def duration(seconds):
                    h, rest = divmod(seconds, 3600); m, s = divmod(rest, 60)
                    return 'PT' + (f'{h}H' if h else '') + (f'{m}M' if m else '') + (f'{s}S' if s or not h and not m else '')
                number = lambda c, i=(): get(UPS + c, i)
                row('snmp.ups-battery', [None, 'unknown', 'batteryNormal', 'batteryLow', 'batteryDepleted'][number('2.1.0')],
                    duration(number('2.2.0')), duration(number('2.3.0') * 60), number('2.4.0'), number('2.5.0') / 10, number('2.6.0') / 10, number('2.7.0'))
                for i in column(UPS + '3.3.1.3'):
                    row('snmp.ups-input', i[0], number('3.3.1.2', i) / 10, number('3.3.1.3', i), number('3.3.1.4', i) / 10, number('3.3.1.5', i))
                for i in column(UPS + '4.4.1.2'):
                    row('snmp.ups-output', i[0], ['', 'other', 'none', 'normal', 'bypass', 'battery', 'booster', 'reducer'][number('4.1.0')],
                        number('4.4.1.2', i), number('4.4.1.3', i) / 10, number('4.4.1.4', i), number('4.4.1.5', i))
                ALARMS = [None, 'BatteryBad', 'OnBattery', 'LowBattery']
                for i in column(UPS + '6.2.1.2'):
                    row('snmp.ups-alarm', i[0], 'upsAlarm' + ALARMS[key(number('6.2.1.2', i))[-1]], duration(number('6.2.1.3', i) // 100))
            """;

    private static final String NEIGHBOURS = """
            import json, sys
            def value(o, *names):
                for n in names:
                    o = o.get(n, [{}])[0]
                return o.get('value')
            for part in json.load(open(sys.argv[1]))['lldp']:
                for i in part.get('interface', []):
                    chassis, port = i['chassis'][0], i['port'][0]
                    print('|'.join((i['name'], value(chassis, 'id'), value(port, 'id'), value(port, 'descr'), value(chassis, 'name'),
                        value(chassis, 'descr'), ','.join(sorted(m['value'] for m in chassis['mgmt-ip'])))))
            """;

    private SnmpOracle() {
    }

    /** What an agent or a file of snmpsim says, class by class. */
    static TreeMap<String, Set<String>> rows(Tidewaiter user, String name, String text) {
        var rows = new TreeMap<String, Set<String>>();
        Python.run(READ, user.write(name, text).toString()).lines().forEach(line -> {
            var cut = line.indexOf('|');
            rows.computeIfAbsent(line.substring(0, cut), c -> new TreeSet<>()).add(line.substring(cut + 1));
        });
        return rows;
    }

    /** {@code INTERFACE|CHASSIS|PORT|PORT DESCRIPTION|NAME|DESCRIPTION|ADDRESS,ADDRESS} of what {@code lldpcli -f json0 show neighbors} prints. */
    static Set<String> neighbours(Tidewaiter user, String json) {
        return Python.run(NEIGHBOURS, user.write("lldp.json", json).toString()).lines()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
