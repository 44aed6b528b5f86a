import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process needs. */
final class Peak {
    private Peak() {
    }

    /** The most memory that it has had resident so far, in KiB: VmHWM of proc_pid_status(5). */
    static long kib() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(l -> l.startsWith("VmHWM:")).findFirst()
                    .map(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).orElse(-1L);
        }
    }
}
