package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.tidewaiter.api.data.InstalledAgent;
import org.tidewaiter.api.data.InstalledAgent.Kind;
import org.tidewaiter.api.session.CimRow;

/** Programs by which others steer, watch, back up or protect the computer, by names of services and programs that their makers gave them. */
public final class Agents {

    private record Mark(String product, Kind kind, Pattern name) {
        Mark(String product, Kind kind, String name) {
            this(product, kind, Pattern.compile(name, Pattern.CASE_INSENSITIVE));
        }
    }

    /** Matched against the whole name of a service. */
    private static final List<Mark> SERVICES = List.of(new Mark("TeamViewer", Kind.REMOTE_CONTROL, "TeamViewer[0-9]*"),
            new Mark("AnyDesk", Kind.REMOTE_CONTROL, "AnyDesk(-.*|MSI)?"), new Mark("RustDesk", Kind.REMOTE_CONTROL, "RustDesk"),
            new Mark("MeshCentral", Kind.REMOTE_CONTROL, "Mesh ?Agent"),
            new Mark("SupRemo", Kind.REMOTE_CONTROL, "SupremoService"),
            new Mark("ScreenConnect", Kind.REMOTE_CONTROL, "ScreenConnect Client.*"),
            new Mark("Splashtop", Kind.REMOTE_CONTROL, "SplashtopRemoteService"),
            new Mark("LogMeIn", Kind.REMOTE_CONTROL, "LogMeIn"),
            new Mark("GoToAssist", Kind.REMOTE_CONTROL, "GoToAssist.*"),
            new Mark("VNC", Kind.REMOTE_CONTROL, "(tvnserver|uvnc_service|vncserver|winvnc4?)"),
            new Mark("DameWare", Kind.REMOTE_CONTROL, "DWMRCS"), new Mark("Radmin", Kind.REMOTE_CONTROL, "RServer3"),
            new Mark("BeyondTrust", Kind.REMOTE_CONTROL, "bomgar-ps.*"),
            new Mark("Chrome Remote Desktop", Kind.REMOTE_CONTROL, "chromoting"),
            new Mark("OpenSSH server", Kind.REMOTE_CONTROL, "sshd"),
            new Mark("GLPI Agent", Kind.INVENTORY, "(glpi-agent|FusionInventory-Agent)"),
            new Mark("OCS Inventory", Kind.INVENTORY, "OCS Inventory Service"),
            new Mark("Lansweeper agent", Kind.INVENTORY, "LansweeperAgentService|LsAgent"),
            new Mark("Alloy Inventory agent", Kind.INVENTORY, "Alloy.*Agent.*"),
            new Mark("Snow Inventory", Kind.INVENTORY, "SnowInventoryAgent.*"),
            new Mark("Flexera", Kind.INVENTORY, "(ndinit|mgssecsvc)"),
            new Mark("osquery", Kind.INVENTORY, "osqueryd"), new Mark("Qualys Cloud Agent", Kind.INVENTORY, "QualysAgent"),
            new Mark("Tenable agent", Kind.INVENTORY, "Tenable Nessus Agent"),
            new Mark("Rapid7 Insight Agent", Kind.INVENTORY, "ir_agent"),
            new Mark("Configuration Manager", Kind.MANAGEMENT, "CcmExec"),
            new Mark("Intune Management Extension", Kind.MANAGEMENT, "IntuneManagementExtension"),
            new Mark("NinjaOne", Kind.MANAGEMENT, "NinjaRMMAgent"), new Mark("Datto RMM", Kind.MANAGEMENT, "CagService"),
            new Mark("Atera", Kind.MANAGEMENT, "AteraAgent"),
            new Mark("N-able", Kind.MANAGEMENT, "(Advanced Monitoring Agent|Windows Agent Service)"),
            new Mark("Kaseya", Kind.MANAGEMENT, "KaseyaAgent.*|KAENDCHIPS.*"),
            new Mark("ManageEngine", Kind.MANAGEMENT, "ManageEngine.*Agent"),
            new Mark("Action1", Kind.MANAGEMENT, "A1Agent"), new Mark("baramundi", Kind.MANAGEMENT, "BFSM?agent|bMA"),
            new Mark("Matrix42 Empirum", Kind.MANAGEMENT, "ERIS"), new Mark("Puppet", Kind.MANAGEMENT, "puppet"),
            new Mark("Salt", Kind.MANAGEMENT, "salt-minion"), new Mark("Zabbix agent", Kind.MANAGEMENT, "Zabbix Agent( 2)?"),
            new Mark("NSClient++", Kind.MANAGEMENT, "nscp"), new Mark("Checkmk agent", Kind.MANAGEMENT, "CheckMkService"),
            new Mark("PRTG", Kind.MANAGEMENT, "PRTG(Core|Probe)Service"),
            new Mark("Veeam", Kind.BACKUP, "Veeam.*"), new Mark("Acronis", Kind.BACKUP, "(MMS|AcronisAgent|AcrSch2Svc)"),
            new Mark("Commvault", Kind.BACKUP, "GxCVD.*"), new Mark("Backup Exec", Kind.BACKUP, "BackupExec.*"),
            new Mark("NetBackup", Kind.BACKUP, "NetBackup.*"), new Mark("Altaro / Hornetsecurity", Kind.BACKUP, "Altaro.*"),
            new Mark("Nakivo", Kind.BACKUP, "nkv-.*"), new Mark("Arcserve", Kind.BACKUP, "CASAD2DWebSvc"),
            new Mark("Rubrik", Kind.BACKUP, "Rubrik Backup Service"),
            new Mark("Azure Backup", Kind.BACKUP, "obengine"),
            new Mark("Defender for Endpoint", Kind.ENDPOINT_PROTECTION, "Sense"),
            new Mark("CrowdStrike Falcon", Kind.ENDPOINT_PROTECTION, "CSFalconService"),
            new Mark("SentinelOne", Kind.ENDPOINT_PROTECTION, "SentinelAgent"),
            new Mark("Cortex XDR", Kind.ENDPOINT_PROTECTION, "cyserver"),
            new Mark("Carbon Black", Kind.ENDPOINT_PROTECTION, "CbDefense|CarbonBlack|Parity"),
            new Mark("Sophos", Kind.ENDPOINT_PROTECTION, "Sophos (MCS Agent|Endpoint Defense Service|Health Service)|SAVService"),
            new Mark("ESET", Kind.ENDPOINT_PROTECTION, "ekrn"),
            new Mark("Bitdefender", Kind.ENDPOINT_PROTECTION, "EPSecurityService|VSSERV"),
            new Mark("Kaspersky", Kind.ENDPOINT_PROTECTION, "AVP.*|klnagent"),
            new Mark("Trend Micro", Kind.ENDPOINT_PROTECTION, "ntrtscan|TMBMServer|ds_agent"),
            new Mark("Trellix", Kind.ENDPOINT_PROTECTION, "masvc|mfemms|xagt"),
            new Mark("Symantec", Kind.ENDPOINT_PROTECTION, "SepMasterService"),
            new Mark("Cybereason", Kind.ENDPOINT_PROTECTION, "CybereasonActiveProbe"),
            new Mark("Elastic Endpoint", Kind.ENDPOINT_PROTECTION, "ElasticEndpoint"),
            new Mark("Wazuh", Kind.ENDPOINT_PROTECTION, "WazuhSvc|OssecSvc"),
            new Mark("Malwarebytes", Kind.ENDPOINT_PROTECTION, "MBAMService"),
            new Mark("Huntress", Kind.ENDPOINT_PROTECTION, "HuntressAgent"),
            new Mark("WithSecure", Kind.ENDPOINT_PROTECTION, "fshoster"),
            new Mark("G DATA", Kind.ENDPOINT_PROTECTION, "AVKClient|GDScan"),
            new Mark("Sysmon", Kind.ENDPOINT_PROTECTION, "Sysmon(64)?"));

