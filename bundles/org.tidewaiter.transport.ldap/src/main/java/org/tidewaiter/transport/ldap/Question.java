package org.tidewaiter.transport.ldap;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ExchangeLog;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;

/** One search, page by page (RFC 2696), as one exchange. */
final class Question implements SearchResultListener {

    private static final long serialVersionUID = 1L;
    /** The default MaxPageSize of a domain controller is 1000, [MS-ADTS] 3.1.1.3.4.6. */
    private static final int PAGE = 500;
    private static final int MOST_BYTES = 32 << 20;
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** LDAP_SERVER_DOMAIN_SCOPE_OID: no references to other servers, [MS-ADTS] 3.1.1.3.4.1.4. */
    private static final Control DOMAIN_SCOPE = new Control("1.2.840.113556.1.4.1339", false);
    /** LDAP_SERVER_SD_FLAGS_OID with owner and discretionary list: the system list would need a right, [MS-ADTS] 3.1.1.3.4.1.11. */
    private static final Control DESCRIPTOR = new Control("1.2.840.113556.1.4.801", false,
            new ASN1OctetString(new ASN1Sequence(new ASN1Integer(5)).encode()));

    private final transient ExchangeLog log;
    private final transient Directory directory;
    private final LdapSearch search;
    private final transient Ldif found = new Ldif();
    private int entries;
    private boolean full;

    Question(ExchangeLog log, Directory directory, LdapSearch search) {
        this.log = log;
        this.directory = directory;
        this.search = search;
    }

    Exchange ask() throws InterruptedException {
        var started = log.now();
        var began = System.nanoTime();
        var base = directory.base(search);
        if (base == null) {
            return store(
                    Ending.shortOf(
                            new Shortfall(GapReason.NOT_PRESENT, search.id() + ": the controller has no such naming context")),
                    -1, started, began);
        }
        try {
            var code = Errand.run(directory.socket() + " " + search.id(), search.timeout().plus(GRACE), directory::abort,
                    () -> pages(base));
            var shortfall = full
                    ? new Shortfall(GapReason.NOT_REPORTED, search.id() + ": there is more than these " + entries + " entries")
                    : Words.shortfall(search.id(), code);
            return store(shortfall == null ? Ending.COMPLETE : Ending.shortOf(shortfall), code.intValue(), started, began);
        } catch (TransportException e) {
            directory.abort();
            return store(Ending.failed(e), -1, started, began);
        }
    }

    private Exchange store(Ending ending, int exit, Instant started, long began) {
        synchronized (found) {
            return log.add(Exchange.Kind.REQUEST, search.id(), search.text(), ending, exit, found.bytes(), new byte[0], started,
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private ResultCode pages(String base) throws TransportException {
        try {
            var request = new SearchRequest(this, base, scope(), DereferencePolicy.NEVER, 0, (int) search.timeout().toSeconds(),
                    false, search.filter(), search.attributes().toArray(String[]::new));
            request.setResponseTimeoutMillis(search.timeout().plus(GRACE).toMillis());
            var cookie = page(request, null);
            while (cookie != null && !full) {
                cookie = page(request, cookie);
            }
            return ResultCode.SUCCESS;
        } catch (LDAPSearchException e) {
            if (Words.isBroken(e.getResultCode())) {
                throw Words.failure(directory.socket(), search.id(), e);
            }
            return e.getResultCode();
        } catch (LDAPException e) {
            throw Words.failure(directory.socket(), search.id(), e);
        }
    }

    /** One page; returns what asks for the next, if there is one. */
    private @Nullable ASN1OctetString page(SearchRequest request, @Nullable ASN1OctetString cookie) throws LDAPException {
        var size = Math.clamp(search.limit() - entries + 1L, 1, PAGE);
        var paged = new SimplePagedResultsControl(size, cookie, false);
        var descriptor = search.attributes().stream().anyMatch("nTSecurityDescriptor"::equalsIgnoreCase);
        if (search.context() == LdapSearch.Context.ROOT_DSE) {
            request.setControls();
        } else if (descriptor) {
            request.setControls(paged, DOMAIN_SCOPE, DESCRIPTOR);
        } else {
            request.setControls(paged, DOMAIN_SCOPE);
        }
        var result = directory.connection().search(request);
        var answer = SimplePagedResultsControl.get(result);
        return answer != null && answer.moreResultsToReturn() ? answer.getCookie() : null;
    }

    private SearchScope scope() {
        return switch (search.scope()) {
            case BASE -> SearchScope.BASE;
            case ONE_LEVEL -> SearchScope.ONE;
            case SUBTREE -> SearchScope.SUB;
        };
    }

    @Override
    public void searchEntryReturned(@Nullable SearchResultEntry entry) {
        synchronized (found) {
            if (entry == null || full || entries >= search.limit() || found.length() > MOST_BYTES) {
                full = true;
                return;
            }
            entries++;
            found.add(entry);
        }
    }

    @Override
    public void searchReferenceReturned(@Nullable SearchResultReference reference) {
        // never followed
    }
}
