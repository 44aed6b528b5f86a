package org.tidewaiter.api.model;

/**
 * One reason for a claim.
 *
 * @param reason   a short sentence for the reader: {@code SSH banner "SSH-2.0-OpenSSH_9.2p1 Debian-2"}
 * @param evidence where it was seen
 */
public record Because(String reason, Evidence evidence) {
}
