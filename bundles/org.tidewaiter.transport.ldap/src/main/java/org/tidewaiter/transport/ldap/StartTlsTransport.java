package org.tidewaiter.transport.ldap;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.engine.spi.Transport;

/** LDAP whose first request is StartTLS, RFC 4511 section 4.14. */
@Component(service = Transport.class)
public final class StartTlsTransport extends LdapTransport {

    @Override
    public String id() {
        return "ldap";
    }

    @Override
    public int port() {
        return 389;
    }

    @Override
    boolean isSecure() {
        return false;
    }
}
