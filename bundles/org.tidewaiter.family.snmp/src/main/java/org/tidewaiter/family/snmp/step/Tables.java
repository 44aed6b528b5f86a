package org.tidewaiter.family.snmp.step;

import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.family.snmp.parse.InterfaceNames;

/** Tables that more than one step reads. */
final class Tables {

    static final Oid INTERFACE = Oid.of("1.3.6.1.2.1.2.2.1");
    static final Oid INTERFACE_EXTENSION = Oid.of("1.3.6.1.2.1.31.1.1.1");
    static final Oid PHYSICAL = Oid.of("1.3.6.1.2.1.47.1.1.1.1");

    /** ifDescr and ifName alone. */
    static final SnmpWalk INTERFACE_NAMES = SnmpWalk.of("interface-names", "1.3.6.1.2.1.2.2.1.2", "1.3.6.1.2.1.31.1.1.1.1");

    private Tables() {
    }

    /** The names of interfaces, as far as the agent tells. */
    static InterfaceNames names(SnmpSession snmp) throws TransportException, InterruptedException {
        var reply = snmp.walk(INTERFACE_NAMES);
        return InterfaceNames.of(reply.rows(INTERFACE), reply.rows(INTERFACE_EXTENSION));
    }
}