    /** Programs that run without a service, by the name of their process. */
    private static final List<Mark> PROCESSES = List.of(new Mark("AnyDesk", Kind.REMOTE_CONTROL, "AnyDesk\\.exe"),
            new Mark("TeamViewer QuickSupport", Kind.REMOTE_CONTROL, "TeamViewerQS.*\\.exe"),
            new Mark("RustDesk", Kind.REMOTE_CONTROL, "rustdesk\\.exe"),
            new Mark("SupRemo", Kind.REMOTE_CONTROL, "Supremo\\.exe"),
            new Mark("Quick Assist", Kind.REMOTE_CONTROL, "QuickAssist\\.exe"));

    private Agents() {
    }

    /** What a row of Win32_Service shows. */
    public static Optional<InstalledAgent> service(CimRow row) {
        var name = Clean.text(row, "Name");
        var state = row.text("State");
        return name == null ? Optional.empty()
                : find(SERVICES, name).map(m -> new InstalledAgent(m.product(), m.kind(),
                        state == null ? null : Boolean.valueOf(state.toLowerCase(Locale.ROOT).equals("running")),
                        "service " + name));
    }

    /** What a row of Win32_Process shows. */
    public static Optional<InstalledAgent> process(CimRow row) {
        var name = Clean.text(row, "Name");
        return name == null ? Optional.empty()
                : find(PROCESSES, name).map(m -> new InstalledAgent(m.product(), m.kind(), Boolean.TRUE, "process " + name));
    }

    private static Optional<Mark> find(List<Mark> marks, String name) {
        return name.length() > 256 ? Optional.empty() : marks.stream().filter(m -> m.name().matcher(name).matches()).findFirst();
    }
}
