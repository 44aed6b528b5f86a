package org.tidewaiter.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.Ports;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.spi.CredentialVault;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.ServiceLocator;
import org.tidewaiter.engine.spi.Transport;

/** What the installed bundles offer. */
final class Services {

    private final BundleContext context;

    Services(BundleContext context) {
        this.context = context;
    }

    /** Families, probers and transports. */
    Installed installed() {
        return new Installed(families(), all(Prober.class), all(Transport.class).stream().<Transport<?>> map(t -> t).toList(),
                all(Links.class).stream().findFirst().orElse(Links.NONE),
                all(ServiceLocator.class).stream().findFirst().orElse(ServiceLocator.NONE));
    }

    /**
     * Reads {@code ssh=2222}.
     *
     * @throws TargetException when a word is no such pair, or no transport is called so
     */
    Ports ports(List<String> words) throws TargetException {
        var ports = Ports.parse(words);
        var movable = installed().transports().stream().filter(t -> !t.isLocal()).map(Transport::id).sorted().distinct().toList();
        for (var service : ports.moved().keySet()) {
            if (!movable.contains(service)) {
                throw new TargetException("--port " + service + ": no such service; there is " + String.join(", ", movable));
            }
        }
        return ports;
    }

    /** The families alone, by id. */
    List<DeviceFamily> families() {
        return all(DeviceFamily.class).stream().sorted(Comparator.comparing(DeviceFamily::id)).toList();
    }

    /** Where credentials are kept. */
    CredentialVault vault() throws UserException {
        return all(CredentialVault.class).stream().findFirst()
                .orElseThrow(() -> new UserException(ExitStatus.FAILURE,
                        "no credential store is installed; the product is incomplete: build it anew"));
    }

    /** Symbolic name of the bundle that a family comes from. */
    static String bundleOf(DeviceFamily family) {
        var bundle = FrameworkUtil.getBundle(family.getClass());
        return bundle == null ? "" : bundle.getSymbolicName();
    }

    /** Version of the bundle that a family comes from. */
    static String versionOf(DeviceFamily family) {
        var bundle = FrameworkUtil.getBundle(family.getClass());
        return bundle == null ? "" : bundle.getVersion().toString();
    }

    /** Product and version, as the engagement names them. */
    static String software() {
        var bundle = FrameworkUtil.getBundle(Services.class);
        var version = bundle == null ? "0"
                : bundle.getVersion().getMajor() + "." + bundle.getVersion().getMinor() + "." + bundle.getVersion().getMicro();
        return "Tidewaiter " + version;
    }

    private <T> Collection<T> references(Class<T> type) throws InvalidSyntaxException {
        return context.getServiceReferences(type, null).stream().sorted().map(context::getService).filter(s -> s != null)
                .toList();
    }

    /** All services of a type. */
    <T> List<T> all(Class<T> type) {
        try {
            return List.copyOf(references(type));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }
}
