package org.tidewaiter.family.windows.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.MemoryModule;
import org.tidewaiter.api.session.CimRow;

/** Parsers over outputs of real machines: facts that somebody looked up by hand, and totals counted by a plain text search. */
class CapturesTest {

    private static final CimRow NOTHING = new CimRow(0, Map.of());

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().count();
    }

    @Test
    void everyProgramOfAnOldWindowsIsListedAndItsUpdatesAreNot() {
        var text = Captured.read("registry/xp-Uninstall.reg");
        var keys = List.of(text.split("\n(?=\\[HKEY)"));
        var expected = keys.stream().filter(k -> count(k, "^\"DisplayName\"=\"\\s*[^\\s\"]") > 0)
                .filter(k -> count(k, "^\"(ParentKeyName|ReleaseType)\"=\"[^\"]") == 0).count();
        var programs = Captured.registry("xp-Uninstall.reg").stream().map(Software::program).filter(Objects::nonNull).toList();
        assertEquals(expected, programs.size());
        assertTrue(programs.size() > 50, programs.size() + " programs");
    }

    @Test
    void russianProgramsKeepTheirNames() {
        var programs = Captured.registry("10_russian-Uninstall.reg").stream().map(Software::program).filter(Objects::nonNull)
                .toList();
        assertEquals(count(Captured.read("registry/10_russian-Uninstall.reg"), "^\"DisplayName\"="), programs.size());
        assertTrue(programs.stream().anyMatch(p -> p != null && p.name().startsWith("КриптоПро CSP")), programs.toString());
    }

    @Test
    void frenchAccountsKeepTheirNamesAndTellTheMachinesSid() {
        var rows = Captured.wmi("10-StandAlone-Win32_UserAccount.wmi");
        var raw = count(Captured.read("wmi/10-StandAlone-Win32_UserAccount.wmi"), "^SID=S-");
        assertEquals(raw, rows.stream().map(r -> Accounts.account(r, Map.of())).filter(Objects::nonNull).count());
        var french = Captured.wmi("7-AD-Win32_UserAccount.wmi");
        assertEquals("S-1-5-21-115688116-1377296920-1994510132", Identities.machineSid(french));
        var flags = french.stream().map(r -> Accounts.flags(r, Map.of())).filter(Objects::nonNull).toList();
        assertEquals(List.of("Administrator", "Guest"),
                flags.stream().map(f -> String.valueOf(f == null ? null : f.builtIn())).limit(2).toList());
    }

    @Test
    void theSystemIsReadFromWmicToo() {
        var row = Captured.wmi("winxp-sp3-x86-Win32_OperatingSystem.wmi").getFirst();
        var system = Systems.of(row, NOTHING, new RegistryKeys(List.of()), null);
        assertEquals("Microsoft Windows 7 Professionnel", String.valueOf(system == null ? null : system.name()));
        assertEquals("2013-08-22T18:42:18.500Z", String.valueOf(system == null ? null : system.bootedAt()));
    }

    @Test
    void memoryModulesAndProcessors() {
        var modules = Captured.wmi("7-Win32_PhysicalMemory.wmi").stream().map(r -> Machines.module(r, Map.of()))
                .filter(Objects::nonNull).toList();
        assertEquals(count(Captured.read("wmi/7-Win32_PhysicalMemory.wmi"), "^Capacity=[1-9]"), modules.size());
        assertEquals(sum("7-Win32_PhysicalMemory.wmi", "^Capacity=([0-9]+)"),
                modules.stream().mapToLong(CapturesTest::size).sum());
        for (var file : List.of("2019-amd-epyc-Win32_Processor.wmi", "2008-with-2-different-cpus-Win32_Processor.wmi")) {
            var found = Captured.wmi(file).stream().map(Machines::processor).filter(Objects::nonNull).count();
            assertEquals(count(Captured.read("wmi/" + file), "^DeviceID="), found, file);
        }
    }

    private static long size(MemoryModule module) {
        return module.size() instanceof Long size ? size : 0;
    }

    private static long sum(String file, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(Captured.read("wmi/" + file)).results()
                .mapToLong(m -> Long.parseLong(m.group(1))).sum();
    }

    @Test
    void disksVolumesAndTheirEncryption() {
        var encryption = Volumes.encryption(Captured.wmi("win10-crypt-Win32_EncryptableVolume.wmi"), Map.of());
        var volumes = Captured.wmi("win10-crypt-Win32_Volume.wmi").stream().map(r -> Volumes.volume(r, encryption))
                .filter(Objects::nonNull)
                .toList();
        assertTrue(volumes.stream().anyMatch(v -> v != null && v.name().equals("C:") && Boolean.TRUE.equals(v.encrypted())),
                volumes.toString());
        var bitLocker = Volumes.bitLocker(Captured.wmi("win10-crypt-Win32_EncryptableVolume.wmi").getFirst(), Map.of(), Map.of());
        assertEquals("AES 256", String.valueOf(bitLocker == null ? null : bitLocker.method()));
        var physical = Storage.byNumber(Captured.wmi("latitude-7480-MSFT_PhysicalDisk.wmi"));
        assertEquals(1, physical.size());
        for (var file : List.of("win7-sp1-x64-Win32_DiskDrive.wmi", "win10-crypt-Win32_DiskDrive.wmi")) {
            var disks = Captured.wmi(file).stream().map(r -> Storage.disk(r, Map.of())).filter(Objects::nonNull).count();
            assertEquals(count(Captured.read("wmi/" + file), "^Index=[0-9]"), disks, file);
        }
    }

    @Test
    void interfacesAndTheirAddresses() {
        var adapters = Captured.wmi("10-net-MSFT_NetAdapter.wmi");
        var found = adapters.stream().map(Networks::adapter).filter(Objects::nonNull).toList();
        assertEquals(5, found.size());
        assertEquals("00:50:b6:00:00:6d", String.valueOf(found.getFirst() == null ? null : found.getFirst().macAddress()));
        var text = Captured.read("wmi/vpn-up-Win32_NetworkAdapterConfiguration.wmi");
        var addresses = Captured.wmi("vpn-up-Win32_NetworkAdapterConfiguration.wmi").stream()
                .flatMap(r -> Networks.oldAddresses(r).stream()).count();
        var expected = Pattern.compile("^IPAddress=\\{(.*)\\}", Pattern.MULTILINE).matcher(text).results()
                .mapToLong(m -> m.group(1).split(",").length).sum();
        assertEquals(expected, addresses);
    }

    @Test
    void knownNetworksAreNamed() {
        var text = Captured.read("registry/10-NetworkList.reg");
        var names = Captured.registry("10-NetworkList.reg").stream().map(r -> Clean.text(r, "ProfileName"))
                .filter(Objects::nonNull).count();
        assertEquals(count(text, "^\"ProfileName\"="), names);
    }

    @Test
    void monitorsThatAreMonitorsAreRead() throws IOException {
        Captured.read("README");
        try (var files = Files.list(Path.of(System.getenv("TIDEWAITER_DATA"), "os", "generic", "edid"))) {
            var blocks = files.filter(Files::isRegularFile).toList();
            var read = 0;
            for (var block : blocks) {
                var monitor = Edid.monitor(block.getFileName().toString(), Files.readAllBytes(block), null);
                read += monitor != null && monitor.vendor() != null && monitor.yearMade() != null ? 1 : 0;
            }
            assertTrue(blocks.size() > 10 && read >= blocks.size() * 9 / 10, read + " of " + blocks.size());
        }
    }
}
