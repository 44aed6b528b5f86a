package org.tidewaiter.transport.winrm;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.engine.spi.Transport;

/** PowerShell over TLS, [MS-WSMV] 2.1. */
@Component(service = Transport.class)
public final class WinrmTlsTransport extends WinrmTransport {

    @Override
    public String id() {
        return "winrm-tls";
    }

    @Override
    public int port() {
        return 5986;
    }

    @Override
    boolean isSecure() {
        return true;
    }
}
