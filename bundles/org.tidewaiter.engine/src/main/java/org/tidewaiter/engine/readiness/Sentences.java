package org.tidewaiter.engine.readiness;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.readiness.Cause;

/**
 * Says why a rule stands as it does, and what to do.
 *
 * @param preparable whether the device can be prepared from here
 */
record Sentences(PortRule rule, Cause cause, Seen seen, @Nullable Login login, boolean preparable) {

    private String port() {
        return rule.protocol() == Protocol.ICMP ? "ICMP echo" : rule.protocol() + " " + rule.port();
    }

    /** "TCP 22", or "TCP 88 of the domain controller 192.0.2.1". */
    private String place() {
        var server = seen.server();
        return switch (rule.party()) {
            case TARGET -> port();
            case DOMAIN_CONTROLLER -> port() + " of the domain controller" + (server == null ? "" : " " + server);
            case DNS_SERVER -> port() + " of the name server" + (server == null ? "" : " " + server);
        };
    }

    /** What is to be reached, after "reach" or "a way to". */
    private String goal() {
        return rule.protocol() == Protocol.ICMP ? "the device by " + place() : place();
    }

    String why() {
        return switch (cause) {
            case OPEN -> place() + " is open";
            case NOTHING_LISTENS -> seen.reason().equals("refused")
                    ? place()
                            + " was refused: nothing listens, or a firewall refuses it; this system does not tell one from the other"
                    : place() + " is closed (" + seen.reason() + "): reachable, and nothing listens there";
            case SILENCE -> "nothing came back from " + place() + ": a firewall on the way or on the device drops it";
            case PROHIBITED -> seen.teller() == null ? place() + " is rejected (" + seen.reason() + "): by its own firewall"
                    : seen.teller() + " said no to " + place() + " (" + seen.reason() + "): a firewall on the way";
            case NO_ROUTE -> seen.reason().equals("not-permitted") ? place() + " may not be asked from this machine"
                    : (seen.teller() == null ? "there is no way to " : seen.teller() + " has no way to ") + place() + " ("
                            + seen.reason() + ")";
            case UDP_SILENCE -> isSnmp()
                    ? "nothing came back from " + place() + ": it is filtered, there is no agent, or the community is wrong"
                    : "nothing came back from " + place() + ": it is filtered, or nothing is there; silence does not tell";
            case BY_NATURE -> place() + " gives no answer by nature";
            case NOT_ASKED -> place() + " was not asked (" + seen.reason() + ")";
            case OUT_OF_SCOPE -> place() + " lies outside the scope: nothing was sent to it";
            case NO_SERVER -> "no " + (rule.party() == Party.DNS_SERVER ? "name server" : "domain controller") + " is known";
            case CREDENTIAL, LOGIN_FAILED -> "it answers, and the login failed: " + said();
            case PRIVILEGE -> "the login was accepted, without all rights: " + said();
        };
    }

    private boolean isSnmp() {
        return rule.port() == 161;
    }

    private String said() {
        return login == null ? "nobody said why" : login.detail();
    }

    String remedy() {
        return switch (cause) {
            case OPEN, BY_NATURE -> "";
            case NOTHING_LISTENS ->
                preparable
                        ? enable()
                                + "; that can be done from here, by `tidewaiter audit --prepare`, since the ports for it are open"
                        : enable();
            case SILENCE -> "ask the firewall team to let this machine reach " + goal()
                    + (preparable ? "; if its own firewall drops it, that can be changed from here" : "");
            case PROHIBITED -> seen.teller() == null
                    ? "have its own firewall let this machine reach " + goal()
                            + (preparable ? "; that can be changed from here" : "")
                    : "ask the firewall team to let this machine reach " + goal() + ", at " + seen.teller();
            case NO_ROUTE -> "ask the network team for a way from here to " + goal();
            case UDP_SILENCE -> "ask the firewall team whether " + place() + " is let through"
                    + (isSnmp() ? ", and the device's administrator for the SNMP credentials" : "");
            case NOT_ASKED -> "run again with this port among those that are asked";
            case OUT_OF_SCOPE -> "if it may be asked, " + switch (rule.party()) {
                case TARGET -> "take it into the scope";
                case DOMAIN_CONTROLLER -> "name it with --domain-controller";
                case DNS_SERVER -> "name it with --dns";
            };
            case NO_SERVER -> rule.party() == Party.DNS_SERVER ? "name one with --dns"
                    : "name the domain with --domain, or the controller with --domain-controller";
            case CREDENTIAL -> "give a credential that it accepts, and try it with `tidewaiter credentials test`";
            case PRIVILEGE -> "give the login the rights that `tidewaiter commands` names, or accept the gaps";
            case LOGIN_FAILED -> "try the login by hand with `tidewaiter credentials test`";
        };
    }

    private String enable() {
        return rule.enable() instanceof String phrase ? phrase
                : "switch on the service behind " + place() + ", or accept the loss";
    }
}
