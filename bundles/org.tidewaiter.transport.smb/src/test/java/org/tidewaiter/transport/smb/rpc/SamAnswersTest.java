package org.tidewaiter.transport.smb.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.transport.smb.rpc.FakePipes.Answer;

/** Information that Samba never gives, as python3-impacket 0.10 encodes it (LsarQueryInformationPolicyResponse, SamrQueryInformationDomain2Response). */
class SamAnswersTest {
    private static final String SUCCESS = "00000000";
    private static final String HANDLE = "00000000" + "01".repeat(16) + SUCCESS;

    private static Answer answer(String pipe, int operation, String stub) {
        return new Answer(pipe, operation, HexFormat.of().parseHex(stub));
    }

    @Test
    void eachCategoryIsAuditedInItsOwnWay() throws Exception {
        var pipes = new FakePipes(List.of(answer("lsarpc", 44, HANDLE), answer("lsarpc", 7,
                "83cf00000200bdbd01aaaaaac8ad000009000000090000000000000001000000020000000300000004000000"
                        + "0000000001000000020000000300000000000000")));
        assertEquals(List.of(Map.of("AuditingMode", true, "EventAuditingOptions", List.of(0L, 1L, 2L, 3L, 4L, 0L, 1L, 2L, 3L))),
                Inquiries.ask(Subject.AUDIT_POLICY, pipes).rows());
    }

    /** Passwords that never expire, accounts locked until someone unlocks them, sessions that are never forced off. */
    @Test
    void whatNeverEndsIsAbsent() throws Exception {
        var domains = "01000000" + "00000200" + "01000000" + "04000200" + "01000000" + "00000000" + "02000200" + "08000200"
                + "01000000" + "00000000" + "01000000" + "50000000" + "01000000" + SUCCESS;
        var sid = "00000200" + "01000000" + "0101000000000005" + "15000000" + SUCCESS;
        var pipes = new FakePipes(List.of(answer("samr", 57, HANDLE), answer("samr", 6, domains), answer("samr", 5, sid),
                answer("samr", 7, HANDLE),
                answer("samr", 46, "dacb00000100bdbd0e001800010000000000000000000080000000000000000000000000"),
                answer("samr", 46, "a10900000c00bdbd000000000000008000cc1dcffbffffff0a00bfbf00000000"),
                answer("samr", 46, "f8de00000300bdbd000000000000008000000000")));
        assertEquals(List.of(Map.of("DomainName", "P", "MinPasswordLength", 14, "PasswordHistoryLength", 24, "PasswordProperties",
                1L, "MinPasswordAge", 0L, "LockoutThreshold", 10, "LockoutObservationWindow", 18_000_000_000L)),
                Inquiries.ask(Subject.PASSWORD_POLICY, pipes).rows());
    }

    /** The examples of [MS-DTYP] 2.4.2.4, and an authority beyond 32 bits (2.4.2.1). */
    @Test
    void sidsAreWrittenAsTheSpecificationDoes() throws Exception {
        for (var known : Map.of("0101000000000000" + "00000000", "S-1-0-0", "0102000000000005" + "20000000" + "20020000",
                "S-1-5-32-544", "0101010000000000" + "07000000", "S-1-0x010000000000-7", "0100000000000005", "S-1-5")
                .entrySet()) {
            var bytes = HexFormat.of().parseHex(known.getKey());
            assertEquals(known.getValue(), Sids.text(bytes));
            assertEquals(known.getKey(), HexFormat.of().formatHex(Sids.binary(known.getValue())));
        }
        assertThrows(TransportException.class, () -> Sids.binary("S-1-5-32-544-x"));
    }
}
