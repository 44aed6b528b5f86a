package org.tidewaiter.transport.smb.rpc;

import org.tidewaiter.api.session.TransportException;

/** The security policy of a computer ([MS-LSAD]) as it is read. */
final class Lsa implements AutoCloseable {
    // [MS-LSAD] 2.2.1.1.2: POLICY_VIEW_LOCAL_INFORMATION, VIEW_AUDIT_INFORMATION, LOOKUP_NAMES
    static final int VIEW_LOCAL = 0x1;
    static final int VIEW_AUDIT = 0x2;
    static final int LOOKUP_NAMES = 0x800;
    // 3.1.4.4.4, 3.1.4.4.1
    static final int QUERY_POLICY = 7;
    static final int QUERY_POLICY_2 = 46;
    /** lsarpc 0.0 ([MS-LSAD] 1.9). */
    private static final String SYNTAX = "785734123412cdabef000123456789ab00000000";
    private static final int CLOSE = 0;
    private static final int OPEN_POLICY_2 = 44;
    /** Of LSAPR_OBJECT_ATTRIBUTES ([MS-LSAD] 2.2.2.4), whose other fields are zero. */
    private static final int ATTRIBUTES_LENGTH = 24;
    private static final int OTHER_ATTRIBUTES = 5;

    private final Handle policy;

    private Lsa(Handle policy) {
        this.policy = policy;
    }

    /**
     * Opens the policy.
     *
     * @param access what is to be read
     */
    static Lsa open(RpcPipes login, int access) throws TransportException {
        var arguments = new Ndr.Writer().number(0).number(ATTRIBUTES_LENGTH);
        for (var i = 0; i < OTHER_ATTRIBUTES; i++) {
            arguments.number(0);
        }
        return new Lsa(Handle.first(login.pipe("lsarpc", SYNTAX), CLOSE, OPEN_POLICY_2, arguments.number(access).array(),
                "lsarpc: the security policy"));
    }

    /** The handle of the policy. */
    Handle policy() {
        return policy;
    }

    /**
     * Asks for a class of information; what stands in it is read next, its status last.
     *
     * @param operation {@link #QUERY_POLICY} or {@link #QUERY_POLICY_2}
     */
    Ndr.Reader query(int operation, int information, String what) throws TransportException {
        var answer = policy.call(operation, policy.arguments().word(information));
        if (!answer.isPresent()) {
            throw NtStatus.failed(what, answer.number());
        }
        answer.word(); // the class again
        answer.align(4);
        return answer;
    }

    @Override
    public void close() throws TransportException {
        policy.end();
    }
}
