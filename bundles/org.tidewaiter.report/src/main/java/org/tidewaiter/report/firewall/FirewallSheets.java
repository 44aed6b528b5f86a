package org.tidewaiter.report.firewall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.tidewaiter.report.ReportException;

/**
 * A firewall request as a folder: {@code request.html} and {@code request.md} to be read, {@code request.csv} for a ticket system,
 * {@value FirewallRequestFile#NAME} for {@link FirewallRequestFile}, and {@code commands} for seven kinds of firewalls. The same request always
 * gives the same bytes.
 */
public final class FirewallSheets {

    private FirewallSheets() {
    }

    /**
     * Writes the files, each replaced as a whole; the folder is created when only it is missing. Other files in it stay.
     *
     * @throws ReportException when something cannot be written
     */
    public static void write(FirewallRequest request, Path folder) throws IOException {
        var commands = folder.resolve(CommandFolder.NAME);
        create(folder);
        create(commands);
        FirewallPage.write(request, folder.resolve("request.html"));
        FirewallMarkdown.write(request, folder.resolve("request.md"));
        FirewallTable.write(request, folder.resolve("request.csv"));
        CommandFolder.write(request, commands);
        // Last: where it lies, the others do too.
        FirewallRequestFile.write(request, folder.resolve(FirewallRequestFile.NAME));
    }

    private static void create(Path folder) throws ReportException {
        var parent = folder.toAbsolutePath().normalize().getParent();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ReportException(folder + ": this is a file, and a firewall request needs a folder; name another place");
        }
        if (parent != null && !Files.isDirectory(parent)) {
            throw new ReportException(folder + ": there is no folder " + parent + "; create it first");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ReportException(folder + ": the folder cannot be created; check the rights of " + parent, e);
        }
    }
}
