package org.tidewaiter.engine.spi;

import org.jspecify.annotations.Nullable;

/** How SNMP uses a credential. */
public sealed interface SnmpAccess {

    /**
     * By a community.
     *
     * @param version the only version that it is sent with; absent: version 2c, and version 1 where that is not answered
     */
    record Community(@Nullable Version version) implements SnmpAccess {
        /** The versions that have communities. */
        public enum Version {
            V1, V2C
        }

        /** With whatever version the agent speaks. */
        public static final Community ANY_VERSION = new Community(null);
    }

    /**
     * By a user of the User-based Security Model.
     *
     * @param contextName RFC 3411 section 3.3.1; "" is the default context, nearly always right
     */
    record Usm(Authentication authentication, Privacy privacy, String contextName) implements SnmpAccess {
        public Usm {
            if (authentication == Authentication.NONE && privacy != Privacy.NONE) {
                throw new IllegalArgumentException("privacy needs authentication (RFC 3411 section 3.4.3)");
            }
        }

        /** {@code noAuthNoPriv}, {@code authNoPriv} or {@code authPriv}. */
        public String level() {
            return (authentication == Authentication.NONE ? "noAuth" : "auth") + (privacy == Privacy.NONE ? "NoPriv" : "Priv");
        }
    }

    /** Authentication protocols: RFC 3414 sections 6 and 7, and RFC 7860. */
    enum Authentication {
        NONE, MD5, SHA1, SHA224, SHA256, SHA384, SHA512
    }

    /**
     * Privacy protocols: DES (RFC 3414 section 8), AES with 128 bits (RFC 3826), with more (draft-blumenthal-aes-usm-04), and with more and
     * keys lengthened as Cisco does it (draft-reeder-snmpv3-usm-3desede-00), which net-snmp calls AES-256-C; and 3DES of that draft.
     */
    enum Privacy {
        NONE, DES, TRIPLE_DES, AES128, AES192, AES256, AES192_CISCO, AES256_CISCO
    }
}
