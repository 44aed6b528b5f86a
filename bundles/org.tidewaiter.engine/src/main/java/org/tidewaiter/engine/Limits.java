package org.tidewaiter.engine;

import java.time.Duration;

import org.tidewaiter.engine.spi.TimeWindow;

/**
 * How gentle and how patient a run is.
 *
 * @param hostsAtOnce     device tasks under way
 * @param probesPerHost   connections to one host at once
 * @param connectTimeout  for a probe and for a session's connection
 * @param loginTimeout    from the connection to the first request
 * @param refusalsAllowed how often a wrong password may be sent before it is suspended
 * @param loginOnHint     whether a device that is recognised by a hint alone is worth a login: it may be anything
 * @param perSecond       probes a second, over all hosts; 0 for any number
 * @param window          the time of day in which devices may be asked
 */
public record Limits(int hostsAtOnce, int probesPerHost, Duration connectTimeout, Duration loginTimeout, int refusalsAllowed,
        boolean loginOnHint, int perSecond, TimeWindow window) {

    /** 64 hosts, 8 probes each, 3 s to connect, 20 s to log in, one refusal, no login on a hint, 1,000 probes a second at any time. */
    public static final Limits DEFAULT = new Limits(64, 8, Duration.ofSeconds(3), Duration.ofSeconds(20), 1, false, 1000,
            TimeWindow.ALWAYS);

    /** The same, with a login on a hint or without. */
    public Limits loginOnHint(boolean allowed) {
        return new Limits(hostsAtOnce, probesPerHost, connectTimeout, loginTimeout, refusalsAllowed, allowed, perSecond, window);
    }

    /** The same with another patience for logins. */
    public Limits loginTimeout(Duration limit) {
        return new Limits(hostsAtOnce, probesPerHost, connectTimeout, limit, refusalsAllowed, loginOnHint, perSecond, window);
    }

    /** The same with other rules for logins. */
    public Limits logins(Duration timeout, int refusals, boolean onHint) {
        return new Limits(hostsAtOnce, probesPerHost, connectTimeout, timeout, refusals, onHint, perSecond, window);
    }
}
