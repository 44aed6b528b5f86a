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
import org.tidewaiter.api.spi.Recognizer;

/** Tells Windows by its SSH server's name, and by the ports that it has open together. */
final class WindowsRecognizer implements Recognizer {

    /** Microsoft's build of OpenSSH; its version is its own and says nothing of the system's. */
    private static final Pattern SSH = Pattern.compile("^SSH-[0-9.]{1,5}-OpenSSH_for_Windows[^ ]{0,20}");

    @Override
    public Optional<Claim> recognize(Observations observations) {
        var greeting = greeting(observations);
        if (greeting.isPresent()) {
            return greeting;
        }
        var ssh = ssh(observations);
        var rpc = open(observations, 135, "RPC endpoint mapper");
        var netbios = open(observations, 139, "NetBIOS session");
        var smb = open(observations, 445, "SMB");
        var remoting = open(observations, 5985, "WinRM").or(() -> open(observations, 5986, "WinRM with TLS"));
        var because = Stream.of(ssh, rpc, netbios, smb, remoting).flatMap(Optional::stream).toList();
        // RPC and SMB alone are a Samba domain controller as well, and WinRM alone Open Management Infrastructure on Linux
        if (ssh.isPresent() || rpc.isPresent() && smb.isPresent() && remoting.isPresent()) {
            return Optional.of(new Claim(WindowsFamily.ID, "Microsoft", "Windows", null, Confidence.LIKELY, because));
        }
        var shares = Stream.of(rpc, netbios, smb).filter(Optional::isPresent).count();
        return remoting.isPresent() || shares >= 2
                ? Optional.of(new Claim(WindowsFamily.ID, null, null, null, Confidence.HINT, because))
                : Optional.empty();
    }

    /** Windows PowerShell 5.1 carries the build of the Windows that it came with; 14409 is that of its update for older ones. */
    private static final Pattern BUILD = Pattern.compile("^5\\.1\\.(?!14409)([0-9]{5})(\\.|$)");

    private static @Nullable String version(String powerShell) {
        var build = BUILD.matcher(powerShell);
        return build.find() ? "10.0." + build.group(1) : null;
    }

    private static Optional<Claim> greeting(Observations observations) {
        return observations.of(Observation.PowerShellGreeting.class)
                .min(Comparator.comparing((Observation.PowerShellGreeting g) -> g.evidence().exchange())
                        .thenComparing(Observation.PowerShellGreeting::version))
                .map(g -> new Claim(WindowsFamily.ID, "Microsoft", "Windows", version(g.version()), Confidence.PROVEN,
                        List.of(new Because("PowerShell " + g.version() + " answered over WinRM", g.evidence()))));
    }

    private static Optional<Because> ssh(Observations observations) {
        return observations.of(Observation.BannerText.class).filter(b -> SSH.matcher(b.text()).find())
                .min(Comparator.comparing((Observation.BannerText b) -> b.evidence().exchange())
                        .thenComparing(Observation.BannerText::text))
                .map(b -> new Because("SSH says \"" + match(b.text()) + "\"", b.evidence()));
    }

    private static String match(String banner) {
        var found = SSH.matcher(banner);
        return found.find() ? found.group() : "";
    }

    private static Optional<Because> open(Observations observations, int port, String service) {
        return observations.openEvidence(Protocol.TCP, port)
                .map(e -> new Because("TCP " + port + " is open (" + service + ")", e));
    }
}
