package org.tidewaiter.transport.winrm;

import java.util.List;

/**
 * The script that runs several requests, one after the other. Each says when it begins, gives its rows as one JSON array, names its errors by
 * identifier and category, which are the same in every language, and says when it ends. It works in the constrained language mode.
 */
final class SectionScript {

    /** At most so many errors of a request are told. */
    static final int MAXIMUM_ERRORS = 20;

    static final String BEGIN = "begin ";
    static final String ERROR = "error ";
    static final String END = "end ";

    /** Errors of native programs and those that end a query are caught as well. What a query puts out goes nowhere but into the JSON. */
    private static final String PROLOGUE = """
            $ProgressPreference = 'SilentlyContinue'
            $WarningPreference = 'SilentlyContinue'
            function Read-Section($Id, $Query) {
                "begin $Id"
                $faults = @()
                $rows = @()
                try {
                    $rows = @(& $Query 2>&1 | ForEach-Object {
                        if ($null -ne $_.FullyQualifiedErrorId) { $faults += $_ } else { $_ }
                    })
                } catch {
                    $faults += $_
                }
                ConvertTo-Json -InputObject $rows -Compress -Depth 4
                $faults | Select-Object -First %d | ForEach-Object {
                    "error $($_.CategoryInfo.Category) $($_.FullyQualifiedErrorId)"
                }
                "end $Id"
            }
            """.formatted(MAXIMUM_ERRORS);

    private SectionScript() {
    }

    /** The script for these requests, in this order. */
    static String of(List<Section> sections) {
        var script = new StringBuilder(PROLOGUE);
        for (var section : sections) {
            script.append("Read-Section '").append(section.request().id().replace("'", "''")).append("' {\n")
                    .append(section.request().text().strip()).append("\n}\n");
        }
        return script.toString();
    }
}
