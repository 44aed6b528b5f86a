package org.tidewaiter.psrp.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.tidewaiter.psrp.clixml.ClixmlLimits;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.fragment.PsrpException;

/** Messages: the bytes of [MS-PSRP] 2.2.1, and that every message of the client is read as it was meant. */
class MessageFormatTest {

    private static final MessageFormat FORMAT = new MessageFormat(ClixmlLimits.USUAL);
    private static final UUID POOL = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final UUID PIPELINE = UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10");
    private static final String POOL_HEX = "33221100554477668899aabbccddeeff";
    private static final String NONE_HEX = "00000000000000000000000000000000";

    private static byte[] bytes(String hex, String data) {
        var header = HexFormat.of().parseHex(hex);
        var text = data.getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(header, header.length + text.length);
        System.arraycopy(text, 0, all, header.length, text.length);
        return all;
    }

    private static Message toClient(MessageType type, String data) throws PsrpException {
        var hex = HexFormat.of().toHexDigits(Integer.reverseBytes(type.value()));
        return FORMAT.read(bytes("01000000" + hex + POOL_HEX + (type.ofPipeline() ? POOL_HEX : NONE_HEX), data));
    }

    private static String refused(byte[] bytes) {
        return assertThrows(PsrpException.class, () -> FORMAT.read(bytes)).getMessage();
    }

    private static List<MessageBody> ofTheClient() {
        var call = new HostCall(MessageType.PIPELINE_HOST_CALL, 7, new HostMethod(11, "ReadLine"),
                List.of(new Primitive.Text("a")));
        var both = new Merging(PipelineResultTypes.ERROR, PipelineResultTypes.OUTPUT, PipelineResultTypes.NONE,
                PipelineResultTypes.NULL,
                PipelineResultTypes.OUTPUT, PipelineResultTypes.NONE, PipelineResultTypes.DEBUG, PipelineResultTypes.INFORMATION);
        var command = new Command("Get-Item", false, true, both, List.of()).with("Path", new Primitive.Text("C:\\"))
                .with(null, new Primitive.Nil());
        var statements = new PowerShell(true,
                List.of(List.of(Command.script("1;\n2"), command), List.of(Command.named("Out-Null"))), "h",
                true);
        return List.of(SessionCapability.OURS, InitRunspacePool.of(3), CreatePipeline.of(PowerShell.of(Command.script("dir"))),
                new CreatePipeline(false, ApartmentState.STA, 15, true, HostInfo.NONE, statements, true),
                new PipelineInput(new Primitive.Text("x")), new EndOfPipelineInput(), HostResponse.refusal(call),
                new HostResponse(MessageType.RUNSPACEPOOL_HOST_RESPONSE, 1, call.method(), new Primitive.Text("line"), null),
                new PublicKey("AAAA"), new OtherMessage(MessageType.CONNECT_RUNSPACEPOOL, new Primitive.Text("")),
                new OtherMessage(MessageType.GET_AVAILABLE_RUNSPACES, null));
    }

    @Test
    void bytesAreThoseOfTheSpecification() {
        var written = FORMAT.write(new Message(Destination.SERVER, POOL, PIPELINE, new PipelineInput(Primitive.Whole.of(2))));
        assertArrayEquals(
                bytes("02000000" + "02100400" + POOL_HEX + "0403020106050807" + "090a0b0c0d0e0f10" + "efbbbf", "<I32>2</I32>"),
                written);
    }

    @Test
    void theEndOfInputHasNoData() {
        assertEquals(40, FORMAT.write(Message.toServer(POOL, PIPELINE, new EndOfPipelineInput())).length);
    }

    @Test
    void everyMessageOfTheClientIsReadAsItWasMeant() throws PsrpException {
        for (var body : ofTheClient()) {
            var message = Message.toServer(POOL, PIPELINE, body);
            assertEquals(message, FORMAT.read(FORMAT.write(message)));
        }
    }

    @Test
    void messagesOfTheServerAreReadWithAndWithoutByteOrderMark() throws PsrpException {
        for (var mark : List.of("", "\ufeff")) {
            var opened = toClient(MessageType.RUNSPACEPOOL_STATE,
                    mark + "<Obj RefId=\"0\"><MS><I32 N=\"RunspaceState\">2</I32></MS></Obj>");
            assertEquals(
                    new Message(Destination.CLIENT, POOL, null, new RunspacePoolStateMessage(RunspacePoolState.OPENED, null)),
                    opened);
        }
    }

    @Test
    void anErrorSaysWhatAndWhich() throws PsrpException {
        var error = (ErrorRecord) toClient(MessageType.ERROR_RECORD, """
                <Obj RefId="0"><TN RefId="0"><T>System.Management.Automation.ErrorRecord</T></TN><ToString>outer</ToString><MS>
                <Obj N="Exception" RefId="1"><TN RefId="1"><T>System.IO.IOException</T><T>System.Exception</T></TN>
                <ToString>System.IO.IOException: inner</ToString><Props><S N="Message">Zugriff verweigert_x000A_</S></Props></Obj>
                <S N="FullyQualifiedErrorId">FileOpen,GetContent</S><I32 N="ErrorCategory_Category">1</I32>
                <S N="ErrorCategory_Activity">Get-Content</S><S N="ErrorCategory_Reason">IOException</S><Nil N="TargetObject"/>
                </MS></Obj>""").body();
        assertEquals("Zugriff verweigert\n", error.message());
        assertEquals("System.IO.IOException", error.exceptionType());
        assertEquals("FileOpen,GetContent", error.fullyQualifiedErrorId());
        assertEquals(1, error.category());
        assertEquals("Get-Content", error.activity());
        assertEquals(null, error.targetName());
    }

