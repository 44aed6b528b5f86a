package org.tidewaiter.transport.net;

import java.util.Set;

/** Ports that are left alone: behind them stand controllers of plants and buildings, some of which fall over when somebody connects. */
final class FragilePorts {

    private static final Set<Integer> FRAGILE = Set.of(
            102, // ISO-TSAP: Siemens S7, MMS
            502, 802, // Modbus, and over TLS
            789, // Red Lion Crimson
            1217, 2455, // CODESYS
            1911, 4911, // Niagara Fox, and over TLS
            1962, // PCWorx
            2404, 19998, // IEC 60870-5-104, and over TLS
            5006, 5007, // MELSEC
            5094, // HART-IP
            9600, // Omron FINS
            18245, 18246, // GE SRTP
            20000, // DNP3
            20547, // ProConOS
            44818, // EtherNet/IP
            47808); // BACnet

    private FragilePorts() {
    }

    /** Whether nothing may be sent to it, not even a connection. */
    static boolean isFragile(int port) {
        return FRAGILE.contains(port);
    }

    /** Whether a printer may put on paper what arrives: connect at most, and say nothing. */
    static boolean isPrinter(int port) {
        return port >= 9100 && port <= 9107;
    }
}
