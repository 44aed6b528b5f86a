package org.tidewaiter.psrp.clixml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.psrp.clixml.Container.Sequence;
import org.tidewaiter.psrp.fragment.PsrpException;

/** CLIXML: the forms of [MS-PSRP] 2.2.5, round trips of all that can be made, and hostile documents. */
class ClixmlTest {

    private static final ClixmlReader READER = new ClixmlReader(ClixmlLimits.USUAL);

    private static Value read(String xml) throws PsrpException {
        return READER.read(xml);
    }

    private static String refused(String xml) {
        return assertThrows(PsrpException.class, () -> assertTimeout(Duration.ofSeconds(20), () -> read(xml))).getMessage();
    }

    @Test
    void everyPrimitiveIsReadAsWindowsWritesIt() throws PsrpException {
        assertEquals(new Primitive.Text("a\r\nb <&>"), read("<S>a_x000D__x000A_b &lt;&amp;&gt;</S>"));
        assertEquals(new Primitive.Text(""), read("<S />"));
        assertEquals(new Primitive.Text(" "), read("<S> </S>"));
        assertEquals(new Primitive.Char('a'), read("<C>97</C>"));
        assertEquals(new Primitive.Bool(true), read("<B>true</B>"));
        assertEquals(new Primitive.DateTime(LocalDateTime.of(2008, 4, 11, 10, 42, 32, 273_199_300), ZoneOffset.ofHours(-7)),
                read("<DT>2008-04-11T10:42:32.2731993-07:00</DT>"));
        assertEquals(new Primitive.DateTime(LocalDateTime.of(2018, 6, 13, 0, 0), null), read("<DT>2018-06-13T00:00:00</DT>"));
        assertEquals(new Primitive.TimeSpan(Duration.ofSeconds(9, 26_900_000)), read("<TS>PT9.0269S</TS>"));
        assertEquals(new Primitive.TimeSpan(Duration.ofDays(-1).minusHours(2)), read("<TS>-P1DT2H</TS>"));
        assertEquals(new Primitive.Whole(Primitive.Whole.Type.U64, -1), read("<U64>18446744073709551615</U64>"));
        assertEquals(new Primitive.Double(1e300), read("<Db>1E+300</Db>"));
        assertEquals(new Primitive.Single(Float.NEGATIVE_INFINITY), read("<Sg>-INF</Sg>"));
        assertEquals(new Primitive.Version(List.of(5, 1, 17763, 1971)), read("<Version>5.1.17763.1971</Version>"));
        assertEquals(new Primitive.Bytes(new byte[] { 1, 2, 3, 4 }), read("<BA>AQID\nBA==</BA>"));
        assertEquals(new Primitive.Nil(), read("<Nil/>"));
        assertEquals("SecureString", read("<SS>AAAA</SS>").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "Order_Details|Order_Details", "Order_x0020_|Order_x005F_x0020_", "_x20_|_x20_",
        "__|__",
        "_X0041_|_x005F_X0041_", "_x_x0041_|_x_x005F_x0041_" })
    void underscoresAreEscapedOnlyWhereTheyMislead(String text, String encoded) {
        assertEquals(encoded, EscapedText.encode(text));
        assertEquals(text, EscapedText.decode(encoded));
    }

    @Test
    void anEscapeThatOnlyItsNeighbourCompletesIsNoTrap() {
        assertEquals("_x005F_x0041_x007F_", EscapedText.encode("_x0041\u007f"));
        assertEquals("_x0041\u007f", EscapedText.decode("_x005F_x0041_x007F_"));
    }

    @Test
    void surrogatesAreReadEscapedAndAsTheyAre() throws PsrpException {
        assertEquals("_xD83D__xDE00_", EscapedText.encode("\ud83d\ude00"));
        assertEquals(read("<S>_xD83D__xde00_</S>"), read("<S>\ud83d\ude00</S>"));
    }

    @Test
    void everyKindIsWrittenAndReadBack() throws PsrpException {
        var values = new Values(new Random(61));
        var elements = new TreeSet<String>();
        for (var kind = 0; kind < Values.KINDS; kind++) {
            for (var i = 0; i < 200; i++) {
                var value = values.primitive(kind);
                elements.add(PrimitiveText.element(value));
                assertEquals(value, read(ClixmlWriter.write(value)), ClixmlWriter.write(value));
            }
        }
        assertEquals(23, elements.size());
    }

