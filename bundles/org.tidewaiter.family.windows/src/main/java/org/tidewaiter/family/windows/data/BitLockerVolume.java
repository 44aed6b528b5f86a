package org.tidewaiter.family.windows.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * How a volume is encrypted. Keys are never read, only which kinds of protectors there are.
 *
 * @param volume       drive letter or volume id
 * @param protectedNow whether a key is asked for
 * @param conversion   {@code fully encrypted}, {@code decryption in progress}
 * @param method       {@code XTS-AES 128}
 * @param kind         {@code system}, {@code fixed data}, {@code removable data}
 * @param protectors   kinds of key protectors: {@code Tpm}, {@code RecoveryPassword}
 */
@DataClassId("windows.bitlocker-volume")
public record BitLockerVolume(@Key String volume, @Nullable Boolean protectedNow, @Nullable String conversion,
        @Nullable String method, @Nullable String kind, List<String> protectors)
        implements Item {

    public BitLockerVolume {
        protectors = List.copyOf(protectors);
    }
}
