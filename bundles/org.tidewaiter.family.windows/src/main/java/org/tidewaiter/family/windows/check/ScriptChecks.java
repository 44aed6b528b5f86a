package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.INFO;
import static org.tidewaiter.api.model.Severity.LOW;

import java.util.List;
import java.util.Locale;

import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.Feature;

/** PowerShell, and what is recorded of it. */
final class ScriptChecks {

    private static final String LOGGING = "Microsoft: about_Logging_Windows";

    private ScriptChecks() {
    }

    static List<Check> all() {
        return List.of(
                RowCheck.of("powershell-2", "PowerShell 2.0", Feature.class)
                        .unsafe(f -> Truth.of(f.kind().equals("feature")
                                && f.name().toLowerCase(Locale.ROOT).startsWith("microsoftwindowspowershellv2")))
                        .says(f -> "the feature " + f.name() + " is installed")
                        .finds(LOW, "PowerShell 2.0 is installed", "what runs in it is neither recorded nor scanned",
                                "Remove the feature Windows PowerShell 2.0", "Microsoft: Windows PowerShell 2.0 Deprecation"),
                logging("powershell-script-blocks", "Script blocks of PowerShell",
                        "powershell-script-blocks.EnableScriptBlockLogging",
                        "PowerShell does not record what it runs", "after an attack nobody knows what ran",
                        "Turn on PowerShell Script Block Logging", LOW),
                logging("powershell-modules", "Modules of PowerShell", "powershell-modules.EnableModuleLogging",
                        "PowerShell does not record commands of modules", "parameters of commands are not recorded",
                        "Turn on Module Logging", INFO),
                logging("powershell-transcripts", "Transcripts of PowerShell", "powershell-transcripts.EnableTranscripting",
                        "PowerShell writes no transcripts", "what commands answered is not recorded",
                        "Turn on PowerShell Transcription", INFO),
                logging("process-command-line", "Command lines of processes",
                        "process-creation.ProcessCreationIncludeCmdLine_Enabled",
                        "Command lines are not recorded", "the event that a process was created does not say what it was told",
                        "Include command line in process creation events", LOW));
    }

    /** Each of them is off where nothing is stored. */
    private static Check logging(String id, String title, String setting, String finding, String why, String policy,
            Severity severity) {
        return SettingCheck.of(id, title, setting).unsafe(v -> v == 0).unset(Default.unsafe("off"))
                .finds(severity, finding, why, "Enable the policy " + policy, "Policy " + policy, LOGGING);
    }
}
