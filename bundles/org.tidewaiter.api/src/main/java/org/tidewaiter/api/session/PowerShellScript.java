package org.tidewaiter.api.session;

import java.time.Duration;

/**
 * A fixed script for Windows PowerShell 3 and later whose output objects are the rows of the reply. It runs in the constrained language mode,
 * too: no .NET type is named, no method of one is called, nothing is decoded and then run. It writes nothing: no file, no registry value,
 * no setting.
 *
 * @param id         {@code installed-software}
 * @param text       the script; every object that it puts out becomes a row, through {@code ConvertTo-Json}
 * @param timeout    how long it may run on the device
 * @param limitBytes most bytes of its answer that are read; more is a shortfall
 */
public record PowerShellScript(String id, String text, Duration timeout, int limitBytes) implements Request {

    public PowerShellScript {
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(id + ": no script");
        }
    }

    /** In 20 seconds and 8 MiB. */
    public static PowerShellScript of(String id, String text) {
        return new PowerShellScript(id, text, Duration.ofSeconds(20), 8 << 20);
    }

    /** The same with another time limit. */
    public PowerShellScript within(Duration limit) {
        return new PowerShellScript(id, text, limit, limitBytes);
    }
}
