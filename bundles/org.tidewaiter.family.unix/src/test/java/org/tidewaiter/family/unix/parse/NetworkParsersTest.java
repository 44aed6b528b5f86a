package org.tidewaiter.family.unix.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.ListeningPort;

/** Interfaces, addresses, routes and sockets, as iproute2 and the kernel print them. */
class NetworkParsersTest {

    @Test
    void interfaceWithoutSpeedAndUnknownState() {
        var rows = Interfaces.parse(
                "name=eth0\tifindex=2\ttype=1\taddress=52:54:00:12:34:56\tmtu=1500\toperstate=up\tspeed=10000\tduplex=full\tifalias=uplink\t"
                        + "devtype=\tmaster=br0\tdevice/driver=ixgbe\n"
                        + "name=lo\tifindex=1\ttype=772\taddress=00:00:00:00:00:00\tmtu=65536\toperstate=unknown\tspeed=\tduplex=\tifalias=\tdevtype=\tmaster=\tdevice/driver=\n"
                        + "name=wlan0\tifindex=3\ttype=1\taddress=aa:bb:cc:dd:ee:ff\tmtu=1500\toperstate=down\tspeed=-1\tduplex=unknown\tifalias=\tdevtype=wlan\tmaster=\tdevice/driver=iwlwifi\n");
        assertEquals(10_000_000_000L, rows.get(0).row().speed());
        assertEquals("br0", rows.get(0).row().master());
        assertNull(rows.get(1).row().macAddress());
        assertNull(rows.get(1).row().up());
        assertEquals("loopback", rows.get(1).row().kind());
        assertEquals("wlan", rows.get(2).row().kind());
        assertNull(rows.get(2).row().speed());
        assertNull(rows.get(2).row().duplex());
    }

    @Test
    void addressesOfBridgesTunnelsAndDhcp() {
        var rows = Addresses.parse("""
                1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
                2: eth0    inet 10.77.0.10/24 brd 10.77.0.255 scope global dynamic eth0\\       valid_lft 86000sec preferred_lft 86000sec
                2: eth0    inet6 fe80::5054:ff:fe12:3456/64 scope link \\       valid_lft forever preferred_lft forever
                7: tun0    inet 10.8.0.6 peer 10.8.0.5/32 scope global tun0\\       valid_lft forever preferred_lft forever
                9: veth1@if8    inet 192.0.2.1/31 scope global veth1\\       valid_lft forever preferred_lft forever
                """);
        var text = rows.stream().map(Located::row)
                .map(r -> r.interfaceName() + " " + r.address() + "/" + r.prefixLength() + " " + r.scope() + " " + r.dynamic())
                .collect(Collectors.joining("; "));
        assertEquals("lo 127.0.0.1/8 host false; eth0 10.77.0.10/24 global true; eth0 fe80::5054:ff:fe12:3456/64 link false; "
                + "tun0 10.8.0.6/32 global false; veth1 192.0.2.1/31 global false", text);
    }

    @Test
    void routesOfAllTablesButTheKernelsOwn() {
        var rows = Routes.parse("""
                default via 10.77.0.1 dev eth0 proto dhcp src 10.77.0.10 metric 100\s
                10.77.0.0/24 dev eth0 proto kernel scope link src 10.77.0.10\s
                blackhole 198.51.100.0/24 table 200\s
                default via inet6 fe80::1 dev eth1 table vpn\s
                local 10.77.0.10 dev eth0 table local proto kernel scope host src 10.77.0.10\s
                broadcast 10.77.0.255 dev eth0 table local proto kernel scope link src 10.77.0.10\s
                """, false);
        var text = rows.stream().map(Located::row)
                .map(r -> r.destination() + " " + r.table() + " " + r.kind() + " " + r.gateway() + " " + r.interfaceName() + " "
                        + r.metric() + " " + r.origin())
                .collect(Collectors.joining("; "));
        assertEquals("0.0.0.0/0 main unicast 10.77.0.1 eth0 100 dhcp; 10.77.0.0/24 main unicast null eth0 null kernel; "
                + "198.51.100.0/24 200 blackhole null null null null; 0.0.0.0/0 vpn unicast fe80::1 eth1 null null", text);
        assertEquals("::/0", Routes.parse("default via fe80::1 dev eth0 proto ra metric 1024 pref medium\n", true).getFirst()
                .row().destination().toString());
    }

    private static String text(List<Located<ListeningPort>> rows) {
        return rows.stream().map(Located::row)
                .map(r -> r.protocol() + " " + r.address() + " " + r.port() + " " + r.interfaceName() + " " + r.process() + " "
                        + r.processId() + " " + r.user())
                .collect(Collectors.joining("; "));
    }

    @Test
    void socketsWithOwnersZonesAndWildcards() {
        assertEquals(
                "TCP 0.0.0.0 22 null sshd 812 0; TCP :: 80 null apache2 900 0; UDP 127.0.0.53 53 lo systemd-resolve 600 101; "
                        + "UDP fe80::1 546 eth0 null null 0; TCP :: 8080 null null null 33",
                text(Sockets.parse("""
                        tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:(("sshd",pid=812,fd=3)) ino:1 sk:1 cgroup:x <->
                        tcp   LISTEN 0      511             [::]:80           [::]:*    users:(("apache2",pid=900,fd=4),("apache2",pid=901,fd=4)) ino:2 sk:2 v6only:0 <->
                        udp   UNCONN 0      0      127.0.0.53%lo:53        0.0.0.0:*    users:(("systemd-resolve",pid=600,fd=12)) uid:101 ino:3 sk:3 <->
                        udp   UNCONN 0      0      [fe80::1]%eth0:546         [::]:*    ino:4 sk:4 v6only:1 <->
                        tcp   LISTEN 0      100                *:8080            *:*    uid:33 ino:5 sk:5 <->
                        Cannot open netlink socket: Protocol not supported
                        """)));
    }

    @Test
    void kernelTablesInTheirOwnByteOrder() {
        assertEquals("TCP 127.0.0.1 631 null null null 0; TCP ::1 22 null null null 0; UDP 0.0.0.0 68 null null null 0",
                text(Sockets.parseKernel("""
                tcp   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                tcp    0: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17021 1
                tcp    1: 0A4D000A:0016 0A4D0002:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 17022 1
                tcp6    0: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17023 1
                udp  100: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 17024 2
                """)));
    }
}
