package org.tidewaiter.family.snmp.parse;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The words that IANAifType-MIB has for interface types that one meets. */
final class InterfaceTypes {

    /** IANAifType-MIB's words, but for the two that other sources have for the same things. */
    private static final Map<Long, String> WORDS = Map.ofEntries(Map.entry(6L, "ether"), Map.entry(7L, "iso88023Csmacd"),
            Map.entry(9L, "iso88025TokenRing"), Map.entry(15L, "fddi"), Map.entry(18L, "ds1"), Map.entry(19L, "e1"),
            Map.entry(20L, "basicISDN"), Map.entry(22L, "propPointToPointSerial"), Map.entry(23L, "ppp"),
            Map.entry(24L, "loopback"), Map.entry(28L, "slip"), Map.entry(30L, "ds3"), Map.entry(32L, "frameRelay"),
            Map.entry(33L, "rs232"), Map.entry(34L, "para"), Map.entry(37L, "atm"), Map.entry(39L, "sonet"),
            Map.entry(45L, "v35"), Map.entry(53L, "propVirtual"), Map.entry(54L, "propMultiplexor"),
            Map.entry(56L, "fibreChannel"),
            Map.entry(62L, "fastEther"), Map.entry(63L, "isdn"), Map.entry(69L, "fastEtherFX"), Map.entry(71L, "ieee80211"),
            Map.entry(75L, "isdns"), Map.entry(76L, "isdnu"), Map.entry(77L, "lapd"), Map.entry(81L, "ds0"),
            Map.entry(94L, "adsl"),
            Map.entry(96L, "sdsl"), Map.entry(97L, "vdsl"), Map.entry(100L, "voiceEM"), Map.entry(101L, "voiceFXO"),
            Map.entry(102L, "voiceFXS"), Map.entry(103L, "voiceEncap"), Map.entry(104L, "voiceOverIp"),
            Map.entry(108L, "pppMultilinkBundle"), Map.entry(117L, "gigabitEthernet"), Map.entry(118L, "hdlc"),
            Map.entry(127L, "docsCableMaclayer"), Map.entry(128L, "docsCableDownstream"), Map.entry(129L, "docsCableUpstream"),
            Map.entry(131L, "tunnel"), Map.entry(134L, "atmSubInterface"), Map.entry(135L, "l2vlan"), Map.entry(136L, "l3ipvlan"),
            Map.entry(142L, "ipForward"), Map.entry(144L, "ieee1394"), Map.entry(150L, "mplsTunnel"),
            Map.entry(157L, "propWirelessP2P"),
            Map.entry(160L, "usb"), Map.entry(161L, "ieee8023adLag"), Map.entry(166L, "mpls"), Map.entry(169L, "shdsl"),
            Map.entry(171L, "pos"), Map.entry(188L, "radioMAC"), Map.entry(194L, "atmVciEndPt"),
            Map.entry(195L, "opticalChannel"),
            Map.entry(196L, "opticalTransport"), Map.entry(199L, "infiniband"), Map.entry(209L, "bridge"),
            Map.entry(230L, "adsl2"),
            Map.entry(237L, "ieee80216WMAN"), Map.entry(238L, "adsl2plus"), Map.entry(243L, "wwanPP"), Map.entry(244L, "wwanPP2"),
            Map.entry(250L, "gpon"), Map.entry(251L, "vdsl2"), Map.entry(258L, "vmwareVirtualNic"), Map.entry(259L, "ieee802154"),
            Map.entry(277L, "docsCableUpstreamRfPort"), Map.entry(278L, "cableDownstreamRfPort"),
            Map.entry(279L, "vmwareNicTeam"));

    private InterfaceTypes() {
    }

    /** The word; for a type without one here {@code ifType 299}, absent for 1, which is "other". */
    static @Nullable String word(@Nullable Long type) {
        if (type == null || type <= 1) {
            return null;
        }
        return WORDS.getOrDefault(type, "ifType " + type);
    }
}
