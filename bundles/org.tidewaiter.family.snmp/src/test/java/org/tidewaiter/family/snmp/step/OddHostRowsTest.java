package org.tidewaiter.family.snmp.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.HardwareComponent;
import org.tidewaiter.api.data.HardwareSensor;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.RunningProcess;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.family.snmp.SnmpItems.Agent;
import org.tidewaiter.family.snmp.SnmpItems.UpsAlarm;
import org.tidewaiter.family.snmp.SnmpItems.UpsBattery;
import org.tidewaiter.family.snmp.SnmpItems.UpsInput;
import org.tidewaiter.family.snmp.SnmpItems.UpsOutput;
import org.tidewaiter.family.snmp.rule.Rules;
import org.tidewaiter.knowledge.IanaEnterprises;

/** Odd rows of machines: system, parts, storage, software, power. All agents here are synthetic. */
class OddHostRowsTest {
    private static final Rules RULES = new Rules(new IanaEnterprises());

    private static Stated read(AuditStep<SnmpSession> step, String walk) {
        return Stated.by(step, RecordedWalk.of(walk));
    }

    @Test
    void anUptimeThatWrappedIsTakenFromTheEngine() {
        assertEquals(Duration.ofDays(1), upTime(8_640_000, 86_400));
        assertEquals(Duration.ofSeconds(43_000_000), upTime((43_000_000L * 100) % (1L << 32), 43_000_000));
        assertEquals(Duration.ofDays(1), upTime(8_640_000, 2_000_000), "an engine that restarted alone");
    }

    private static Duration upTime(long ticks, long engineSeconds) {
        return read(new OperatingSystemStep(RULES), "1.3.6.1.2.1.1.1.0|4|thing\n1.3.6.1.2.1.1.3.0|67|" + ticks
                + "\n1.3.6.1.6.3.10.2.1.3.0|2|" + engineSeconds + "\n").of(Agent.class).getFirst().upTime();
    }

    @Test
    void theSystemGroupOfALinuxHostIsItsKernel() {
        var stated = read(new OperatingSystemStep(RULES), """
                1.3.6.1.2.1.1.1.0|4|Linux mail.example 6.1.0-18-amd64 #1 SMP Debian 6.1.76-1 x86_64
                1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.8072.3.2.10
                1.3.6.1.2.1.1.3.0|67|100
                1.3.6.1.2.1.1.5.0|4|mail.example
                1.3.6.1.2.1.1.6.0|4|Unknown
                1.3.6.1.2.1.1.7.0|2|72
                1.3.6.1.2.1.25.1.1.0|67|360000
                1.3.6.1.2.1.25.1.2.0|4x|07e8050c0a1e00002b0200
                """);
        var os = stated.of(OperatingSystem.class).getFirst();
        assertEquals("Linux null Linux 6.1.0-18-amd64 x86_64 mail example",
                os.name() + " " + os.version() + " " + os.kernel() + " "
                        + os.kernelVersion() + " " + os.architecture() + " " + os.hostName() + " " + os.domain());
        assertEquals(Instant.parse("2024-05-12T07:30:00Z"), os.bootedAt(), "10:30 in UTC+2, an hour up");
        var agent = stated.of(Agent.class).getFirst();
        assertEquals(List.of("endToEnd", "application"), agent.layers());
        assertNull(agent.location());
    }