    @Test
    void objectsOfEveryShapeAreWrittenAndReadBack() throws PsrpException {
        var values = new Values(new Random(62));
        for (var i = 0; i < 3000; i++) {
            var object = values.object(4);
            var xml = ClixmlWriter.write(object);
            assertEquals(object, read(xml), xml);
        }
    }

    @Test
    void anObjectThatOccursTwiceIsWrittenOnce() throws PsrpException {
        var shared = ComplexObject.enumeration("E", "One", 1);
        var list = new ComplexObject(List.of(), null, new Sequence(Sequence.Kind.LIST, List.of(shared, shared)), List.of(),
                List.of());
        var xml = ClixmlWriter.write(list);
        assertTrue(xml.endsWith("<Ref RefId=\"1\"/></LST></Obj>"), xml);
        var read = (ComplexObject) read(xml);
        assertEquals(list, read);
        var items = ((Sequence) read.content()).items();
        assertSame(items.get(0), items.get(1));
    }

    @Test
    void typeNamesThatOccurTwiceAreWrittenOnce() {
        var list = new ComplexObject(List.of(), null, new Sequence(Sequence.Kind.LIST,
                List.of(ComplexObject.enumeration("E", "One", 1), ComplexObject.enumeration("E", "Two", 2))), List.of(),
                List.of());
        var xml = ClixmlWriter.write(list);
        assertTrue(xml.contains("<Obj RefId=\"2\"><TNRef RefId=\"0\"/><ToString>Two</ToString><I32>2</I32></Obj>"), xml);
    }

