package org.tidewaiter.transport.winrm.wsman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Replies that no service should send, and requests that hold what XML has to escape. */
class HostileReplyTest {

    private static final String HEAD = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
            + " xmlns:rsp=\"http://schemas.microsoft.com/wbem/wsman/1/windows/shell\"><s:Header/><s:Body>";
    private static final String TAIL = "</s:Body></s:Envelope>";
    private static final Conversation CONVERSATION = Conversation.with("http://192.0.2.7:5985/wsman", Duration.ofSeconds(20));

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "no XML", "<html><body>Login</body></html>", HEAD, HEAD + "<rsp:CommandResponse/>" + TAIL,
        HEAD + "<rsp:CommandResponse><rsp:CommandId>seven</rsp:CommandId></rsp:CommandResponse>" + TAIL,
        "<!DOCTYPE s [<!ENTITY a \"aaaa\">]>" + HEAD
                + "<rsp:CommandResponse><rsp:CommandId>&a;</rsp:CommandId></rsp:CommandResponse>"
                + TAIL,
        "<!DOCTYPE s SYSTEM \"http://127.0.0.1:1/x.dtd\">" + HEAD + TAIL,
        HEAD + "<rsp:CommandResponse>&undeclared;</rsp:CommandResponse>" + TAIL, HEAD + TAIL + "<more/>" })
    void brokenReplyIsBroken(String reply) {
        var failure = assertThrows(TransportException.class, () -> ShellReplies.command(utf8(reply)));
        assertEquals(Failure.BROKEN, failure.failure());
        assertThrows(TransportException.class, () -> ShellReplies.received(utf8(reply)));
    }

    @Test
    void deepReplyIsBroken() {
        var reply = HEAD + "<a>".repeat(100_000) + "</a>".repeat(100_000) + TAIL;
        assertThrows(TransportException.class, () -> ShellReplies.done(utf8(reply)));
    }

    @Test
    void replyThatIsCutAnywhereIsBroken() {
        var reply = utf8(HEAD + "<rsp:CommandResponse><rsp:CommandId>" + UUID.randomUUID()
                + "</rsp:CommandId></rsp:CommandResponse>" + TAIL);
        for (var length = 0; length < reply.length; length++) {
            var cut = Arrays.copyOf(reply, length);
            assertThrows(TransportException.class, () -> ShellReplies.command(cut));
        }
    }

    @Test
    void faultWithoutDetailIsStillAFault() {
        var fault = assertThrows(WsmanFault.class,
                () -> ShellReplies.done(utf8(HEAD + "<s:Fault><s:Code><s:Value>s:Receiver</s:Value>"
                        + "</s:Code><s:Reason><s:Text xml:lang=\"de-DE\">Zugriff\nverweigert</s:Text></s:Reason></s:Fault>"
                        + TAIL)));
        assertEquals(0, fault.faultCode());
        assertEquals("Receiver", fault.code());
        assertEquals("Zugriff verweigert", fault.words());
        assertEquals(Failure.BROKEN, fault.asFailure("192.0.2.7").failure());
    }

    @Test
    void whatXmlMustEscapeComesBackAsItWas() throws Exception {
        var words = "a<b> & \"c\" 'd' \t\r\n \u00e4 \ud83d\ude00 ]]>";
        var request = ShellRequests.commandShell(CONVERSATION, UUID.randomUUID()).command("cmd & co", List.of(words));
        var line = SoapReader.content(request, Names.SHELL, "CommandLine");
        assertEquals("cmd & co", line.textOf(Names.SHELL, "Command"));
        assertEquals(words, line.child(Names.SHELL, "Arguments").orElseThrow().text());
        assertThrows(IllegalArgumentException.class,
                () -> new CimRequests(CONVERSATION, "root/cimv2", 10).enumerate("SELECT * FROM Win32_X WHERE Name = '\u0000'"));
    }

    @Test
    void operationTimeoutSaysAskAgain() {
        var fault = assertThrows(WsmanFault.class, () -> ShellReplies.received(utf8(HEAD
                + "<s:Fault><s:Code><s:Value>s:Receiver</s:Value>"
                + "<s:Subcode><s:Value>w:TimedOut</s:Value></s:Subcode></s:Code><s:Detail><f:WSManFault"
                + " xmlns:f=\"http://schemas.microsoft.com/wbem/wsman/1/wsmanfault\" Code=\"2150858793\" Machine=\"x\"><f:Message>late</f:Message>"
                + "</f:WSManFault></s:Detail></s:Fault>" + TAIL)));
        assertTrue(fault.isOperationTimeout());
        assertFalse(fault.isQuota());
        assertEquals("late", fault.words());
    }
}
