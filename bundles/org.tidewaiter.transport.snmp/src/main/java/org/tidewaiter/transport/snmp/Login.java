package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OctetString;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SnmpAccess;
import org.tidewaiter.engine.spi.SnmpAccess.Community.Version;
import org.tidewaiter.engine.spi.SnmpLines;
import org.tidewaiter.engine.spi.SnmpReplies;
import org.tidewaiter.transport.snmp.Agent.Patience;
import org.tidewaiter.transport.snmp.Agent.Place;

/** Finds out whether an agent knows a credential: gets the system group with it. */
final class Login {

    private final Engines engines;
    private final InetAddress address;
    private final int port;
    private final Credential credential;
    private final Patience patience;
    private final SessionFacts facts;
    private final String label;
    private PortCheck.@Nullable Seen seen;

    /**
     * A login that has not begun.
     *
     * @param patience for each answer
     * @param facts    gets what is learnt, also when it fails half way
     */
    Login(Engines engines, IpAddress address, int port, Credential credential, Patience patience, SessionFacts facts)
            throws TransportException {
        this.engines = engines;
        this.port = port;
        this.credential = credential;
        this.patience = patience;
        this.facts = facts;
        label = label(address, port);
        try {
            this.address = address.toInetAddress();
        } catch (IOException e) {
            throw new TransportException(Failure.UNREACHABLE, label + ": this machine has no such interface", e);
        }
    }

    /** {@code 192.0.2.7:161}, {@code [2001:db8::7]:161}. */
    static String label(IpAddress address, int port) {
        return (address.version() == 6 ? "[" + address + "]" : address.toString()) + ":" + port;
    }

    /**
     * An agent that has answered.
     *
     * @param system its system group, as {@link SnmpLines}
     */
    record Accepted(Agent agent, byte[] system) {
    }

    /** Over UDP, and over TCP where UDP is silent and somebody listens on the same TCP port. */
    Accepted login() throws TransportException, InterruptedException {
        try {
            return login(false, true);
        } catch (TransportException e) {
            if (e.failure() != Failure.TIMED_OUT) {
                throw e;
            }
            return afterSilence(e);
        }
    }

    /** Over UDP alone, and without a closer look at silence. */
    Accepted overUdp() throws TransportException, InterruptedException {
        return login(false, false);
    }

    private Accepted afterSilence(TransportException silence) throws TransportException, InterruptedException {
        var there = seen instanceof PortCheck.Seen known ? known : PortCheck.udp(address, port);
        if (there == PortCheck.Seen.NOTHING && PortCheck.tcp(address, port, patience.first())) {
            return login(true, false);
        }
        if (there == PortCheck.Seen.CLOSED) {
            throw new TransportException(Failure.UNREACHABLE,
                    label + ": no agent listens there (ICMP port unreachable); start it, or check the port", silence);
        }
        if (credential.kind() == Credential.Kind.COMMUNITY) {
            throw new TransportException(Failure.TIMED_OUT, label + (there == PortCheck.Seen.ENGINE
                    ? ": the agent is there, for it answers SNMPv3 discovery, but it does not answer this community: it is wrong or"
                            + " limited to other addresses, or the agent speaks version 3 only"
                    : ": no answer: the community is wrong or limited to other addresses, or a firewall drops udp/" + port),
                    silence);
        }
        throw silence;
    }

    /** @param closely whether silence is worth a look at the port meanwhile */
    private Accepted login(boolean tcp, boolean closely) throws TransportException, InterruptedException {
        facts.put("carrier", tcp ? "tcp" : "udp");
        try {
            return switch (credential.snmp()) {
                case SnmpAccess.Community community -> byCommunity(community, tcp, closely);
                case SnmpAccess.Usm usm -> byUser(usm, tcp);
                case null -> throw new TransportException(Failure.WITHHELD, label + ": credential " + credential.name()
                        + " is not for SNMP");
            };
        } catch (IOException e) {
            throw new TransportException(Failure.UNREACHABLE,
                    label + ": no socket for SNMP on this machine (" + e.getMessage() + ")",
                    e);
        } catch (IllegalArgumentException e) {
            throw new TransportException(Failure.WITHHELD, label + ": credential " + credential.name()
                    + " cannot be used: SNMPv3 passwords have at least 8 characters (RFC 3414 section 11.2)", e);
        }
    }

