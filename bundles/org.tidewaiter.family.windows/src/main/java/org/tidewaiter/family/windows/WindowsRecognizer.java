package org.tidewaiter.family.windows;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
