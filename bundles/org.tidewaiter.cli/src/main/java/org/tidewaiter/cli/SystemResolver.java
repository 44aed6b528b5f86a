package org.tidewaiter.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.Targets;

/** Resolves names as this machine does. The system's resolver blocks without end, so it is asked on a thread of its own, with a deadline. */
final class SystemResolver implements Targets.Resolver {

    private static final long PATIENCE_SECONDS = 10;

    @Override
    public List<IpAddress> resolve(String name) throws InterruptedException {
        var answer = new CompletableFuture<List<IpAddress>>();
        Thread.ofPlatform().daemon().name("resolve " + name).start(() -> answer.complete(lookUp(name)));
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look-up ends with addresses or none", e);
        }
    }

    private static List<IpAddress> lookUp(String name) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name)).map(a -> IpAddress.ofBytes(a.getAddress())).distinct().toList();
        } catch (UnknownHostException _) {
            return List.of();
        }
    }
}
