package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Primitive.Version;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * SESSION_CAPABILITY, [MS-PSRP] 2.2.2.1.
 *
 * @param protocolVersion      of PSRP: 2.1 (PowerShell 2), 2.2 (PowerShell 3 and 4), 2.3 (since PowerShell 5)
 * @param psVersion            2.0 from all
 * @param serializationVersion 1.1.0.1 from all
 * @param timeZone             the client's time zone in the binary serialization of .NET, which is not looked into; null where none
 */
public record SessionCapability(Version protocolVersion, Version psVersion, Version serializationVersion,
        @Nullable Value timeZone)
        implements MessageBody {

    /** What this client is capable of. */
    public static final SessionCapability OURS = new SessionCapability(Version.of(2, 3), Version.of(2, 0), Version.of(1, 1, 0, 1),
            null);

    @Override
    public MessageType type() {
        return MessageType.SESSION_CAPABILITY;
    }

    @Override
    public Value data() {
        return new Properties().put("protocolversion", protocolVersion).put("PSVersion", psVersion)
                .put("SerializationVersion", serializationVersion).putIfAny("TimeZone", timeZone).object();
    }

    static SessionCapability of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("SESSION_CAPABILITY", data);
        return new SessionCapability(fields.version("protocolversion"), fields.version("PSVersion"),
                fields.version("SerializationVersion"), fields.optional("TimeZone"));
    }
}
