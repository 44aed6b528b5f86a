package org.tidewaiter.transport.snmp;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.transport.snmp.Engine.Answer;
import org.tidewaiter.transport.snmp.Engine.Question;

/** An agent as it is talked to: address, version, credential. Asks one question at a time and waits; {@link #abort} may come from any thread. */
final class Agent {

    private final Engine engine;
    private final Target<Address> target;
    private final @Nullable OctetString engineId;
    private final String context;
    private final String label;
    private final RoundTrip roundTrip;
    private final Batch batch;
    private volatile @Nullable Question question;
    private volatile boolean aborted;
    private Duration lastRoundTrip = Duration.ZERO;

    private Agent(Engine engine, Target<Address> target, @Nullable OctetString engineId, String context, Place place) {
        this.engine = engine;
        this.target = target;
        this.engineId = engineId;
        this.context = context;
        label = place.label();
        roundTrip = new RoundTrip(place.patience().first());
        batch = new Batch(target.getVersion() != SnmpConstants.version1);
        target.setRetries(place.patience().retries());
        target.setMaxSizeRequestPDU(Engine.MOST_MESSAGE_BYTES);
    }

    /**
     * Where an agent is.
     *
     * @param label for messages: {@code 192.0.2.7:161}
     */
    record Place(Address address, String label, Patience patience) {
    }

    /**
     * How long agents are waited for.
     *
     * @param first   how long the first answer may take; later ones by what was measured
     * @param retries how often a question is sent again
     */
    record Patience(Duration first, int retries) {
    }

    /**
     * An agent that knows a community.
     *
     * @param version {@link SnmpConstants#version1} or {@link SnmpConstants#version2c}
     */
    static Agent ofCommunity(Engine engine, Place place, int version, Secret community) {
        Target<Address> target = new CommunityTarget<>(place.address(), new OctetString(community.utf8()));
        target.setVersion(version);
        return new Agent(engine, target, null, "", place);
    }

    /** An agent that knows the engine's user. */
    static Agent ofUser(UsmEngine engine, Place place, OctetString engineId, String context) {
        var target = new UserTarget<>(place.address(), engine.user(), engineId.getValue());
        target.setVersion(SnmpConstants.version3);
        target.setSecurityLevel(engine.level());
        return new Agent(engine, target, engineId, context, place);
    }

    /**
     * Discovers which SNMPv3 engine is at an address (RFC 3414 section 4).
     *
     * @throws TransportException {@code TIMED_OUT} when none answers
     */
    static OctetString discover(UsmEngine engine, Place place) throws TransportException, InterruptedException {
        var target = new UserTarget<>(place.address(), new OctetString(), new byte[0]);
        target.setVersion(SnmpConstants.version3);
        target.setSecurityLevel(SecurityLevel.NOAUTH_NOPRIV);
        target.setTimeout(new RoundTrip(place.patience().first()).patienceMillis());
        target.setRetries(place.patience().retries());
        var pdu = new ScopedPDU();
        pdu.setType(PDU.GET);
        var found = engine.discover(place.address(), () -> engine.ask(pdu, target, new Question(place.address(), true)));
        if (found.id() instanceof OctetString id) {
            return id;
        }
        throw Words.unheard(place.label(), found.answer());
    }

    String label() {
        return label;
    }

    /** {@code 1}, {@code 2c} or {@code 3}. */
    String version() {
        return switch (target.getVersion()) {
            case SnmpConstants.version1 -> "1";
            case SnmpConstants.version2c -> "2c";
            default -> "3";
        };
    }

    boolean isVersion1() {
        return target.getVersion() == SnmpConstants.version1;
    }

    /** How long the last answer took. */
    Duration lastRoundTrip() {
        return lastRoundTrip;
    }

    /** How much is asked for at once; what was learnt holds as long as the session. */
    Batch batch() {
        return batch;
    }

    /** Begins a request: an abort before it is forgotten. */
    void begin() {
        aborted = false;
    }

    /** Breaks off the question under way, and what else the request would ask. */
    void abort() {
        aborted = true;
        if (question instanceof Question underWay) {
            underWay.abort();
        }
    }

    /** A response to GetRequest. */
    PDU get(List<Oid> oids) throws TransportException, InterruptedException {
        return ask(pdu(PDU.GET, oids));
    }

    /** A response to GetNextRequest. */
    PDU next(List<Oid> oids) throws TransportException, InterruptedException {
        return ask(pdu(PDU.GETNEXT, oids));
    }

    /** A response to GetBulkRequest without non-repeaters. */
    PDU bulk(List<Oid> oids, int repetitions) throws TransportException, InterruptedException {
        var pdu = pdu(PDU.GETBULK, oids);
        pdu.setNonRepeaters(0);
        pdu.setMaxRepetitions(repetitions);
        return ask(pdu);
    }

    private PDU pdu(int type, List<Oid> oids) {
        var pdu = switch (target.getVersion()) {
            case SnmpConstants.version1 -> new PDUv1();
            case SnmpConstants.version2c -> new PDU();
            default -> scoped();
        };
        pdu.setType(type);
        oids.forEach(oid -> pdu.add(new VariableBinding(new OID(oid.arcs()))));
        return pdu;
    }

    private PDU scoped() {
        var pdu = new ScopedPDU();
        pdu.setContextEngineID(engineId);
        pdu.setContextName(new OctetString(context));
        return pdu;
    }

    /**
     * A response, whatever its error status.
     *
     * @throws TransportException   {@code TIMED_OUT} on silence; otherwise the report or the obstacle in words
     * @throws InterruptedException also when aborted
     */
    private PDU ask(PDU pdu) throws TransportException, InterruptedException {
        var asked = new Question(target.getAddress(), false);
        question = asked;
        if (aborted) {
            throw new InterruptedException("broken off");
        }
        target.setTimeout(roundTrip.patienceMillis());
        var answer = engineId instanceof OctetString id && engine instanceof UsmEngine usm ? askInTurn(usm, id, pdu, asked)
                : engine.ask(pdu, target, asked);
        if (answer instanceof Answer.Heard heard && heard.pdu().getType() != PDU.REPORT) {
            lastRoundTrip = heard.roundTrip();
            if (heard.roundTrip().toMillis() <= target.getTimeout()) {
                roundTrip.heard(heard.roundTrip());
            }
            return heard.pdu();
        }
        if (answer instanceof Answer.Aborted) {
            throw new InterruptedException("broken off");
        }
        throw Words.unheard(label, answer);
    }

    private Answer askInTurn(UsmEngine usm, OctetString id, PDU pdu, Question asked) throws InterruptedException {
        var turn = usm.takeTurn(id, target.getAddress());
        try {
            return usm.ask(pdu, target, asked);
        } finally {
            usm.endTurn(turn);
        }
    }

    /** A failure of this agent's, with its name in front. */
    TransportException failure(Failure failure, String words) {
        return new TransportException(failure, label + ": " + words);
    }
}
