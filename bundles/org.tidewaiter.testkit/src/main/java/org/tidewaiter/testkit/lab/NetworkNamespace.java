package org.tidewaiter.testkit.lab;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Moves the calling platform thread into a network namespace, by open(2) and setns(2). */
final class NetworkNamespace {

    private static final int CLONE_NEWNET = 0x40000000;
    private static final int READ_ONLY = 0;

    private NetworkNamespace() {
    }

    /** The thread stays there for the rest of its life, so it must be one that ends. */
    static void enter(Path namespace) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var descriptor = (int) function("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                    .invokeExact(arena.allocateFrom(namespace.toString()), READ_ONLY);
            var result = descriptor < 0 ? -1 : (int) function("setns", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                    .invokeExact(descriptor, CLONE_NEWNET);
            var closed = descriptor < 0 ? -1 : (int) function("close", ValueLayout.JAVA_INT).invokeExact(descriptor);
            if (result != 0 || closed != 0) {
                throw new IOException("cannot enter the network namespace " + namespace);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("no native call throws a checked exception", e);
        }
    }

    private static MethodHandle function(String name, ValueLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
