package org.tidewaiter.transport.winrm.wsman;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** The service answered with a fault (SOAP 1.2 part 1, 5.4; [MS-WSMV] 2.2.4.42). What it wrote is in its language and only quoted. */
public final class WsmanFault extends Exception {

    private static final long serialVersionUID = 1L;

    /** Access is denied: a Win32 code ([MS-ERREF] 2.2). */
    public static final long ACCESS_DENIED = 5;
    /** The operation was aborted: a Win32 code; Windows says so of a shell that was removed while it was asked. */
    public static final long OPERATION_ABORTED = 995;
    /** Nothing happened within the operation timeout: ask again. */
    public static final long OPERATION_TIMED_OUT = 2_150_858_793L;
    /** No such shell, or any more: the selectors name nothing. */
    public static final long UNEXPECTED_SELECTORS = 2_150_858_843L;
    /** The answer does not fit into the envelope's largest size. */
    public static final long ENCODING_LIMIT = 2_150_858_805L;
    /** A quota that the service does not name. */
    public static final long QUOTA_LIMIT = 2_150_858_815L;
    /** Too many shells of this user. */
    public static final long QUOTA_MAX_SHELLS = 2_150_859_173L;
    /** Too many operations of this user at a time. */
    public static final long QUOTA_MAX_OPERATIONS = 2_150_859_174L;
    /** This user asks too often. */
    public static final long QUOTA_USER = 2_150_859_175L;
    /** Everybody together asks too often. */
    public static final long QUOTA_SYSTEM = 2_150_859_176L;
    /** Too many users have shells. */
    public static final long QUOTA_MAX_SHELL_USERS = 2_150_859_179L;

    private final String code;
    private final String subcode;
    private final long faultCode;
    private final String machine;
    private final String provider;
    private final String words;

    private WsmanFault(String code, String subcode, long faultCode, String machine, String provider, String words) {
        super(message(code, subcode, faultCode, words));
        this.code = code;
        this.subcode = subcode;
        this.faultCode = faultCode;
        this.machine = machine;
        this.provider = provider;
        this.words = words;
    }

    static WsmanFault of(Element fault) {
        var code = fault.child(Names.SOAP, "Code");
        var detail = fault.child(Names.SOAP, "Detail");
        var wsman = detail.flatMap(d -> d.child(Names.FAULT, "WSManFault"));
        var message = wsman.flatMap(w -> w.child(Names.FAULT, "Message"));
        var provider = message.flatMap(m -> m.child(Names.FAULT, "ProviderFault"));
        var reason = fault.child(Names.SOAP, "Reason").map(r -> r.textOf(Names.SOAP, "Text")).orElse("");
        var words = message.map(Element::wholeText).map(SoapReader::printable).filter(w -> !w.isEmpty())
                .orElse(SoapReader.printable(reason));
        return new WsmanFault(local(code.map(c -> c.textOf(Names.SOAP, "Value")).orElse("")),
                local(code.flatMap(c -> c.child(Names.SOAP, "Subcode")).map(s -> s.textOf(Names.SOAP, "Value")).orElse("")),
                wsman.map(w -> number(w.attribute("Code"))).or(() -> detail.flatMap(WsmanFault::wmiError)).orElse(0L),
                wsman.map(w -> SoapReader.printable(w.attribute("Machine"))).orElse(""),
                provider.map(p -> SoapReader.printable(p.attribute("provider"))).orElse(""), words);
    }

    /** WMI's providers answer with an MSFT_WmiError, whose error_Code is the same sort of number. */
    private static Optional<Long> wmiError(Element detail) {
        return detail.children().stream().flatMap(e -> e.children().stream()).filter(e -> e.name().equals("error_Code"))
                .map(e -> number(e.text().strip())).findFirst();
    }

