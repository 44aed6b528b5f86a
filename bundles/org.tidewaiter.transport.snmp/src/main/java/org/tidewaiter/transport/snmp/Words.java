package org.tidewaiter.transport.snmp;

import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.snmp.Engine.Answer;

/** What agents and SNMP4J say, in words for people. */
final class Words {

    private Words() {
    }

    /** Why there is no response. */
    static TransportException unheard(String label, Answer answer) {
        return switch (answer) {
            case Answer.Heard heard when heard.pdu().getType() != PDU.REPORT -> new TransportException(Failure.BROKEN,
                    label + ": what answers is no SNMPv3 engine");
            case Answer.Heard heard -> report(label, heard.pdu());
            case Answer.Silence(Address stranger) when stranger != null -> new TransportException(Failure.BROKEN, label
                    + ": an answer came from " + socket(stranger) + ", which was not asked, and was not taken; ask that address,"
                    + " or let the agent answer from the address that it is asked at");
            case Answer.Silence _ -> new TransportException(Failure.TIMED_OUT, label + ": no answer");
            case Answer.Unsent unsent -> new TransportException(Failure.UNREACHABLE, label + ": the request could not be sent ("
                    + unsent.cause().getMessage() + ")", unsent.cause());
            case Answer.Aborted _ -> new TransportException(Failure.TIMED_OUT, label + ": broken off");
        };
    }

    /** SNMP4J writes {@code 192.0.2.7/161}. */
    private static String socket(Address address) {
        var text = address.toString();
        var slash = text.lastIndexOf('/');
        return slash < 0 ? text : text.substring(0, slash) + " port " + text.substring(slash + 1);
    }

    /** A Report-PDU of the User-based Security Model (RFC 3414 section 3.2) or of message dispatching (RFC 3412, RFC 3413). */
    private static TransportException report(String label, PDU report) {
        var counter = report.size() == 0 ? new OID() : report.get(0).getOid();
        if (counter.equals(SnmpConstants.usmStatsUnknownUserNames)) {
            return new TransportException(Failure.REJECTED,
                    label + ": the agent does not know the user (usmStatsUnknownUserNames)");
        }
        if (counter.equals(SnmpConstants.usmStatsWrongDigests)) {
            return new TransportException(Failure.REJECTED,
                    label + ": the authentication password or its protocol is wrong (usmStatsWrongDigests)");
        }
        if (counter.equals(SnmpConstants.usmStatsUnsupportedSecLevels)) {
            return new TransportException(Failure.REJECTED, label
                    + ": the agent does not allow this user this security level; its authentication or privacy protocol is another"
                    + " (usmStatsUnsupportedSecLevels)");
        }
        if (counter.equals(SnmpConstants.usmStatsDecryptionErrors)) {
            return new TransportException(Failure.REJECTED,
                    label + ": the privacy password or its protocol is wrong (usmStatsDecryptionErrors)");
        }
        if (counter.equals(SnmpConstants.usmStatsNotInTimeWindows)) {
            return new TransportException(Failure.BROKEN, label
                    + ": the agent's clock and boots counter do not hold still (usmStatsNotInTimeWindows); another device may have"
                    + " the same engine id");
        }
        if (counter.equals(SnmpConstants.usmStatsUnknownEngineIDs)) {
            return new TransportException(Failure.BROKEN,
                    label + ": the agent has changed its engine id meanwhile (usmStatsUnknownEngineIDs)");
        }
        if (counter.equals(SnmpConstants.snmpUnknownContexts)) {
            return new TransportException(Failure.UNSUPPORTED,
                    label + ": the agent does not know the context (snmpUnknownContexts)");
        }
        return new TransportException(Failure.BROKEN, label + ": the agent reports " + counter);
    }
}