    @Test
    void theChassisIsTheMachineAndItsModulesAreParts() {
        var stated = read(new HardwareStep(RULES), """
                1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE
                1.3.6.1.2.1.47.1.1.1.1.2.1|4|stack
                1.3.6.1.2.1.47.1.1.1.1.5.1|2|11
                1.3.6.1.2.1.47.1.1.1.1.4.1|2|0
                1.3.6.1.2.1.47.1.1.1.1.2.1001|4|WS-C2960X-48FPS-L
                1.3.6.1.2.1.47.1.1.1.1.4.1001|2|1
                1.3.6.1.2.1.47.1.1.1.1.5.1001|2|3
                1.3.6.1.2.1.47.1.1.1.1.11.1001|4|FOC0000X0AA
                1.3.6.1.2.1.47.1.1.1.1.13.1001|4|WS-C2960X-48FPS-L
                1.3.6.1.2.1.47.1.1.1.1.16.1001|2|1
                1.3.6.1.2.1.47.1.1.1.1.17.1001|4x|07e3050c0a1e00002b0000
                1.3.6.1.2.1.47.1.1.1.1.2.1006|4|temperature
                1.3.6.1.2.1.47.1.1.1.1.4.1006|2|-1
                1.3.6.1.2.1.47.1.1.1.1.5.1006|2|8
                1.3.6.1.2.1.47.1.1.1.1.11.1006|4|N/A
                1.3.6.1.2.1.99.1.1.1.1.1006|2|8
                1.3.6.1.2.1.99.1.1.1.2.1006|2|9
                1.3.6.1.2.1.99.1.1.1.3.1006|2|1
                1.3.6.1.2.1.99.1.1.1.4.1006|2|-53
                1.3.6.1.2.1.99.1.1.1.5.1006|2|1
                1.3.6.1.2.1.99.1.1.1.1.1007|2|3
                1.3.6.1.2.1.99.1.1.1.2.1007|2|8
                1.3.6.1.2.1.99.1.1.1.4.1007|2|1000000000
                1.3.6.1.2.1.99.1.1.1.5.1007|2|1
                """);
        var machine = stated.of(Hardware.class).getFirst();
        assertEquals("Cisco WS-C2960X-48FPS-L FOC0000X0AA",
                machine.vendor() + " " + machine.model() + " " + machine.serialNumber());
        var parts = stated.of(HardwareComponent.class);
        assertEquals(List.of("stack", "chassis", "sensor"), parts.stream().map(HardwareComponent::kind).toList());
        assertEquals(Instant.parse("2019-05-12T10:30:00Z"), parts.get(1).manufactured());
        assertNull(parts.get(2).serialNumber());
        assertNull(parts.get(2).containedIn());
        assertEquals(List.of(new HardwareSensor(1006, "temperature", "celsius", -5.3, null, "ok"),
                new HardwareSensor(1007, null, "voltsAC", null, null, "ok")), stated.of(HardwareSensor.class));
    }

    @Test
    void volumesOfMoreThanTwoBillionBlocksAreNotNegativeAndMemoryIsNone() {
        var volumes = read(new StorageStep(), """
                1.3.6.1.2.1.25.2.3.1.2.1|6|1.3.6.1.2.1.25.2.1.2
                1.3.6.1.2.1.25.2.3.1.3.1|4|Physical memory
                1.3.6.1.2.1.25.2.3.1.2.36|6|1.3.6.1.2.1.25.2.1.4
                1.3.6.1.2.1.25.2.3.1.3.36|4|/volume1
                1.3.6.1.2.1.25.2.3.1.4.36|2|4096
                1.3.6.1.2.1.25.2.3.1.5.36|2|-1294967296
                1.3.6.1.2.1.25.2.3.1.6.36|2|1000
                1.3.6.1.2.1.25.3.8.1.4.9|6|1.3.6.1.2.1.25.3.9.23
                1.3.6.1.2.1.25.3.8.1.5.9|2|2
                1.3.6.1.2.1.25.3.8.1.7.9|2|36
                1.3.6.1.2.1.25.2.3.1.2.37|6|1.3.6.1.2.1.25.2.1.4
                1.3.6.1.2.1.25.2.3.1.3.37|4|/run
                1.3.6.1.2.1.25.2.3.1.4.37|2|0
                """).of(Volume.class);
        assertEquals(new Volume("/volume1", null, "LinuxExt2", null, null, 3_000_000_000L * 4_096, 4_096_000L,
                3_000_000_000L * 4_096 - 4_096_000, true, true, null, List.of()), volumes.getFirst());
        assertNull(volumes.getLast().size());
        assertEquals(2, volumes.size());
    }

    @Test
    void packagesAreSplitAsTheirManagersJoinThem() {
        var software = read(new SoftwareStep(), """
                1.3.6.1.2.1.25.6.3.1.2.1|4|openssl_3.0.17-1~deb12u2_amd64
                1.3.6.1.2.1.25.6.3.1.5.1|4x|07e8050c0a1e00002b0000
                1.3.6.1.2.1.25.6.3.1.2.2|4|openssl-libs-3.0.7-27.el9.x86_64
                1.3.6.1.2.1.25.6.3.1.2.3|4|perl-Carp-1.42-396.el8
                1.3.6.1.2.1.25.6.3.1.2.4|4|Microsoft Visual C++ 2019 X64 Minimum Runtime - 14.29.30133
                1.3.6.1.2.1.25.6.3.1.5.4|4x|07e8050c0a1e0000
                """).of(InstalledSoftware.class);
        assertEquals(
                List.of("openssl dpkg 3.0.17-1~deb12u2 amd64 2024-05-12T10:30:00Z", "openssl-libs rpm 3.0.7-27.el9 x86_64 null",
                        "perl-Carp rpm 1.42-396.el8 null null",
                        "Microsoft Visual C++ 2019 X64 Minimum Runtime - 14.29.30133 snmp null null null"),
                software.stream().map(
                        s -> s.name() + " " + s.packaging() + " " + s.version() + " " + s.architecture() + " " + s.installed())
                        .toList());
    }

