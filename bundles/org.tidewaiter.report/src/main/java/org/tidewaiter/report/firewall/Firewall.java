package org.tidewaiter.report.firewall;

import java.util.List;

/** A kind of firewall, and how it is told. Ids, addresses and ports are all that gets from a request into its commands. */
sealed interface Firewall permits WindowsFirewall, Nftables, Firewalld, Ufw, PacketFilter, EsxiFirewall, CiscoList {

    static List<Firewall> all() {
        return List.of(new WindowsFirewall(), new Nftables(), new Firewalld(), new Ufw(), new PacketFilter(), new EsxiFirewall(),
                new CiscoList());
    }

    /** What people call it. */
    String title();

    /** The files are {@code stem-open.extension} and {@code stem-close.extension}. */
    String stem();

    String extension();

    /** What begins a comment that ends with the line. */
    String mark();

    /** Whether its commands were run on such a firewall, and opened and shut what they say. */
    boolean verified();

    /** How the file is used, a sentence a line; printable ASCII. */
    List<String> use(Turn turn);

    /** The commands, below the file's first comment. */
    String commands(FirewallRequest request, Turn turn);

    default String fileName(Turn turn) {
        return stem() + "-" + turn.word() + "." + extension();
    }
}
