package org.tidewaiter.family.windows.step.directory;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.PolicySecret;
import org.tidewaiter.family.windows.parse.directory.Preferences;

/** Passwords in preferences of group policies: where there is one, and for whom; never which. */
public final class PolicySecretStep implements AuditStep<FileShareSession> {

    /** Extensions with passwords, [MS-GPPREF] 2.2.1. */
    private static final List<String> KINDS = List.of("DataSources", "Drives", "Groups", "Printers", "ScheduledTasks",
            "Services");
    private static final FileShareRead PREFERENCES = FileShareRead.of("sysvol-preferences", "SYSVOL",
            KINDS.stream().map(k -> "*\\Policies\\*\\*\\Preferences\\" + k + "\\" + k + ".xml").toList(),
            List.of("name", "changed", "userName", "username", "accountName", "runAs"), List.of("cpassword"));

    @Override
    public String id() {
        return "policy-secret";
    }

    @Override
    public Class<FileShareSession> needs() {
        return FileShareSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(PolicySecret.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(PREFERENCES);
    }

    @Override
    public Duration timeout() {
        return PREFERENCES.timeout().plusSeconds(20);
    }

    @Override
    public void read(FileShareSession session, FactSink sink) throws TransportException, InterruptedException {
        var reply = session.read(PREFERENCES);
        var facts = 0;
        for (var file : reply.files()) {
            var secrets = Preferences.secrets(file);
            secrets.forEach((line, secret) -> sink.fact(secret, reply.at(file.line(line))));
            facts += secrets.size();
        }
        if (!sink.missing(PolicySecret.class, reply) && facts == 0) {
            sink.gap(PolicySecret.class, GapReason.NOT_PRESENT,
                    "none of the policies' preferences that can hold a password has a place for one", reply.evidence());
        }
    }
}
