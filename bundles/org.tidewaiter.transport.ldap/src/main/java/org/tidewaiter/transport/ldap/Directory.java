package org.tidewaiter.transport.ldap;

import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.SessionFacts;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;

/** A controller that we are bound to, and what its root entry tells of its naming contexts ([MS-ADTS] 3.1.1.3.2). */
final class Directory implements AutoCloseable {

    private static final Pattern COMPONENT = Pattern.compile("(?i)(?:^|,)DC=([^,=+\\\\]+)");
    private static final Duration FAREWELL = Duration.ofMillis(800);

    private final String socket;
    private final LDAPConnection connection;
    private final Socket wire;
    private final SearchResultEntry root;
    private final String principal;
    private volatile boolean broken;

    private Directory(String socket, LDAPConnection connection, Socket wire, SearchResultEntry root, String principal) {
        this.socket = socket;
        this.connection = connection;
        this.wire = wire;
        this.root = root;
        this.principal = principal;
    }

    /** Reads the root entry, and asks who we are. */
    static Directory of(String socket, LDAPConnection connection, Socket wire, String bound) throws TransportException {
        try {
            var root = connection.searchForEntry("", SearchScope.BASE, "(objectClass=*)", "defaultNamingContext",
                    "configurationNamingContext", "schemaNamingContext", "rootDomainNamingContext", "dnsHostName");
            if (root == null || !root.hasAttribute("defaultNamingContext")) {
                throw new TransportException(Failure.UNSUPPORTED,
                        socket + " is no domain controller: its root entry names no defaultNamingContext");
            }
            return new Directory(socket, connection, wire, root, whoAmI(connection, bound));
        } catch (LDAPException e) {
            throw Words.failure(socket, "root entry", e);
        }
    }

    /** RFC 4532, as [MS-ADTS] 3.1.1.3.4.2.5 answers it: {@code u:LABDOM\auditor}. Samba does not know the question. */
    private static String whoAmI(LDAPConnection connection, String bound) throws LDAPException {
        if (connection.processExtendedOperation(new WhoAmIExtendedRequest()) instanceof WhoAmIExtendedResult answer
                && answer.getResultCode() == ResultCode.SUCCESS && answer.getAuthorizationID() instanceof String id
                && id.startsWith("u:") && id.length() > 2) {
            return id.substring(2);
        }
        return bound;
    }

    /** What becomes evidence of the opening. */
    void tell(SessionFacts facts) {
        facts.put("principal", principal).put("domain", domain())
                .put("controller", String.valueOf(root.getAttributeValue("dnsHostName")))
                .put("naming-context", String.valueOf(root.getAttributeValue("defaultNamingContext")));
    }

    String socket() {
        return socket;
    }

    String principal() {
        return principal;
    }

    /** The DNS name behind the naming context's {@code DC} components, [MS-ADTS] 3.1.1.1.5. */
    String domain() {
        return COMPONENT.matcher(String.valueOf(root.getAttributeValue("defaultNamingContext"))).results()
                .map(c -> c.group(1)).collect(Collectors.joining("."));
    }

    LDAPConnection connection() {
        return connection;
    }

    /** Where a search begins; absent where the controller has no such naming context. */
    @Nullable
    String base(LdapSearch search) {
        var context = switch (search.context()) {
            case ROOT_DSE -> "";
            case DOMAIN -> root.getAttributeValue("defaultNamingContext");
            case CONFIGURATION -> root.getAttributeValue("configurationNamingContext");
            case SCHEMA -> root.getAttributeValue("schemaNamingContext");
            case DOMAIN_DNS -> below("DC=DomainDnsZones", root.getAttributeValue("defaultNamingContext"));
            case FOREST_DNS -> below("DC=ForestDnsZones", root.getAttributeValue("rootDomainNamingContext"));
        };
        return context == null || search.below().isEmpty() || context.isEmpty() ? context : below(search.below(), context);
    }

    private static @Nullable String below(String relative, @Nullable String context) {
        return context == null ? null : relative + "," + context;
    }

    /** Whether it is of no more use. */
    boolean isBroken() {
        return broken || !connection.isConnected();
    }

    /** Breaks the request under way, from any thread. */
    void abort() {
        broken = true;
        DirectoryLogin.close(wire);
    }

    /** Unbinds, as far as that takes no time. */
    @Override
    public void close() {
        if (!broken) {
            var interrupted = Thread.interrupted();
            try {
                Thread.ofVirtual().name("ldap close").start(connection::close).join(FAREWELL);
            } catch (InterruptedException _) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        abort();
    }
}
