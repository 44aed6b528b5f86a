package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.Services;

/** Services of systemd, else the scripts of System V and OpenRC. */
public final class ServiceStep implements AuditStep<ShellSession> {

    /** Of a unit's command line only the program leaves the host: arguments may hold secrets. */
    private static final ShellCommand UNITS = ShellCommand.of("systemd-units",
            "[ -d /run/systemd/system ] && command -v systemctl >/dev/null || exit 127; "
                    + "systemctl show --no-pager -p Id,Description,LoadState,ActiveState,SubState,UnitFileState,"
                    + "MainPID,User,ExecStart '*.service' | sed 's/^\\(ExecStart={ path=[^ ;]*\\).*/\\1/'");

    /**
     * Where systemd does not run (containers, WSL), the unit files themselves, in the order of systemd.unit(5): {@code systemctl --root=/} says
     * the same for thirty times the processor time.
     */
    private static final ShellCommand UNIT_FILES = ShellCommand.of("systemd-unit-files",
            "command -v systemctl >/dev/null || exit 127; "
                    + "[ ! -d /run/systemd/system ] || exec systemctl list-unit-files --type=service --no-legend --no-pager; "
                    + "cd / && find etc/systemd/system run/systemd/system usr/local/lib/systemd/system usr/lib/systemd/system lib/systemd/system "
                    + "-maxdepth 2 -name '*.service' -printf '/%p %l\\n' 2>/dev/null | awk '{ n = $1; sub(/.*\\//, \"\", n); t = $2; sub(/.*\\//, \"\", t); "
                    + "ours = $1 ~ /^\\/(etc|run)\\// } $1 ~ /\\.(wants|requires)\\// { if (ours) on[n] = 1; next } ours && t != \"\" { on[t] = 1 } "
                    + "!(n in file) { file[n] = $1; link[n] = $2; order[++count] = n } END { for (i = 1; i <= count; i++) { n = order[i]; s = \"static\"; "
                    + "if (link[n] == \"/dev/null\") s = \"masked\"; else if (link[n] != \"\") s = \"alias\"; else { while ((getline l < file[n]) > 0) "
                    + "if (l ~ /^\\[Install\\]/) s = n in on ? \"enabled\" : \"disabled\"; close(file[n]) } print n, s } }'");

    private static final ShellCommand SCRIPTS = ShellCommand.of("init-scripts",
            "[ -d /etc/init.d ] || exit 127; for f in /etc/init.d/*; do [ -x $f ] && echo \"script ${f##*/}\"; done; "
                    + "ls -1 /etc/rc[2345].d/S* /etc/rc.d/rc[2345].d/S* /etc/runlevels/*/* 2>/dev/null | sed 's,.*/,start ,'");

    @Override
    public String id() {
        return "service";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Service.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(UNITS, UNIT_FILES, SCRIPTS);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var units = shell.run(UNITS);
        var files = shell.run(UNIT_FILES);
        var running = Services.units(units.out());
        for (var service : running) {
            sink.fact(service.row(), units.at(service.line()));
        }
        var others = Services.unitFiles(files.out(), running);
        for (var service : others) {
            sink.fact(service.row(), files.at(service.line()));
        }
        var scripts = shell.run(SCRIPTS);
        var classic = Services.scripts(scripts.out(), running, others);
        for (var service : classic) {
            sink.fact(service.row(), scripts.at(service.line()));
        }
        if (running.isEmpty() && others.isEmpty() && classic.isEmpty()) {
            sink.gap(Service.class, GapReason.NOT_PRESENT, "neither systemd nor init scripts are here", scripts.evidence());
        } else if (running.isEmpty()) {
            sink.gap(Service.class, GapReason.NOT_REPORTED, "what the services do now: systemd does not run here",
                    units.evidence());
        }
    }
}
