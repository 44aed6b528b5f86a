package org.tidewaiter.family.windows.step.directory;

import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapTemplate;

/** What several steps ask. */
final class Searches {

    /** LDAP_MATCHING_RULE_IN_CHAIN: through any number of groups, [MS-ADTS] 3.1.1.3.4.4.3. */
    static final String IN_CHAIN = ":1.2.840.113556.1.4.1941:=";

    /** All groups that an object is in. */
    static final LdapTemplate GROUPS_OF = new LdapTemplate(
            LdapSearch.of("groups-of", Context.DOMAIN, "(member" + IN_CHAIN + "{dn:.+})", "sAMAccountName"));

    /** What the controller says the time is. */
    static final LdapSearch TIME = LdapSearch.entry("controller-time", Context.ROOT_DSE, "", "currentTime");

    private Searches() {
    }
}
