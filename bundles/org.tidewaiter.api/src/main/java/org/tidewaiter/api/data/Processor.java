package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A processor package (a socket).
 *
 * @param socket       number or designation of the socket
 * @param vendor       maker: {@code GenuineIntel}
 * @param model        its name
 * @param architecture instruction set
 * @param cores        cores in this package
 * @param threads      hardware threads in this package
 * @param maximumSpeed highest clock
 * @param microcode    revision of the microcode, as the system shows it
 * @param mitigations  known processor weaknesses and their state: {@code meltdown: Mitigation: PTI}
 */
public record Processor(@Key String socket, @Nullable String vendor, @Nullable String model, @Nullable String architecture,
        @Nullable Long cores, @Nullable Long threads, @Unit("MHz") @Nullable Double maximumSpeed, @Nullable String microcode,
        List<String> mitigations)
        implements Item {

    public Processor {
        mitigations = List.copyOf(mitigations);
    }
}