    @Test
    void processesShowNoArguments() {
        var walk = """
                1.3.6.1.2.1.25.4.2.1.2.815|4|postgres
                1.3.6.1.2.1.25.4.2.1.4.815|4|/usr/lib/postgresql/15/bin/postgres -D /data password=secret
                1.3.6.1.2.1.25.4.2.1.5.815|4|--password secret
                1.3.6.1.2.1.25.4.2.1.6.815|2|4
                1.3.6.1.2.1.25.4.2.1.7.815|2|2
                1.3.6.1.2.1.25.5.1.1.1.815|2|1250
                1.3.6.1.2.1.25.5.1.1.2.815|2|2048
                1.3.6.1.2.1.25.4.2.1.2.816|4|nginx: worker process
                1.3.6.1.2.1.25.4.2.1.4.816|4|nginx: worker process
                """;
        var processes = read(new ProcessStep(), walk).of(RunningProcess.class);
        assertEquals(new RunningProcess(815, "postgres", "/usr/lib/postgresql/15/bin/postgres", "application", "runnable",
                Duration.ofMillis(12_500), 2_097_152L, null, null, null), processes.getFirst());
        assertEquals(2, processes.size());
        assertTrue(new ProcessStep().requests().stream().noneMatch(r -> r.text().contains("25.4.2.1.5")));
    }

    @Test
    void aUpsOnBatterySaysForHowLong() {
        var stated = read(new PowerStep(), """
                1.3.6.1.2.1.33.1.2.1.0|2|3
                1.3.6.1.2.1.33.1.2.2.0|2|95
                1.3.6.1.2.1.33.1.2.3.0|2|12
                1.3.6.1.2.1.33.1.2.4.0|2|41
                1.3.6.1.2.1.33.1.2.5.0|2|273
                1.3.6.1.2.1.33.1.2.6.0|2|-18
                1.3.6.1.2.1.33.1.2.7.0|2|-4
                1.3.6.1.2.1.33.1.3.3.1.2.1|2|499
                1.3.6.1.2.1.33.1.3.3.1.3.1|2|2313
                1.3.6.1.2.1.33.1.4.1.0|2|5
                1.3.6.1.2.1.33.1.4.4.1.2.1|2|230
                1.3.6.1.2.1.33.1.4.4.1.5.1|2|36
                1.3.6.1.2.1.33.1.6.2.1.2.7|6|1.3.6.1.2.1.33.1.6.3.2
                1.3.6.1.2.1.33.1.6.2.1.3.7|67|6000
                1.3.6.1.2.1.33.1.6.2.1.2.8|6|1.3.6.1.4.1.534.1.7.99
                """);
        assertEquals(List.of(new UpsBattery("batteryLow", Duration.ofSeconds(95), Duration.ofMinutes(12), 41L, 27.3, -1.8, null)),
                stated.of(UpsBattery.class));
        assertEquals(List.of(new UpsInput(1, 49.9, null, null, null)), stated.of(UpsInput.class), "2,313 V are tenths");
        assertEquals(List.of(new UpsOutput(1, "battery", 230L, null, null, 36L)), stated.of(UpsOutput.class));
        assertEquals(
                List.of(new UpsAlarm(7, "upsAlarmOnBattery", Duration.ofMinutes(1)),
                        new UpsAlarm(8, "1.3.6.1.4.1.534.1.7.99", null)),
                stated.of(UpsAlarm.class));
        assertEquals("NOT_REPORTED: the agent reports the battery as unknown",
                read(new PowerStep(), "1.3.6.1.2.1.33.1.2.1.0|2|1\n").gap(UpsBattery.class));
    }

    @Test
    void aUpsWithoutEntityMibNamesItselfInItsOwnMib() {
        var machine = read(new HardwareStep(RULES), """
                1.3.6.1.2.1.1.1.0|4|Linux SNMP-System
                1.3.6.1.2.1.33.1.1.1.0|4|Example Power
                1.3.6.1.2.1.33.1.1.2.0|4|VFI 3000
                1.3.6.1.2.1.33.1.1.3.0|4|01.14
                """).of(Hardware.class).getFirst();
        assertEquals("Example Power VFI 3000 01.14", machine.vendor() + " " + machine.model() + " " + machine.firmwareVersion());
    }
}
