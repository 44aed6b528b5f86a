package org.tidewaiter.family.windows.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * Windows Server Backup; one row.
 *
 * @param lastSuccess last backup that went well
 * @param lastBackup  last backup
 * @param next        next one
 * @param versions    how many can be restored
 * @param lastResult  code of the last result
 */
@DataClassId("windows.backup-state")
public record BackupState(@Nullable Instant lastSuccess, @Nullable Instant lastBackup, @Nullable Instant next,
        @Nullable Long versions, @Nullable String lastResult)
        implements Item {
}
