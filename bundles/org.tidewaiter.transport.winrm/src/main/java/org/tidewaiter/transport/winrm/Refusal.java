package org.tidewaiter.transport.winrm;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Shortfall;

/** What the errors of a request mean for whoever asked. */
final class Refusal {

    /** {@code PermissionDenied HRESULT 0x80041003,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand}. */
    private static final Pattern ERROR = Pattern.compile("([A-Za-z]{1,40}) ?(.{0,300})", Pattern.DOTALL);
    private static final Pattern HRESULT = Pattern.compile("HRESULT 0x([0-9A-Fa-f]{1,8})");

    private Refusal() {
    }

    /** The shortfall of a request that met these errors; the gravest counts. Empty when there were none. */
    static Optional<Shortfall> of(String requestId, List<String> errors) {
        return errors.stream().map(e -> of(requestId, e)).min(Comparator.comparingInt(Refusal::gravity));
    }

    private static int gravity(Shortfall shortfall) {
        return switch (shortfall.reason()) {
            case DENIED -> 0;
            case TIMED_OUT -> 1;
            case UNREACHABLE, UNPARSEABLE, CANCELLED, SKIPPED -> 2;
            case NOT_REPORTED -> 3;
            case NOT_PRESENT -> 4;
        };
    }

    private static Shortfall of(String requestId, String error) {
        var words = ERROR.matcher(error);
        var category = words.matches() ? words.group(1) : "";
        var id = words.matches() ? words.group(2).strip() : error;
        var reason = hresult(id).flatMap(Refusal::byCode).orElseGet(() -> byName(category, id));
        var detail = switch (reason) {
            case DENIED -> "access denied; the account needs to be an administrator of the computer";
            case NOT_PRESENT -> "the computer does not have it";
            case TIMED_OUT -> "it did not end in time";
            default -> "it failed";
        };
        return new Shortfall(reason, requestId + ": " + detail + " (" + shown(category, id) + ")");
    }

    private static String shown(String category, String id) {
        return id.isEmpty() ? category : id.split(",", 2)[0].replaceAll("\\p{Cntrl}", " ");
    }

    private static Optional<Long> hresult(String id) {
        var code = HRESULT.matcher(id);
        return code.find() ? Optional.of(Long.parseLong(code.group(1), 16)) : Optional.empty();
    }

    /** [MS-WMI] 2.2.11, WBEMSTATUS; and [MS-ERREF] for the one of Windows itself. */
    private static Optional<GapReason> byCode(long code) {
        if (code == 0x80041003L || code == 0x80070005L) {
            return Optional.of(GapReason.DENIED); // WBEM_E_ACCESS_DENIED, E_ACCESSDENIED
        }
        if (code == 0x80041010L || code == 0x8004100EL || code == 0x80041002L || code == 0x80041011L
                || code == 0x803380FAL) {
            return Optional.of(GapReason.NOT_PRESENT); // INVALID_CLASS, INVALID_NAMESPACE, NOT_FOUND, PROVIDER_NOT_FOUND, and WS-Management's own for a class
        }
        return code == 0x00040004L || code == 0x80041069L ? Optional.of(GapReason.TIMED_OUT) : Optional.empty(); // TIMEDOUT
    }

    /** ErrorCategory, [MS-PSRP] 2.2.3.9. */
    private static GapReason byName(String category, String id) {
        if (id.startsWith("CommandNotFoundException")) {
            return GapReason.NOT_PRESENT;
        }
        return switch (category.toLowerCase(Locale.ROOT)) {
            case "permissiondenied", "securityerror" -> GapReason.DENIED;
            case "objectnotfound", "resourceunavailable", "notinstalled" -> GapReason.NOT_PRESENT;
            case "operationtimeout" -> GapReason.TIMED_OUT;
            default -> GapReason.NOT_REPORTED;
        };
    }
}
