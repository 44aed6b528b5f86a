package org.tidewaiter.engine.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** The reading of LDIF, RFC 2849. */
class LdapRepliesTest {

    private static LdapReply read(String ldif, Ending ending) throws TransportException {
        return LdapReplies
                .reply(new Exchange(3, Exchange.Kind.REQUEST, "users", "", ending, 0, ldif.getBytes(StandardCharsets.UTF_8),
                        new byte[0], Instant.EPOCH, Duration.ZERO));
    }

    @Test
    void recordsAreReadWithFoldedAndEncodedValues() throws TransportException {
        var reply = read("""
                version: 1
                # a comment
                  that goes on
                dn: CN=a,DC=test
                description: a long
                  value
                member;range=0-1499: CN=b
                empty:

                # refldap://ad.lab.test/DC=other
                dn:: Q049w7wsREM9dGVzdA==
                cn:: w7w=
                """, Ending.COMPLETE);
        assertNull(reply.shortfall());
        var first = reply.entries().getFirst();
        assertEquals("CN=a,DC=test a long value CN=b", first.dn() + " " + first.text("DESCRIPTION") + " " + first.text("member"));
        assertTrue(first.has("empty"));
        assertNull(first.text("empty"));
        assertEquals("line 4", reply.at(first).where());
        var second = reply.entries().getLast();
        assertEquals("CN=\u00fc,DC=test \u00fc line 11", second.dn() + " " + second.text("cn") + " " + reply.at(second).where());
    }

    @Test
    void theRootEntryHasAnEmptyName() throws TransportException {
        var reply = read("dn:\ncurrentTime: 20261125153656.0Z\n", Ending.COMPLETE);
        assertEquals("", reply.entries().getFirst().dn());
    }

    @Test
    void whatIsNoLdifIsAShortfallBesideTheRest() throws TransportException {
        var reply = read("dn: CN=a\ncn: a\ncn:: !!!\ncn:< file:///etc/passwd\nno colon\n", Ending.COMPLETE);
        assertEquals(1, reply.entries().getFirst().values("cn").size());
        assertEquals(new Shortfall(GapReason.UNPARSEABLE, "users: line 3 of the answer is no LDIF"), reply.shortfall());
        assertEquals(0, read("cn: a\n\ncn: b\n", Ending.COMPLETE).entries().size());
    }

    @Test
    void aShortfallKeepsItsEntriesAndABrokenConversationIsThrown() throws TransportException {
        var more = new Shortfall(GapReason.NOT_REPORTED, "more");
        var reply = read("dn: CN=a\ncn: a\n", Ending.shortOf(more));
        assertEquals(more, reply.shortfall());
        assertEquals(1, reply.entries().size());
        assertThrows(TransportException.class, () -> read("", Ending.failed(new TransportException(Failure.BROKEN, "broke"))));
    }
}
