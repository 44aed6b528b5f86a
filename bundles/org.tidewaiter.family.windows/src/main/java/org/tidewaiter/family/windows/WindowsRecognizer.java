package org.tidewaiter.family.windows;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Samba;
import org.tidewaiter.api.spi.Recognizer;

/**
 * Tells Windows by what it says of itself before a login, and where it says nothing, by the ports that it has open together. Samba speaks the
 * same protocols and is told apart by what it cannot hide.
 */
final class WindowsRecognizer implements Recognizer {

    private static final String VENDOR = "Microsoft";
    private static final String PRODUCT = "Windows";
    /** Systems that have a name of their own in their SSH server's, and are not Windows. */
    private static final Pattern OTHER_SSH = Pattern.compile("^SSH-2\\.0-OpenSSH_[^ ]{1,20} (?:Debian|Ubuntu|Raspbian|FreeBSD)");

    /** Windows PowerShell 5.1 carries the build of the Windows that it came with; 14409 is that of its update for older ones. */
    private static final Pattern POWERSHELL_BUILD = Pattern.compile("^5\\.1\\.(?!14409)([0-9]{5})(\\.|$)");

    @Override
    public Optional<Claim> recognize(Observations observations) {
        var greeting = greeting(observations);
        if (greeting.isPresent()) {
            return greeting;
        }
        var signs = WindowsSigns.of(observations);
        var ports = ports(observations);
        var samba = Samba.signs(observations);
        if (!samba.isEmpty()) {
            // What is Windows' own Samba does not say: so these are two systems behind one address, and no login is spent on the word of one.
            return signs.own().isEmpty() ? Optional.empty()
                    : Optional.of(claim(null, null, Confidence.HINT, Stream.concat(signs.own().stream(), samba.stream())));
        }
        var because = Stream.of(signs.own(), signs.shared(), signs.server(), ports.all()).flatMap(List::stream);
        if (!signs.own().isEmpty() || ports.isTelling() && !isOther(observations)) {
            return Optional.of(claim(product(signs), signs.version().orElse(null), Confidence.LIKELY, because));
        }
        return !signs.shared().isEmpty() || ports.isHint() ? Optional.of(claim(null, null, Confidence.HINT, because))
                : Optional.empty();
    }

    private static Claim claim(@Nullable String product, @Nullable String version, Confidence confidence,
            Stream<Because> because) {
        var isNamed = confidence != Confidence.HINT;
        return new Claim(WindowsFamily.ID, isNamed ? VENDOR : null, product, version, confidence, because.distinct().toList());
    }

    /** What it calls itself with its edition, else what its build is sold as, else Windows. */
    private static String product(WindowsSigns signs) {
        if (signs.product() instanceof String named) {
            return named;
        }
        var name = signs.version().flatMap(WindowsBuild::of).map(b -> b.product(!signs.server().isEmpty())).orElse("");
        if (!name.isEmpty()) {
            return name;
        }
        return signs.server().isEmpty() ? PRODUCT : "Windows Server";
    }

    private static @Nullable String version(String powerShell) {
        var build = POWERSHELL_BUILD.matcher(powerShell);
        return build.find() ? "10.0." + build.group(1) : null;
    }

    private static Optional<Claim> greeting(Observations observations) {
        return observations.of(Observation.PowerShellGreeting.class)
                .min(Comparator.comparing((Observation.PowerShellGreeting g) -> g.evidence().exchange())
                        .thenComparing(Observation.PowerShellGreeting::version))
                .map(g -> new Claim(WindowsFamily.ID, VENDOR, PRODUCT, version(g.version()), Confidence.PROVEN,
                        List.of(new Because("PowerShell " + g.version() + " answered over WinRM", g.evidence()))));
    }

    private static boolean isOther(Observations seen) {
        return Stream.concat(seen.of(Observation.BannerText.class).map(Observation.BannerText::text),
                seen.of(Observation.SshOffer.class).map(Observation.SshOffer::identification))
                .anyMatch(t -> OTHER_SSH.matcher(t).find());
    }

    /**
     * Open ports that Windows has.
     *
     * @param isTelling whether they are open together on Windows alone: RPC and SMB are so on a Samba domain controller as well, and WinRM is on
     *                  Linux with Open Management Infrastructure
     */
    private record OpenPorts(List<Because> all, boolean isTelling, boolean isHint) {
    }

    private static OpenPorts ports(Observations observations) {
        var rpc = open(observations, 135, "RPC endpoint mapper");
        var netbios = open(observations, 139, "NetBIOS session");
        var smb = open(observations, 445, "SMB");
        var remoting = open(observations, 5985, "WinRM").or(() -> open(observations, 5986, "WinRM with TLS"));
        var shares = Stream.of(rpc, netbios, smb).filter(Optional::isPresent).count();
        return new OpenPorts(Stream.of(rpc, netbios, smb, remoting).flatMap(Optional::stream).toList(),
                rpc.isPresent() && smb.isPresent() && remoting.isPresent(), remoting.isPresent() || shares >= 2);
    }

    private static Optional<Because> open(Observations observations, int port, String service) {
        return observations.openEvidence(Protocol.TCP, port)
                .map(e -> new Because("TCP " + port + " is open (" + service + ")", e));
    }
}
