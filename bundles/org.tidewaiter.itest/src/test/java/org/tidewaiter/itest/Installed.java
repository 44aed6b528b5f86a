package org.tidewaiter.itest;

import java.util.Arrays;
import java.util.List;

import org.eclipse.osgi.util.ManifestElement;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Our own bundles in the running framework, and what their manifests say. */
final class Installed {

    static final String PREFIX = "org.tidewaiter.";

    private Installed() {
    }

    /** All that we ship, fragments too; the bundles of tests are left out. */
    static List<Bundle> bundles() {
        return Arrays.stream(FrameworkUtil.getBundle(Installed.class).getBundleContext().getBundles()) //
                .filter(bundle -> bundle.getSymbolicName().startsWith(PREFIX)) //
                .filter(bundle -> !bundle.getSymbolicName().endsWith("test") && !bundle.getSymbolicName().endsWith(".tests")) //
                .toList();
    }

    /** {@code org.tidewaiter.family.unix} is {@code family.unix}. */
    static String shortName(Bundle bundle) {
        return bundle.getSymbolicName().substring(PREFIX.length());
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }

    static List<String> imports(Bundle bundle) {
        return values(bundle, Constants.IMPORT_PACKAGE);
    }

    static List<String> exports(Bundle bundle) {
        return values(bundle, Constants.EXPORT_PACKAGE);
    }

    static List<String> required(Bundle bundle) {
        return values(bundle, Constants.REQUIRE_BUNDLE);
    }

    private static List<String> values(Bundle bundle, String header) {
        try {
            var elements = ManifestElement.parseHeader(header, bundle.getHeaders().get(header));
            return elements == null ? List.of()
                    : Arrays.stream(elements).flatMap(element -> Arrays.stream(element.getValueComponents())).toList();
        } catch (BundleException e) {
            throw new IllegalStateException(bundle.getSymbolicName() + ": " + header, e);
        }
    }
}
