package org.tidewaiter.transport.smb;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.ChangeSession;
import org.tidewaiter.transport.smb.rpc.RpcPipes;

/** Changes of a Windows computer through its registry and its services, over named pipes. */
final class SmbChanges implements ChangeSession {

    private final RpcPipes login;
    private final Runnable end;
    private @Nullable RegistrySettings registry;
    private @Nullable ServiceControl services;

    /**
     * Changes through a login's pipes.
     *
     * @param end ends the login
     */
    SmbChanges(RpcPipes login, Runnable end) {
        this.login = login;
        this.end = end;
    }

    private RegistrySettings registry() throws TransportException {
        var open = registry;
        if (open == null) {
            open = RegistrySettings.open(login);
            registry = open;
        }
        return open;
    }

    private ServiceControl services() throws TransportException {
        var open = services;
        if (open == null) {
            open = ServiceControl.open(login);
            services = open;
        }
        return open;
    }

    @Override
    public @Nullable String state(Change change) throws TransportException, InterruptedException {
        return switch (change) {
            case Change.RegistryKey key -> registry().key(key.key());
            case Change.RegistryValue value -> registry().value(value.key(), value.name());
            case Change.ServiceStart start -> services().startType(start.service());
            case Change.ServiceState state -> services().state(state.service());
        };
    }

    @Override
    public void set(Change change, @Nullable String state) throws TransportException, InterruptedException {
        if (state == null) {
            remove(change);
            return;
        }
        switch (change) {
            case Change.RegistryKey key -> registry().createKey(key.key());
            case Change.RegistryValue value -> registry().setValue(value.key(), value.name(), state);
            case Change.ServiceStart start -> services().setStartType(start.service(), state);
            case Change.ServiceState service when state.equals("STOPPED") -> services().stop(service.service());
            case Change.ServiceState service when state.equals("RUNNING") -> services().start(service.service());
            case Change.ServiceState service ->
                throw new TransportException(Failure.UNSUPPORTED, service.place() + " cannot be made " + state);
        }
    }

    private void remove(Change change) throws TransportException {
        switch (change) {
            case Change.RegistryKey key -> registry().deleteKey(key.key());
            case Change.RegistryValue value -> registry().deleteValue(value.key(), value.name());
            case Change.ServiceStart _ -> throw unremovable(change);
            case Change.ServiceState _ -> throw unremovable(change);
        }
    }

    private static TransportException unremovable(Change change) {
        return new TransportException(Failure.UNSUPPORTED, change.place() + " cannot be taken away");
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
        if (services != null) {
            services.close();
        }
        end.run();
    }
}
