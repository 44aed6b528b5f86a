package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.data.Certificate;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.parse.Certificates;

/** Certificates of the computer: its own, those that it trusts, and those of remote desktops and web servers. No private key is read. */
public final class CertificateStep implements TableStep {

    private static final PowerShellScript CERTIFICATES = PowerShellScript.of("certificates",
            "foreach ($s in 'My', 'Root', 'CA', 'TrustedPublisher', 'WebHosting', 'Remote Desktop') { $p = \"Cert:\\LocalMachine\\$s\"; if (Test-Path -LiteralPath $p) {\n"
                    + "Get-ChildItem -LiteralPath $p | Select-Object @{ n = 'store'; e = { $s } }, 'Subject', 'Issuer', 'Thumbprint', 'SerialNumber', 'NotBefore', 'NotAfter', 'HasPrivateKey',\n"
                    + "@{ n = 'keyAlgorithm'; e = { $_.PublicKey.Oid.Value } }, @{ n = 'keySize'; e = { $_.PublicKey.Key.KeySize } },"
                    + " @{ n = 'signatureAlgorithm'; e = { $_.SignatureAlgorithm.Value } },\n"
                    + "@{ n = 'purposes'; e = { @($_.EnhancedKeyUsageList | ForEach-Object { $_.ObjectId }) } },"
                    + " @{ n = 'names'; e = { @($_.DnsNameList | ForEach-Object { $_.Unicode }) } } } }")
            .within(Duration.ofSeconds(40));

    private static final List<Reading<?>> READINGS = List
            .of(new Reading<>(CERTIFICATES, Certificate.class, "the computer's stores are empty", Certificates::certificate));

    @Override
    public String id() {
        return "certificate";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
