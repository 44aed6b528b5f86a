package org.tidewaiter.psrp.message;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * ERROR_RECORD, [MS-PSRP] 2.2.2.20, and the data type ErrorRecord, 2.2.3.15.
 *
 * @param message               what went wrong, in the server's language; empty where nothing was said
 * @param exceptionType         the type name of the exception; null where none was sent
 * @param fullyQualifiedErrorId which error it is, whatever the language; null where none was sent
 * @param category              ErrorCategory, 2.2.3.9; 0 where none was sent
 * @param categoryReason        the exception's short name, mostly; null where none was sent
 * @param activity              the command; null where none was sent
 * @param targetName            what the command was about; null where none was sent
 * @param data                  the whole record
 */
public record ErrorRecord(String message, @Nullable String exceptionType, @Nullable String fullyQualifiedErrorId, int category,
        @Nullable String categoryReason, @Nullable String activity, @Nullable String targetName, ComplexObject data)
        implements MessageBody {

    /** ErrorCategory NotImplemented. */
    static final int NOT_IMPLEMENTED = 11;

    @Override
    public MessageType type() {
        return MessageType.ERROR_RECORD;
    }

    /**
     * A record of this client's own.
     *
     * @param exceptionType         the type name of the exception, say {@code System.NotImplementedException}
     * @param message               what went wrong
     * @param fullyQualifiedErrorId which error it is
     * @param category              ErrorCategory, 2.2.3.9
     */
    public static ErrorRecord of(String exceptionType, String message, String fullyQualifiedErrorId, int category) {
        var reason = exceptionType.substring(exceptionType.lastIndexOf('.') + 1);
        var exception = new ComplexObject(List.of(exceptionType, "System.Exception", "System.Object"),
                exceptionType + ": " + message, null,
                new Properties().put("Message", message).object().extended(), List.of());
        var data = new Properties().put("Exception", exception).put("TargetObject", new Primitive.Nil())
                .put("FullyQualifiedErrorId", fullyQualifiedErrorId).put("InvocationInfo", new Primitive.Nil())
                .put("ErrorCategory_Category", category).put("ErrorCategory_Activity", "").put("ErrorCategory_Reason", reason)
                .put("ErrorCategory_TargetName", "").put("ErrorCategory_TargetType", "").put("ErrorCategory_Message", reason)
                .put("SerializeExtendedInfo", false)
                .object(List.of("System.Management.Automation.ErrorRecord", "System.Object"), message);
        return new ErrorRecord(message, exceptionType, fullyQualifiedErrorId, category, reason, "", "", data);
    }

    static ErrorRecord of(String where, @Nullable Value data) throws PsrpException {
        var fields = Fields.of(where, data);
        var exception = fields.optional("Exception") instanceof ComplexObject object ? object : null;
        var said = exception == null ? null : Fields.shown(exception.property("Message").orElse(null));
        if (said == null) {
            said = fields.object().string();
        }
        if (said == null) {
            said = Fields.shown(exception);
        }
        return new ErrorRecord(said == null ? "" : said,
                exception == null || exception.typeNames().isEmpty() ? null : exception.typeNames().getFirst(),
                fields.optionalText("FullyQualifiedErrorId"),
                fields.number("ErrorCategory_Category", 0), fields.optionalText("ErrorCategory_Reason"),
                fields.optionalText("ErrorCategory_Activity"),
                fields.optionalText("ErrorCategory_TargetName"), fields.object());
    }

    /** The reason of a change of state; null where none was sent. */
    static @Nullable ErrorRecord optional(Fields fields) throws PsrpException {
        var record = fields.optional("ExceptionAsErrorRecord");
        return record == null ? null : of(fields.where() + ".ExceptionAsErrorRecord", record);
    }
}
