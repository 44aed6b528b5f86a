package org.tidewaiter.transport.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;

/**
 * A TCP connection on which a prober says something. The connection and each stage of the talk have the question's timeout; a stage ends at
 * its deadline however much the server drips. It goes to the question's address and nowhere else, and ends in order.
 */
public final class Conversation {
    private static final byte[] NOTHING = {};
    // All of it fits into the system's buffer, so that writing never waits for a server that does not read.
    private static final int SAID_AT_MOST = 1 << 14;
    private static final int SEND_BUFFER = 1 << 16;

    private final Socket socket;
    private final Duration timeout;
    private final Duration roundTrip;
    private long until;
    private int said;

    private Conversation(Socket socket, Duration timeout, Duration roundTrip) {
        this.socket = socket;
        this.timeout = timeout;
        this.roundTrip = roundTrip;
        until = System.nanoTime() + timeout.toNanos();
    }

    /** What is said and heard on an open connection. */
    @FunctionalInterface
    public interface Talk {
        /**
         * Talks.
         *
         * @throws IOException when the connection breaks; {@link Unexpected} when the server speaks another language
         */
        ProbeAnswer with(Conversation conversation) throws IOException;
    }

    /**
     * Connects and talks. Ports of controllers and of printers that may print what they hear are not asked.
     *
     * @throws InterruptedException when cancelled
     */
    public static ProbeAnswer about(Question question, Talk talk) throws InterruptedException {
        var port = question.probe().port();
        if (FragilePorts.isFragile(port) || FragilePorts.isPrinter(port)) {
            return new ProbeAnswer(PortState.NO_ANSWER, "not-asked", null, NOTHING);
        }
        var started = System.nanoTime();
        try (var channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            channel.socket().connect(new InetSocketAddress(question.address().address().toInetAddress(), port),
                    PortableTcp.millis(question.timeout()));
            return talk(new Conversation(channel.socket(), question.timeout(), elapsed(started)), talk);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw PortableTcp.interrupted(e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw PortableTcp.interrupted(e);
            }
            return PortableTcp.failed(e, elapsed(started));
        }
    }

    private static ProbeAnswer talk(Conversation conversation, Talk talk) throws IOException {
        ProbeAnswer answer;
        try {
            answer = talk.with(conversation);
        } catch (IOException e) {
            if (e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            answer = conversation.answer(reason(e), NOTHING);
        }
        new Listening(conversation.socket, System.nanoTime()).end();
        if (Thread.currentThread().isInterrupted()) {
            // an interrupted socket looks like one that the server has reset
            throw new ClosedByInterruptException();
        }
        return answer;
    }

    /** What a broken conversation comes to, in one word. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException _ -> "no-answer";
            case EOFException _ -> "closed";
            case Unexpected unexpected -> String.valueOf(unexpected.getMessage());
            default -> "reset";
        };
    }

    /** An answer of this open port. */
    public ProbeAnswer answer(String reason, byte[] bytes) {
        return new ProbeAnswer(PortState.OPEN, reason, roundTrip, bytes);
    }

    /** Gives what follows a deadline of its own. */
    public void nextStage() {
        until = System.nanoTime() + timeout.toNanos();
    }

    /** Sends at once. */
    public void say(byte[] bytes) throws IOException {
        said += bytes.length;
        if (said > SAID_AT_MOST) {
            throw new Unexpected("talkative");
        }
        socket.getOutputStream().write(bytes);
    }

    /** What the server sends. Reading ends with {@link SocketTimeoutException} at the stage's deadline. */
    public InputStream heard() {
        return new Heard((buffer, offset, length) -> {
            var left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("the stage's deadline has passed");
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            return socket.getInputStream().read(buffer, offset, length);
        });
    }

    private static Duration elapsed(long started) {
        return Duration.ofNanos((System.nanoTime() - started) / 1000 * 1000);
    }
}
