package org.tidewaiter.transport.winrm.wsman;

/** What is asked of WMI (DSP0226 section 8, DSP0227, [MS-WSMV] 3.1.4.2), each as the whole envelope in UTF-8. {@link CimReplies} reads the answers. */
public final class CimRequests {

    private final Conversation conversation;
    private final String resource;
    private final int maxElements;

    /**
     * Asks a namespace.
     *
     * @param namespace   {@code root/cimv2}; backslashes are taken too
     * @param maxElements instances in one answer, at most; fewer come where the envelope would grow too large
     */
    public CimRequests(Conversation conversation, String namespace, int maxElements) {
        this.conversation = conversation;
        resource = Names.WMI + namespace.replace('\\', '/') + "/*";
        this.maxElements = maxElements;
    }

    /** Asks for what a WQL query selects; the first instances come with the answer. */
    public byte[] enumerate(String wql) {
        return envelope("/Enumerate").body("<n:Enumerate><w:OptimizeEnumeration/><w:MaxElements>" + maxElements
                + "</w:MaxElements><w:Filter Dialect=\"" + Names.WQL + "\">" + Envelope.escape(wql)
                + "</w:Filter></n:Enumerate>");
    }

    /** Asks for more of an enumeration. */
    public byte[] pull(String context) {
        return envelope("/Pull")
                .body("<n:Pull><n:EnumerationContext>" + Envelope.escape(context) + "</n:EnumerationContext><n:MaxElements>"
                        + maxElements + "</n:MaxElements></n:Pull>");
    }

    /** Gives up an enumeration that was not read to its end. */
    public byte[] release(String context) {
        return envelope("/Release").body(
                "<n:Release><n:EnumerationContext>" + Envelope.escape(context) + "</n:EnumerationContext></n:Release>");
    }

    private Envelope envelope(String action) {
        return new Envelope(conversation, Names.ENUMERATION + action, resource);
    }
}
