package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A certification authority that issues to the forest, [MS-WCCE].
 *
 * @param name its name
 * @param hostName where it runs
 * @param templates what it issues
 * @param addresses where it is asked over HTTPS (CES)
 * @param changed when it was changed last
 */
@DataClassId("windows.enrolment-service")
public record EnrolmentService(@Key String name, @Nullable String hostName, List<String> templates, List<String> addresses,
        @Nullable Instant changed)
        implements Item {

    public EnrolmentService {
        templates = List.copyOf(templates);
        addresses = List.copyOf(addresses);
    }
}
