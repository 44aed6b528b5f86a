package org.tidewaiter.engine;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;

/**
 * What the user wants audited, read from words: an address, a CIDR block, a range ({@code 192.0.2.10-192.0.2.20} or {@code 192.0.2.10-20}), a
 * host name, {@code @file} with any of these one a line, or {@code local} for this machine.
 *
 * @param words    as written
 * @param local    whether this machine is among them
 * @param ranges   addresses, in the order written
 * @param names    host name to the addresses it resolved to; empty when it did not
 * @param excluded what is left out
 */
public record Targets(List<String> words, boolean local, List<AddressRange> ranges, Map<String, List<IpAddress>> names,
        List<Prefix> excluded) {

    /** More addresses than this are taken for a slip until the user says that they are meant. */
    public static final int LARGE = 65_536;

    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(24);
    private static final String HOST_NAME = "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_-]{1,63}){0,126}\\.?";

    /** Resolves a host name. */
    @FunctionalInterface
    public interface Resolver {
        /** The addresses of a name; empty when it has none or nobody answered in time. */
        List<IpAddress> resolve(String name) throws InterruptedException;
    }

    /**
     * Reads the words.
     *
     * @param exclusions addresses, blocks, ranges, names
     * @param yesLarge   whether more than {@link #LARGE} addresses are meant
     */
    public static Targets parse(List<String> words, List<String> exclusions, boolean yesLarge, Resolver resolver)
            throws TargetException, InterruptedException {
        var reading = new Reading(resolver);
        for (var word : words) {
            reading.target(word);
        }
        var left = new Reading(resolver);
        for (var word : exclusions) {
            left.target(word);
        }
        var targets = new Targets(List.copyOf(words), reading.local, List.copyOf(reading.ranges), reading.names, left.prefixes());
        targets.checkSize(yesLarge);
        return targets;
    }

    private void checkSize(boolean yesLarge) throws TargetException {
        var size = ranges.stream().map(AddressRange::size).reduce(BigInteger.ZERO, BigInteger::add);
        if (size.compareTo(MOST) > 0) {
            throw new TargetException(String.join(" ", words) + " holds " + size + " addresses; at most " + MOST
                    + " can be asked in one run: name the networks that are in use");
        }
        if (!yesLarge && size.compareTo(BigInteger.valueOf(LARGE)) > 0) {
            throw new TargetException(
                    String.join(" ", words) + " holds " + size + " addresses, more than a slip of the pen should touch;"
                            + " if all of them are meant, add --yes-large");
        }
        if (!local && ranges.isEmpty() && names.isEmpty()) {
            throw new TargetException(
                    "no target: name an address, a block such as 192.0.2.0/24, a range, a host, @file or local");
        }
    }

    /** What may be touched: all that was named, and every address that a name resolved to. */
    public List<Prefix> scope() {
        return Stream.concat(ranges.stream().flatMap(r -> r.prefixes().stream()),
                names.values().stream().flatMap(Collection::stream).map(Prefix::of)).distinct().toList();
    }

    /** How many addresses there are, this machine not counted and exclusions not subtracted. */
    public long size() {
        return ranges.stream().mapToLong(r -> r.size().longValueExact()).sum()
                + names.values().stream().filter(a -> !a.isEmpty()).count();
    }

    private static final class Reading {
        private final Resolver resolver;
        private boolean local;
        private final List<AddressRange> ranges = new ArrayList<>();
        private final Map<String, List<IpAddress>> names = new LinkedHashMap<>();

        Reading(Resolver resolver) {
            this.resolver = resolver;
        }

        List<Prefix> prefixes() {
            return Stream.concat(ranges.stream().flatMap(r -> r.prefixes().stream()),
                    names.values().stream().flatMap(Collection::stream).map(Prefix::of)).toList();
        }

        void target(String word) throws TargetException, InterruptedException {
            if (word.startsWith("@")) {
                file(Path.of(word.substring(1)));
            } else {
                plain(word, "");
            }
        }

        private void file(Path path) throws TargetException, InterruptedException {
            List<String> lines;
            try {
                lines = Files.readAllLines(path);
            } catch (MalformedInputException e) {
                throw new TargetException(
                        path + ": not a text file in UTF-8 (" + e.getMessage() + "); one target a line is expected");
            } catch (IOException _) {
                throw new TargetException(
                        path + (Files.exists(path) ? ": the target file cannot be read; check its rights, and that it is a file"
                                : ": there is no such target file; check its path"));
            }
            var found = 0;
            for (var i = 0; i < lines.size(); i++) {
                var line = lines.get(i).replaceFirst("#.*", "").strip();
                if (!line.isEmpty()) {
                    plain(line, path + " line " + (i + 1) + ": ");
                    found++;
                }
            }
            if (found == 0) {
                throw new TargetException(path + ": the file holds no target; write one a line, # begins a comment");
            }
        }

        private void plain(String word, String where) throws TargetException, InterruptedException {
            if (word.equals("local")) {
                local = true;
                return;
            }
            var range = range(word, where);
            if (range != null) {
                ranges.add(range);
            } else if (word.matches(HOST_NAME) && !word.matches("[0-9.]+")) {
                names.put(word, resolver.resolve(word));
            } else {
                throw bad(word, where, "neither an address, a block, a range nor a host name");
            }
        }

        private static @Nullable AddressRange range(String word, String where) throws TargetException {
            if (word.indexOf('/') >= 0) {
                return AddressRange.of(Prefix.tryParse(word)
                        .orElseThrow(() -> bad(word, where, "not a CIDR block; write it as 192.0.2.0/24 or 2001:db8::/120")));
            }
            var address = IpAddress.tryParse(word);
            if (address.isPresent()) {
                return new AddressRange(address.get(), address.get());
            }
            var dash = word.indexOf('-');
            var first = dash < 0 ? Optional.<IpAddress> empty() : IpAddress.tryParse(word.substring(0, dash));
            if (first.isEmpty()) {
                return null;
            }
            var rest = word.substring(dash + 1);
            var text = rest.matches("[0-9]{1,3}") && first.get().version() == 4
                    ? word.substring(0, word.substring(0, dash).lastIndexOf('.') + 1) + rest
                    : rest;
            var last = IpAddress.tryParse(text)
                    .orElseThrow(() -> bad(word, where, "not a range; write it as 192.0.2.10-192.0.2.20"));
            if (last.version() != first.get().version() || last.compareTo(first.get()) < 0) {
                throw bad(word, where, "a range that ends before it begins");
            }
            return new AddressRange(first.get(), last);
        }

        private static TargetException bad(String word, String where, String what) {
            var shown = word.length() > 80 ? word.substring(0, 80) + "..." : word;
            return new TargetException(where + shown + ": " + what);
        }
    }
}
