package org.tidewaiter.family.windows.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.WindowsRelease;

/**
 * Whether Microsoft still ships security updates for this Windows. Judged is what had ended when the table was made and when the computer was
 * visited; ends that were only announced then are not judged once they are past.
 */
final class SupportCheck implements Check {

    /** When the table was made, by Microsoft's lifecycle pages. */
    private static final LocalDate TABLE = LocalDate.of(2025, 11, 30);

    /**
     * Ends of a build.
     *
     * @param general    of clients but for the next
     * @param enterprise of the editions Enterprise and Education
     * @param longTerm   of the long-term servicing channel; absent where there is none
     * @param server     of servers; absent where there is none
     */
    private record Ends(long build, String name, @Nullable LocalDate general, @Nullable LocalDate enterprise,
            @Nullable LocalDate longTerm, @Nullable LocalDate server) {

        Ends(long build, String name, String general, String enterprise, String longTerm, String server) {
            this(build, name, day(general), day(enterprise), day(longTerm), day(server));
        }

        private static @Nullable LocalDate day(String text) {
            return text.isEmpty() ? null : LocalDate.parse(text);
        }
    }

    private static final List<Ends> ENDS = List.of(
            new Ends(2600, "Windows XP", "2014-04-08", "2014-04-08", "", ""),
            new Ends(3790, "Windows Server 2003", "", "", "", "2015-07-14"),
            new Ends(6002, "Windows Vista SP2, Server 2008 SP2", "2017-04-11", "2017-04-11", "", "2020-01-14"),
            new Ends(6003, "Windows Server 2008 SP2", "2017-04-11", "2017-04-11", "", "2020-01-14"),
            new Ends(7600, "Windows 7, Server 2008 R2", "2013-04-09", "2013-04-09", "", "2013-04-09"),
            new Ends(7601, "Windows 7 SP1, Server 2008 R2 SP1", "2020-01-14", "2020-01-14", "", "2020-01-14"),
            new Ends(9200, "Windows 8, Server 2012", "2016-01-12", "2016-01-12", "", "2023-10-10"),
            new Ends(9600, "Windows 8.1, Server 2012 R2", "2023-01-10", "2023-01-10", "", "2023-10-10"),
            new Ends(10240, "Windows 10 1507", "2017-05-09", "2017-05-09", "2025-10-14", ""),
            new Ends(10586, "Windows 10 1511", "2017-10-10", "2018-04-10", "", ""),
            new Ends(14393, "Windows 10 1607, Server 2016", "2018-04-10", "2019-04-09", "2026-10-13", "2027-01-12"),
            new Ends(15063, "Windows 10 1703", "2018-10-09", "2019-10-08", "", ""),
            new Ends(16299, "Windows 10 1709, Server 1709", "2019-04-09", "2020-10-13", "", "2019-04-09"),
            new Ends(17134, "Windows 10 1803, Server 1803", "2019-11-12", "2021-05-11", "", "2019-11-12"),
            new Ends(17763, "Windows 10 1809, Server 2019", "2020-11-10", "2021-05-11", "2029-01-09", "2029-01-09"),
            new Ends(18362, "Windows 10 1903, Server 1903", "2020-12-08", "2020-12-08", "", "2020-12-08"),
            new Ends(18363, "Windows 10 1909, Server 1909", "2021-05-11", "2022-05-10", "", "2021-05-11"),
            new Ends(19041, "Windows 10 2004, Server 2004", "2021-12-14", "2021-12-14", "", "2021-12-14"),
            new Ends(19042, "Windows 10 20H2, Server 20H2", "2022-05-10", "2023-05-09", "", "2022-08-09"),
            new Ends(19043, "Windows 10 21H1", "2022-12-13", "2022-12-13", "", ""),
            new Ends(19044, "Windows 10 21H2", "2023-06-13", "2024-06-11", "2027-01-12", ""),
            new Ends(19045, "Windows 10 22H2", "2025-10-14", "2025-10-14", "", ""),
            new Ends(20348, "Windows Server 2022", "", "", "", "2031-10-14"),
            new Ends(22000, "Windows 11 21H2", "2023-10-10", "2024-10-08", "", ""),
            new Ends(22621, "Windows 11 22H2", "2024-10-08", "2025-10-14", "", ""),
            new Ends(22631, "Windows 11 23H2", "2025-11-11", "2026-11-10", "", ""),
            new Ends(25398, "Windows Server 23H2", "", "", "", "2025-10-24"),
            new Ends(26100, "Windows 11 24H2, Server 2025", "2026-10-13", "2027-10-12", "2029-10-09", "2034-10-10"),
            new Ends(26200, "Windows 11 25H2", "2027-10-12", "2028-10-10", "", ""));

    @Override
    public String id() {
        return "windows-support";
    }

    @Override
    public String title() {
        return "Security updates by Microsoft";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(WindowsRelease.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var host = Host.of(facts);
        var build = host.build();
        if (build == null || host.role() == null) {
            return Missing.of(facts, WindowsRelease.class, "build and role are not both known");
        }
        var ends = ENDS.stream().filter(e -> e.build() == build).findFirst().orElse(null);
        var end = ends == null ? null : end(host, ends);
        if (ends == null || end == null) {
            return CheckResult.missing(WindowsRelease.class, "no end of support is known of " + host.words()
                    + (host.edition() == null ? "" : ", " + host.edition()) + " (table of " + TABLE + ")");
        }
        return judge(host, ends, end, facts.readAt());
    }

    private CheckResult judge(Host host, Ends ends, LocalDate end, Instant readAt) {
        if (!end.isBefore(LocalDate.ofInstant(readAt, ZoneOffset.UTC))) {
            return new CheckResult.Passed();
        }
        return end.isAfter(TABLE)
                ? CheckResult.missing(WindowsRelease.class,
                        "the end that was announced for " + ends.name() + ", " + end
                                + ", is past, but was not when the table was made, " + TABLE)
                : new CheckResult.Found(List.of(new Finding(id(), Severity.HIGH, "Microsoft ships no security updates any more",
                        host.words() + " is " + ends.name() + ", for which updates ended on " + end
                                + " by Microsoft's lifecycle pages of "
                                + TABLE + ": flaws that are found now stay open, unless extended updates were bought",
                        "Move to a release that is supported, or buy extended security updates",
                        List.of("Microsoft: Search Product and Services Lifecycle Information"), host.release())));
    }

    /** By edition: the names are those of the registry's EditionID. */
    private static @Nullable LocalDate end(Host host, Ends ends) {
        if (host.isServer()) {
            return ends.server();
        }
        var edition = host.edition();
        if (edition == null) {
            var general = ends.general();
            return general != null && general.equals(ends.enterprise()) && ends.longTerm() == null ? general : null;
        }
        return switch (edition) {
            case "EnterpriseS", "EnterpriseSN" -> ends.longTerm();
            // longer than the others, or sold in several ways
            case "IoTEnterpriseS", "IoTEnterpriseSK", "EnterpriseSEval" -> null;
            case "Enterprise", "EnterpriseN", "EnterpriseG", "Education", "EducationN", "IoTEnterprise", "ServerRdsh" ->
                ends.enterprise();
            default -> ends.general();
        };
    }
}