    @Test
    void aRefusalNamesTheMethod() {
        var refusal = HostResponse
                .refusal(new HostCall(MessageType.PIPELINE_HOST_CALL, 7, new HostMethod(12, "ReadLineAsSecureString"),
                        List.of()));
        assertEquals(MessageType.PIPELINE_HOST_RESPONSE, refusal.type());
        assertEquals("The client has no host; the call of its method ReadLineAsSecureString is refused.",
                refusal.exception().message());
        assertEquals("RemoteHostExecutionException", refusal.exception().fullyQualifiedErrorId());
    }

    @Test
    void theServersVersionsAreFoundInItsPrivateData() throws PsrpException {
        var data = (ApplicationPrivateData) toClient(MessageType.APPLICATION_PRIVATE_DATA,
                """
                <Obj><MS><Obj N="ApplicationPrivateData"><DCT><En><S N="Key">PSVersionTable</S><Obj N="Value"><DCT>
                <En><S N="Key">BuildVersion</S><Version N="Value">10.0.17763.1</Version></En></DCT></Obj></En></DCT></Obj></MS></Obj>""")
                .body();
        assertEquals("10.0.17763.1", data.version("BuildVersion").orElseThrow().text());
        assertTrue(data.version("PSVersion").isEmpty());
        var none = (ApplicationPrivateData) toClient(MessageType.APPLICATION_PRIVATE_DATA,
                "<Obj><MS><Nil N=\"ApplicationPrivateData\"/></MS></Obj>").body();
        assertTrue(none.version("PSVersion").isEmpty());
    }

    @Test
    void whatIsNoMessageIsRefusedInWords() throws PsrpException {
        assertEquals("a message of 39 bytes, its header alone has 40", refused(new byte[39]));
        assertEquals("a message for the unknown destination 0", refused(new byte[40]));
        assertEquals("a message of the unknown type 0x12345678",
                refused(bytes("01000000" + "78563412" + POOL_HEX + NONE_HEX, "")));
        assertEquals("CREATE_PIPELINE for the CLIENT", refused(bytes("01000000" + "06100200" + POOL_HEX + NONE_HEX, "")));
        assertEquals("RUNSPACEPOOL_STATE: an object was due", refused(bytes("01000000" + "05100200" + POOL_HEX + NONE_HEX, "")));
        assertEquals("RUNSPACEPOOL_STATE without RunspaceState",
                refused(bytes("01000000" + "05100200" + POOL_HEX + NONE_HEX, "<Obj/>")));
        assertEquals("RUNSPACEPOOL_STATE: RunspaceState 10", refused(bytes("01000000" + "05100200" + POOL_HEX + NONE_HEX,
                "<Obj><MS><I32 N=\"RunspaceState\">10</I32></MS></Obj>")));
        assertEquals("RUNSPACEPOOL_STATE: RunspaceState is no such number",
                refused(bytes("01000000" + "05100200" + POOL_HEX + NONE_HEX,
                        "<Obj><MS><I64 N=\"RunspaceState\">4294967298</I64></MS></Obj>")));
        assertEquals("PIPELINE_OUTPUT without data", refused(bytes("01000000" + "04100400" + POOL_HEX + POOL_HEX, "\ufeff")));
        assertEquals("a message's data is not UTF-8",
                refused(bytes("01000000" + "04100400" + POOL_HEX + POOL_HEX + "fffe", "<S/>")));
    }

    @Test
    void everyTypeHasANumberOfItsOwnAndIsFoundByIt() throws PsrpException {
        for (var type : MessageType.values()) assertEquals(type, MessageType.of(type.value()));
        assertEquals(31, MessageType.values().length);
    }

    @Test
    void mutatedMessagesGiveNothingButTheOneException() {
        var random = new Random(71);
        var bodies = ofTheClient();
        var refused = 0;
        for (var round = 0; round < 5000; round++) {
            var bytes = FORMAT.write(Message.toServer(POOL, PIPELINE, bodies.get(random.nextInt(bodies.size()))));
            for (var i = 0; i < 1 + random.nextInt(4); i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            if (random.nextInt(3) == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            try {
                FORMAT.read(bytes);
            } catch (PsrpException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, refused + " of 5000");
    }

    @Test
    void anyValueWhereAMessageWasDueGivesNothingButTheOneException() {
        for (var type : MessageType.values()) {
            for (var value : List.of(new Primitive.Text("x"), ComplexObject.of(List.of()),
                    ComplexObject.enumeration("E", "x", -1))) {
                var destination = type.destinations().iterator().next();
                var bytes = FORMAT.write(new Message(destination, POOL, PIPELINE, new OtherMessage(type, value)));
                try {
                    FORMAT.read(bytes);
                } catch (PsrpException e) {
                    assertTrue(e.getMessage().contains(type.name()), e.getMessage());
                }
            }
        }
    }
}
