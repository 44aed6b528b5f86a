package org.tidewaiter.transport.winrm.wsman;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.tidewaiter.api.session.TransportException;

/**
 * What a WS-Management service says of itself to anybody (DSP0226 section 11).
 *
 * @param protocolVersion {@code http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}
 * @param productVendor   {@code Microsoft Corporation}; "" where it does not say
 * @param productVersion  {@code OS: 10.0.17763 SP: 0.0 Stack: 3.0}; Windows says 0.0.0 for the system to whoever has not logged in
 * @param offered         the schemes of authentication that it offers, where it was asked for them
 */
public record Identification(String protocolVersion, String productVendor, String productVersion, List<String> offered) {

    /** The question. Without a login it goes with the header field {@code WSMANIDENTIFY: unauthenticated}. */
    public static byte[] request() {
        return ("<s:Envelope xmlns:s=\"" + Names.SOAP + "\" xmlns:wsmid=\"" + Names.IDENTITY
                + "\"><s:Header/><s:Body><wsmid:Identify/></s:Body></s:Envelope>").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the answer. */
    public static Identification read(byte[] envelope, List<String> offered) throws WsmanFault, TransportException {
        var response = SoapReader.content(envelope, Names.IDENTITY, "IdentifyResponse");
        return new Identification(response.textOf(Names.IDENTITY, "ProtocolVersion"),
                response.textOf(Names.IDENTITY, "ProductVendor"),
                response.textOf(Names.IDENTITY, "ProductVersion"), List.copyOf(offered));
    }
}
