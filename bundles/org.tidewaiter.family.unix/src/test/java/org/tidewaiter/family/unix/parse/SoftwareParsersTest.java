package org.tidewaiter.family.unix.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Service;

/** Packages, services and accounts of several distributions. */
class SoftwareParsersTest {

    private static String text(List<Located<InstalledSoftware>> rows) {
        return rows.stream().map(Located::row)
                .map(r -> r.name() + " " + r.version() + " " + r.architecture() + " " + r.sourceName() + " " + r.size())
                .collect(Collectors.joining("; "));
    }

    @Test
    void removedDebianPackagesWithConfigurationLeftAreNotInstalled() {
        var times = Packages.times("1700000000 ./libc6:amd64.list\n1600000000 ./tzdata.list\nx y\n");
        var rows = Packages.dpkg("""
                ii \tlibc6\t2.36-9+deb12u10\tamd64\tGNU Libc Maintainers\tglibc\t12986\tGNU C Library
                rc \told\t1\tall\tNobody\told\t5\tgone
                hi \ttzdata\t2024a-0+deb12u1\tall\tA\ttzdata\t\ttime zones
                iU \tbroken\t1.0\tall\tA\tbroken\t1\tunpacked, not configured
                """, times);
        assertEquals("libc6 2.36-9+deb12u10 amd64 glibc 13297664; tzdata 2024a-0+deb12u1 all tzdata null", text(rows));
        assertEquals("2023-11-14T22:13:20Z", String.valueOf(rows.getFirst().row().installed()));
        assertEquals(3, rows.get(1).line());
    }

    @Test
    void rpmEpochsNonesAndKeys() {
        assertEquals("bind-utils 32:9.16.23-14.el9 x86_64 bind-9.16.23-14.el9.src.rpm 661289; custom 1.0-1 noarch null 0",
                text(Packages.rpm("""
                bind-utils\t32:9.16.23-14.el9\tx86_64\tRocky Enterprise Software Foundation\tbind-9.16.23-14.el9.src.rpm\t661289\t1690000000\tUtilities for querying DNS
                gpg-pubkey\t350d275d-6279464b\t(none)\t(none)\t(none)\t0\t1690000000\tgpg(Rocky)
                custom\t1.0-1\tnoarch\t(none)\t(none)\t0\t1690000000\tOurs
                """)));
    }

    @Test
    void alpinesDatabaseWithoutATrailingBlankLine() {
        assertEquals("musl 1.2.4-r2 x86_64 musl 634880; busybox 1.36.1-r5 x86_64 busybox 962560", text(Packages.apk(
                "P:musl\nV:1.2.4-r2\nA:x86_64\nI:634880\no:musl\nT:the musl c library\n\nP:busybox\nV:1.36.1-r5\nA:x86_64\nI:962560\no:busybox")));
    }

    @Test
    void pacmanSnapAndFlatpak() {
        assertEquals("pacman 6.0.2-8 x86_64 null 4949279", text(Packages.pacman("""
                Name            : pacman
                Version         : 6.0.2-8
                Description     : A library-based package manager with dependency support
                Architecture    : x86_64
                Installed Size  : 4.72 MiB
                Depends On      : bash  glibc
                                  libarchive

                """)));
        assertEquals("core18 20191030 null null null; scrcpy v1.10 null null null", text(Packages.snap("""
                Name    Version   Rev   Tracking  Publisher   Notes
                core18  20191030  1265  stable    canonical*  base
                scrcpy  v1.10     174   stable    sisco311    -
                """)));
        assertEquals("org.gaphor.Gaphor 1.2.0 x86_64 null null; org.gnome.Platform 3.38 x86_64 null null",
                text(Packages.flatpak(
                        "org.gaphor.Gaphor\t1.2.0\tstable\tx86_64\tflathub\tGaphor\norg.gnome.Platform\t\t3.38\tx86_64\tflathub\tGNOME\n")));
    }

    private static String services(List<Located<Service>> rows) {
        return rows.stream().map(Located::row).map(
                r -> r.name() + " " + r.state() + " " + r.startMode() + " " + r.user() + " " + r.processId() + " " + r.command())
                .collect(Collectors.joining("; "));
    }

    @Test
    void systemdUnitsFilesAndScriptsAreOneListWithoutRepeats() {
        var units = Services.units("""
                Id=ssh.service
                Description=OpenBSD Secure Shell server
                LoadState=loaded
                ActiveState=active
                SubState=running
                UnitFileState=enabled
                MainPID=812
                User=
                ExecStart={ path=/usr/sbin/sshd

                Id=apt-daily.service
                LoadState=loaded
                ActiveState=inactive
                SubState=dead
                UnitFileState=static
                MainPID=0

                Id=plymouth.service
                LoadState=not-found
                ActiveState=inactive

                Id=setup.service
                LoadState=loaded
                ActiveState=active
                SubState=exited
                UnitFileState=enabled
                """);
        assertEquals("ssh.service RUNNING AUTOMATIC root 812 /usr/sbin/sshd; apt-daily.service STOPPED ON_DEMAND root null null; "
                + "setup.service EXITED AUTOMATIC root null null", services(units));
        var files = Services.unitFiles(
                "ssh.service enabled enabled\ngetty@.service enabled enabled\nnftables.service disabled enabled\nold.service masked -\n",
                units);
        assertEquals("nftables.service STOPPED ON_DEMAND null null null; old.service STOPPED DISABLED null null null",
                services(files));
        assertEquals("legacy null AUTOMATIC null null /etc/init.d/legacy",
                services(Services.scripts("script ssh\nscript legacy\nstart S02legacy\nstart S01ssh\n", units, files)));
    }

    @Test
    void accountsSayWhetherAPasswordOpensThem() {
        var states = Accounts.shadow(
                "root:locked:none:19000:\nanna:open:y:19500:20000\nbert:locked:6:19000:\nguest:open:empty::\nold:open:other:0:\n");
        var text = Accounts.passwd("""
                root:x:0:0:root:/root:/bin/bash
                anna:x:1000:1000:Anna Muster,Room 1,,:/home/anna:/bin/zsh
                bert:x:1001:1001::/home/bert:/bin/sh
                guest:x:1002:1002::/home/guest:/bin/sh
                old:x:1003:1003::/:/bin/sh
                carl:x:1004:1004::/:/bin/sh
                +::::::
                """, states).stream().map(Located::row)
                .map(a -> a.name() + " " + a.password() + " " + a.passwordAlgorithm() + " " + a.passwordChanged() + " "
                        + a.administrator())
                .collect(Collectors.joining("; "));
        assertEquals(
                "root NONE null 2022-01-08 true; anna SET yescrypt 2023-05-23 false; bert LOCKED sha512crypt 2022-01-08 false; guest EMPTY null null false; "
                        + "old SET descrypt null false; carl null null null false",
                text);
        assertEquals(List.of("anna", "bert"), Accounts.groups("sudo:27:anna,bert\nadm:4:\n").getFirst().row().members());
    }
}
