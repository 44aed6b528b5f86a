package org.tidewaiter.transport.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.tidewaiter.testkit.lab.Lab;

/** Looks, on a host and as its root, at every process's arguments and environment again and again, for a text that must not be there. */
final class ProcessSampler {

    // The text arrives on standard input, so that the sampler does not find itself. It ends with its input.
    private static final String PROGRAM = """
            import os, select, sys
            text = sys.stdin.buffer.readline().rstrip(b"\\n")
            samples = hits = seen = 0
            print("started", flush=True)
            while not select.select([sys.stdin], [], [], 0)[0]:
                samples += 1
                for pid in filter(str.isdigit, os.listdir("/proc")):
                    for name in ("cmdline", "environ"):
                        try:
                            with open(f"/proc/{pid}/{name}", "rb") as file:
                                content = file.read()
                        except OSError:
                            continue
                        seen += len(content) > 0
                        hits += text in content
            print(samples, hits, seen)
            """;

    /** What it saw: rounds, findings, and readings that were not empty. */
    record Seen(int samples, int hits, int readings) {
    }

    private final Process process;

    ProcessSampler(Lab lab, String host, String text) throws IOException {
        process = lab.on(host, "/usr/bin/python3", "-c", PROGRAM).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        if (process.getInputStream().read() < 0) {
            throw new IOException("the sampler did not start");
        }
    }

    Seen stop() throws IOException {
        process.getOutputStream().close();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).findFirst()
                .orElseThrow().split(" ");
        return new Seen(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }
}
