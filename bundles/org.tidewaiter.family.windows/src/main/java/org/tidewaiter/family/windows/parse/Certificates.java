package org.tidewaiter.family.windows.parse;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Certificate;
import org.tidewaiter.api.session.CimRow;

/** Certificates of the computer's stores. */
public final class Certificates {

    private Certificates() {
    }

    /** A certificate of the provider {@code Cert:}. */
    public static @Nullable Certificate certificate(CimRow row) {
        var store = Clean.text(row, "store");
        var thumbprint = Clean.text(row, "Thumbprint");
        return store == null || thumbprint == null ? null
                : new Certificate("LocalMachine\\" + store, thumbprint.toLowerCase(Locale.ROOT), Clean.text(row, "Subject"),
                        Clean.text(row, "Issuer"), Clean.text(row, "SerialNumber"), Clean.instant(row, "NotBefore"),
                        Clean.instant(row, "NotAfter"),
                        Clean.text(row, "keyAlgorithm"), Clean.positive(row, "keySize"), Clean.text(row, "signatureAlgorithm"),
                        Clean.texts(row, "purposes"), Clean.texts(row, "names"), Clean.flag(row, "HasPrivateKey"));
    }
}
