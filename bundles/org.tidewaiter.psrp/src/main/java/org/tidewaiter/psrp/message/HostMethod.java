package org.tidewaiter.psrp.message;

import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * Host Method Identifier, [MS-PSRP] 2.2.3.17: an open set, since later servers may know more of them.
 *
 * @param id   its number
 * @param name its name as the server sent it; empty where it sent none
 */
public record HostMethod(int id, String name) {

    Value data() {
        return ComplexObject.enumeration("System.Management.Automation.Remoting.RemoteHostMethodId", name, id);
    }

    static HostMethod of(Fields fields) throws PsrpException {
        var name = fields.value("mi") instanceof ComplexObject object ? object.string() : null;
        return new HostMethod(fields.number("mi"), name == null ? "" : name);
    }
}
