package org.tidewaiter.family.windows.step.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.EffectivePolicy;
import org.tidewaiter.family.windows.parse.rpc.EffectivePolicies;
import org.tidewaiter.family.windows.step.Reading;

/** The policy that the computer goes by, of which PowerShell tells only what group policy set. */
public final class EffectivePolicyStep implements RpcStep {

    private static final RpcRead PASSWORDS = new RpcRead("password-policy", Subject.PASSWORD_POLICY);
    private static final RpcRead RIGHTS = new RpcRead("user-rights", Subject.USER_RIGHTS);
    private static final RpcRead AUDIT = new RpcRead("audited-events", Subject.AUDIT_POLICY);

    @Override
    public String id() {
        return "effective-policy";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(EffectivePolicy.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(PASSWORDS, RIGHTS, AUDIT);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void read(RpcSession session, FactSink sink) throws TransportException, InterruptedException {
        var none = "the answer is empty";
        Reading.stateAll(sink, session.read(PASSWORDS), EffectivePolicy.class, EffectivePolicies::passwords, none);
        Reading.stateAll(sink, session.read(RIGHTS), EffectivePolicy.class, Reading.listOf(EffectivePolicies::right),
                "nobody has a right");
        Reading.stateAll(sink, session.read(AUDIT), EffectivePolicy.class, EffectivePolicies::audit, none);
    }
}
