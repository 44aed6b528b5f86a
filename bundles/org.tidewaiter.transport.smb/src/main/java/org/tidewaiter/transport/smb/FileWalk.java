package org.tidewaiter.transport.smb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.FileShareReplies;

/**
 * Goes through a share's folders as a request's patterns lead, and no other way: no deeper than the patterns are, and never up. What cannot be
 * read makes the reply short of that. One walk answers one request.
 */
final class FileWalk {

    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_FOLDERS = 50_000;
    private static final int LONGEST_FILE = 1 << 20;
    private static final int MOST_TEXT = 16 << 20;
    /** What no file of Windows can be named ([MS-FSCC] 2.1.5), and with it every way out of the folder. */
    private static final Pattern NAME = Pattern
            .compile("(?!\\.{1,2}$)[^\\\\/:*?\"<>|\\p{Cntrl}\\p{Cs}\\u0085\\u2028\\u2029]{1,255}");

    private final Folders folders;
    private final FileShareRead request;
    private final long deadline;
    private final StringBuilder text = new StringBuilder();
    private final Map<GapReason, List<String>> problems = new EnumMap<>(GapReason.class);
    private int files;
    private int visited;
    private boolean full;

    private FileWalk(Folders folders, FileShareRead request, Duration timeout) {
        this.folders = folders;
        this.request = request;
        deadline = System.nanoTime() + timeout.toNanos();
    }

    /** What came of it, as it is stored. */
    record Outcome(String text, Ending ending) {
    }

    /**
     * Reads all that the patterns lead to.
     *
     * @throws TransportException   when the conversation broke
     * @throws InterruptedException when the thread was interrupted
     */
    static Outcome walk(Folders folders, FileShareRead request) throws TransportException, InterruptedException {
        var walk = new FileWalk(folders, request, request.timeout());
        walk.folder("", request.patterns().stream().map(p -> List.of(p.split("\\\\"))).toList());
        return new Outcome(walk.text.toString(), walk.ending());
    }

    /** Follows what is left of the patterns below a folder. */
    private void folder(String path, List<List<String>> patterns) throws TransportException, InterruptedException {
        if (isOver()) {
            return;
        }
        visited++;
        for (var entry : entries(path)) {
            var below = path.isEmpty() ? entry.name() : path + "\\" + entry.name();
            var fitting = patterns.stream().filter(p -> p.size() > 1 == entry.folder() && fits(p.getFirst(), entry.name()))
                    .toList();
            if (fitting.isEmpty()) {
                continue;
            }
            if (entry.folder()) {
                folder(below, fitting.stream().map(p -> p.subList(1, p.size())).toList());
            } else if (!isOver()) {
                file(below, entry);
            }
        }
    }

    private static boolean fits(String pattern, String name) {
        return pattern.equals("*") || pattern.equalsIgnoreCase(name);
    }

    private List<Folders.Entry> entries(String path) throws TransportException, InterruptedException {
        var entries = new ArrayList<Folders.Entry>();
        try {
            var listed = folders.list(path, MOST_ENTRIES + 1);
            if (listed.size() > MOST_ENTRIES) {
                problem(GapReason.NOT_REPORTED, shown(path) + " has more than " + MOST_ENTRIES + " entries");
            }
            for (var entry : listed) {
                if (NAME.matcher(entry.name()).matches()) {
                    entries.add(entry);
                } else if (!entry.name().equals(".") && !entry.name().equals("..")) {
                    problem(GapReason.UNPARSEABLE, shown(path) + " holds what is no file's name");
                }
            }
        } catch (TransportException e) {
            refused(e);
        }
        entries.sort(Comparator.comparing(Folders.Entry::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Folders.Entry::name));
        return entries.subList(0, Math.min(entries.size(), MOST_ENTRIES));
    }

    private void file(String path, Folders.Entry entry) throws TransportException, InterruptedException {
        if (files >= request.limit() || text.length() > MOST_TEXT) {
            full = true;
            problem(GapReason.NOT_REPORTED, "there is more than these " + files + " files");
            return;
        }
        files++;
        List<String> lines = List.of();
        try {
            var bytes = folders.read(path, LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                problem(GapReason.NOT_REPORTED, path + " is longer than " + LONGEST_FILE + " bytes");
            } else {
                var content = FileContent.of(entry.name(), bytes, request);
                if (content.problem() instanceof String problem) {
                    problem(GapReason.UNPARSEABLE, path + " " + problem);
                }
                lines = content.lines();
            }
        } catch (TransportException e) {
            refused(e);
        }
        text.append(FileShareReplies.stored(path, entry.sizeBytes(), entry.changed(), lines));
    }

    private boolean isOver() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(request.id());
        }
        if (!full && System.nanoTime() > deadline) {
            full = true;
            problem(GapReason.TIMED_OUT, "not all was read within " + request.timeout().toSeconds() + " s");
        }
        if (!full && visited >= MOST_FOLDERS) {
            full = true;
            problem(GapReason.NOT_REPORTED, "there is more than " + MOST_FOLDERS + " folders");
        }
        return full;
    }

    /** A refusal is about one folder or file; everything else ends the conversation. */
    private void refused(TransportException failure) throws TransportException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(request.id());
        }
        switch (failure.failure()) {
            case DENIED -> problem(GapReason.DENIED, String.valueOf(failure.getMessage()));
            case UNSUPPORTED -> problem(GapReason.NOT_REPORTED, String.valueOf(failure.getMessage()));
            default -> throw failure;
        }
    }

    private void problem(GapReason reason, String detail) {
        problems.computeIfAbsent(reason, _ -> new ArrayList<>()).add(detail);
    }

    private static String shown(String path) {
        return path.isEmpty() ? "the share" : path;
    }

    private Ending ending() {
        for (var reason : List.of(GapReason.TIMED_OUT, GapReason.DENIED, GapReason.NOT_REPORTED, GapReason.UNPARSEABLE)) {
            var told = problems.get(reason);
            if (told != null) {
                var more = problems.values().stream().mapToInt(List::size).sum() - 1;
                return Ending.shortOf(new Shortfall(reason,
                        request.id() + ": " + told.getFirst()
                                + (more > 0 ? "; and " + more + " more that could not be read" : "")));
            }
        }
        return Ending.COMPLETE;
    }
}