    @Test
    void aRingIsAReferenceUpwards() throws PsrpException {
        var xml = "<Obj RefId=\"7\"><MS><Obj N=\"child\" RefId=\"8\"><MS><Ref N=\"parent\" RefId=\"7\"/></MS></Obj></MS></Obj>";
        var child = (ComplexObject) ((ComplexObject) read(xml)).property("child").orElseThrow();
        assertEquals(Optional.of(new Ancestor(2)), child.property("parent"));
        assertEquals(read(xml), read(ClixmlWriter.write(read(xml))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "<S>", "<S/><S/>", "<Q/>", "<S><S/></S>", "<I32>2147483648</I32>", "<I32>1_000</I32>",
        "<I32/>",
        "<U64>-1</U64>", "<By>256</By>", "<C>65536</C>", "<B>yes</B>", "<DT>yesterday</DT>", "<DT>0000-01-01T00:00:00</DT>",
        "<DT>2018-02-30T00:00:00</DT>", "<TS>P1Y</TS>", "<TS>PT9999999999999999999S</TS>", "<TS>P99999999D</TS>", "<Db>1d</Db>",
        "<Db>0x1p3</Db>", "<D>1E999999999</D>", "<D>1.00000000000000000000000000000</D>", "<G>1-1-1-1-1</G>", "<BA>*</BA>",
        "<Version>1</Version>", "<Version>1.2.3.4.5</Version>", "<Version>1.99999999999</Version>", "<Nil>x</Nil>",
        "<Obj><Obj/></Obj>", "<Obj>text</Obj>", "<Obj><LST/><LST/></Obj>", "<Obj><MS><S/></MS></Obj>",
        "<Obj><DCT><S/></DCT></Obj>",
        "<Obj><DCT><En><S N=\"Key\"/></En></DCT></Obj>", "<Obj><DCT><En><S N=\"Key\"/><S N=\"Key\"/></En></DCT></Obj>",
        "<Obj><TNRef RefId=\"0\"/></Obj>", "<Obj><TNRef/></Obj>", "<Obj><TN><S/></TN></Obj>", "<Ref RefId=\"0\"/>", "<Ref/>",
        "<Obj RefId=\"0\"><LST><Ref RefId=\"1\"/></LST></Obj>", "<S>&nbsp;</S>", "<S>\0</S>", "<S>&#0;</S>", "<S>\ufffe</S>",
        "<x:S>a</x:S>", "<!DOCTYPE S><S/>", "<?xml version=\"1.1\"?><S>&#1;", "<S a=\"1\" a=\"2\"/>" })
    void whatIsNoClixmlIsRefusedInWords(String xml) {
        assertTrue(refused(xml).contains("CLIXML"), refused(xml));
    }

    @Test
    void noEntityIsEverReadOrExpanded() {
        assertTrue(refused("<!DOCTYPE S [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><S>&e;</S>").contains("CLIXML"));
        assertTrue(refused("<!DOCTYPE S SYSTEM \"http://192.0.2.1/x.dtd\"><S/>").contains("CLIXML"));
        var laughs = new StringBuilder("<!DOCTYPE S [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 30; i++) laughs.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
        assertTrue(refused(laughs + "]><S>&a29;</S>").contains("CLIXML"));
    }

    @Test
    void bombsOfDepthAreRefused() {
        assertEquals("CLIXML with objects more than 50 deep", refused("<Obj><LST>".repeat(51) + "</LST></Obj>".repeat(51)));
        assertTrue(refused("<Obj><DCT><En>".repeat(100_000)).contains("CLIXML"));
        assertTrue(refused("<Obj><MS>".repeat(1_000_000)).contains("CLIXML"));
    }

    @Test
    void bombsOfReferencesAreRefused() {
        var xml = new StringBuilder("<Obj RefId=\"x\"><LST><Obj RefId=\"0\"><LST/></Obj>");
        for (var i = 1; i < 60; i++) {
            var last = "<Ref RefId=\"" + (i - 1) + "\"/>";
            xml.append("<Obj RefId=\"" + i + "\"><LST>" + last + last + "</LST></Obj>");
        }
        assertEquals("CLIXML of more than 2000000 values", refused(xml + "</LST></Obj>"));
    }

    @Test
    void limitsOfNumberAndLengthAreKept() {
        var reader = new ClixmlReader(new ClixmlLimits(5, 10, 1000));
        assertEquals("CLIXML of more than 10 values",
                assertThrows(PsrpException.class, () -> reader.read("<Obj><LST>" + "<Nil/>".repeat(10) + "</LST></Obj>"))
                        .getMessage());
        assertEquals("CLIXML of 1007 characters, 1000 are taken",
                assertThrows(PsrpException.class, () -> reader.read("<S>" + "x".repeat(1000) + "</S>")).getMessage());
    }

    @Test
    void longTextsAreRead() throws PsrpException {
        var text = "x&amp;<!-- -->".repeat(400_000);
        assertEquals(new Primitive.Text("x&".repeat(400_000)),
                assertTimeout(Duration.ofSeconds(20), () -> read("<S>" + text + "</S>")));
        assertEquals(new Primitive.Text("y".repeat(8 << 20)), read("<S>" + "y".repeat(8 << 20) + "</S>"));
    }

    @Test
    void longTextsWhereShortOnesAreDueAreRefusedInFewWords() {
        for (var type : List.of("I32", "DT", "TS", "Db", "D", "G", "C", "Version", "B", "BA")) {
            var words = refused("<" + type + ">" + "9".repeat(1_000_001) + "</" + type + ">");
            assertTrue(words.length() < 300, words.length() + " characters");
        }
    }

    @Test
    void cutAndMutatedDocumentsGiveNothingButTheOneException() {
        var random = new Random(63);
        var values = new Values(random);
        var refused = 0;
        for (var round = 0; round < 5000; round++) {
            var xml = new StringBuilder(ClixmlWriter.write(values.object(3)));
            for (var i = 0; i < 1 + random.nextInt(3); i++) mutate(xml, random);
            try {
                var value = read(xml.toString());
                assertEquals(value, read(ClixmlWriter.write(value)));
            } catch (PsrpException e) {
                refused++;
                assertTrue(e.getMessage().startsWith("CLIXML"), e.getMessage());
            }
        }
        assertTrue(refused > 1000, refused + " of 5000");
    }

    private static void mutate(StringBuilder xml, Random random) {
        var at = random.nextInt(xml.length());
        switch (random.nextInt(5)) {
            case 0 -> xml.setLength(Math.max(1, at));
            case 1 -> xml.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            case 2 -> xml.deleteCharAt(at).append(' ');
            case 3 -> xml.insert(at, "<>&;/\"'= _x0!?[]-".charAt(random.nextInt(17)));
            default -> xml.insert(at, xml.substring(at, Math.min(xml.length(), at + random.nextInt(40))));
        }
    }
}
