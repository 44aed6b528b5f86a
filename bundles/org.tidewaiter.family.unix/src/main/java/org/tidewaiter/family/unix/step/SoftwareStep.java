package org.tidewaiter.family.unix.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.Located;
import org.tidewaiter.family.unix.parse.Packages;

/** Installed packages of every package manager that is there. */
public final class SoftwareStep implements AuditStep<ShellSession> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ShellCommand DPKG = ShellCommand.of("dpkg-packages",
            "command -v dpkg-query >/dev/null || exit 127; dpkg-query -W -f='${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\t"
                    + "${Maintainer}\\t${source:Package}\\t${Installed-Size}\\t${binary:Summary}\\n'")
            .within(PATIENCE);

    /** The file list of a package is written when it is unpacked. */
    private static final ShellCommand DPKG_TIMES = ShellCommand.of("dpkg-times",
            "cd /var/lib/dpkg/info 2>/dev/null || exit 127; find . -name '*.list' -exec stat -c '%Y %n' {} +").within(PATIENCE);

    private static final ShellCommand RPM = ShellCommand.of("rpm-packages",
            "command -v rpm >/dev/null || exit 127; rpm -qa --qf '%{NAME}\\t%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{VENDOR}\\t"
                    + "%{SOURCERPM}\\t%{SIZE}\\t%{INSTALLTIME}\\t%{SUMMARY}\\n'")
            .within(PATIENCE);

    private static final ShellCommand APK = ShellCommand.of("apk-packages",
            "[ -r /lib/apk/db/installed ] || exit 127; grep -E '^([PVAIotmT]:|$)' /lib/apk/db/installed");

    private static final ShellCommand PACMAN = ShellCommand
            .of("pacman-packages", "command -v pacman >/dev/null || exit 127; pacman -Qi")
            .within(PATIENCE);

    private static final ShellCommand SNAP = ShellCommand.of("snap-packages",
            "command -v snap >/dev/null || exit 127; snap list --unicode=never");

    private static final ShellCommand FLATPAK = ShellCommand.of("flatpak-packages",
            "command -v flatpak >/dev/null || exit 127; flatpak list --columns=application,version,branch,arch,origin,name");

    @Override
    public String id() {
        return "software";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(InstalledSoftware.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(DPKG, DPKG_TIMES, RPM, APK, PACMAN, SNAP, FLATPAK);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(200);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var times = Packages.times(shell.run(DPKG_TIMES).out());
        var found = state(shell, sink, DPKG, text -> Packages.dpkg(text, times));
        found += state(shell, sink, RPM, Packages::rpm);
        found += state(shell, sink, APK, Packages::apk);
        found += state(shell, sink, PACMAN, Packages::pacman);
        found += state(shell, sink, SNAP, Packages::snap);
        found += state(shell, sink, FLATPAK, Packages::flatpak);
        if (found == 0) {
            sink.gap(InstalledSoftware.class, GapReason.NOT_PRESENT,
                    "none of dpkg, rpm, apk, pacman, snap and flatpak manages software here", null);
        }
    }

    /** States one manager's packages; returns 1 when the manager is there, whatever it said. */
    private static int state(ShellSession shell, FactSink sink, ShellCommand command,
            Function<String, List<Located<InstalledSoftware>>> parse)
            throws TransportException, InterruptedException {
        var reply = shell.run(command);
        var shortfall = reply.shortfall();
        if (shortfall != null) {
            if (shortfall.reason() == GapReason.NOT_PRESENT) {
                return 0;
            }
            sink.missing(InstalledSoftware.class, reply);
            return 1;
        }
        for (var row : parse.apply(reply.out())) {
            sink.fact(row.row(), reply.at(row.line()));
        }
        if (reply.exit() != 0) {
            sink.gap(InstalledSoftware.class, GapReason.UNPARSEABLE, command.id() + " ended with status " + reply.exit() + ": "
                    + reply.err().lines().findFirst().orElse("no message"), reply.evidence());
        }
        return 1;
    }
}
