package org.tidewaiter.family.unix;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Samba;
import org.tidewaiter.api.spi.Recognizer;

/** Tells Linux and macOS by what their SSH server calls itself, by Samba, and by what a shell says. */
final class UnixRecognizer implements Recognizer {

    private static final String LINUX = "Linux";

    /** A word in an SSH identification string (RFC 4253 section 4.2) that one system alone puts there. */
    private record Mark(Pattern pattern, String vendor, String product) {
        Mark(String pattern, String vendor, String product) {
            this(Pattern.compile(pattern), vendor, product);
        }
    }

    private static final List<Mark> MARKS = List.of(
            new Mark("^SSH-2\\.0-OpenSSH_[^ ]{1,20} Debian", "Debian", "Debian GNU/Linux"),
            new Mark("^SSH-2\\.0-OpenSSH_[^ ]{1,20} Ubuntu", "Canonical", "Ubuntu"),
            new Mark("^SSH-2\\.0-OpenSSH_[^ ]{1,20} Raspbian", "Raspberry Pi", "Raspbian"));

    /** Servers that run on Linux and macOS, though not only there. */
    private static final Pattern OPENSSH = Pattern.compile("^SSH-2\\.0-OpenSSH_[0-9][^ ]{0,20}( |$)");
    private static final Pattern DROPBEAR = Pattern.compile("^SSH-2\\.0-dropbear");
    private static final Pattern OTHERS = Pattern.compile("for_Windows|FreeBSD|NetBSD|Cisco|ROSSSH|VMware");

    @Override
    public Optional<Claim> recognize(Observations observations) {
        var greeting = observations.of(Observation.ShellGreeting.class).filter(g -> isOurs(g.system()))
                .min(Comparator.comparing((Observation.ShellGreeting g) -> g.evidence().exchange()));
        if (greeting.isPresent()) {
            return greeting.map(UnixRecognizer::proven);
        }
        if (observations.of(Observation.ShellGreeting.class).findAny().isPresent()) {
            return Optional.empty();
        }
        var bySsh = identifications(observations)
                .sorted(Comparator.comparing((Identification i) -> i.evidence().exchange()).thenComparing(Identification::text))
                .map(UnixRecognizer::byIdentification).flatMap(Optional::stream).max(Comparator.comparing(Claim::confidence));
        var bySamba = samba(observations);
        return bySsh.isEmpty() || bySamba.isPresent() && bySamba.get().confidence().compareTo(bySsh.get().confidence()) > 0
                ? bySamba
                : bySsh;
    }

    /** Samba runs on Linux mostly, though network storage is that inside, too; who packaged it is told by its version. */
    private static Optional<Claim> samba(Observations observations) {
        var signs = Samba.signs(observations);
        if (signs.isEmpty()) {
            return Optional.empty();
        }
        var version = Samba.version(observations).orElse(null);
        if (version != null && version.endsWith("-Debian")) {
            return Optional.of(new Claim(UnixFamily.ID, "Debian", "Debian GNU/Linux", null, Confidence.LIKELY, signs));
        }
        if (version != null && version.endsWith("-Ubuntu")) {
            return Optional.of(new Claim(UnixFamily.ID, "Canonical", "Ubuntu", null, Confidence.LIKELY, signs));
        }
        return Optional.of(new Claim(UnixFamily.ID, "Samba Team", "Samba", version, Confidence.HINT, signs));
    }

    /** What an SSH server calls itself, and where that was seen. */
    private record Identification(String text, Evidence evidence) {
    }

    /** A banner may be lost on a bad way where the key exchange after it was not. */
    private static Stream<Identification> identifications(Observations observations) {
        return Stream.concat(observations.of(Observation.BannerText.class).map(b -> new Identification(b.text(), b.evidence())),
                observations.of(Observation.SshOffer.class).map(o -> new Identification(o.identification(), o.evidence())))
                .filter(i -> i.text().startsWith("SSH-"));
    }

    private static boolean isOurs(String system) {
        return system.equals(LINUX) || system.equals("Darwin");
    }

    private static Claim proven(Observation.ShellGreeting greeting) {
        var because = List
                .of(new Because("a shell answered: " + greeting.system() + " " + greeting.release() + " " + greeting.machine(),
                        greeting.evidence()));
        var apple = !greeting.system().equals(LINUX);
        return new Claim(UnixFamily.ID, apple ? "Apple" : null, apple ? "macOS" : LINUX, null, Confidence.PROVEN, because);
    }

    private static Optional<Claim> byIdentification(Identification seen) {
        var text = seen.text();
        if (OTHERS.matcher(text).find()) {
            return Optional.empty();
        }
        var because = List.of(new Because("SSH says \"" + text + "\"", seen.evidence()));
        for (var mark : MARKS) {
            if (mark.pattern().matcher(text).find()) {
                return Optional.of(new Claim(UnixFamily.ID, mark.vendor(), mark.product(), null, Confidence.LIKELY, because));
            }
        }
        var usual = OPENSSH.matcher(text).find() || DROPBEAR.matcher(text).find();
        return Optional.of(new Claim(UnixFamily.ID, null, null, null, usual ? Confidence.LIKELY : Confidence.HINT, because));
    }
}
