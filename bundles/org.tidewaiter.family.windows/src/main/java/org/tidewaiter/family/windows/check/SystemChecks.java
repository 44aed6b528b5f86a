package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.tidewaiter.api.data.Certificate;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.EventLog;
import org.tidewaiter.family.windows.data.UpdateState;

/** Updates, logs and certificates. */
final class SystemChecks {

    private static final long KIB = 1024;
    /** Microsoft's security baselines: 196608 KiB, and 32768 KiB of the others. */
    private static final Map<String, Long> LEAST_LOGS = Map.of("security", 196_608 * KIB, "application", 32_768 * KIB, "system",
            32_768 * KIB);
    /** RFC 8017 appendix C: rsaEncryption, and RSA with MD2, MD5 and SHA-1. */
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final Set<String> WEAK_SIGNATURES = Set.of("1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4",
            "1.2.840.113549.1.1.5");
    private static final long LEAST_RSA_BITS = 2048;

    private SystemChecks() {
    }

    static List<Check> updates() {
        return List.of(new SupportCheck(),
                SettingCheck.of("update-server", "Connection to the update server", "update.WUServer")
                        .given(SettingCheck.where(v -> v == 1, Truth.NO, "automatic-update.UseWUServer"))
                        .unsafeText(v -> Truth.of(v.strip().toLowerCase(Locale.ROOT).startsWith("http:"))).unset(Default.safe())
                        .finds(MEDIUM, "Updates come from a server without TLS",
                                "who stands between can offer updates of his own choice",
                                "Give the update server a certificate, and change the policy to https",
                                "Policy Specify intranet Microsoft update service location",
                                "Microsoft: Configure WSUS to use TLS/SSL"),
                RowCheck.of("restart-pending", "Updates that wait for a restart", UpdateState.class)
                        .unsafe(row -> Truth.of(row.rebootPending())).rowsSuffice()
                        .says(row -> "waiting: "
                                + (row.rebootReasons().isEmpty() ? "updates" : Words.list(row.rebootReasons())))
                        .finds(LOW, "Something waits for a restart", "what runs is older than what is installed",
                                "Restart the computer",
                                "Microsoft: Component Based Servicing, RebootPending"));
    }

    static List<Check> logs() {
        return List.of(new AuditPolicyCheck(),
                RowCheck.of("event-log-size", "Size of event logs", EventLog.class)
                        .given(facts -> facts.of(EventLog.class).isEmpty() ? Truth.UNKNOWN : Truth.YES)
                        .unsafe(SystemChecks::isSmall)
                        .says(log -> log.name() + " holds "
                                + (log.maximumSize() instanceof Long most ? most / KIB : 0) + " KiB at most")
                        .finds(LOW, "An event log holds little", "old events are overwritten before anybody looks",
                                "Set the maximum size of Security to 196608 KiB, of Application and System to 32768 KiB, or collect the events",
                                "Policy Specify the maximum log file size (KB)"));
    }

    private static Truth isSmall(EventLog log) {
        var least = LEAST_LOGS.get(log.name().toLowerCase(Locale.ROOT));
        return least == null ? Truth.NO : log.maximumSize() instanceof Long most ? Truth.of(most < least) : Truth.UNKNOWN;
    }

    static List<Check> certificates() {
        return List.of(
                RowCheck.of("certificate-expired", "Certificates of the computer", Certificate.class)
                        .unsafeIn(SystemChecks::isExpired)
                        .says(row -> words(row) + " ended on " + row.notAfter())
                        .finds(LOW, "A certificate of the computer has expired",
                                "services with it are refused, or people learn to click warnings away",
                                "Renew the certificate, or delete it", "RFC 5280 section 4.1.2.5"),
                RowCheck.of("certificate-weak", "Strength of the computer's certificates", Certificate.class)
                        .unsafe(SystemChecks::isWeak)
                        .says(row -> words(row) + " has a key of "
                                + (row.keySize() instanceof Long bits ? bits + " bits" : "unknown length")
                                + ", and is signed by " + row.signatureAlgorithm())
                        .finds(MEDIUM, "A certificate of the computer is weak", "who has the means imitates the computer",
                                "Replace it by one with a key of 2048 bits or more, signed with SHA-256",
                                "NIST SP 800-131A", "RFC 6194"));
    }

    private static String words(Certificate row) {
        return row.store() + ": " + (row.subject() instanceof String subject ? subject : row.thumbprint());
    }

    /** Only the computer's own: roots and others' certificates are kept for what was signed long ago. */
    private static Truth isExpired(Certificate row, Facts facts) {
        return !Boolean.TRUE.equals(row.privateKey()) ? Truth.NO
                : row.notAfter() == null ? Truth.UNKNOWN : Truth.of(facts.readAt().isAfter(row.notAfter()));
    }

    /** The signature of what somebody signed himself proves nothing, and so its hash does not matter. */
    private static Truth isWeak(Certificate row) {
        if (!Boolean.TRUE.equals(row.privateKey())) {
            return Truth.NO;
        }
        var isOwn = Objects.equals(row.subject(), row.issuer());
        if (!isOwn && row.signatureAlgorithm() instanceof String algorithm && WEAK_SIGNATURES.contains(algorithm)) {
            return Truth.YES;
        }
        return row.keyAlgorithm() == null ? Truth.UNKNOWN : !RSA.equals(row.keyAlgorithm()) ? Truth.NO
                : row.keySize() instanceof Long bits ? Truth.of(bits < LEAST_RSA_BITS) : Truth.UNKNOWN;
    }
}
