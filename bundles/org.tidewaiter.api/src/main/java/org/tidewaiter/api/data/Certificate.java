package org.tidewaiter.api.data;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An X.509 certificate in a store of the system. Its private key is never read.
 *
 * @param store              store or file that holds it
 * @param thumbprint         SHA-1 over it, lower case hexadecimal
 * @param subject            distinguished name
 * @param issuer             distinguished name of who signed it
 * @param serialNumber       hexadecimal
 * @param notBefore          begin of its validity
 * @param notAfter           end of its validity
 * @param keyAlgorithm       OID of the public key's algorithm
 * @param keySize            length of the public key
 * @param signatureAlgorithm OID of the signature's algorithm
 * @param purposes           OIDs of its extended key usages; empty means all
 * @param names              DNS names that it holds for
 * @param privateKey         whether its private key is there, too
 */
public record Certificate(@Key String store, @Key String thumbprint, @Nullable String subject, @Nullable String issuer,
        @Nullable String serialNumber, @Nullable Instant notBefore, @Nullable Instant notAfter, @Nullable String keyAlgorithm,
        @Unit("bit") @Nullable Long keySize, @Nullable String signatureAlgorithm, List<String> purposes, List<String> names,
        @Nullable Boolean privateKey)
        implements Item {

    public Certificate {
        purposes = List.copyOf(purposes);
        names = List.copyOf(names);
    }
}
