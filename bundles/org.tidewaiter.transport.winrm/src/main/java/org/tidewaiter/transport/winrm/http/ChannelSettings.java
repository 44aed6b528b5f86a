package org.tidewaiter.transport.winrm.http;

import java.time.Duration;
import java.util.Optional;

import org.tidewaiter.engine.spi.LoginGate;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;

/**
 * How a channel behaves.
 *
 * @param connectTimeout  for the TCP connection
 * @param loginTimeout    for each round trip of the login, and for each question to the key distribution centre
 * @param maxReplyBytes   larger replies are refused, whatever length they claim
 * @param kdc             the realm's key distribution centre; absent: no Kerberos
 * @param logins          the lock-out guard, around each proof of the password
 * @param pins            certificates seen before
 */
public record ChannelSettings(Duration connectTimeout, Duration loginTimeout, int maxReplyBytes, Optional<Kdc> kdc,
        LoginGate logins,
        PeerPins pins) {

    /** Four envelopes of the largest size that Windows sends by default (MaxEnvelopeSizekb is 500). */
    public static final int MAX_REPLY_BYTES = 2 << 20;

    /** Those of an opening. */
    public static ChannelSettings of(Opening opening, Optional<Kdc> kdc) {
        return new ChannelSettings(opening.connectTimeout(), opening.loginTimeout(), MAX_REPLY_BYTES, kdc, opening.logins(),
                opening.pins());
    }
}
