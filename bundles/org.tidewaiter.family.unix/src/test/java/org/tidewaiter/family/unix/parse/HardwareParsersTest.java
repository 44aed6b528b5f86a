package org.tidewaiter.family.unix.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.Disk;

/** Firmware, processors, memory and disks: real forms with their oddities. */
class HardwareParsersTest {

    @Test
    void makersPlaceholdersAreAbsentNotValues() {
        var machine = Machines.of(
                KeyValues.parse(
                        "sys_vendor=To Be Filled By O.E.M.\nproduct_name=System Product Name\nbios_date=09/30/2021\nchassis_type=10\n"
                                + "board_name=PRIME B450M-A\nmemory=16318440\n"),
                Machines.identity(
                        "/sys/class/dmi/id/product_uuid:03000200-0400-0500-0006-000700080009\n/sys/class/dmi/id/product_serial:0123456789\n"
                                + "/sys/class/dmi/id/board_serial:180937512345\n"));
        assertNull(machine.vendor());
        assertNull(machine.model());
        assertNull(machine.serialNumber());
        assertNull(machine.uuid());
        assertEquals("180937512345", machine.boardSerial());
        assertEquals("Notebook", machine.chassis());
        assertEquals(LocalDate.of(2021, 9, 30), machine.firmwareDate());
        assertEquals(16_710_082_560L, machine.memorySize());
    }

    @Test
    void raspberryPiIsKnownByItsDeviceTree() {
        var machine = Machines.of(
                KeyValues.parse("tree-model=Raspberry Pi 4 Model B Rev 1.4\ntree-serial-number=10000000a1b2c3d4\n"),
                Machines.NO_IDENTITY);
        assertEquals("Raspberry Pi 4 Model B Rev 1.4", machine.model());
        assertEquals("10000000a1b2c3d4", machine.serialNumber());
    }

    @Test
    void impossibleFirmwareDateIsAbsent() {
        assertNull(Clean.firmwareDate("02/31/2020"));
        assertNull(Clean.firmwareDate("01/01/1970"));
        assertNull(Clean.firmwareDate("2020-01-01"));
    }

    @Test
    void emptySlotsAreNoModules() {
        var modules = MemoryDevices.parse("""
                Handle 0x1100, DMI type 17, 84 bytes
                Memory Device
                \tSize: 16 GB
                \tForm Factor: DIMM
                \tLocator: A1
                \tBank Locator: Not Specified
                \tType: DDR4
                \tSpeed: 3200 MT/s
                \tManufacturer: 00CE00B300CE
                \tSerial Number: 364F2C1A
                \tPart Number: M393A2K40DB3-CWE
                \tSize: 1 kB

                Handle 0x1101, DMI type 17, 84 bytes
                Memory Device
                \tSize: No Module Installed
                \tLocator: A2
                """);
        assertEquals(1, modules.size());
        var module = modules.getFirst().row();
        assertEquals("A1", module.slot());
        assertEquals(17_179_869_184L, module.size());
        assertEquals(3200, module.speed());
        assertNull(module.bank());
        assertEquals(2, modules.getFirst().line());
    }

    @Test
    void twoSocketsWithHyperThreadingAreTwoPackages() {
        var text = new StringBuilder();
        for (var cpu = 0; cpu < 8; cpu++) {
            text.append("processor\t: ").append(cpu)
                    .append("\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R)  Xeon(R) CPU\nphysical id\t: ")
                    .append(cpu % 2).append("\ncore id\t\t: ").append(cpu / 2 % 2).append("\nmicrocode\t: 0x42e\n\n");
        }
        var packages = Processors.parse(text.toString(), "machine=x86_64\nkhz=3600000\nweakness=meltdown: Mitigation: PTI\n");
        assertEquals(2, packages.size());
        assertEquals(2, packages.getFirst().row().cores());
        assertEquals(4, packages.getFirst().row().threads());
        assertEquals(3600.0, packages.getFirst().row().maximumSpeed());
        assertEquals("Intel(R) Xeon(R) CPU", packages.getFirst().row().model());
        assertEquals("meltdown: Mitigation: PTI", packages.getFirst().row().mitigations().getFirst());
    }

