package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A file system, mounted or not.
 *
 * @param name       mount point or drive letter; the device where it is not mounted
 * @param device     block device or remote path that holds it
 * @param fileSystem its type: {@code ext4}, {@code NTFS}
 * @param label      its label
 * @param uuid       its UUID or serial number
 * @param size       capacity
 * @param used       bytes in use
 * @param free       bytes that an ordinary user may still write
 * @param mounted    whether it is in use now
 * @param readOnly   whether it is mounted read-only
 * @param encrypted  whether it lies on an encrypted device
 * @param options    mount options, in the system's order
 */
public record Volume(@Key String name, @Nullable String device, @Nullable String fileSystem, @Nullable String label,
        @Nullable String uuid, @Unit("B") @Nullable Long size, @Unit("B") @Nullable Long used, @Unit("B") @Nullable Long free,
        boolean mounted, @Nullable Boolean readOnly, @Nullable Boolean encrypted, List<String> options)
        implements Item {

    public Volume {
        options = List.copyOf(options);
    }
}
