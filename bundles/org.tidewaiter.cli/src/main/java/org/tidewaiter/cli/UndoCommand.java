package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.Changes;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.Preparing;
import org.tidewaiter.engine.spi.ChangeLog.Stage;
import org.tidewaiter.engine.spi.ChangeTransport;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewaiter undo}: takes back what an audit changed on devices. */
@Command(name = "undo", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Takes back every change that `tidewaiter audit --prepare` made on devices and that still stands, the last one first.",
    "What somebody else has changed since is left as it is." })
final class UndoCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--list", description = "Only tell what stands to be taken back.")
    private boolean list;

    @Option(names = "--credential", paramLabel = "NAME", description = "Log in with this credential (default: the one that each change was made with).")
    private @Nullable String credential;

    UndoCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        if (!Files.exists(common.engagement())) {
            throw new UserException(ExitStatus.USAGE, common.engagement() + " is not there: nothing can be taken back");
        }
        try (var _ = new Cancellation(); var engagement = common.open(Access.READ_WRITE)) {
            var changes = new Changes(engagement.changes(), line -> console.out().println(Printable.line(line)));
            var pending = changes.pending();
            if (pending.isEmpty()) {
                console.out().println("nothing stands to be taken back in " + common.engagement());
                return ExitStatus.COMPLETE;
            }
            if (list) {
                pending.forEach(e -> console.out().println(Printable.line(e.address() + ": " + e.change().place() + ": "
                        + (e.before() == null ? "absent" : e.before()) + " -> " + e.change().wanted()
                        + (e.stage() == Stage.MADE ? "" : " (may have been made)"))));
                return ExitStatus.COMPLETE;
            }
            return undo(engagement, changes);
        }
    }

    private int undo(Engagement engagement, Changes changes) throws IOException, UserException {
        var scope = changes.pending().stream().map(e -> Prefix.of(IpAddress.parse(e.address()))).distinct().toList();
        var vault = services.vault();
        var preparing = new Preparing(services.installed(), services.all(ChangeTransport.class), changes,
                new ScopeGate(scope, List.of()), engagement.pins(), Limits.DEFAULT);
        try {
            var outcome = preparing.undo(name -> found(vault.find(credential == null ? name : credential), name));
            var standing = changes.pending().size();
            console.out().println(outcome.done() + " taken back, " + (outcome.left() == 0 ? "nothing is left"
                    : outcome.left() - standing + " left to whoever has changed them since")
                    + (standing == 0 ? "" : ", " + standing + " still stand; `tidewaiter undo` tries them again"));
            return outcome.left() == 0 ? ExitStatus.COMPLETE : ExitStatus.FAILURE;
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "cancelled; `tidewaiter undo` goes on with what is left");
        }
    }

    /** Under the name that the change was made with, whichever is used now. */
    private static Optional<Credential> found(Optional<Credential> credential, String name) {
        return credential.map(c -> new Credential(name, c.kind(), c.user(), c.realm(), c.hosts(), c.secret(), c.passphrase(),
                c.elevation(), c.elevationSecret(), c.snmp(), c.services()));
    }
}
