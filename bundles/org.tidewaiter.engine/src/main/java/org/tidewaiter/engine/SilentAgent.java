package org.tidewaiter.engine;

import java.util.Optional;

import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Visit;

/** What to say of a device that was asked with SNMP credentials and did not answer: agents say nothing to who has the wrong community. */
final class SilentAgent {

    private static final String ASKED = "snmp system group";

    private SilentAgent() {
    }

    /** A sentence for the user; empty when SNMP was not asked, or somebody answered, or a login has told more. */
    static Optional<String> words(Visit visit) {
        var login = visit.exchanges().stream().anyMatch(e -> e.kind() == Exchange.Kind.SESSION && e.requestId().equals("snmp"));
        return login ? Optional.empty()
                : visit.exchanges().stream().filter(e -> e.kind() == Exchange.Kind.PROBE && e.requestId().endsWith(ASKED))
                        .filter(e -> ProbeAnswer.of(e.ending().detail(), e.out()).state() == PortState.NO_ANSWER).findFirst()
                        .map(e -> visit.address() + ": SNMP was asked with the credentials that cover it, and "
                                + (ProbeAnswer.of(e.ending().detail(), e.out()).reason().equals("answered-from-elsewhere")
                                        ? "an answer came from another address, which was not taken; ask that address, or let the agent"
                                                + " answer from the one that it is asked at"
                                        : "no sensible answer came on " + e.requestId().substring(0, e.requestId().indexOf(' '))
                                                + ": the community is wrong or limited to other addresses, there is no agent, or a"
                                                + " firewall drops it"));
    }
}
