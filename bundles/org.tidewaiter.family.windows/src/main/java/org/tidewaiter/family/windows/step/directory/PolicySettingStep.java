package org.tidewaiter.family.windows.step.directory;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.PolicySetting;
import org.tidewaiter.family.windows.parse.directory.PolicySettings;

/** What the domain's group policies set, from their files. */
public final class PolicySettingStep implements AuditStep<FileShareSession> {

    private static final int MOST_SETTINGS = 50_000;
    private static final FileShareRead SETTINGS = FileShareRead.of("sysvol-settings", "SYSVOL",
            List.of("*\\Policies\\*\\*\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf", "*\\Policies\\*\\*\\Registry.pol"),
            List.of(),
            List.of());

    @Override
    public String id() {
        return "policy-setting";
    }

    @Override
    public Class<FileShareSession> needs() {
        return FileShareSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(PolicySetting.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SETTINGS);
    }

    @Override
    public Duration timeout() {
        return SETTINGS.timeout().plusSeconds(20);
    }

    @Override
    public void read(FileShareSession session, FactSink sink) throws TransportException, InterruptedException {
        var reply = session.read(SETTINGS);
        var facts = 0;
        for (var file : reply.files()) {
            for (var setting : PolicySettings.settings(file).entrySet()) {
                if (facts++ < MOST_SETTINGS) {
                    sink.fact(setting.getValue(), reply.at(file.line(setting.getKey())));
                }
            }
        }
        if (facts > MOST_SETTINGS) {
            sink.gap(PolicySetting.class, GapReason.NOT_REPORTED,
                    "of " + facts + " settings the first " + MOST_SETTINGS + " are told", reply.evidence());
        }
        if (!sink.missing(PolicySetting.class, reply) && facts == 0) {
            sink.gap(PolicySetting.class, GapReason.NOT_PRESENT, "none of the domain's policies sets anything in its files",
                    reply.evidence());
        }
    }
}
