package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.spi.ScopeGate;

class RunTargetsTest {

    private static RunTargets targets(List<String> words, List<String> excluded, Set<String> done) throws Exception {
        var targets = Targets.parse(words, excluded, true,
                name -> List.of(IpAddress.parse("192.0.2.9"), IpAddress.parse("2001:db8::9")));
        return new RunTargets(targets, new ScopeGate(targets.scope(), targets.excluded()), done);
    }

    private static List<String> list(RunTargets targets) {
        var all = new ArrayList<String>();
        targets.forEach(t -> all.add((t.name() == null ? "" : t.name() + "=") + t.address() + (t.single() ? "!" : "")));
        return all;
    }

    @Test
    void eachAddressOnceNamesFirstWithoutWhatIsExcludedAndWhatIsDone() throws Exception {
        assertEquals(List.of("host.example=192.0.2.9!", "192.0.2.2", "192.0.2.3", "192.0.2.7!"),
                list(targets(List.of("192.0.2.0/30", "192.0.2.2", "host.example", "192.0.2.7"), List.of("192.0.2.0"),
                        Set.of("192.0.2.1"))));
    }

    @Test
    void excludedSinglesAreTold() throws Exception {
        assertEquals(List.of("host.example (192.0.2.9)", "192.0.2.7"), targets(List.of("192.0.2.7", "host.example"),
                List.of("192.0.2.0/28"), Set.of()).excludedSingles().toList());
    }

    @Test
    void sixteenMillionAddressesAreNotListedInMemory() throws Exception {
        var walk = targets(List.of("10.0.0.0/8"), List.of(), Set.of()).iterator();
        for (var i = 0; i < 100_000; i++) {
            walk.next();
        }
        assertEquals("10.1.134.160", walk.next().address().toString());
    }
}
