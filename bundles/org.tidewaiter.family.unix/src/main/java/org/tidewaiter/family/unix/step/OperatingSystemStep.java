package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.Clean;
import org.tidewaiter.family.unix.parse.HostNames;
import org.tidewaiter.family.unix.parse.KeyValues;
import org.tidewaiter.family.unix.parse.OperatingSystems;

/** Which system runs here. */
public final class OperatingSystemStep implements AuditStep<ShellSession> {

    /** os-release(5), or what systems had before there was one. */
    private static final ShellCommand RELEASE = ShellCommand.of("os-release",
            "cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release 2>/dev/null || "
                    + "for f in /etc/redhat-release /etc/SuSE-release /etc/debian_version; do [ -r $f ] && { printf 'PRETTY_NAME='; head -n 1 $f; }; done");

    /** One line a value, so that nothing here can hang on a name server. */
    private static final ShellCommand IDENTITY = ShellCommand.of("system-identity",
            "printf 'system='; uname -s; printf 'release='; uname -r; printf 'machine='; uname -m; printf 'host='; uname -n; "
                    + "printf 'machine-id='; cat /etc/machine-id 2>/dev/null || cat /var/lib/dbus/machine-id 2>/dev/null || echo; "
                    + "sed -n 's/^btime /boot=/p' /proc/stat; "
                    + "printf 'zone='; readlink /etc/localtime | sed 's,.*/zoneinfo/,,' | grep . || cat /etc/timezone 2>/dev/null || echo; "
                    + "printf 'virtualization='; systemd-detect-virt 2>/dev/null || echo; "
                    + "if [ -e /run/reboot-required ]; then echo reboot=yes; elif [ -e /var/lib/dpkg/status ]; then echo reboot=no; fi");

    private static final ShellCommand HOSTS = ShellCommand.of("hosts-file", "cat /etc/hosts");

    @Override
    public String id() {
        return "operating-system";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(OperatingSystem.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(RELEASE, IDENTITY, HOSTS);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var identity = shell.run(IDENTITY);
        if (sink.missing(OperatingSystem.class, identity)) {
            return;
        }
        var release = shell.run(RELEASE);
        var values = KeyValues.parse(identity.out());
        var domain = HostNames.domain(values.getOrDefault("host", ""), shell.run(HOSTS).out());
        var system = OperatingSystems.of(KeyValues.parse(release.out()), values, domain);
        sink.fact(system, Clean.text(release.out()) == null ? identity.evidence() : release.evidence());
        sink.claim(new Claim("unix", OperatingSystems.vendor(KeyValues.parse(release.out())), system.name(), system.version(),
                Confidence.PROVEN,
                List.of(new Because(
                        "the system calls itself " + system.name() + (system.release() == null ? "" : " " + system.release()),
                        release.evidence()))));
    }
}
