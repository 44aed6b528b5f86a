package org.tidewaiter.family.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.family.snmp.rule.Rules;
import org.tidewaiter.knowledge.IanaEnterprises;
import org.tidewaiter.knowledge.IeeeHardwareVendors;

/** What the recogniser makes of agents' words; descriptions written for this test in the form that each maker's manuals print. */
class SnmpRecognizerTest {

    private static final IanaEnterprises ENTERPRISES = new IanaEnterprises();
    private static final SnmpRecognizer RECOGNIZER = new SnmpRecognizer(new Rules(ENTERPRISES), ENTERPRISES,
            new IeeeHardwareVendors());
    private static final Evidence SEEN = new Evidence(1, "");

    private static Observation system(@Nullable String description, @Nullable String objectId) {
        return new Observation.SnmpSystem(description, objectId == null ? null : Oid.of("1.3.6.1.4.1." + objectId), "name", null,
                null,
                null, "2c", SEEN);
    }

    private static Observation engine(long enterprise, @Nullable String mac) {
        return new Observation.SnmpEngine("80000009", enterprise, mac == null ? null : MacAddress.tryParse(mac).orElseThrow(), 1,
                2, SEEN);
    }

    private static Optional<Claim> claim(Observation... seen) {
        return RECOGNIZER.recognize(new Observations(List.of(seen)));
    }

