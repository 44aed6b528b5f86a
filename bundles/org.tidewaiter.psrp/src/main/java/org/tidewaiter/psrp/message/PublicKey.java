package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * PUBLIC_KEY, [MS-PSRP] 2.2.2.3.
 *
 * @param publicKey the client's RSA key, in Base64
 */
public record PublicKey(String publicKey) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.PUBLIC_KEY;
    }

    @Override
    public Value data() {
        return new Properties().put("PublicKey", publicKey).object();
    }

    static PublicKey of(@Nullable Value data) throws PsrpException {
        return new PublicKey(Fields.of("PUBLIC_KEY", data).text("PublicKey"));
    }
}
