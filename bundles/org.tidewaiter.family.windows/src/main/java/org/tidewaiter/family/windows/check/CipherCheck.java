package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Settings.Looked;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.WindowsRelease;

/** Ciphers that are no protection: switched on one by one, or listed in the policy that orders the suites. */
final class CipherCheck implements Check {

    private static final String CIPHERS = "schannel.cipher.";
    private static final Pattern WEAK_CIPHER = Pattern.compile("(?i)NULL|DES 56/56|RC2 .*|RC4 .*");
    /** Triple DES is weak by its short blocks alone, and left out. */
    private static final Pattern WEAK_SUITE = Pattern
            .compile("(?i).*(_NULL_|_RC4_|_RC2_|WITH_DES_|_DES_CBC_|_DES40_|EXPORT|_MD5).*");

    @Override
    public String id() {
        return "windows-schannel-ciphers";
    }

    @Override
    public String title() {
        return "Ciphers of TLS";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(HardeningSetting.class, WindowsRelease.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var host = Host.of(facts);
        var because = new ArrayList<Statement>();
        var weak = new ArrayList<String>();
        for (var row : host.settings().startingWith(CIPHERS)) {
            if (isWeak(row) && row.item().value() instanceof String value && Settings.number(value).orElse(0) != 0) {
                weak.add(row.item().source() + " is " + Words.line(value));
                because.add(row.statement());
            }
        }
        var suites = host.settings().look("tls-suites.Functions");
        if (suites instanceof Looked.Stored(var row, var value)) {
            var listed = Arrays.stream(value.split("[\\s,]+")).filter(suite -> WEAK_SUITE.matcher(suite).matches()).toList();
            if (!listed.isEmpty()) {
                weak.add(row.item().source() + " lists " + Words.list(listed));
                because.add(row.statement());
            }
        }
        return weak.isEmpty() ? nothingWeak(host, suites, facts)
                : new CheckResult.Found(List.of(new Finding(id(), Severity.MEDIUM, "Weak ciphers are allowed for TLS",
                        Words.list(weak) + ": who listens can read the connection, or there is no encryption at all",
                        "Disable the ciphers in SCHANNEL\\Ciphers, and take them out of SSL Cipher Suite Order",
                        List.of("Microsoft: TLS registry settings", "Policy SSL Cipher Suite Order", "RFC 7465"), because)));
    }

    private static boolean isWeak(Row<HardeningSetting> row) {
        return WEAK_CIPHER.matcher(row.item().name().substring(CIPHERS.length())).matches();
    }

    /** Microsoft: TLS (Schannel SSP) changes: suites with RC4 are off by default since Windows 10 1709. */
    private static CheckResult nothingWeak(Host host, Looked suites, Facts facts) {
        if (suites instanceof Looked.Untold(var why)) {
            return Missing.of(facts, HardeningSetting.class, why);
        }
        if (!host.complete()) {
            return Missing.of(facts, HardeningSetting.class, "the ciphers were not read to the end");
        }
        var build = host.build();
        if (suites instanceof Looked.Stored || build != null && build >= Builds.WINDOWS_10_1709) {
            return new CheckResult.Passed();
        }
        return build == null ? Missing.of(facts, WindowsRelease.class, "the build is not known, and the default hangs on it")
                : CheckResult.missing(HardeningSetting.class,
                        "no order of suites is set, and before Windows 10 1709 the default has RC4 in it, which updates may have changed");
    }
}
