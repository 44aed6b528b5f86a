package org.tidewaiter.family.windows.check;

/** Builds that brought new defaults; Microsoft's release information pages have their names. */
final class Builds {

    /** NT 6.0, also Windows Server 2008: older ones are not described by what Microsoft documents today. */
    static final long VISTA = 6000;
    /** Also Windows Server 2008 R2. */
    static final long WINDOWS_7 = 7600;
    /** Also Windows Server 2012. */
    static final long WINDOWS_8 = 9200;
    /** Also Windows Server 2012 R2. */
    static final long WINDOWS_8_1 = 9600;
    static final long WINDOWS_10 = 10240;
    /** Also Windows Server 2016. */
    static final long WINDOWS_10_1607 = 14393;
    static final long WINDOWS_10_1703 = 15063;
    /** Also Windows Server 1709. */
    static final long WINDOWS_10_1709 = 16299;
    static final long WINDOWS_10_1803 = 17134;
    /** Also Windows Server 2019. */
    static final long WINDOWS_10_1809 = 17763;
    static final long WINDOWS_10_1903 = 18362;
    static final long SERVER_2022 = 20348;
    static final long WINDOWS_11_22H2 = 22621;
    /** Also Windows Server 2025. */
    static final long WINDOWS_11_24H2 = 26100;

    private Builds() {
    }
}
