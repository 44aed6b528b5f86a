package org.tidewaiter.transport.winrm;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.engine.spi.Transport;

/** PowerShell over HTTP, where messages are sealed, [MS-WSMV] 2.1. */
@Component(service = Transport.class)
public final class WinrmHttpTransport extends WinrmTransport {

    @Override
    public String id() {
        return "winrm";
    }

    @Override
    public int port() {
        return 5985;
    }

    @Override
    boolean isSecure() {
        return false;
    }
}
