package org.tidewaiter.vault;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.tidewaiter.engine.spi.CredentialVault;

/**
 * A real framework with Equinox security and the vault bundle in it: secure storage does not run outside OSGi. Credentials and the vault's
 * interface come from the test's own class path, so that tests speak to the vault without reflection.
 */
final class Equinox implements AutoCloseable {

    private static final List<String> BUNDLES = List.of("org.eclipse.equinox.common", "org.eclipse.equinox.registry",
            "org.eclipse.equinox.preferences", "org.eclipse.core.jobs", "org.eclipse.equinox.security", "org.osgi.service.prefs",
            "org.osgi.service.component.annotations");
    private static final List<String> SHARED = List.of("org.tidewaiter.engine.spi", "org.tidewaiter.api.model",
            "org.tidewaiter.api.data",
            "org.tidewaiter.api.probe", "org.tidewaiter.api.session", "org.jspecify.annotations");

    private final Framework framework;
    private final Bundle vault;

    private Equinox(Framework framework, Bundle vault) {
        this.framework = framework;
        this.vault = vault;
    }

    static Equinox start(Path area) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, area.toString());
        settings.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_APP);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                SHARED.stream().map(p -> p + ";version=1.0.0").collect(Collectors.joining(",")));
        settings.put("osgi.dev", "target/classes");
        settings.put("osgi.install.area", area.toUri().toString());
        settings.put("osgi.instance.area", "@none");
        settings.put("osgi.user.area", "@none");
        var framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(settings);
        framework.start();
        var context = framework.getBundleContext();
        List<Bundle> installed = new ArrayList<>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (BUNDLES.contains(symbolicName(Path.of(entry)))) {
                installed.add(context.installBundle("reference:" + Path.of(entry).toUri()));
            }
        }
        var vault = context.installBundle("reference:" + Path.of("").toAbsolutePath().toUri());
        for (var bundle : installed) {
            start(bundle);
        }
        start(vault);
        return new Equinox(framework, vault);
    }

    private static void start(Bundle bundle) throws BundleException {
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
            bundle.start();
        }
    }

    private static String symbolicName(Path entry) throws Exception {
        if (!Files.isRegularFile(entry) || !entry.toString().endsWith(".jar")) {
            return "";
        }
        try (var jar = new JarFile(entry.toFile())) {
            var manifest = jar.getManifest();
            var name = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return name == null ? "" : name.split(";")[0].strip();
        }
    }

    /** The vault as its own bundle makes it. */
    CredentialVault vault(Map<String, String> environment) throws Exception {
        return (CredentialVault) vault.loadClass(SecureStorageVault.class.getName()).getConstructor(Map.class)
                .newInstance(environment);
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
