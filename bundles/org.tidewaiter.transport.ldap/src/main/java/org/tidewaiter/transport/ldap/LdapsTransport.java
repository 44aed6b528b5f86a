package org.tidewaiter.transport.ldap;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.engine.spi.Transport;

/** LDAP within TLS, [MS-ADTS] 5.1.1.1 and 5.1.2. */
@Component(service = Transport.class)
public final class LdapsTransport extends LdapTransport {

    @Override
    public String id() {
        return "ldaps";
    }

    @Override
    public int port() {
        return 636;
    }

    @Override
    boolean isSecure() {
        return true;
    }
}