    private static String words(Observation... seen) {
        return claim(seen).map(c -> c.confidence() + ": " + c.vendor() + " / " + c.product() + " / " + c.version())
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "Cisco IOS Software, C2960CX Software (C2960CX-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2) # 9.1.2134 # Cisco / C2960CX (IOS) / 15.2(7)E4",
        "Cisco IOS Software [Cupertino], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.9.4a, RELEASE SOFTWARE (fc3) # 9.1.2694 # Cisco / Catalyst L3 (IOS XE) / 17.9.4a",
        "Cisco NX-OS(tm) n9000, Software (n9000-dk9), Version 9.3(10), RELEASE SOFTWARE Copyright (c) 2002-2022 # 9.12.3.1.3.1812 # Cisco / n9000 (NX-OS) / 9.3(10)",
        "Cisco Adaptive Security Appliance Version 9.16(4)19 # 9.1.2114 # Cisco / ASA / 9.16(4)19",
        "Juniper Networks, Inc. ex2300-24p Ethernet Switch, kernel JUNOS 20.4R3.8, Build date: 2021-09-08 # 2636.1.1.1.4.132 # Juniper / ex2300-24p (Junos) / 20.4R3.8",
        "Aruba JL676A 6100 48G 4SFP+ Swch PL.10.11.1010 # 47196.4.1.1.1.251 # Aruba / JL676A 6100 48G 4SFP+ Swch (AOS-CX) / PL.10.11.1010",
        "HP J9776A 2530-24G Switch, revision YA.16.10.0003, ROM YA.15.20 # 11.2.3.7.11.140 # HPE / J9776A 2530-24G (ProCurve) / YA.16.10.0003",
        "H3C Comware Platform Software, Software Version 7.1.070, Release 6327 H3C S5130S-28S-EI Copyright (c) 2004-2019 # 25506.1.2104 # H3C / S5130S-28S-EI (Comware) / 7.1.070 (6327)",
        "Arista Networks EOS version 4.28.3M running on an Arista Networks DCS-7050SX3-48YC8 # 30065.1.3011.7050 # Arista / DCS-7050SX3-48YC8 (EOS) / 4.28.3M",
        "ExtremeXOS (X440G2-24t-10G4) version 31.7.1.4 31.7.1.4 by release-manager # 1916.2.223 # Extreme / X440G2-24t-10G4 (ExtremeXOS) / 31.7.1.4",
        "RouterOS CCR2004-1G-12S+2XS # 14988.1 # MikroTik / CCR2004-1G-12S+2XS (RouterOS) / null",
        "Palo Alto Networks PA-800 series firewall # 25461.2.3.44 # Palo Alto Networks / PA-800 (PAN-OS) / null",
        "S6720-32X-LI-32S-AC Huawei Versatile Routing Platform Software VRP (R) software,Version 5.170 (S6720 V200R011C10SPC500) # 2011.2.23.513 # Huawei / S6720-32X-LI-32S-AC (VRP) / 5.170 (V200R011C10SPC500)",
        "APC Web/SNMP Management Card (MB:v4.1.0 PF:v6.8.2 PN:apc_hw05_aos_682.bin AF1:v6.8.0 AN1:apc_hw05_sumx_680.bin MN:AP9631 HR:05 SN: ZA0000000000) # 318.1.3.27 # APC / AP9631 / 6.8.0",
        "HP ETHERNET MULTI-ENVIRONMENT,SN:AAAAAAAAAA,FN:AAAAAAA,SVCID:00000,PID:HP LaserJet Pro M404dn # 11.2.3.9.1 # HP / LaserJet Pro M404dn (JetDirect) / null",
        "RICOH IM C3000 1.04 / RICOH Network Printer C model / RICOH Network Scanner C model # 367.1.1 # Ricoh / IM C3000 / 1.04",
        "Hardware: Intel64 Family 6 Model 85 Stepping 7 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 20348 Multiprocessor Free) # 311.1.1.3.1.2 # Microsoft / Intel64 Family 6 Model 85 Stepping 7 AT/AT COMPATIBLE (Windows) / 6.3 (20348)",
        "VMware ESXi 7.0.3 build-21424296 VMware, Inc. x86_64 # 6876.4.1 # VMware / ESXi / 7.0.3",
        "Linux host1 6.1.0-18-amd64 no. 1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01) x86_64 # 8072.3.2.10 # null / Linux / 6.1.0-18-amd64",
        "Moxa EDS-408A-MM-SC # 8691.7.7 # Moxa / EDS-408A-MM-SC / null" })
    void makersAreKnownByTheirWording(String description, String objectId, String expected) {
        assertEquals("LIKELY: " + expected, words(system(description, objectId)));
    }

    @Test
    void withoutADescriptionTheNumberTellsTheMaker() {
        assertEquals("LIKELY: Fortinet / null / null", words(system(null, "12356.101.1.841")));
        assertEquals("LIKELY: Dell / iDRAC / null", words(system("", "674.10892.5")));
    }

    @Test
    void aMakerWithoutRulesIsNamedAsIanaHasIt() {
        assertEquals("LIKELY: ACC / GX-300 / 2.4.1", words(system("GX-300 line driver, firmware 2.4.1", "5")));
    }

    @Test
    void anotherMakersNumberOutweighsAResemblance() {
        assertEquals("LIKELY: Moxa / DGS-1210 / null", words(system("DGS-1210", "8691.7.1")));
    }

    @Test
    void anEngineAloneNamesItsMaker() {
        assertEquals("LIKELY: Cisco / null / null", words(engine(9, null)));
        assertEquals("LIKELY: Juniper / null / null", words(engine(2636, null)));
    }

    @Test
    void netSnmpIsTheAgentsMakerNotTheDevices() {
        assertEquals("LIKELY: null / net-snmp / null", words(engine(8072, null)));
        assertTrue(words(engine(8072, "00:11:32:00:00:01")).startsWith("LIKELY: Synology"),
                words(engine(8072, "00:11:32:00:00:01")));
    }

    @Test
    void withoutSnmpThereIsNoClaim() {
        assertEquals("nothing", words());
        assertEquals("nothing", words(new Observation.Port(Protocol.UDP, 161, PortState.OPEN, "answer", null, SEEN)));
    }

    @Test
    void theClaimSaysWhatSortOfDeviceAndWhy() {
        var claim = claim(system("Cisco Controller", "9.1.1069")).orElseThrow();
        assertEquals(Confidence.LIKELY, claim.confidence());
        assertEquals("A wireless device, by its SNMP system group: \"Cisco Controller\", object id 1.3.6.1.4.1.9.1.1069",
                claim.because().getFirst().reason());
    }

    @Test
    void orderAndRepeatsChangeNothing() {
        var seen = new ArrayList<>(List.of(system("RouterOS RB750", "14988.1"), engine(8072, "00:11:32:00:00:01"),
                system("VyOS 1.4", "44641"), engine(9, null)));
        var expected = RECOGNIZER.recognize(new Observations(seen));
        var random = new Random(3);
        for (var i = 0; i < 100; i++) {
            seen.add(seen.get(random.nextInt(seen.size())));
            Collections.shuffle(seen, random);
            assertEquals(expected, RECOGNIZER.recognize(new Observations(seen)));
        }
    }

    /** Each of them made to hold up some pattern: no answer may take longer than an honest one by much. */
    @Test
    void hostileDescriptionsTakeNoTime() {
        var pieces = Stream.of("A", " ", "0", "1.", "a0-", "Version ", "v1.", "((((", "Cisco IOS Software, ", "HP ", "[", ";",
                "<<HW_REV: ", "Linux ",
                "APC Web/SNMP Management Card (MB:", "DES-", "\u0000", "\ufffd", "\ud800", "Software: ", "Huawei ",
                "IronWare Version ").toList();
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (var head : pieces) {
                for (var piece : pieces) {
                    claim(system(head + piece.repeat(1 << 16), "9.1.1"));
                    claim(system(head + piece.repeat(500), "8072.3.2.10"));
                }
            }
        });
    }
}
