package org.tidewaiter.family.windows;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.Replay;

/** Replays a recorded host with one family. */
final class Replays {

    private Replays() {
    }

    static Visit visit(DeviceFamily family, Recording recording) {
        var installed = new Installed(List.of(family), Decoders.all(), List
                .of(new Shape<>("winrm", PowerShellSession.class, 5985), new Shape<>("smb", RpcSession.class, 445)));
        return new Replay(installed, event -> {
            // nobody watches
        }).visit(recording.visits().getFirst(), recording.header()).orElseThrow();
    }

    /** The shape of a transport; it is never opened. */
    private record Shape<S extends Session>(String id, Class<S> sessionType, int port) implements Transport<S> {
        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public Protocol protocol() {
            return Protocol.TCP;
        }

        @Override
        public boolean refusesInSilence() {
            return false;
        }

        @Override
        public Set<Credential.Kind> credentials() {
            return Set.of(Credential.Kind.PASSWORD);
        }

        @Override
        public LiveSession<S> open(Opening opening) {
            throw new IllegalStateException("a shape is never opened");
        }
    }
}