    private Accepted byCommunity(SnmpAccess.Community community, boolean tcp, boolean closely)
            throws TransportException, InterruptedException, IOException {
        var versions = community.version() instanceof Version only ? List.of(only) : List.of(Version.V2C, Version.V1);
        var engine = engines.communities();
        var place = new Place(engine.address(address, port, tcp), label, patience);
        var attempts = versions.stream()
                .map(version -> version == Version.V1 ? SnmpConstants.version1 : SnmpConstants.version2c)
                .map(version -> (CommunityRace.Attempt) () -> asked(
                        Agent.ofCommunity(engine, place, version, credential.secret())))
                .toList();
        if (closely) {
            var race = new CommunityRace(attempts, () -> PortCheck.udp(address, port), patience.first());
            try {
                return noted(race.run());
            } finally {
                seen = race.seen();
            }
        }
        for (var i = 0;; i++) {
            try {
                return noted(attempts.get(i).ask());
            } catch (TransportException e) {
                if (e.failure() != Failure.TIMED_OUT || i == attempts.size() - 1) {
                    throw e;
                }
            }
        }
    }

    private Accepted byUser(SnmpAccess.Usm usm, boolean tcp) throws TransportException, InterruptedException, IOException {
        var engine = engines.user(credential, usm);
        var place = new Place(engine.address(address, port, tcp), label, patience);
        facts.put("security",
                usm.level() + (usm.authentication() == SnmpAccess.Authentication.NONE ? "" : " " + usm.authentication())
                        + (usm.privacy() == SnmpAccess.Privacy.NONE ? "" : " " + usm.privacy()));
        var id = discovered(engine, place);
        facts.put("engine-id", id.toHexString('\0').replace("\0", ""));
        try {
            var accepted = noted(asked(Agent.ofUser(engine, place, id, usm.contextName())));
            noteTime(engine, id);
            return accepted;
        } catch (TransportException e) {
            if (e.failure() != Failure.TIMED_OUT) {
                throw e;
            }
            throw new TransportException(Failure.TIMED_OUT, label + ": the agent answered SNMPv3 discovery and then fell silent"
                    + (usm.privacy() == SnmpAccess.Privacy.NONE ? ": it may allow this user from other addresses only"
                            : ": the privacy password or its protocol is wrong; agents drop what they cannot decrypt"),
                    e);
        }
    }

    private OctetString discovered(UsmEngine engine, Place place) throws TransportException, InterruptedException {
        try {
            return Agent.discover(engine, place);
        } catch (TransportException e) {
            throw e.failure() != Failure.TIMED_OUT ? e
                    : new TransportException(Failure.TIMED_OUT,
                            label + ": no answer to SNMPv3 discovery: the agent does not speak"
                                    + " version 3 or is not there, or a firewall drops udp/" + port,
                            e);
        }
    }

    private void noteTime(UsmEngine engine, OctetString id) {
        var time = engine.time(id);
        if (time != null) {
            facts.put("engine-boots", Integer.toString(time[0])).put("engine-time", Integer.toString(time[1]));
            engines.clones().meet(facts.value("engine-id"), label, time[0], time[1])
                    .ifPresent(other -> facts.put("engine-id-clone",
                            "another device, " + other + ", has the same engine id; SNMPv3 needs it to be unique"));
        }
    }

    private static Accepted asked(Agent agent) throws TransportException, InterruptedException {
        return new Accepted(agent, new Get(agent).run(SnmpReplies.SYSTEM).lines());
    }

    private Accepted noted(Accepted accepted) {
        facts.put("version", accepted.agent().version());
        SnmpReplies.facts(SnmpLines.read(accepted.system()).variables()).values().forEach(facts::put);
        return accepted;
    }
}
