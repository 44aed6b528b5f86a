package org.tidewaiter.family.windows.step.directory;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.LdapTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.directory.Accounts;

/** A step that reads in the domain's directory. */
interface DirectoryStep extends AuditStep<LdapSession> {

    /** Reads an entry; pure. */
    @FunctionalInterface
    interface EntryParser<T extends Item> {
        /** The item; absent when the entry is none. */
        @Nullable
        T parse(LdapEntry entry);
    }

    @Override
    default Class<LdapSession> needs() {
        return LdapSession.class;
    }

    /** States a reply's entries and its shortfall; where there is neither, what that means. */
    static <T extends Item> void state(FactSink sink, LdapReply reply, Class<T> dataClass, String none, EntryParser<T> parse) {
        var stated = facts(sink, reply, parse);
        if (!sink.missing(dataClass, reply) && stated == 0) {
            sink.gap(dataClass, GapReason.NOT_PRESENT, none, reply.evidence());
        }
    }

    /** States a reply's entries; returns how many there were. */
    static <T extends Item> int facts(FactSink sink, LdapReply reply, EntryParser<T> parse) {
        var facts = 0;
        for (var entry : reply.entries()) {
            var item = parse.parse(entry);
            if (item != null) {
                sink.fact(item, reply.at(entry));
                facts++;
            }
        }
        return facts;
    }

    /** Names of what a template finds; what it cannot find becomes a gap of the class. */
    static List<String> names(FactSink sink, Class<? extends Item> dataClass, LdapSession session, LdapTemplate template,
            String value)
            throws TransportException, InterruptedException {
        if (!template.fits(value)) {
            return List.of();
        }
        var reply = session.search(template, value);
        sink.missing(dataClass, reply);
        return new ArrayList<>(Accounts.names(reply.entries()));
    }
}
