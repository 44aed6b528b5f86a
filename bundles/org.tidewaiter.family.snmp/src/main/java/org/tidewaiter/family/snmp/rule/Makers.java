package org.tidewaiter.family.snmp.rule;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.tidewaiter.family.snmp.rule.Rule.Maker;

/**
 * Makers by their private enterprise number, under the name that people know them by, and what most of their agents stand in. Numbers of companies
 * that were bought lead to who makes the devices now.
 */
final class Makers {

    /** Number, blank, name; divided by semicolons. */
    private static final Map<DeviceKind, List<String>> TABLE = new EnumMap<>(Map.ofEntries(
            Map.entry(DeviceKind.NETWORK, List.of(
                    "9 Cisco;11 HP;36 DEC;43 3Com;45 Extreme;52 Extreme;81 Lannet;119 NEC;164 RAD;171 D-Link;177 Sonus",
                    "186 Toshiba;193 Ericsson;202 SMC;207 Allied Telesis;244 Lantronix;248 Hirschmann;259 Edgecore",
                    "272 bintec elmeg;289 Brocade;343 Intel;449 Vanguard;529 Ascend;562 Nortel;572 Ericsson-LG;629 MRV",
                    "637 Nokia;664 Adtran;738 Telco Systems;800 Alcatel-Lucent Enterprise;823 Loop Telecom;890 Zyxel",
                    "930 Centillion;1038 Sagem;1166 ARRIS;1230 McAfee;1286 ECI;1332 Tellabs;1397 Tellabs;1411 Juniper;1425 CXR",
                    "1751 Avaya;1768 Patton;1887 Siemens;1916 Extreme;1991 Brocade;2007 Teldat;2011 Huawei;2272 Extreme",
                    "2356 LANCOM;2544 Adva;2636 Juniper;2736 EtherWan;2863 Thomson;2882 Comtrol;3076 Cisco;3181 Microsens",
                    "3551 Ciena;3652 Pan Dacom;3715 Teleste;3845 Citrix;3902 ZTE;3955 Linksys;4115 ARRIS;4130 GE;4196 Siemens",
                    "4329 Siemens;4413 Broadcom;4467 Fibrolan;4515 PacketLight;4526 Netgear;4756 CTC Union",
                    "4874 Juniper;4881 Ruijie;4981 ARRIS;5003 AudioCodes;5205 Ruby Tech;5504 Zhone;5624 Extreme;5651 Maipu",
                    "5875 FiberHome;6066 Occam;6101 TRENDnet;6141 Ciena;6296 Dasan;6321 Calix;6339 DCN;6368 Schmid Telecom",
                    "6486 Alcatel-Lucent Enterprise;6527 Nokia;6603 Vitesse;6889 Avaya;7244 Quanta;7342 Omnitron;7367 DrayTek",
                    "7428 Microchip;7465 WISI;7483 Nokia;7571 SAF Tehnika;8239 Juniper;8550 Overture;8691 Moxa;8886 Raisecom",
                    "9303 Waystream;9304 CTS;10072 GWD;10297 Advantech;11606 PBN;11863 TP-Link;12148 Eltek;13191 OneAccess",
                    "13464 GreenNet;14988 MikroTik;15004 Siemens;15397 Sandvine;16885 Nortel;18070 BTI;20044 Ekinops",
                    "20301 Lenovo;20540 Red Lion;21150 XKL;21296 Infinera;21362 Ifotec;21839 Alaxala;22420 Accedian;22610 A10",
                    "23695 Peplink;23867 Aruba;24693 FireBrick;25053 Ruckus;25506 H3C;26484 Cisco;26543 Lenovo;26866 Gigamon",
                    "27304 DKT;27514 QTech;27662 Peplink;27975 Centec;29003 Fibernet;29671 Meraki;29865 Icotera;30065 Arista",
                    "30140 Advantech;30803 Vyatta;33049 NVIDIA;33688 Packet Power;35098 Pica8;35265 Eltex;36673 IP Infusion",
                    "39406 Benu;40310 NVIDIA;40418 SNR;41916 Cisco;42229 Infinera;42397 Grandstream;43191 Arista",
                    "43296 Cisco;44194 EnGenius;44641 VyOS;47196 Aruba;47565 Forcepoint;48690 Teltonika;52642 FS",
                    "54268 netElastic;56166 SmartByte")),
            Map.entry(DeviceKind.WIRELESS, List.of(
                    "4458 Radwin;41112 Ubiquiti;161 Motorola;388 Zebra;3323 Microwave Networks;3373 SIAE;4491 CableLabs;7262 DragonWave;8744 HPE",
                    "9967 Adtran;10002 Ubiquiti;12394 Alvarion;14125 EnGenius;14179 Cisco;14525 Trapeze;14817 4RF;14823 Aruba",
                    "15983 Fortinet;17713 Cambium Networks;21013 Cambium Networks;25651 Exalt;25868 Last Mile Gear",
                    "26928 Extreme;28087 Albentia;31926 Siklu;32750 LigoWave;37069 BATS;39003 Sub10;43356 Mimosa;57344 Tachyon")),
            Map.entry(DeviceKind.FIREWALL, List.of(
                    "2604 Sophos;2620 Check Point;3097 WatchGuard;3224 Juniper;3996 Open Systems;5089 Clavister;8741 SonicWall",
                    "10704 Barracuda;11256 Stormshield;12356 Fortinet;12532 Ivanti;20632 Barracuda;25461 Palo Alto Networks",
                    "28557 Hillstone;30155 OpenBSD;35047 Sangfor;42359 Versa;59732 Skyhigh")),
            Map.entry(DeviceKind.POWER, List.of(
                    "318 APC;476 Vertiv;534 Eaton;705 Eaton;818 Victron;850 Tripp Lite;885 Vertiv;935 Phoenixtec;1356 Generex",
                    "1718 Server Technology;1918 Eaton;2254 Delta;2634 WTI;2947 Eaton;3711 Sinetica;3808 CyberPower",
                    "3833 Schneider Electric;4555 Socomec;4779 BayTech;5491 Riello;6302 Vertiv;7309 Alpha;9694 Arbor;12551 Cet",
                    "13742 Raritan;13858 Eltek;14300 Cyber Switching;17420 Digipower;19536 Panduit;20246 Delta;21239 Vertiv",
                    "21317 Aten;28402 Conteg;28507 Gude;31034 Schleifenbauer;34278 Janitza;38446 Enlogic;39145 ICT;49075 Samlex",
                    "52674 Schneider Electric")),
            Map.entry(DeviceKind.ENVIRONMENT, List.of(
                    "2606 Rittal;2682 DPS Telecom;3052 Asentria;3699 NTI;3854 AKCP;5040 Wiesemann & Theis",
                    "5528 Schneider Electric;9839 CAREL;17373 Vertiv;18248 Papouch;19011 Jacarta;20916 AVTECH;21796 HW group",
                    "22626 Comet;25728 NetPing;29462 Stulz;32050 PacketFlux;38783 Teracom")),
            Map.entry(DeviceKind.PRINTER, List.of(
                    "236 Samsung;253 Xerox;279 Olivetti;297 Fujifilm;367 Ricoh;641 Lexmark;1129 Toshiba;1248 Epson;1347 Kyocera",
                    "1552 Océ;1602 Canon;2001 OKI;2385 Sharp;2435 Brother;2590 Konica Minolta;3369 Genicom;10642 Zebra",
                    "18334 Konica Minolta")),
            Map.entry(DeviceKind.STORAGE, List.of(
                    "116 Hitachi;211 Fujitsu;347 Seagate;789 NetApp;795 Adaptec;1123 NetApp;1139 Dell;1588 Brocade",
                    "1714 Infortrend;1981 Dell;3582 LSI;3764 Quantum;5227 Buffalo;6574 Synology;11096 Hitachi;12124 Dell",
                    "12740 Dell;14752 Proware;19746 Dell;20884 BDT;22274 Qsan;24681 QNAP;34774 Huawei;37447 HPE",
                    "40482 Pure Storage;50536 iXsystems;55062 QNAP")),
            Map.entry(DeviceKind.SERVER, List.of(
                    "2 IBM;42 Oracle;59 SGI;63 Apple;231 Fujitsu;232 HPE;311 Microsoft;674 Dell;2238 FreeBSD;2440 EfficientIP",
                    "6876 VMware;10876 Supermicro;18928 Areca;19046 Lenovo;41263 Nutanix")),
            Map.entry(DeviceKind.MANAGEMENT, List.of(
                    "33 MRV;332 Digi;2925 Cyclades;10418 Vertiv;25049 Opengear")),
            Map.entry(DeviceKind.MEDIA, List.of(
                    "122 Sony;258 Panasonic;368 Axis;3967 Bosch;28194 Exterity;39165 Hikvision;42111 Inovonics")),
            Map.entry(DeviceKind.COLLABORATION, List.of(
                    "1027 Mitel;2684 Polycom;5596 Cisco;6530 2N;7312 Barco;7526 Snom;13885 Polycom;38516 Allworx")),
            Map.entry(DeviceKind.TIMING, List.of(
                    "601 Microchip;5551 Oscilloquartz;5597 Meinberg;9070 Microchip;13827 EndRun;18837 Spectracom")),
            Map.entry(DeviceKind.APPLIANCE, List.of(
                    "2566 Rohde & Schwarz;3417 Blue Coat;7779 Infoblox;9926 Genie;13315 BlueCat;13576 WAGO;15497 Cisco",
                    "17163 Riverbed;21091 Exinda;23128 McAfee;33333 Morningstar;45346 VMware")),
            Map.entry(DeviceKind.LOAD_BALANCER, List.of(
                    "89 Radware;1872 Radware;3375 F5;5951 Citrix;7564 Array Networks"))));

    private static final Map<Long, Maker> BY_NUMBER = read();

    private Makers() {
    }

    private static Map<Long, Maker> read() {
        Map<Long, Maker> makers = new HashMap<>();
        TABLE.forEach((kind, lines) -> lines.forEach(line -> {
            for (var entry : line.split(";")) {
                var blank = entry.indexOf(' ');
                makers.put(Long.valueOf(entry.substring(0, blank)), new Maker(entry.substring(blank + 1), kind));
            }
        }));
        return Map.copyOf(makers);
    }

    /** The maker that has an enterprise number. */
    static Optional<Maker> of(long enterprise) {
        return Optional.ofNullable(BY_NUMBER.get(enterprise));
    }
}
