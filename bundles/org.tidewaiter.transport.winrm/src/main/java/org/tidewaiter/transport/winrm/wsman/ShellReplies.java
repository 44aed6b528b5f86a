package org.tidewaiter.transport.winrm.wsman;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;

/** Reads what a shell answers ([MS-WSMV] 2.2.4.7 and on). Every method throws {@link WsmanFault} where the answer is one. */
public final class ShellReplies {

    private ShellReplies() {
    }

    /**
     * A shell that was made.
     *
     * @param shell     its identifier, for the selector ShellId
     * @param owner     {@code DOMAIN\\user}, as whom it runs; "" where the service does not say
     * @param clientIp  the address that the service saw; "" where it does not say
     * @param processId of the process that hosts it; "" where the service does not say
     */
    public record Created(UUID shell, String owner, String clientIp, String processId) {
    }

    /**
     * A piece of output.
     *
     * @param name    stdout, stderr or pr
     * @param command whose it is; absent: the shell's own
     * @param bytes   decoded; for PowerShell whole PSRP fragments
     * @param end     whether the stream ends here
     */
    public record Stream(String name, @Nullable UUID command, byte[] bytes, boolean end) {
    }

    /**
     * What a Receive brought.
     *
     * @param streams  output, in order
     * @param done     whether the command has ended
     * @param exitCode where it is done and the service says so
     */
    public record Received(List<Stream> streams, boolean done, @Nullable Integer exitCode) {
    }

    /** Of Create. */
    public static Created created(byte[] envelope) throws WsmanFault, TransportException {
        var body = SoapReader.body(envelope);
        var shell = body.stream().filter(e -> e.is(Names.SHELL, "Shell")).findFirst();
        var id = shell.map(s -> s.textOf(Names.SHELL, "ShellId")).filter(s -> !s.isEmpty()).orElseGet(() -> selector(body));
        if (id.isEmpty()) {
            throw SoapReader.broken("the reply names no shell", null);
        }
        return new Created(uuid(id), shell.map(s -> s.textOf(Names.SHELL, "Owner")).orElse(""),
                shell.map(s -> s.textOf(Names.SHELL, "ClientIP")).orElse(""),
                shell.map(s -> s.textOf(Names.SHELL, "ProcessId")).orElse(""));
    }

    /** Windows Server 2008 R2 answers a Create with the reference to the resource alone (DSP0226, 7.5). */
    private static String selector(List<Element> body) {
        return body.stream().filter(e -> e.is(Names.TRANSFER, "ResourceCreated"))
                .flatMap(e -> e.all(Names.ADDRESSING, "ReferenceParameters")).flatMap(e -> e.all(Names.WSMAN, "SelectorSet"))
                .flatMap(e -> e.all(Names.WSMAN, "Selector")).filter(e -> e.attribute("Name").equals("ShellId"))
                .map(e -> e.text().strip()).findFirst().orElse("");
    }

    /** Of Command: the command's identifier. */
    public static UUID command(byte[] envelope) throws WsmanFault, TransportException {
        return uuid(SoapReader.content(envelope, Names.SHELL, "CommandResponse").textOf(Names.SHELL, "CommandId"));
    }

    /** Of Receive. */
    public static Received received(byte[] envelope) throws WsmanFault, TransportException {
        var response = SoapReader.content(envelope, Names.SHELL, "ReceiveResponse");
        var streams = new ArrayList<Stream>();
        for (var stream : response.all(Names.SHELL, "Stream").toList()) {
            streams.add(new Stream(stream.attribute("Name"), optional(stream.attribute("CommandId")), base64(stream.text()),
                    stream.attribute("End").equalsIgnoreCase("true")));
        }
        var state = response.child(Names.SHELL, "CommandState");
        // [MS-WSMV] 2.2.4.6: .../CommandState/Done, /Pending, /Running
        var done = state.filter(s -> s.attribute("State").endsWith("/Done")).isPresent();
        var code = state.map(s -> s.textOf(Names.SHELL, "ExitCode")).orElse("");
        return new Received(streams, done, code.isEmpty() ? null : exitCode(code));
    }

    /** Of Send, Signal and Delete, whose answers say nothing but that it was done. */
    public static void done(byte[] envelope) throws WsmanFault, TransportException {
        SoapReader.body(envelope);
    }

    private static byte[] base64(String text) throws TransportException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw SoapReader.broken("the reply's stream is not in base64", e);
        }
    }

    private static @Nullable UUID optional(String text) throws TransportException {
        return text.isEmpty() ? null : uuid(text);
    }

    private static UUID uuid(String text) throws TransportException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw SoapReader.broken("the reply names something that is no identifier: " + SoapReader.printable(text), e);
        }
    }

    private static int exitCode(String text) throws TransportException {
        try {
            // NTSTATUS codes of processes that crashed are written as large numbers.
            return (int) Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw SoapReader.broken("the reply's exit code is no number: " + SoapReader.printable(text), e);
        }
    }
}
