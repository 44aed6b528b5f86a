package org.tidewaiter.api.session;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads some values of the registry.
 *
 * @param id    {@code registry-identity}
 * @param paths key and value name, below HKEY_LOCAL_MACHINE: {@code SOFTWARE\Microsoft\Cryptography\MachineGuid}
 */
public record RegistryRead(String id, List<String> paths) implements Request {

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9 _.()-]{1,64}(?:\\\\[A-Za-z0-9 _.()-]{1,64}){1,12}");

    public RegistryRead {
        paths = List.copyOf(paths);
        if (paths.isEmpty() || !paths.stream().allMatch(p -> PATH.matcher(p).matches())) {
            throw new IllegalArgumentException(id + ": no values of the registry");
        }
    }

    @Override
    public String text() {
        return "registry read " + String.join(", ", paths.stream().map(p -> "HKLM\\" + p).toList());
    }
}
