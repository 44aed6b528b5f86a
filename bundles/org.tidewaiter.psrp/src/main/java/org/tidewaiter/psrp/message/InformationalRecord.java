package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * DEBUG_RECORD, VERBOSE_RECORD and WARNING_RECORD, [MS-PSRP] 2.2.2.22 to 2.2.2.24; the data type is 2.2.3.16.
 *
 * @param type    which of the three
 * @param message what is said, in the server's language
 * @param data    the whole record
 */
public record InformationalRecord(MessageType type, String message, ComplexObject data) implements MessageBody {

    public InformationalRecord {
        if (type != MessageType.DEBUG_RECORD && type != MessageType.VERBOSE_RECORD && type != MessageType.WARNING_RECORD) {
            throw new IllegalArgumentException(type + " is no informational record");
        }
    }

    static InformationalRecord of(MessageType type, @Nullable Value data) throws PsrpException {
        var fields = Fields.of(type.name(), data);
        var message = fields.optionalText("InformationalRecord_Message");
        if (message == null) {
            message = Fields.shown(fields.object());
        }
        return new InformationalRecord(type, message == null ? "" : message, fields.object());
    }
}
