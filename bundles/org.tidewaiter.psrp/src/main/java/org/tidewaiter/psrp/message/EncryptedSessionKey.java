package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * ENCRYPTED_SESSION_KEY, [MS-PSRP] 2.2.2.4.
 *
 * @param sessionKey a key encrypted with the client's, in Base64
 */
public record EncryptedSessionKey(String sessionKey) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.ENCRYPTED_SESSION_KEY;
    }

    @Override
    public Value data() {
        return new Properties().put("EncryptedSessionKey", sessionKey).object();
    }

    static EncryptedSessionKey of(@Nullable Value data) throws PsrpException {
        return new EncryptedSessionKey(Fields.of("ENCRYPTED_SESSION_KEY", data).text("EncryptedSessionKey"));
    }
}
