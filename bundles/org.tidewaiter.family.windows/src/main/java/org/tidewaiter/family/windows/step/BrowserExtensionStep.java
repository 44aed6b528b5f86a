package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.data.BrowserExtension;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.parse.Extensions;

/** Extensions of Chrome, Edge, Brave and Firefox, of all users, by their manifests alone. */
public final class BrowserExtensionStep implements TableStep {

    /** The folders say id and version; the manifest the name. At most 300 are read. */
    private static final PowerShellScript CHROMIUM = PowerShellScript.of("chromium-extensions",
            "foreach ($b in 'Chrome|Google\\Chrome', 'Edge|Microsoft\\Edge', 'Brave|BraveSoftware\\Brave-Browser') { $n, $p = $b -split '\\|';\n"
                    + "Get-ChildItem -Path \"$env:SystemDrive\\Users\\*\\AppData\\Local\\$p\\User Data\\*\\Extensions\\*\\*\\manifest.json\" -ErrorAction SilentlyContinue"
                    + " | Select-Object -First 300 | ForEach-Object { $m = Get-Content -LiteralPath $_.FullName -Raw | ConvertFrom-Json; $d = $_.FullName -split '\\\\';\n"
                    + "@{ browser = $n; user = $d[2]; profile = $d[-5]; id = $d[-3]; version = $d[-2]; name = \"$($m.name)\" } } }")
            .within(Duration.ofSeconds(40));

    private static final PowerShellScript FIREFOX = PowerShellScript.of("firefox-extensions",
            "Get-ChildItem -Path \"$env:SystemDrive\\Users\\*\\AppData\\Roaming\\Mozilla\\Firefox\\Profiles\\*\\extensions.json\" -ErrorAction SilentlyContinue | Select-Object -First 50"
                    + " | Where-Object { $_.Length -lt 4000000 } | ForEach-Object { $d = $_.FullName -split '\\\\'; $m = Get-Content -LiteralPath $_.FullName -Raw | ConvertFrom-Json;\n"
                    + "$m.addons | Where-Object { $_.type -eq 'extension' -and $_.location -eq 'app-profile' } | ForEach-Object {"
                    + " @{ browser = 'Firefox'; user = $d[2]; profile = $d[-2]; id = $_.id; version = $_.version; name = \"$($_.defaultLocale.name)\"; enabled = $_.active } } }")
            .within(Duration.ofSeconds(40));

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(CHROMIUM, BrowserExtension.class, "Chrome, Edge and Brave have no extension", Extensions::extension),
            new Reading<>(FIREFOX, BrowserExtension.class, "Firefox has no extension", Extensions::extension));

    @Override
    public String id() {
        return "browser-extension";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