    @Test
    void encryptionIsSeenThroughTheLogicalVolume() {
        var devices = BlockDevices.parse("""
                NAME="sda" KNAME="sda" PKNAME="" TYPE="disk" SIZE="512110190592" VENDOR="ATA     " MODEL="Samsung SSD 860" SERIAL="S3Z9NB0K" REV="2B6Q" TRAN="sata" WWN="0x5002" ROTA="0" RM="0" RO="0" FSTYPE="" LABEL="" UUID="" MOUNTPOINT=""
                NAME="sda2" KNAME="sda2" PKNAME="sda" TYPE="part" SIZE="511" FSTYPE="crypto_LUKS" UUID="1" MOUNTPOINT=""
                NAME="sda2_crypt" KNAME="dm-0" PKNAME="sda2" TYPE="crypt" SIZE="510" FSTYPE="LVM2_member" UUID="2" MOUNTPOINT=""
                NAME="vg-root" KNAME="dm-1" PKNAME="dm-0" TYPE="lvm" SIZE="400" FSTYPE="ext4" LABEL="my\\x20root" UUID="3" MOUNTPOINT="/"
                NAME="vg-spare" KNAME="dm-2" PKNAME="dm-0" TYPE="lvm" SIZE="100" FSTYPE="xfs" LABEL="" UUID="4" MOUNTPOINT=""
                NAME="sr0" KNAME="sr0" PKNAME="" TYPE="rom" SIZE="1073741312" VENDOR="QEMU" MODEL="QEMU_DVD" ROTA="1" RM="1" RO="0" FSTYPE="" MOUNTPOINT=""
                NAME="loop0" KNAME="loop0" PKNAME="" TYPE="loop" SIZE="58" FSTYPE="squashfs" MOUNTPOINT="/snap/core18/1"
                """);
        var volumes = Mounts.parse(
                "/dev/mapper/vg-root / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0\ntmpfs /run tmpfs rw 0 0\n",
                "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/mapper/vg-root 400 100 280 27% /\n", devices);
        assertEquals(1, volumes.size());
        assertEquals(Boolean.TRUE, volumes.getFirst().row().encrypted());
        assertEquals("my root", volumes.getFirst().row().label());
        assertEquals(102_400L, volumes.getFirst().row().used());
        assertEquals("/dev/mapper/vg-spare", devices.unmounted().getFirst().row().name());
        assertEquals(1, devices.unmounted().size());
        assertEquals("sda sr0", String.join(" ", devices.disks().stream().map(d -> d.row().name()).toList()));
        assertEquals(Disk.Kind.SOLID_STATE, devices.disks().getFirst().row().kind());
        assertEquals("ATA", devices.disks().getFirst().row().vendor());
    }

    @Test
    void mountPointWithBlanksAndAMountOverAnother() {
        var volumes = Mounts.parse(
                "/dev/sdb1 /mnt/my\\040disk vfat ro,nosuid 0 0\n/dev/sdc1 /data ext4 rw 0 0\n/dev/sdd1 /data xfs rw 0 0\n", "",
                BlockDevices.parse(""));
        assertEquals("/mnt/my disk", volumes.getFirst().row().name());
        assertEquals(Boolean.TRUE, volumes.getFirst().row().readOnly());
        assertEquals(2, volumes.size());
        assertEquals("xfs", volumes.getLast().row().fileSystem());
        assertNull(volumes.getLast().row().size());
    }

    @Test
    void osReleaseWithQuotesAndNone() {
        var debian = OperatingSystems.of(
                KeyValues.parse("NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nVERSION=\"12 (bookworm)\"\nID=debian\n"),
                Map.of("system", "Linux", "release", "6.1.0-9-amd64", "machine", "x86_64", "host", "web1.example.org", "boot",
                        "1700000000"),
                "example.org");
        assertEquals("Debian GNU/Linux", debian.name());
        assertEquals("web1", debian.hostName());
        assertEquals("2023-11-14T22:13:20Z", String.valueOf(debian.bootedAt()));
        assertEquals("Linux", OperatingSystems.of(Map.of(), Map.of("system", "Linux"), null).name());
        assertEquals("example.org", HostNames.domain("web1", "127.0.0.1 localhost\n127.0.1.1 web1.example.org web1 # me\n"));
        assertTrue(KeyValues.parse("A='x y'\nB=\"a\\\"b\"\n").values().containsAll(List.of("x y", "a\"b")));
    }
}
