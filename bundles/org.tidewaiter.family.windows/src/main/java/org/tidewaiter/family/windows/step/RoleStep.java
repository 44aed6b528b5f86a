package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.DatabaseInstance;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.WebSite;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.ClusterNode;
import org.tidewaiter.family.windows.data.DhcpScope;
import org.tidewaiter.family.windows.data.DnsZone;
import org.tidewaiter.family.windows.data.HostedService;
import org.tidewaiter.family.windows.data.VirtualMachine;
import org.tidewaiter.family.windows.parse.Clean;
import org.tidewaiter.family.windows.parse.Roles;

/** What a server serves: web sites, databases, virtual machines, DHCP, DNS, clusters, and other roles. */
public final class RoleStep implements RemotingStep {

    /** Sites with their bindings and folders; the accounts and passwords of application pools stay in the file. */
    private static final PowerShellScript SITES = PowerShellScript.of("web-sites",
            "$f = \"$env:SystemRoot\\System32\\inetsrv\\config\\applicationHost.config\"; if (Test-Path -LiteralPath $f) {\n"
                    + "Select-Xml -LiteralPath $f -XPath '/configuration/system.applicationHost/sites/site' | ForEach-Object { $s = $_.Node;\n"
                    + "@{ name = $s.name; id = $s.id; auto = $s.serverAutoStart; bindings = @($s.bindings.binding | Where-Object { $_ }"
                    + " | ForEach-Object { \"$($_.protocol) $($_.bindingInformation)\" });"
                    + " folders = @($s.application.virtualDirectory | Where-Object { $_ } | ForEach-Object { $_.physicalPath }) } } }");
    private static final PowerShellScript DATABASES = PowerShellScript.of("database-instances",
            "foreach ($r in 'HKLM:\\SOFTWARE', 'HKLM:\\SOFTWARE\\WOW6432Node') { $b = \"$r\\Microsoft\\Microsoft SQL Server\"; $k = \"$b\\Instance Names\\SQL\";\n"
                    + "if (Test-Path -LiteralPath $k) { $o = Get-ItemProperty -LiteralPath $k; (Get-Item -LiteralPath $k).Property | ForEach-Object { $n = $_;\n"
                    + "Get-ItemProperty -LiteralPath \"$b\\$($o.$n)\\Setup\" | Select-Object @{ n = 'instance'; e = { $n } }, 'Version', 'Edition', 'PatchLevel', 'SQLDataRoot' } } }");
    private static final CimQuery MACHINES = CimQuery
            .of("virtual-machines", "Msvm_ComputerSystem", "Name", "ElementName", "EnabledState", "InstallDate")
            .in("root/virtualization/v2");
    private static final PowerShellScript SCOPES = PowerShellScript.of("dhcp-scopes",
            "if (Get-Command -Name Get-DhcpServerv4Scope -ErrorAction SilentlyContinue) { Get-DhcpServerv4Scope | ForEach-Object { @{ ScopeId = \"$($_.ScopeId)\"; Name = $_.Name;"
                    + " SubnetMask = \"$($_.SubnetMask)\"; StartRange = \"$($_.StartRange)\"; EndRange = \"$($_.EndRange)\"; State = \"$($_.State)\" } } }");
    private static final CimQuery ZONES = CimQuery
            .of("dns-zones", "MicrosoftDNS_Zone", "Name", "ContainerName", "ZoneType", "DsIntegrated", "AllowUpdate",
                    "SecureSecondaries")
            .in("root/MicrosoftDNS");
    private static final CimQuery CLUSTER = CimQuery.of("cluster", "MSCluster_Cluster", "Name").in("root/MSCluster");
    private static final CimQuery NODES = CimQuery.of("cluster-nodes", "MSCluster_Node", "Name", "State").in("root/MSCluster");

    /** Certificate authority, update server, and remote desktops beyond administration. */
    private static final PowerShellScript HOSTED = PowerShellScript.of("hosted-services",
            "$c = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\CertSvc\\Configuration'; if (Test-Path -LiteralPath $c) { $o = Get-ItemProperty -LiteralPath $c;\n"
                    + "if ($o.Active) { $a = Get-ItemProperty -LiteralPath \"$c\\$($o.Active)\"; @{ kind = 'certificate-authority'; name = $o.Active;"
                    + " detail = \"type $($a.CAType), EditFlags $((Get-ItemProperty -LiteralPath \"$c\\$($o.Active)\\PolicyModules\\CertificateAuthority_MicrosoftDefault.Policy\" -ErrorAction SilentlyContinue).EditFlags)\" } } }\n"
                    + "$w = 'HKLM:\\SOFTWARE\\Microsoft\\Update Services\\Server\\Setup'; if (Test-Path -LiteralPath $w) { $o = Get-ItemProperty -LiteralPath $w;"
                    + " @{ kind = 'update-server'; name = 'WSUS'; version = $o.VersionString; detail = \"port $($o.PortNumber), TLS $($o.UsingSSL)\" } }\n"
                    + "$t = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server'; $o = Get-ItemProperty -LiteralPath $t; if ($o.TSAppCompat -eq 1) {"
                    + " @{ kind = 'remote-desktop'; name = 'session host'; detail = \"licensing mode $((Get-ItemProperty -LiteralPath \"$t\\RCM\\Licensing Core\" -ErrorAction SilentlyContinue).LicensingMode)\" } }");

    @Override
    public String id() {
        return "role";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(WebSite.class, DatabaseInstance.class, VirtualMachine.class, DhcpScope.class, DnsZone.class,
                ClusterNode.class,
                HostedService.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SITES, DATABASES, MACHINES, SCOPES, ZONES, CLUSTER, NODES, HOSTED);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(180);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        new Reading<>(SITES, WebSite.class, "there is no Internet Information Services", Roles::site).state(session, sink);
        new Reading<>(DATABASES, DatabaseInstance.class, "there is no SQL Server", Roles::database).state(session, sink);
        new Reading<>(MACHINES, VirtualMachine.class, "Hyper-V has no virtual machine", Roles::machine).state(session, sink);
        new Reading<>(SCOPES, DhcpScope.class, "there is no DHCP server, or it has no scope", Roles::scope).state(session, sink);
        new Reading<>(ZONES, DnsZone.class, "the DNS server has no zone", Roles::zone).state(session, sink);
        var first = session.query(CLUSTER).first();
        var name = first.isPresent() ? Clean.text(first.get(), "Name") : null;
        var cluster = name == null ? "cluster" : name;
        new Reading<>(NODES, ClusterNode.class, "there is no failover cluster", r -> Roles.node(r, cluster)).state(session, sink);
        new Reading<>(HOSTED, HostedService.class, "there is neither certificate authority nor update server nor session host",
                Roles::hosted)
                .state(session, sink);
    }
}
