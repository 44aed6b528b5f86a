package org.tidewaiter.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;

/** Observations of every kind, of honest devices and of such as nobody has seen yet; the same ones for the same seed. */
final class RandomObservations {

    private static final List<Integer> PORTS = List.of(22, 80, 135, 139, 161, 443, 445, 548, 631, 902, 2049, 5985, 9100);

    private static final List<String> BANNERS = List.of("SSH-2.0-OpenSSH_9.2p1 Debian-2", "SSH-2.0-OpenSSH_for_Windows_8.1",
            "SSH-2.0-dropbear_2022.83", "SSH-2.0-Cisco-1.25", "220 VMware Authentication Daemon Version 1.10", "SSH-2.0-", "SSH-",
            "220 ftp.example FTP", "HTTP/1.1 400 Bad Request");
    private static final List<String> DESCRIPTIONS = List.of(
            "Cisco IOS Software, C2960 Software (C2960-LANBASEK9-M), Version 15.0(2)SE4, RELEASE SOFTWARE (fc1)",
            "Linux lin1 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 x86_64",
            "Hardware: Intel64 Family 6 Model 158 - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)",
            "HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD153,EEPROM JSI24050012,CIDATE 09/10/2019", "VMware ESXi 8.0.2",
            "ProCurve J9019B Switch 2510B-24, revision Q.11.57, ROM Q.10.02 (/sw/code/build/harp)");
    private static final List<String> WEB = List.of("Microsoft-IIS/10.0", "nginx", "Apache/2.4.57 (Debian)", "VMware ESXi",
            "Synology DiskStation", "HP LaserJet M507", "Lab Storage Console", "Basic realm=\"Lab device\"", "Negotiate",
            "https://192.0.2.1/", "CUPS/2.4 IPP/2.1", "CN=web1.example,O=Example", "DELL-iDRAC");
    private static final List<String> NAMES = List.of("printer.local", "FILESRV1", "LABGROUP", "esx1.example", "_ipp._tcp",
            "_smb._tcp", "_device-info._tcp", "M\u00fcller", "a".repeat(300));
    private static final List<String> HOSTILE = List.of("", " ", "\0\u0001\uffff", "\u202eHSS", "\ud800", "((((((((((", "%s%n{}",
            "A".repeat(5_000), "1".repeat(400), "\n\r\t", "<script>", "Version ".repeat(200), "${jndi:ldap://192.0.2.1/}");
    private static final List<String> GUIDS = List.of("66696c65737276320000000000000000", "5c0ffee1a2b3c4d5e6f708192a3b4c5d", "");
    private static final List<String> SYSTEMS = List.of("Windows Server 2016 Standard 14393", "Windows 6.1",
            "Samba 4.17.12-Debian",
            "Samba Team (https://www.samba.org)", "Microsoft Corporation", "OS: 0.0.0 SP: 0.0 Stack: 3.0", "Windows 5.1");
    private static final List<String> INTERFACES = List.of("e3514235-4b06-11d1-ab04-00c04fc2dcd2 4.0 ncacn_ip_tcp:49667",
            "9c54e310-a955-4885-bd31-78787147dfa6 0.0 ncacn_np:\\pipe\\unixinfo",
            "12345778-1234-abcd-ef00-0123456789ab 0.0 ncalrpc:rpcd_lsad");
    private static final List<String> VERSIONS = List.of("6.1.0", "6.1.7601", "10.0.17763", "10.0.20348", "10.0.99999");
    private static final List<String> OBJECT_IDS = List.of("1.3.6.1.4.1.9.1.716", "1.3.6.1.4.1.8072.3.2.10",
            "1.3.6.1.4.1.11.2.3.9.1",
            "1.3.6.1.4.1.311.1.1.3.1.1", "1.3.6.1.4.1.6876.4.1", "0.0", "1.3", "1.3.6.1.4.1",
            "1.3.6.1.4.1.4294967295.4294967295");

    private final Random random;

    RandomObservations(long seed) {
        random = new Random(seed);
    }

    /** One to six, with a piece of evidence each. */
    List<Observation> some() {
        var seen = new ArrayList<Observation>();
        for (var i = random.nextInt(6); i >= 0; i--) {
            seen.add(one(new Evidence(i + 1, "")));
        }
        return seen;
    }