    /** {@code w:AccessDenied} without its prefix, which the service is free to choose. */
    private static String local(String name) {
        return SoapReader.printable(name.substring(name.indexOf(':') + 1));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text) & 0xffff_ffffL;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** {@code Sender} or {@code Receiver}. */
    public String code() {
        return code;
    }

    /** {@code AccessDenied}, {@code TimedOut}, {@code InvalidSelectors}, ... (DSP0226 section 14); "" where there is none. */
    public String subcode() {
        return subcode;
    }

    /** The number that Windows gives the fault; 0 where it gives none. */
    public long faultCode() {
        return faultCode;
    }

    /** The machine that names itself; "" where none does. */
    public String machine() {
        return machine;
    }

    /** The provider that failed, {@code Shell provider}; "" where it was the service itself. */
    public String provider() {
        return provider;
    }

    /** What the service wrote, one line, at most 300 characters. */
    public String words() {
        return words;
    }

    /** Whether nothing is wrong but that nothing happened yet: the same Receive goes again. */
    public boolean isOperationTimeout() {
        return faultCode == OPERATION_TIMED_OUT || subcode.equals("TimedOut");
    }

    /** Whether the login lacks the right. */
    public boolean isAccessDenied() {
        return faultCode == ACCESS_DENIED || faultCode == 0x8007_0005L || subcode.equals("AccessDenied");
    }

    /** Whether the shell is not there, or not any more. */
    public boolean isNoSuchShell() {
        return faultCode == UNEXPECTED_SELECTORS;
    }

    /** Whether a quota is used up: later it may work. */
    public boolean isQuota() {
        return quota(faultCode) != null;
    }

    /**
     * As a failure of the conversation.
     *
     * @param asked who was asked what: {@code 192.0.2.7:5985: the shell}
     */
    public TransportException asFailure(String asked) {
        var failure = isAccessDenied() ? Failure.DENIED : isOperationTimeout() ? Failure.TIMED_OUT
                : isQuota() ? Failure.UNSUPPORTED : Failure.BROKEN;
        return new TransportException(failure, asked + ": " + getMessage(), this);
    }

    private static String message(String code, String subcode, long number, String words) {
        var meaning = meaning(number, subcode);
        return (meaning == null ? "the service answered with a fault" : meaning) + " (" + (number == 0 ? "" : number + ", ")
                + (subcode.isEmpty() ? code : subcode) + (words.isEmpty() ? "" : ": " + words) + ")";
    }

    private static @Nullable String meaning(long number, String subcode) {
        var quota = quota(number);
        if (quota != null) return quota;
        if (number == ACCESS_DENIED || number == 0x8007_0005L || subcode.equals("AccessDenied")) {
            return "the login is good, but may not do this; put the account into Remote Management Users or Administrators,"
                    + " and give it Remote Enable on the WMI namespace";
        }
        if (number == OPERATION_TIMED_OUT || subcode.equals("TimedOut")) return "nothing happened within the operation timeout";
        if (number == UNEXPECTED_SELECTORS) return "there is no such shell (any more)";
        if (number == ENCODING_LIMIT)
            return "the answer is larger than the service may send; raise MaxEnvelopeSizekb, or ask for less";
        return number == OPERATION_ABORTED ? "the operation was aborted, as when its shell is removed" : null;
    }

    private static @Nullable String quota(long number) {
        if (number == QUOTA_MAX_SHELLS) return "this user has too many shells there; end some, or raise MaxShellsPerUser";
        if (number == QUOTA_MAX_OPERATIONS) {
            return "this user has too many operations under way there; try later, or raise MaxConcurrentOperationsPerUser";
        }
        if (number == QUOTA_USER) return "this user asks too often; try later";
        if (number == QUOTA_SYSTEM) return "the service is asked too often; try later";
        if (number == QUOTA_MAX_SHELL_USERS) return "too many users have shells there; try later, or raise MaxConcurrentUsers";
        return number == QUOTA_LIMIT ? "a quota of the service is used up; try later" : null;
    }
}
