package org.tidewaiter.transport.winrm;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.CimReplies;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SessionRecord;
import org.tidewaiter.engine.spi.Transport;

/** PowerShell sessions over WinRM: what its two ports have in common. */
abstract class WinrmTransport implements Transport<PowerShellSession> {

    /** Asks PowerShell for itself; that it answers shows that scripts are run. */
    private static final PowerShellScript ITSELF = PowerShellScript.of("powershell-itself", """
            '' | Select-Object -Property @{n='Version';e={"$($PSVersionTable.PSVersion)"}},
                @{n='LanguageMode';e={"$($ExecutionContext.SessionState.LanguageMode)"}},
                @{n='Computer';e={$env:COMPUTERNAME}}""");

    /** Whether TLS is spoken. */
    abstract boolean isSecure();

    @Override
    public Class<PowerShellSession> sessionType() {
        return PowerShellSession.class;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return Set.of(Credential.Kind.PASSWORD);
    }

    @Override
    public LiveSession<PowerShellSession> open(Opening opening) throws TransportException, InterruptedException {
        var session = new SessionRecord(opening.log(), id(), id() + " " + opening.target() + ":" + opening.port());
        try {
            var login = WinrmLogin.prepare(opening, isSecure(), session.facts());
            var connection = login.open();
            var opened = false;
            try {
                greet(opening, connection, session.facts());
                var live = live(opening, login, connection, session.succeeded());
                opened = true;
                return live;
            } finally {
                if (!opened) {
                    connection.close();
                }
            }
        } catch (TransportException e) {
            session.failed(e);
            throw e;
        }
    }

    private static LiveSession<PowerShellSession> live(Opening opening, WinrmLogin login, WinrmConnection connection,
            Exchange exchange) {
        return new LivePowerShell(opening, login, connection,
                CimReplies.greeting(SessionFacts.of(exchange.out()), exchange.evidence()));
    }

    private static void greet(Opening opening, WinrmConnection connection, SessionFacts facts)
            throws TransportException, InterruptedException {
        if (connection.runsScripts()) {
            var section = Section.of(ITSELF);
            var talk = SectionTalk.start(connection.runspace(), opening.log(), List.of(section));
            talk.await(section);
            if (!section.ended()) {
                connection.refuseScripts(talk.failure());
            }
            // the version that the server told when the runspace was opened, unless it says it better
            facts.put("powershell", connection.runspace().version());
            for (var row : CimReplies.rows(section.rows())) {
                put(facts, "powershell", row.text("Version"));
                put(facts, "language-mode", row.text("LanguageMode"));
                put(facts, "computer", row.text("Computer"));
            }
        }
        if (!connection.runsScripts()) {
            facts.put("scripts", "none: " + connection.refusal());
        }
    }

    private static void put(SessionFacts facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
