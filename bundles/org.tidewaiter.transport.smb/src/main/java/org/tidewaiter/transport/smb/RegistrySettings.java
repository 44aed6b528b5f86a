package org.tidewaiter.transport.smb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.smb.rpc.Ndr;
import org.tidewaiter.transport.smb.rpc.RpcPipes;

/** The remote registry ([MS-RRP]), for changing: only keys and values that a {@link Change} names. */
final class RegistrySettings implements AutoCloseable {

    // [MS-RRP] 3.1.5
    private static final int CREATE_KEY = 6;
    private static final int DELETE_KEY = 7;
    private static final int DELETE_VALUE = 8;
    private static final int QUERY_INFORMATION = 16;
    private static final int SET_VALUE = 22;
    private static final int HANDLE = 20;
    private static final int MAXIMUM_ALLOWED = 0x0200_0000;
    private static final int NUMBER_OF_TYPE_SZ = 1;
    private static final int NUMBER_OF_TYPE_DWORD = 4;
    // [MS-ERREF] 2.2
    private static final int FILE_NOT_FOUND = 2;
    private static final int ACCESS_DENIED = 5;

    private final Registry registry;

    private RegistrySettings(Registry registry) {
        this.registry = registry;
    }

    static RegistrySettings open(RpcPipes login) throws TransportException {
        return new RegistrySettings(Registry.open(login, MAXIMUM_ALLOWED));
    }

    /** Whether a key is there: as a change of it is written, or null. */
    @Nullable
    String key(String path) throws TransportException {
        var key = registry.key(path);
        if (key.isEmpty()) {
            return null;
        }
        registry.close(key.get());
        return Change.RegistryKey.PRESENT;
    }

    void createKey(String path) throws TransportException {
        // a null class, no options, no security descriptor, and room for the disposition
        var result = new Ndr.Reader(
                registry.call(CREATE_KEY, new Ndr.Writer().raw(registry.machine()).unicodeString(path).number(0).number(0)
                        .number(0).number(MAXIMUM_ALLOWED).number(0).pointer().number(0).array()));
        var handle = result.raw(HANDLE);
        if (result.number() != 0) {
            result.number();
        }
        check(path, result.number());
        registry.close(handle);
    }

    /** Deletes a key that holds nothing; one that does is somebody else's, too. */
    void deleteKey(String path) throws TransportException {
        var key = registry.key(path);
        if (key.isEmpty()) {
            return;
        }
        var held = isEmpty(path, key.get());
        registry.close(key.get());
        if (!held) {
            throw new TransportException(Failure.UNSUPPORTED, "it holds keys or values that are not ours, and stays");
        }
        check(path,
                new Ndr.Reader(registry.call(DELETE_KEY, new Ndr.Writer().raw(registry.machine()).unicodeString(path).array()))
                        .number());
    }

    private boolean isEmpty(String path, byte[] key) throws TransportException {
        var result = new Ndr.Reader(registry.call(QUERY_INFORMATION, new Ndr.Writer().raw(key).number(0).number(0).array()));
        result.unicodeString();
        var keys = result.number();
        result.number();
        result.number();
        var values = result.number();
        result.number();
        result.number();
        result.number();
        result.number();
        result.number();
        check(path, result.number());
        return keys == 0 && values == 0;
    }

    /** A value as a change of it is written; null where there is none. */
    @Nullable
    String value(String path, String name) throws TransportException {
        var value = registry.value(path, name);
        return value.isPresent() ? written(value.get()) : null;
    }

    /** What could not be written again to the byte is shown by its type and size: it is never equal to what is wanted. */
    private static String written(RegistryValue value) {
        return exact(value).orElseGet(() -> "type " + value.type() + " of " + value.data().length + " bytes");
    }

    private static Optional<String> exact(RegistryValue value) {
        var text = switch (value.type()) {
            case NUMBER_OF_TYPE_DWORD -> value.number().map(String::valueOf);
            case NUMBER_OF_TYPE_SZ -> value.text();
            default -> Optional.<String> empty();
        };
        return text.filter(t -> Arrays.equals(bytes(value.type(), t), value.data()))
                .map(t -> (value.type() == NUMBER_OF_TYPE_DWORD ? "REG_DWORD " : "REG_SZ ") + t);
    }

    void setValue(String path, String name, String state) throws TransportException {
        var key = registry.key(path);
        if (key.isEmpty()) {
            throw new TransportException(Failure.UNSUPPORTED, "registry: " + path + " is not there");
        }
        try {
            if (registry.value(path, name).filter(v -> exact(v).isEmpty()).isPresent()) {
                throw new TransportException(Failure.UNSUPPORTED, "registry: " + path + "\\" + name
                        + " holds what could not be put back later; it was left as it is: delete it by hand, or prepare the device by hand");
            }
            var space = state.indexOf(' ');
            var type = switch (state.substring(0, Math.max(0, space))) {
                case "REG_DWORD" -> NUMBER_OF_TYPE_DWORD;
                case "REG_SZ" -> NUMBER_OF_TYPE_SZ;
                default -> throw new TransportException(Failure.UNSUPPORTED, "registry: " + path + "\\" + name + " was " + state
                        + ", which cannot be put back; set it by hand");
            };
            var data = bytes(type, state.substring(space + 1));
            check(path + "\\" + name, new Ndr.Reader(registry.call(SET_VALUE, new Ndr.Writer().raw(key.get()).unicodeString(name)
                    .number(type).number(data.length).raw(data).number(data.length).array())).number());
        } finally {
            registry.close(key.get());
        }
    }

    private static byte[] bytes(int type, String text) {
        return type == NUMBER_OF_TYPE_DWORD
                ? ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) Long.parseLong(text)).array()
                : (text + "\0").getBytes(StandardCharsets.UTF_16LE);
    }

    void deleteValue(String path, String name) throws TransportException {
        var key = registry.key(path);
        if (key.isEmpty()) {
            return;
        }
        try {
            var status = new Ndr.Reader(
                    registry.call(DELETE_VALUE, new Ndr.Writer().raw(key.get()).unicodeString(name).array())).number();
            if (status != FILE_NOT_FOUND) {
                check(path + "\\" + name, status);
            }
        } finally {
            registry.close(key.get());
        }
    }

    private static void check(String what, long status) throws TransportException {
        if (status == ACCESS_DENIED) {
            throw new TransportException(Failure.DENIED, "registry: " + what
                    + " may not be changed; " + SmbFailures.NEEDS_ADMINISTRATOR);
        }
        if (status != 0) {
            throw new TransportException(Failure.UNSUPPORTED, "registry: " + what + " gave error " + status);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
