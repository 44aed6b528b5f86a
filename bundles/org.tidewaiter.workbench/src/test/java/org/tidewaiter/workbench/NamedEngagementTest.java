package org.tidewaiter.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class NamedEngagementTest {

    @Test
    void theShellsArgumentsAreTakenAsTheyWereSplit() {
        assertEquals(Optional.of("my lab.tide"),
                NamedEngagement.of("workbench\u001fmy lab.tide\u001fother.tide\u001f", null, null, "x.tide"));
    }

    @Test
    void aWindowsCommandLineIsReadWithItsQuotes() {
        assertEquals(Optional.of("C:\\My Files\\lab.tide"),
                NamedEngagement.of(null, "workbench \"C:\\My Files\\lab.tide\"", null, null));
        assertEquals(Optional.of("lab.tide"), NamedEngagement.of(null, "lab.tide", null, null));
    }

    @Test
    void withoutAnArgumentThePropertyCounts() {
        assertEquals(Optional.of("/srv/x.tide"), NamedEngagement.of("", null, null, "/srv/x.tide"));
        assertEquals(Optional.of("a.tide"), NamedEngagement.of(null, null, new String[] { "-clean", "a.tide" }, "/srv/x.tide"));
        assertEquals(Optional.empty(), NamedEngagement.of(null, null, null, " "));
    }
}
