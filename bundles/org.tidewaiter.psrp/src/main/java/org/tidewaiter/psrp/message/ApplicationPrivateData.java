package org.tidewaiter.psrp.message;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * APPLICATION_PRIVATE_DATA, [MS-PSRP] 2.2.2.13.
 *
 * @param privateData a dictionary; null where there is none
 */
public record ApplicationPrivateData(@Nullable ComplexObject privateData) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.APPLICATION_PRIVATE_DATA;
    }

    @Override
    public Value data() {
        return new Properties().put("ApplicationPrivateData", privateData == null ? new Primitive.Nil() : privateData).object();
    }

    /** A version of the server's {@code $PSVersionTable}, say of {@code PSVersion}, {@code BuildVersion} or {@code CLRVersion}. */
    public Optional<Primitive.Version> version(String name) {
        var table = privateData == null ? null : privateData.entry("PSVersionTable").orElse(null);
        return table instanceof ComplexObject versions && versions.entry(name).orElse(null) instanceof Primitive.Version version
                ? Optional.of(version)
                : Optional.empty();
    }

    static ApplicationPrivateData of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("APPLICATION_PRIVATE_DATA", data);
        return switch (fields.optional("ApplicationPrivateData")) {
            case null -> new ApplicationPrivateData(null);
            case ComplexObject object -> new ApplicationPrivateData(object);
            default -> throw new PsrpException("APPLICATION_PRIVATE_DATA is no dictionary");
        };
    }
}
