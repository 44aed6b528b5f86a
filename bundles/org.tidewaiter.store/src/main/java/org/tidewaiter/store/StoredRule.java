package org.tidewaiter.store;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;

/**
 * A port rule as it was when a run judged by it.
 *
 * @param need      {@code required}, {@code optional}, {@code only-if-fails RULE}, {@code alternative-to RULE}
 * @param lost      ids of the data classes that are missing without it
 * @param stated    whether the source states the effect; otherwise we infer it
 * @param temporary whether the port may be shut again once the device is prepared
 * @param enable    how the service is switched on; absent where that is not told
 */
public record StoredRule(String id, Stage stage, Protocol protocol, int port, Party party, String need, String purpose,
        String effect, List<String> lost, String source, boolean stated, boolean temporary, @Nullable String enable) {

    public StoredRule {
        lost = List.copyOf(lost);
    }

    /** Id of the family that the rule belongs to: a rule's id begins with it. */
    public String family() {
        return id.substring(0, Math.max(0, id.indexOf('-')));
    }

    /** {@code TCP 22}, or {@code ICMP}. */
    public String place() {
        return protocol == Protocol.ICMP ? "ICMP" : protocol + " " + port;
    }

    /** The rule that this one replaces; absent when it replaces none. */
    public @Nullable String alternativeTo() {
        return need.startsWith("alternative-to ") ? need.substring("alternative-to ".length()) : null;
    }
}
