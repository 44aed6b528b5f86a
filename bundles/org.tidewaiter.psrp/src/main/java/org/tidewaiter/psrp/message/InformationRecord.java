package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * INFORMATION_RECORD, [MS-PSRP] 2.2.2.26; since protocol version 2.3.
 *
 * @param message what is said: MessageData, or what it says of itself; empty where it has no text
 * @param source  the command or script that said it; null where none was sent
 * @param data    the whole record
 */
public record InformationRecord(String message, @Nullable String source, ComplexObject data) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.INFORMATION_RECORD;
    }

    static InformationRecord of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("INFORMATION_RECORD", data);
        var message = fields.optionalText("MessageData");
        return new InformationRecord(message == null ? "" : message, fields.optionalText("Source"), fields.object());
    }
}
