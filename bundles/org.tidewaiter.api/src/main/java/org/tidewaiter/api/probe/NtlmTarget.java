package org.tidewaiter.api.probe;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a server tells of itself in an NTLM challenge ([MS-NLMP] 2.2.1.2), before anybody has logged in. Each part is absent where the server
 * leaves it out.
 *
 * @param computer  NetBIOS computer name
 * @param domain    NetBIOS domain name; of a computer in no domain mostly its own name
 * @param dnsName   fully qualified name of the computer
 * @param dnsDomain name of the domain
 * @param dnsForest name of the forest
 * @param version   version of its operating system, or what it gives out for it: {@code 10.0.20348}
 * @param time      its clock
 */
public record NtlmTarget(@Nullable String computer, @Nullable String domain, @Nullable String dnsName, @Nullable String dnsDomain,
        @Nullable String dnsForest, @Nullable String version, @Nullable Instant time) {
}
