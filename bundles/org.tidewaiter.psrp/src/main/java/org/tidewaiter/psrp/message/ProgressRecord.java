package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * PROGRESS_RECORD, [MS-PSRP] 2.2.2.25.
 *
 * @param activity          what is done, in the server's language; empty where nothing was said
 * @param activityId        which activity
 * @param statusDescription how far it is, in the server's language; null where nothing was said
 * @param percentComplete   -1 where nobody knows
 * @param secondsRemaining  -1 where nobody knows
 * @param completed         it is over
 * @param data              the whole record
 */
public record ProgressRecord(String activity, int activityId, @Nullable String statusDescription, int percentComplete,
        int secondsRemaining, boolean completed, ComplexObject data) implements MessageBody {

    private static final int COMPLETED = 1;
    private static final int UNKNOWN = -1;

    @Override
    public MessageType type() {
        return MessageType.PROGRESS_RECORD;
    }

    static ProgressRecord of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("PROGRESS_RECORD", data);
        var activity = fields.optionalText("Activity");
        return new ProgressRecord(activity == null ? "" : activity, fields.number("ActivityId", 0),
                fields.optionalText("StatusDescription"),
                fields.number("PercentComplete", UNKNOWN), fields.number("SecondsRemaining", UNKNOWN),
                fields.number("Type", 0) == COMPLETED, fields.object());
    }
}
