package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.SharedFolder;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.SharePermission;
import org.tidewaiter.family.windows.data.SmbConnection;
import org.tidewaiter.family.windows.parse.Shares;

/** Shared folders, who may use them, and who does now. */
public final class ShareStep implements RemotingStep {

    private static final String SMB = "root/Microsoft/Windows/SMB";

    private static final CimQuery SHARES = CimQuery
            .of("smb-shares", "MSFT_SmbShare", "Name", "Path", "Description", "ShareType", "Special",
                    "EncryptData", "FolderEnumerationMode", "CachingMode", "ConcurrentUserLimit", "SecurityDescriptor")
            .in(SMB);
    private static final CimQuery OLD = CimQuery.of("shares", "Win32_Share", "Name", "Path", "Description", "Type",
            "MaximumAllowed");

    /** The list of the folder itself, nothing below it. */
    private static final PowerShellScript FOLDERS = PowerShellScript.of("share-folders",
            "Get-CimInstance -ClassName Win32_Share -Filter 'Type=0' | Where-Object { $_.Path -and (Test-Path -LiteralPath $_.Path) }"
                    + " | Select-Object -First 200 -Property 'Name', 'Path', @{ n = 'sddl'; e = { (Get-Acl -LiteralPath $_.Path).Sddl } }");
    private static final CimQuery SESSIONS = CimQuery.of("smb-sessions", "MSFT_SmbSession", "SessionId", "ClientComputerName",
            "ClientUserName", "Dialect", "NumOpens", "SecondsExists").in(SMB);

    @Override
    public String id() {
        return "share";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(SharedFolder.class, SharePermission.class, SmbConnection.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SHARES, OLD, FOLDERS, SESSIONS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(100);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var shares = session.query(SHARES);
        var old = session.query(OLD);
        var shortfall = shares.shortfall();
        if (shortfall != null && shortfall.reason() == GapReason.NOT_PRESENT) {
            Reading.settle(sink, old, SharedFolder.class, Reading.state(sink, old, SharedFolder.class, Shares::oldShare) > 0,
                    "nothing is shared");
        } else {
            Reading.settle(sink, shares, SharedFolder.class, Reading.state(sink, shares, SharedFolder.class, Shares::share) > 0,
                    "nothing is shared");
        }
        var folders = session.run(FOLDERS);
        var found = permissions(sink, shares, "share", "SecurityDescriptor") + permissions(sink, folders, "folder", "sddl");
        sink.missing(SharePermission.class, shares);
        sink.missing(SharePermission.class, folders);
        Reading.settle(sink, folders, SharePermission.class, found > 0 || shares.shortfall() != null, "nothing is shared");
        new Reading<>(SESSIONS, SmbConnection.class, "nobody uses a share", Shares::connection).state(session, sink);
    }

    private static int permissions(FactSink sink, CimReply reply, String level, String property) {
        var found = 0;
        for (var row : reply.rows()) {
            for (var permission : Shares.permissions(row, level, property)) {
                sink.fact(permission, reply.at(row));
                found++;
            }
        }
        return found;
    }
}
