package org.tidewaiter.engine.spi;

/**
 * Something that tells a device from others, to find it again in a later run.
 *
 * @param value as read, lower case
 */
public record Identifier(Kind kind, String value) {

    /** The kinds, with the weight that agreeing on one has: 100 is enough. An address alone never is. */
    public enum Kind {
        HARDWARE_UUID(100), SERIAL_NUMBER(60), INSTALLATION_ID(60), PEER_KEY(60), SNMP_ENGINE(50), MAC_ADDRESS(50), NAME(
                30), ADDRESS(20);

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
