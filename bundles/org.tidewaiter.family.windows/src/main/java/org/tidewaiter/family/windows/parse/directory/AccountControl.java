package org.tidewaiter.family.windows.parse.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapEntry;

/** The bits of userAccountControl, [MS-ADTS] 2.2.16. */
final class AccountControl {

    static final String ATTRIBUTE = "userAccountControl";
    static final int DISABLED = 0x0002;
    static final int TRUST = 0x0800;
    static final int PASSWORD_NEVER_EXPIRES = 0x1_0000;

    /** What is out of the ordinary, in the order of the bits. */
    private static final Map<Integer, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(0x0002, "disabled");
        WORDS.put(0x0010, "locked out");
        WORDS.put(0x0020, "no password required");
        WORDS.put(0x0040, "user may not change the password");
        WORDS.put(0x0080, "password kept reversibly");
        WORDS.put(TRUST, "account of a trust");
        WORDS.put(0x2000, "domain controller");
        WORDS.put(PASSWORD_NEVER_EXPIRES, "password never expires");
        WORDS.put(0x4_0000, "smart card required");
        WORDS.put(0x8_0000, "unconstrained delegation");
        WORDS.put(0x10_0000, "never delegated");
        WORDS.put(0x20_0000, "DES keys only");
        WORDS.put(0x40_0000, "no Kerberos preauthentication");
        WORDS.put(0x80_0000, "password expired");
        WORDS.put(0x100_0000, "delegation with protocol transition");
        WORDS.put(0x400_0000, "read-only domain controller");
    }

    private AccountControl() {
    }

    static @Nullable Boolean enabled(LdapEntry entry) {
        return Entries.not(Entries.bit(entry, ATTRIBUTE, DISABLED));
    }

    static boolean has(LdapEntry entry, int bit) {
        return Boolean.TRUE.equals(Entries.bit(entry, ATTRIBUTE, bit));
    }

    static List<String> words(LdapEntry entry) {
        return WORDS.entrySet().stream().filter(w -> has(entry, w.getKey())).map(Map.Entry::getValue).toList();
    }
}
