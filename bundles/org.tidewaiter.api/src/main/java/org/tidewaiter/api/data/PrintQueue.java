package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A printer as this computer knows it.
 *
 * @param name      its name
 * @param driver    printer driver
 * @param port      port that it prints to
 * @param host      address behind that port
 * @param hostPort  TCP port there
 * @param shared    whether others may print through this computer
 * @param shareName under which name
 * @param standard  whether it is the one used when none is named
 * @param network   whether it is another computer's queue
 * @param published whether a directory lists it
 * @param location  where it stands
 * @param comment   what an administrator wrote
 */
public record PrintQueue(@Key String name, @Nullable String driver, @Nullable String port, @Nullable String host,
        @Nullable Long hostPort, @Nullable Boolean shared, @Nullable String shareName, @Nullable Boolean standard,
        @Nullable Boolean network, @Nullable Boolean published, @Nullable String location, @Nullable String comment)
        implements Item {
}
