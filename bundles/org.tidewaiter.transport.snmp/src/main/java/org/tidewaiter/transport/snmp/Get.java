package org.tidewaiter.transport.snmp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Reads single objects, as many in one request as the agent takes. */
final class Get {

    private static final int MOST_OBJECTS = 24;

    private final Agent agent;
    private final Lines lines = new Lines();
    private boolean answered;
    private @Nullable Shortfall shortfall;

    Get(Agent agent) {
        this.agent = agent;
    }

    /**
     * Reads them all, or what there is.
     *
     * @throws TransportException when nothing at all came
     */
    Outcome run(List<Oid> oids) throws TransportException, InterruptedException {
        try {
            for (var from = 0; from < oids.size(); from += MOST_OBJECTS) {
                read(oids.subList(from, Math.min(oids.size(), from + MOST_OBJECTS)));
            }
        } catch (TransportException e) {
            if (!answered || e.failure() != Failure.TIMED_OUT) {
                throw e;
            }
            shortfall = new Shortfall(GapReason.TIMED_OUT, e.getMessage() + "; it had answered before");
        }
        return new Outcome(lines.bytes(), shortfall);
    }

    private void read(List<Oid> oids) throws TransportException, InterruptedException {
        PDU response;
        try {
            response = agent.get(oids);
        } catch (TransportException e) {
            if (e.failure() != Failure.TIMED_OUT || oids.size() == 1) {
                throw e;
            }
            // was it too much at once? An agent that is gone is silent on one object as well
            read(oids.subList(0, 1));
            read(oids.subList(1, oids.size()));
            return;
        }
        answered = true;
        switch (response.getErrorStatus()) {
            case PDU.noError -> take(response, oids);
            case PDU.noSuchName -> readWithout(response.getErrorIndex() - 1, oids);
            case PDU.authorizationError, PDU.noAccess -> throw agent.failure(Failure.DENIED, "the agent refuses to tell "
                    + oids.getFirst() + " (" + response.getErrorStatusText()
                    + "); it may want another security level, or a wider view for this credential");
            default -> {
                if (oids.size() > 1) {
                    halve(oids);
                } else {
                    shortfall = new Shortfall(GapReason.NOT_REPORTED,
                            "the agent answered \"" + response.getErrorStatusText() + "\" for " + oids.getFirst());
                }
            }
        }
    }

    /** Only what was asked for is kept: an agent may say anything. */
    private void take(PDU response, List<Oid> oids) {
        for (var i = 0; i < response.size(); i++) {
            if (oids.contains(Lines.oid(response.get(i).getOid()))) {
                lines.add(response.get(i));
            }
        }
    }

    private void halve(List<Oid> oids) throws TransportException, InterruptedException {
        read(oids.subList(0, oids.size() / 2));
        read(oids.subList(oids.size() / 2, oids.size()));
    }

    /** RFC 1157 section 4.1.2: in SNMPv1 one object that is not there spoils the whole answer. */
    private void readWithout(int missing, List<Oid> oids) throws TransportException, InterruptedException {
        var index = Math.clamp(missing, 0, oids.size() - 1);
        lines.remark(oids.get(index) + " noSuchName");
        var rest = new ArrayList<>(oids);
        rest.remove(index);
        if (!rest.isEmpty()) {
            read(rest);
        }
    }
}
