package org.tidewaiter.family.windows.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * How Microsoft Defender Antivirus is configured; one row.
 *
 * @param excludedPaths      folders and files that are not scanned
 * @param excludedExtensions extensions that are not scanned
 * @param excludedProcesses  programs whose files are not scanned
 * @param surfaceRules       attack surface reduction rules, as GUID and action: 0 off, 1 block, 2 audit, 6 warn
 * @param realTimeDisabled   whether scanning on access is off
 * @param scriptsUnscanned   whether scripts are not scanned
 * @param archivesUnscanned  whether archives are not scanned
 * @param emailUnscanned     whether mail is not scanned
 * @param cloudReporting     MAPS: 0 off, 1 basic, 2 advanced
 * @param sampleConsent      which samples are sent: 0 ask, 1 safe ones, 2 never, 3 all
 * @param unwantedPrograms   protection from unwanted programs: 0 off, 1 on, 2 audit
 * @param controlledFolders  controlled folder access: 0 off, 1 on, 2 audit
 * @param networkProtection  network protection: 0 off, 1 on, 2 audit
 */
@DataClassId("windows.defender-preference")
public record DefenderPreference(List<String> excludedPaths, List<String> excludedExtensions, List<String> excludedProcesses,
        List<String> surfaceRules, @Nullable Boolean realTimeDisabled, @Nullable Boolean scriptsUnscanned,
        @Nullable Boolean archivesUnscanned, @Nullable Boolean emailUnscanned, @Nullable Long cloudReporting,
        @Nullable Long sampleConsent, @Nullable Long unwantedPrograms, @Nullable Long controlledFolders,
        @Nullable Long networkProtection)
        implements Item {

    public DefenderPreference {
        excludedPaths = List.copyOf(excludedPaths);
        excludedExtensions = List.copyOf(excludedExtensions);
        excludedProcesses = List.copyOf(excludedProcesses);
        surfaceRules = List.copyOf(surfaceRules);
    }
}
