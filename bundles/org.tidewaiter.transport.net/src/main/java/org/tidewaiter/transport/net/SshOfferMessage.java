package org.tidewaiter.transport.net;

import java.util.List;
import java.util.Optional;

/**
 * SSH_MSG_KEXINIT (RFC 4253 section 7.1), as far as it matters before anything is encrypted.
 *
 * @param payload      the message as it goes into the exchange's hash
 * @param keyExchanges methods, in order of preference
 * @param hostKeyTypes algorithms for host keys
 * @param ciphers      from server to client
 * @param macs         from server to client
 * @param guesses      whether the first message of a guessed method follows at once
 */
record SshOfferMessage(byte[] payload, List<String> keyExchanges, List<String> hostKeyTypes, List<String> ciphers,
        List<String> macs,
        boolean guesses) {
    private static final int KEXINIT = 20;
    private static final int COOKIE = 16;
    // We never use them, but a server that finds none in common with its own ends the connection.
    private static final String CIPHERS = "aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com,"
            + "chacha20-poly1305@openssh.com,aes128-cbc,aes192-cbc,aes256-cbc,3des-cbc,blowfish-cbc,cast128-cbc,arcfour256,arcfour128,"
            + "arcfour,des-cbc,rijndael-cbc@lysator.liu.se";
    private static final String MACS = "hmac-sha2-256,hmac-sha2-512,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
            + "umac-128-etm@openssh.com,umac-128@openssh.com,hmac-sha1-etm@openssh.com,umac-64-etm@openssh.com,umac-64@openssh.com,"
            + "hmac-sha1,hmac-md5,hmac-sha1-96,hmac-md5-96,hmac-ripemd160";

    /** Reads one; {@link Unexpected} when it is something else. */
    static SshOfferMessage of(byte[] payload) throws Unexpected {
        var bytes = new SshBytes(payload);
        if (bytes.octet() != KEXINIT) {
            throw new Unexpected("ssh-malformed");
        }
        bytes.skip(COOKIE);
        var keyExchanges = bytes.names();
        var hostKeyTypes = bytes.names();
        bytes.names();
        var ciphers = bytes.names();
        bytes.names();
        var macs = bytes.names();
        for (var i = 0; i < 4; i++) {
            bytes.names(); // compression and languages, in both directions
        }
        return new SshOfferMessage(payload, keyExchanges, hostKeyTypes, ciphers, macs, bytes.octet() != 0);
    }

    /** Ours: whatever lets a server go on to show its key. */
    static SshOfferMessage ours(byte[] cookie) {
        var writer = new SshBytes.Writer().octet(KEXINIT).raw(cookie).names(SshExchange.METHODS).names(SshHostKey.ALGORITHMS);
        writer.string(CIPHERS).string(CIPHERS).string(MACS).string(MACS).string("none,zlib,zlib@openssh.com")
                .string("none,zlib,zlib@openssh.com").string("").string("").octet(0).number(0);
        return new SshOfferMessage(writer.array(), SshExchange.METHODS, SshHostKey.ALGORITHMS, List.of(), List.of(), false);
    }

    /** The first of the client's that the server has, too. */
    static Optional<String> common(List<String> client, List<String> server) {
        return client.stream().filter(server::contains).findFirst();
    }

    /** Whether this server's guess is of no use: it guessed another first method than the client prefers. */
    boolean guessesWrongly(SshOfferMessage client) {
        return guesses && !(first(keyExchanges).equals(first(client.keyExchanges))
                && first(hostKeyTypes).equals(first(client.hostKeyTypes)));
    }

    private static String first(List<String> names) {
        return names.isEmpty() ? "" : names.getFirst();
    }
}
