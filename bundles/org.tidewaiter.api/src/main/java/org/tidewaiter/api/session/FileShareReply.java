package org.tidewaiter.api.session;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;

/**
 * What was read of a share. A file that is not there is simply missing.
 *
 * @param files     in the order of their paths
 * @param shortfall why this is not a full reply: a folder is refused, a file is too long or no such file; absent otherwise. Files may have
 *                  been read all the same
 */
public record FileShareReply(List<SharedFile> files, @Nullable Shortfall shortfall, Evidence evidence) implements Reply {

    /**
     * A file, as far as it is no secret.
     *
     * @param path      within the share
     * @param sizeBytes as the share lists it
     * @param changed   when it was written last
     * @param lines     what it says. Of XML each element that has one of the attributes asked for, {@code Groups/User name="x"}, with
     *                  {@code &amp;}, {@code &lt;} and {@code &quot;}; of a security template its lines; of a registry policy key, value's name,
     *                  type and data, with tabs between. What is a secret, or may be one, is {@code [secret cut]}
     * @param line      the line of the stored exchange where the file begins, from 1; its content begins three lines below
     */
    public record SharedFile(String path, long sizeBytes, @Nullable Instant changed, List<String> lines, int line) {
        public SharedFile {
            lines = List.copyOf(lines);
        }

        /** The line of the stored exchange on which a line of the file stands. */
        public int line(int index) {
            return line + 3 + index;
        }
    }

    public FileShareReply {
        files = List.copyOf(files);
    }
}
