package org.tidewaiter.transport.winrm.wsman;

import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a shell ([MS-WSMV] 3.1.4.1), each as the whole envelope in UTF-8. One object stands for one shell of the conversation.
 * Whoever asks reads the answer with {@link ShellReplies}.
 */
public final class ShellRequests {

    private static final String COMMAND = Names.SHELL + "/Command";
    private static final String RECEIVE = Names.SHELL + "/Receive";
    private static final String SEND = Names.SHELL + "/Send";
    private static final String SIGNAL = Names.SHELL + "/Signal";

    private final Conversation conversation;
    private final String resource;
    private final UUID shell;
    private final String outputStreams;

    private ShellRequests(Conversation conversation, String resource, UUID shell, String outputStreams) {
        this.conversation = conversation;
        this.resource = resource;
        this.shell = shell;
        this.outputStreams = outputStreams;
    }

    /** A PowerShell runspace pool, named by the client ([MS-PSRP] 2.2.1). */
    public static ShellRequests powerShell(Conversation conversation, UUID shell) {
        return new ShellRequests(conversation, Names.POWERSHELL_RESOURCE, shell, "stdout");
    }

    /** A command shell that is there: its name comes from the answer to {@link #createCommandShell}. */
    public static ShellRequests commandShell(Conversation conversation, UUID shell) {
        return new ShellRequests(conversation, Names.COMMAND_SHELL, shell, "stdout stderr");
    }

    /** Asks for a command shell (WinRS). */
    public static byte[] createCommandShell(Conversation conversation) {
        return new Envelope(conversation, Names.TRANSFER + "/Create", Names.COMMAND_SHELL)
                .body("<rsp:Shell><rsp:InputStreams>stdin</rsp:InputStreams><rsp:OutputStreams>stdout stderr</rsp:OutputStreams></rsp:Shell>");
    }

    /** The shell's identifier. */
    public UUID shell() {
        return shell;
    }

    /**
     * Makes the runspace pool.
     *
     * @param creationXml     the first PSRP fragments: SESSION_CAPABILITY and INIT_RUNSPACEPOOL ([MS-PSRP] 3.1.5.3.1)
     * @param protocolVersion of PSRP, {@code 2.3}
     */
    public byte[] create(byte[] creationXml, String protocolVersion) {
        // Without the profile: making one for an account that was never there would write to the disk ([MS-WSMV] 2.2.4.39).
        return new Envelope(conversation, Names.TRANSFER + "/Create", resource).option("protocolversion", protocolVersion, true)
                .option("WINRS_NOPROFILE", "TRUE", true).body("<rsp:Shell ShellId=\"" + Envelope.id(shell)
                        + "\"><rsp:InputStreams>stdin pr</rsp:InputStreams><rsp:OutputStreams>stdout</rsp:OutputStreams><creationXml xmlns=\""
                        + Names.POWERSHELL + "\">" + base64(creationXml) + "</creationXml></rsp:Shell>");
    }

    /** Starts a pipeline: the command's name is empty and its argument the first fragment of CREATE_PIPELINE ([MS-PSRP] 3.1.5.3.3). */
    public byte[] pipeline(UUID command, byte[] fragment) {
        return envelope(COMMAND).option("WINRS_SKIP_CMD_SHELL", "FALSE", false).body("<rsp:CommandLine CommandId=\""
                + Envelope.id(command) + "\"><rsp:Command/><rsp:Arguments>" + base64(fragment)
                + "</rsp:Arguments></rsp:CommandLine>");
    }

    /** Starts a program in a command shell; the service names the command. */
    public byte[] command(String program, List<String> arguments) {
        var words = new StringBuilder();
        arguments.forEach(a -> words.append("<rsp:Arguments>").append(Envelope.escape(a)).append("</rsp:Arguments>"));
        return envelope(COMMAND).option("WINRS_CONSOLEMODE_STDIN", "TRUE", false).option("WINRS_SKIP_CMD_SHELL", "FALSE", false)
                .body("<rsp:CommandLine><rsp:Command>" + Envelope.escape(program) + "</rsp:Command>" + words
                        + "</rsp:CommandLine>");
    }

    /** Asks for output, of a command or, where none is named, of the shell. The service waits for some until the operation timeout. */
    public byte[] receive(@Nullable UUID command) {
        return envelope(RECEIVE).option("WSMAN_CMDSHELL_OPTION_KEEPALIVE", "TRUE", false).body("<rsp:Receive><rsp:DesiredStream"
                + commandId(command) + ">" + outputStreams + "</rsp:DesiredStream></rsp:Receive>");
    }

    /** Sends input, to a command or, where none is named, to the shell. */
    public byte[] send(@Nullable UUID command, byte[] input) {
        return envelope(SEND).body(
                "<rsp:Send><rsp:Stream Name=\"stdin\"" + commandId(command) + ">" + base64(input) + "</rsp:Stream></rsp:Send>");
    }

    /** Ends a command and frees what it holds ([MS-WSMV] 2.2.4.38); also for one that is done. */
    public byte[] terminate(UUID command) {
        return signal(command, Names.SHELL + "/signal/terminate");
    }

    /** Stops a pipeline ([MS-PSRP] 3.1.5.3.9: the code is spelt so). */
    public byte[] stop(UUID command) {
        return signal(command, "powershell/signal/crtl_c");
    }

    /** Removes the shell with all that runs in it. */
    public byte[] delete() {
        return envelope(Names.TRANSFER + "/Delete").body("");
    }

    private byte[] signal(UUID command, String code) {
        return envelope(SIGNAL).body("<rsp:Signal" + commandId(command) + "><rsp:Code>" + code + "</rsp:Code></rsp:Signal>");
    }

    private Envelope envelope(String action) {
        return new Envelope(conversation, action, resource).selector("ShellId", Envelope.id(shell));
    }

    private static String commandId(@Nullable UUID command) {
        return command == null ? "" : " CommandId=\"" + Envelope.id(command) + "\"";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
