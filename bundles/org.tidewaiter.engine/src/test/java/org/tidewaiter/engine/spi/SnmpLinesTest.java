package org.tidewaiter.engine.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.api.session.SnmpValue.Numeric;
import org.tidewaiter.api.session.SnmpValue.Numeric.Type;
import org.tidewaiter.api.session.SnmpVariable;

/** The text of stored variables: what is written is read, and what others wrote as well. */
class SnmpLinesTest {

    private static final Oid OID = Oid.of("1.3.6.1.2.1.1.1.0");

    private static SnmpValue.Octets octets(String text) {
        return new SnmpValue.Octets(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static SnmpValue value(String rest) {
        var read = SnmpLines.read(("1.3.6.1.2.1.1.1.0|" + rest + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return read.variables().isEmpty() ? null : read.variables().getFirst().value();
    }

    @Test
    void everyTypeIsWrittenAsSnmpsimReadsIt() {
        assertEquals("1.3.6.1.2.1.1.1.0|2|-1", SnmpLines.line(OID, new Numeric(Type.INTEGER, -1)));
        assertEquals("1.3.6.1.2.1.1.1.0|65|4294967295", SnmpLines.line(OID, new Numeric(Type.COUNTER32, 4294967295L)));
        assertEquals("1.3.6.1.2.1.1.1.0|66|7", SnmpLines.line(OID, new Numeric(Type.GAUGE32, 7)));
        assertEquals("1.3.6.1.2.1.1.1.0|67|100", SnmpLines.line(OID, new Numeric(Type.TIME_TICKS, 100)));
        assertEquals("1.3.6.1.2.1.1.1.0|70|18446744073709551615", SnmpLines.line(OID, new Numeric(Type.COUNTER64, -1)));
        assertEquals("1.3.6.1.2.1.1.1.0|4|a|b # c", SnmpLines.line(OID, octets("a|b # c")));
        assertEquals("1.3.6.1.2.1.1.1.0|4x|610a", SnmpLines.line(OID, octets("a\n")));
        assertEquals("1.3.6.1.2.1.1.1.0|4x|6120", SnmpLines.line(OID, octets("a ")));
        assertEquals("1.3.6.1.2.1.1.1.0|6|1.3.6.1.4.1.9", SnmpLines.line(OID, new SnmpValue.Identifier(Oid.of("1.3.6.1.4.1.9"))));
        assertEquals("1.3.6.1.2.1.1.1.0|64|192.0.2.1", SnmpLines.line(OID, new SnmpValue.Address(IpAddress.parse("192.0.2.1"))));
        assertEquals("1.3.6.1.2.1.1.1.0|68x|9f7804", SnmpLines.opaque(OID, new byte[] { (byte) 0x9f, 0x78, 4 }));
    }

    @Test
    void whatIsWrittenIsReadWhateverTheBytes() {
        var random = new Random(3416);
        var written = new StringBuilder();
        var values = new ArrayList<SnmpValue>();
        for (var i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            for (var n = 0; i % 2 == 0 && n < bytes.length; n++) bytes[n] = (byte) (' ' + (bytes[n] & 0x7f) % 95);
            values.add(new SnmpValue.Octets(bytes));
            values.add(new Numeric(Type.COUNTER64, random.nextLong()));
            values.add(new Numeric(Type.INTEGER, random.nextInt()));
        }
        values.forEach(v -> written.append(SnmpLines.line(OID, v)).append('\n'));
        var read = SnmpLines.read(written.toString().getBytes(StandardCharsets.US_ASCII));
        assertEquals(0, read.unreadable());
        assertEquals(values, read.variables().stream().map(SnmpVariable::value).toList());
        assertEquals(values.size(), read.variables().getLast().line());
    }

    @Test
    void otherFormsAreRead() {
        assertEquals(new SnmpValue.Address(IpAddress.parse("192.0.2.1")), value("64x|c0000201"));
        assertEquals(octets("a\r\nb"), value("4e|a\\x0d\\x0ab"));
        assertEquals(octets("\u00e9"), value("4|\u00e9"));
        assertEquals(octets("x"), value("4|x\r"));
        assertEquals(octets(""), value("4|"));
        assertEquals(new SnmpValue.Identifier(Oid.of("1.3.6.1.4.1.9")), value("6|.1.3.6.1.4.1.9"));
    }

    @Test
    void whatIsNoVariableIsCountedAndSkipped() {
        var read = SnmpLines.read(
                "# a remark\n\n1.3|5|\nx|2|1\n1.3|2|one\n1.3|4x|abc\n1.3|64|fe80::1\n1.3|999|1\n1.3|70|99999999999999999999\n1.3|2|1"
                        .getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of(1, 1, 6), List.of(read.variables().size(), read.absent(), read.unreadable()));
        assertEquals(10, read.variables().getFirst().line());
        var random = new Random(1);
        for (var i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (var n = 0; n < bytes.length; n++)
                bytes[n] = "13.|46x5#\n\\e"
                        .getBytes(StandardCharsets.US_ASCII)[(bytes[n] & 0xff) % 12];
            SnmpLines.read(bytes);
            SnmpReplies.system(bytes, new Evidence(1, ""));
        }
    }

    /** Recorded walks of real devices, by LibreNMS; {@code TIDEWAITER_DATA} names the folder that holds them. */
    @Test
    void walksOfRealDevicesHaveAsManyVariablesAsLines() throws IOException {
        var data = System.getenv("TIDEWAITER_DATA");
        assumeTrue(data != null, "TIDEWAITER_DATA is not set");
        List<Path> files;
        try (var all = Files.list(Path.of(data, "snmp", "walks"))) {
            files = all.filter(f -> f.toString().endsWith(".snmprec")).sorted().toList();
        }
        assertTrue(files.size() > 100);
        var odd = new StringBuilder();
        var lines = 0L;
        var unreadable = 0;
        for (var file : files) {
            var bytes = Files.readAllBytes(file);
            var read = SnmpLines.read(bytes);
            var expected = Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("\n"))
                    .filter(l -> l.matches("(?s)\\.?[0-9.]+\\|[0-9]+[a-z]*\\|.*")).collect(Collectors.counting());
            assertEquals(expected, read.variables().size() + read.absent() + read.unreadable()
                    - Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("\n"))
                            .filter(l -> !l.isBlank() && !l.startsWith("#") && !l.matches("(?s)\\.?[0-9.]+\\|[0-9]+[a-z]*\\|.*"))
                            .count(),
                    file.toString());
            lines += expected;
            unreadable += read.unreadable();
            if (read.unreadable() > 0) odd.append(file.getFileName()).append(' ').append(read.unreadable()).append('\n');
        }
        assertTrue(unreadable * 1000 < lines, odd.toString());
    }
}
