package org.tidewaiter.family.windows.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.SecurityDescriptor;
import org.tidewaiter.family.windows.data.ServicePermission;

/** The access control lists of services, [MS-SCMR] 3.1.4, as the registry keeps them. */
public final class ServiceRights {

    /** SERVICE_ALL_ACCESS, and GENERIC_ALL. */
    private static final int ALL = 0xf01ff;
    private static final int GENERIC_ALL = 0x10000000;
    private static final SequencedMap<Integer, String> RIGHTS = rights();
    /** Bytes as decimal numbers with blanks between them. */
    private static final Pattern BYTES = Pattern.compile("[0-9]{1,3}(?: [0-9]{1,3}){19,16000}");

    private ServiceRights() {
    }

    private static SequencedMap<Integer, String> rights() {
        var all = new LinkedHashMap<Integer, String>();
        all.put(0x1, "query-config");
        all.put(0x2, "change-config");
        all.put(0x4, "query-status");
        all.put(0x8, "enumerate-dependents");
        all.put(0x10, "start");
        all.put(0x20, "stop");
        all.put(0x40, "pause-continue");
        all.put(0x80, "interrogate");
        all.put(0x100, "user-defined-control");
        all.put(0x10000, "delete");
        all.put(0x20000, "read-control");
        all.put(0x40000, "write-dac");
        all.put(0x80000, "write-owner");
        all.put(0x20000000, "generic-execute");
        all.put(0x40000000, "generic-write");
        all.put(0x80000000, "generic-read");
        return all;
    }

    /** The entries of a service's list, one for each trustee and kind of access; none where the descriptor cannot be read. */
    public static List<ServicePermission> permissions(CimRow row) {
        var name = Clean.text(row, "name");
        if (name == null) {
            return List.of();
        }
        record Who(String trustee, boolean allows) {
        }
        Map<Who, Integer> masks = new LinkedHashMap<>();
        descriptor(row).ifPresent(descriptor -> {
            for (var entry : descriptor.entries()) {
                masks.merge(new Who(entry.trustee(), entry.allows()), entry.mask(), (a, b) -> a | b);
            }
        });
        return masks.entrySet().stream()
                .map(e -> new ServicePermission(name, e.getKey().trustee(), e.getKey().allows() ? "allow" : "deny",
                        words(e.getValue()), Sddl.name(e.getKey().trustee())))
                .toList();
    }

    private static Optional<SecurityDescriptor> descriptor(CimRow row) {
        var text = row.text("security");
        if (text == null || !BYTES.matcher(text).matches()) {
            return Optional.empty();
        }
        var words = text.split(" ");
        var bytes = new byte[words.length];
        for (var i = 0; i < words.length; i++) {
            bytes[i] = (byte) Integer.parseInt(words[i]);
        }
        return SecurityDescriptor.of(bytes);
    }

    private static List<String> words(int mask) {
        if ((mask & ALL) == ALL || (mask & GENERIC_ALL) != 0) {
            return List.of("full");
        }
        var words = new ArrayList<String>();
        RIGHTS.forEach((bit, word) -> {
            if ((mask & bit) != 0) {
                words.add(word);
            }
        });
        return words;
    }
}