    private Observation one(Evidence evidence) {
        var port = one(PORTS);
        return switch (random.nextInt(22)) {
            case 0, 1 -> new Observation.BannerText(port, text(BANNERS), evidence);
            case 2 -> new Observation.ShellGreeting(one(List.of("Linux", "Darwin", "SunOS", "")), "6.1", "x86_64", evidence);
            case 3, 4 -> new Observation.SnmpSystem(absent(text(DESCRIPTIONS)), Oid.tryParse(one(OBJECT_IDS)).orElse(null),
                    absent(text(NAMES)), absent(text(NAMES)), absent(text(WEB)), Duration.ofMillis(random.nextLong(1L << 40)),
                    one(List.of("1", "2c", "3", "")), evidence);
            case 5 -> new Observation.SnmpEngine(one(List.of("80001f8880087a0929", "8000000903005056aabbcc", "80", "")),
                    one(List.of(0L, 9L, 8072L, 2021L, 6876L, 0x7fff_ffffL, -1L)), mac(), random.nextInt(3), random.nextInt(9),
                    evidence);
            case 6 -> new Observation.HttpAnswer(port, random.nextBoolean(), one(List.of(200, 302, 401, 0, -1, 999)),
                    absent(text(WEB)), absent(text(WEB)), absent(text(WEB)), absent(text(WEB)), evidence);
            case 7 -> new Observation.TlsPeer(port, one(List.of("TLSv1.3", "TLSv1", "")), "TLS_AES_128_GCM_SHA256", text(WEB),
                    text(WEB),
                    List.of(text(NAMES), text(WEB)), Instant.MIN, Instant.MAX, text(NAMES), evidence);
            case 8 ->
                new Observation.SshOffer(port, text(BANNERS), List.of(text(NAMES)), List.of(), List.of(""), List.of(text(NAMES)),
                        absent("ssh-ed25519"), absent(text(NAMES)), evidence);
            case 9 ->
                new Observation.NetbiosNames(absent(text(NAMES)), absent(text(NAMES)), List.of(text(NAMES)), mac(), evidence);
            case 10 -> new Observation.MdnsServices(absent(text(NAMES)), List.of(text(NAMES), text(NAMES)), evidence);
            case 11 -> new Observation.DnsName(text(NAMES), evidence);
            case 12 -> new Observation.NeighborMac(new MacAddress(random.nextLong(1L << 48)), random.nextBoolean(), evidence);
            case 13 -> new Observation.RawReply(new Probe.TcpConnect(port), bytes(), evidence);
            case 14, 15, 16, 17, 18, 19 -> microsoft(port, evidence);
            default -> new Observation.Port(random.nextInt(4) == 0 ? Protocol.UDP : Protocol.TCP, port,
                    PortState.values()[random.nextInt(PortState.values().length)], "syn-ack",
                    Duration.ofMillis(random.nextInt(200)), evidence);
        };
    }

    /** What is said by Windows' own protocols: by Windows, by Samba, and by nobody that exists. */
    private Observation microsoft(int port, Evidence evidence) {
        return switch (random.nextInt(6)) {
            case 0 -> new Observation.SmbServer(port, one(List.of("3.1.1", "2.0.2", "")), random.nextBoolean(),
                    random.nextBoolean(), one(GUIDS), null, Instant.MIN, List.of(text(NAMES)), -1, Long.MAX_VALUE, 0,
                    List.of(one(List.of("NEGOEX", "NTLM", "1.2.3"))), ntlm(), evidence);
            case 1 -> new Observation.Smb1Server(port, random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), null,
                    absent(text(SYSTEMS)), absent(text(SYSTEMS)), ntlm(), evidence);
            case 2 -> new Observation.RpcServer(port, List.of(text(INTERFACES)), absent(text(NAMES)), random.nextBoolean(),
                    List.of(text(NAMES)), ntlm(), evidence);
            case 3 -> new Observation.RdpServer(port, List.of("RDP", text(NAMES)), List.of(text(NAMES)), ntlm(), evidence);
            case 4 -> new Observation.LdapServer(port, absent(text(NAMES)), absent(text(NAMES)), absent(text(NAMES)),
                    random.nextBoolean() ? null : 7, null, -1, Instant.MAX, List.of(text(NAMES)), absent(text(SYSTEMS)),
                    absent(text(SYSTEMS)), random.nextBoolean() ? null : true, random.nextBoolean(), evidence);
            default -> new Observation.WsmanServer(port, random.nextBoolean(), absent(text(SYSTEMS)), absent(text(SYSTEMS)),
                    List.of("Negotiate", text(NAMES)), ntlm(), evidence);
        };
    }

    private @Nullable NtlmTarget ntlm() {
        return random.nextInt(3) == 0 ? null
                : new NtlmTarget(absent(text(NAMES)), absent(text(NAMES)), absent(text(NAMES)), absent(text(NAMES)),
                        absent(text(NAMES)), absent(text(VERSIONS)), random.nextBoolean() ? null : Instant.EPOCH);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String text(List<String> honest) {
        return one(random.nextInt(3) == 0 ? HOSTILE : honest);
    }

    private @Nullable String absent(String text) {
        return random.nextInt(4) == 0 ? null : text;
    }

    private @Nullable MacAddress mac() {
        return random.nextBoolean() ? null : new MacAddress(random.nextLong(1L << 48));
    }

    private byte[] bytes() {
        var bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }
}
