package org.tidewaiter.transport.smb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.smb.rpc.Ndr;
import org.tidewaiter.transport.smb.rpc.RpcPipe;
import org.tidewaiter.transport.smb.rpc.RpcPipes;

/** The remote registry ([MS-RRP]) as it is read; whoever changes it builds on the same handles. */
final class Registry implements AutoCloseable {
    /** winreg 1.0 ([MS-RRP] 1.9). */
    private static final String SYNTAX = "01d08c334422f131aaaa90003800100301000000";
    private static final int HANDLE = 20;
    // [MS-RRP] 3.1.5
    private static final int OPEN_LOCAL_MACHINE = 2;
    private static final int CLOSE_KEY = 5;
    private static final int ENUM_KEY = 9;
    private static final int OPEN_KEY = 15;
    private static final int QUERY_VALUE = 17;
    private static final int KEY_READ = 0x0002_0019;
    // [MS-ERREF] 2.2
    private static final int SUCCESS = 0;
    private static final int FILE_NOT_FOUND = 2;
    private static final int ACCESS_DENIED = 5;
    private static final int MORE_DATA = 234;
    private static final int NO_MORE_ITEMS = 259;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_KEYS = 20_000;
    private static final int FIRST_SIZE = 1 << 10;
    private static final int LONGEST_VALUE = 1 << 20;

    private final RpcPipe pipe;
    private final byte[] machine;
    private final int access;

    private Registry(RpcPipe pipe, byte[] machine, int access) {
        this.pipe = pipe;
        this.machine = machine;
        this.access = access;
    }

    /** Opens HKEY_LOCAL_MACHINE for reading. */
    static Registry open(RpcPipes login) throws TransportException {
        return open(login, KEY_READ);
    }

    /**
     * Opens HKEY_LOCAL_MACHINE.
     *
     * @param access rights to it and to the keys that are opened below ([MS-RRP] 2.2.3)
     */
    static Registry open(RpcPipes login, int access) throws TransportException {
        var pipe = login.pipe("winreg", SYNTAX);
        var result = new Ndr.Reader(
                pipe.call(OPEN_LOCAL_MACHINE, new Ndr.Writer().number(0).number(access).array()));
        var handle = result.raw(HANDLE);
        check("HKEY_LOCAL_MACHINE", result.number());
        return new Registry(pipe, handle, access);
    }

    /** Names of the keys below a key, in the registry's order; at most 20,000. */
    List<String> keys(String path) throws TransportException {
        var key = key(path);
        var names = new ArrayList<String>();
        if (key.isEmpty()) {
            return names;
        }
        try {
            while (names.size() < MOST_KEYS) {
                var result = new Ndr.Reader(pipe.call(ENUM_KEY, new Ndr.Writer().raw(key.get()).number(names.size())
                        .room(LONGEST_NAME).pointer().room(LONGEST_NAME).pointer().number(0).number(0).array()));
                var name = result.unicodeString();
                if (result.number() != 0) {
                    // the key's class, which nobody uses
                    result.unicodeString();
                }
                if (result.number() != 0) {
                    result.number();
                    result.number();
                }
                var status = result.number();
                if (status == NO_MORE_ITEMS) {
                    break;
                }
                check(path, status);
                names.add(name);
            }
        } finally {
            close(key.get());
        }
        return names;
    }

    /** A value's bytes and type; empty when key or value are not there. At most 1 MiB. */
    Optional<RegistryValue> value(String path, String name) throws TransportException {
        var key = key(path);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            var size = FIRST_SIZE;
            while (true) {
                var result = new Ndr.Reader(pipe.call(QUERY_VALUE, query(key.get(), name, size)));
                var type = result.number() == 0 ? 0 : result.number();
                var data = result.number() == 0 ? new byte[0] : result.array();
                var needed = result.number() == 0 ? 0 : result.number();
                if (result.number() != 0) {
                    result.number();
                }
                var status = result.number();
                if (status == FILE_NOT_FOUND) {
                    return Optional.empty();
                }
                if (status != MORE_DATA || needed <= size || needed > LONGEST_VALUE) {
                    check(path + " " + name, status);
                    return Optional.of(new RegistryValue((int) type, data));
                }
                size = (int) needed;
            }
        } finally {
            close(key.get());
        }
    }

    private static byte[] query(byte[] key, String name, int size) {
        return new Ndr.Writer().raw(key).unicodeString(name).pointer().number(0).pointer().number(size).number(0).number(0)
                .pointer().number(size).pointer().number(0).array();
    }

    /** A handle of a key; empty where it is not there. */
    Optional<byte[]> key(String path) throws TransportException {
        var result = new Ndr.Reader(
                pipe.call(OPEN_KEY, new Ndr.Writer().raw(machine).unicodeString(path).number(0).number(access).array()));
        var handle = result.raw(HANDLE);
        var status = result.number();
        if (status == FILE_NOT_FOUND) {
            return Optional.empty();
        }
        check(path, status);
        return Optional.of(handle);
    }

    void close(byte[] handle) throws TransportException {
        pipe.call(CLOSE_KEY, handle);
    }

    /** Calls an operation on HKEY_LOCAL_MACHINE or on one of its keys. */
    byte[] call(int operation, byte[] arguments) throws TransportException {
        return pipe.call(operation, arguments);
    }

    /** The handle of HKEY_LOCAL_MACHINE. */
    byte[] machine() {
        return machine;
    }

    private static void check(String what, long status) throws TransportException {
        if (status == ACCESS_DENIED) {
            throw new TransportException(Failure.DENIED, "registry: " + what + " may not be read");
        }
        if (status != SUCCESS) {
            throw new TransportException(Failure.UNSUPPORTED, "registry: " + what + " gave error " + status);
        }
    }

    @Override
    public void close() {
        pipe.close();
    }
}
