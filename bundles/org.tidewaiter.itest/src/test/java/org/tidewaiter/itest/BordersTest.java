package org.tidewaiter.itest;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The manifests keep the borders of the design: who may import whom. */
class BordersTest {

    /** Which of our own packages a bundle may import. {@code api} is all six of its packages; {@code engine} is not {@code engine.spi}. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries( //
            entry("api", Set.of()), //
            entry("engine", Set.of("api")), //
            entry("transport.shell", Set.of("api", "engine.spi")), //
            entry("transport.net", Set.of("api", "engine.spi")), //
            entry("transport.local", Set.of("api", "engine.spi", "transport.shell")), //
            entry("transport.ssh", Set.of("api", "engine.spi", "transport.shell")), //
            entry("transport.snmp", Set.of("api", "engine.spi")), //
            entry("transport.ldap", Set.of("api", "engine.spi")), //
            entry("psrp", Set.of()), //
            entry("transport.winrm", Set.of("api", "engine.spi", "psrp.client", "psrp.clixml", "psrp.fragment", "psrp.message")), //
            entry("transport.smb", Set.of("api", "engine.spi")), //
            entry("family.windows", Set.of("api")), //
            entry("family.unix", Set.of("api")), //
            entry("family.esxi", Set.of("api")), //
            entry("family.nas", Set.of("api")), //
            entry("family.snmp", Set.of("api")), //
            entry("family.printer", Set.of("api")), //
            entry("family.scan", Set.of("api")), //
            entry("knowledge", Set.of("api")), //
            entry("demo", Set.of()), //
            entry("store", Set.of("api", "engine.spi")), //
            entry("vault", Set.of("api", "engine.spi")), //
            entry("replay", Set.of("api", "engine", "engine.spi")), //
            entry("report", Set.of("api", "engine.spi", "store")), //
            entry("cli",
                    Set.of("api", "engine", "engine.readiness", "engine.spi", "store", "replay", "report", "report.firewall",
                            "report.readiness",
                            "report.writing", "demo")), //
            entry("workbench", Set.of("api", "engine", "engine.spi", "store", "report", "replay")), //
            entry("testkit", Set.of("api", "engine", "engine.readiness", "engine.spi", "replay")), //
            entry("slf4j.spi", Set.of()), //
            entry("collections.spi", Set.of()), entry("el.spi", Set.of()));

    private static final Set<String> MAY_EXPORT = Set.of("api", "engine", "transport.shell", "psrp", "store", "vault", "replay",
            "report",
            "testkit", "demo", "el.spi");

    private static final Set<String> DESKTOP = Set.of("workbench");

    static List<Bundle> bundles() {
        return Installed.bundles();
    }

    @Test
    void everyShippedBundleStandsInTheTableAndIsInstalled() {
        var installed = new TreeMap<String, Bundle>();
        for (var bundle : bundles()) installed.put(Installed.shortName(bundle), bundle);
        assertEquals(new TreeMap<>(MAY_IMPORT).keySet(), installed.keySet());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void importsOfOurOwnPackagesObeyTheTable(Bundle bundle) {
        var allowed = MAY_IMPORT.getOrDefault(Installed.shortName(bundle), Set.of());
        var own = Installed.imports(bundle).stream().filter(name -> name.startsWith(Installed.PREFIX));
        assertNone(own.filter(name -> !allowed.contains(word(name))), "imports against the table");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void ourOwnBundlesAreNeverRequiredByName(Bundle bundle) {
        assertNone(Installed.required(bundle).stream().filter(name -> name.startsWith(Installed.PREFIX)), "Require-Bundle");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void thereIsNoActivator(Bundle bundle) {
        assertNull(bundle.getHeaders().get(Constants.BUNDLE_ACTIVATOR));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void onlyTheTableExports(Bundle bundle) {
        if (!MAY_EXPORT.contains(Installed.shortName(bundle))) assertEquals(List.of(), Installed.exports(bundle));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void onlyTheWorkbenchKnowsTheDesktop(Bundle bundle) {
        if (DESKTOP.contains(Installed.shortName(bundle))) return;
        Predicate<String> desktop = name -> List
                .of("org.eclipse.swt", "org.eclipse.jface", "org.eclipse.ui", "org.eclipse.e4", "org.eclipse.nebula").stream()
                .anyMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + "."));
        assertNone(Installed.imports(bundle).stream().filter(desktop), "Import-Package of the desktop");
        assertNone(Installed.required(bundle).stream().filter(desktop), "Require-Bundle of the desktop");
    }

    /** The table's word for a package of ours. */
    private static String word(String packageName) {
        var name = packageName.substring(Installed.PREFIX.length());
        return name.startsWith("api.") ? "api" : name;
    }

    private static void assertNone(Stream<String> offending, String what) {
        var names = offending.toList();
        assertTrue(names.isEmpty(), () -> what + ": " + names);
    }
}
