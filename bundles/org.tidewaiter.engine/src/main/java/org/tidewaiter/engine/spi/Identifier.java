package org.tidewaiter.engine.spi;

/**
 * Something that tells a device from others, to find it again in a later run.
 *
 * @param value as read, lower case
 */
public record Identifier(Kind kind, String value) {

    /** The kinds, with the weight that agreeing on one has: 100 is enough. An address alone never is. */
    public enum Kind {
        /** SMBIOS UUID. */
        HARDWARE_UUID(100),
        /** Of the system. */
        SERIAL_NUMBER(60),
        /** What the system made up when it was installed; clones share it. */
        INSTALLATION_ID(60),
        /** A host key; clones share it, and often their name. */
        PEER_KEY(60),
        /** Of an SNMP agent; clones share it. */
        SNMP_ENGINE(60),
        /** Of a network card: with its address, or with its name, it is the same device. */
        MAC_ADDRESS(70),
        /** A host name. */
        NAME(30),
        /** An IP address. */
        ADDRESS(40);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        /** Weight in hundredths of certainty. */
        public int weight() {
            return weight;
        }
    }
}
