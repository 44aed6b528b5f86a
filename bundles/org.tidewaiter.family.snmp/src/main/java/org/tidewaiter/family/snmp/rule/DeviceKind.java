package org.tidewaiter.family.snmp.rule;

/** What a device is for. */
public enum DeviceKind {
    /** Switch, router, modem, multiplexer. */
    NETWORK,
    /** Access point, wireless bridge, wireless controller. */
    WIRELESS,
    /** Firewall or VPN gateway. */
    FIREWALL,
    /** Load balancer. */
    LOAD_BALANCER,
    /** UPS, PDU, rectifier, generator, meter. */
    POWER,
    /** Sensors of temperature, water, smoke; air conditioning. */
    ENVIRONMENT,
    /** Printer or multi-function device. */
    PRINTER,
    /** Disk array, file server, tape library. */
    STORAGE,
    /** General-purpose computer or hypervisor. */
    SERVER,
    /** Service processor, KVM switch, console server. */
    MANAGEMENT,
    /** Camera, encoder, network speaker. */
    MEDIA,
    /** Telephony, video conferencing. */
    COLLABORATION,
    /** Time server. */
    TIMING,
    /** Anything else with a single purpose. */
    APPLIANCE;

    /** The kind in words, with its article. */
    public String label() {
        return switch (this) {
            case NETWORK -> "A network device";
            case WIRELESS -> "A wireless device";
            case FIREWALL -> "A firewall";
            case LOAD_BALANCER -> "A load balancer";
            case POWER -> "A power device";
            case ENVIRONMENT -> "An environment sensor";
            case PRINTER -> "A printer";
            case STORAGE -> "A storage device";
            case SERVER -> "A computer";
            case MANAGEMENT -> "A management controller";
            case MEDIA -> "A camera or media device";
            case COLLABORATION -> "A telephony device";
            case TIMING -> "A time server";
            case APPLIANCE -> "An appliance";
        };
    }
}
