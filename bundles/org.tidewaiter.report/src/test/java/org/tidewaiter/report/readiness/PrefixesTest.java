package org.tidewaiter.report.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.report.Python;

/** Addresses as prefixes, held against Python's ipaddress. */
class PrefixesTest {

    @Test
    void addressesAreCollapsedAsPythonDoes() throws Exception {
        var random = new Random(4);
        for (var round = 0; round < 20; round++) {
            var addresses = new ArrayList<String>();
            for (var last = 0; last < 256; last++) {
                if (random.nextInt(10) < 1 + round % 10) {
                    addresses.add("192.0.2." + last);
                    addresses.add("2001:db8::" + Integer.toHexString(last));
                }
            }
            var ours = Prefixes.of(addresses.stream().map(IpAddress::parse).toList()).stream().map(Object::toString).toList();
            assertEquals(python(addresses), ours);
        }
    }

    private static List<String> python(List<String> addresses) throws Exception {
        return Python.run("""
                import ipaddress, sys
                every = [ipaddress.ip_network(a) for a in sys.argv[1].split(',')]
                for version in (4, 6):
                    for n in ipaddress.collapse_addresses(n for n in every if n.version == version):
                        print(n)
                """, String.join(",", addresses)).lines().toList();
    }
}
