package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.TcpAddress;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultTcpTransportMapping;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * An SNMP4J session: one UDP socket for both address families, one TCP selector once it is needed, a thread that receives and one that counts
 * time. Any number of agents are asked through it at once. SNMP4J's threads feel no interrupts, so who asks waits here and cancels.
 */
class Engine implements AutoCloseable {

    /** The largest UDP payload, and so the largest message that is taken from anybody. */
    static final int MOST_MESSAGE_BYTES = 65_535;

    /** Room for the answers of some thousand agents that answer at once. */
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofMillis(500);

    /** What became of a question. */
    sealed interface Answer {
        /** A response or a report. */
        record Heard(PDU pdu, Duration roundTrip) implements Answer {
        }

        /**
         * Nothing in time.
         *
         * @param stranger who answered from another address than was asked, and so was not heard
         */
        record Silence(@Nullable Address stranger) implements Answer {
        }

        /** It could not be sent: no route, or no such security. */
        record Unsent(Exception cause) implements Answer {
        }

        /** It was broken off from this side. */
        record Aborted() implements Answer {
        }
    }

    /** A question under way. */
    static final class Question {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final Address address;
        private final boolean discovery;
        private volatile @Nullable Address stranger;

        Question(Address address, boolean discovery) {
            this.address = address;
            this.discovery = discovery;
        }

        /** Gives it up, from any thread. */
        void abort() {
            answer.complete(new Answer.Aborted());
        }
    }

    /** Looks at where a message comes from before SNMP4J believes it; what answers no question of ours is dropped. */
    private final class GuardedSnmp extends Snmp {
        GuardedSnmp(MessageDispatcherImpl dispatcher) {
            super(dispatcher);
        }

        @Override
        public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
            var handle = event.getPduHandle();
            var question = handle == null ? null : questions.get(handle.getTransactionID());
            if (question == null) {
                event.setProcessed(true);
            } else if (!question.address.equals(event.getPeerAddress())) {
                question.stranger = event.getPeerAddress();
                event.setProcessed(true);
            } else if (question.discovery && event.getPDU().getType() == PDU.REPORT) {
                question.answer.complete(new Answer.Heard(event.getPDU(), Duration.ZERO));
                event.setProcessed(true);
            } else {
                super.processPdu(event);
            }
        }
    }

    private final Map<Integer, Question> questions = new ConcurrentHashMap<>();
    private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    private final Snmp snmp = new GuardedSnmp(dispatcher);
    private boolean speaksTcp;

    /** Opens the UDP socket. */
    Engine() throws IOException {
        dispatcher.addCommandResponder(snmp);
        snmp.setContextEngineIdDiscoveryDisabled(true);
        // bound to the wildcard, which Java makes a socket of both families
        var udp = new DefaultUdpTransportMapping(new UdpAddress("0.0.0.0/0"));
        udp.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        udp.setMaxInboundMessageSize(MOST_MESSAGE_BYTES);
        snmp.addTransportMapping(udp);
        udp.listen();
    }

    /** Where messages are taken apart: security is added here. */
    final MessageDispatcherImpl dispatcher() {
        return dispatcher;
    }

    /** A UDP or TCP address. */
    final Address address(InetAddress address, int port, boolean tcp) throws IOException {
        if (!tcp) {
            return new UdpAddress(address, port);
        }
        synchronized (this) {
            if (!speaksTcp) {
                var mapping = new DefaultTcpTransportMapping(new TcpAddress("0.0.0.0/0"), false);
                mapping.setMaxInboundMessageSize(MOST_MESSAGE_BYTES);
                snmp.addTransportMapping(mapping);
                mapping.listen();
                speaksTcp = true;
            }
        }
        return new TcpAddress(address, port);
    }

    /**
     * Sends and waits, with the target's timeout and retries.
     *
     * @param question what others may abort
     */
    final Answer ask(PDU pdu, Target<?> target, Question question) throws InterruptedException {
        pdu.setRequestID(new Integer32(snmp.getNextRequestID()));
        var id = pdu.getRequestID().getValue();
        var listener = new Listener(question);
        questions.put(id, question);
        try {
            snmp.send(pdu, target, null, listener);
            var patience = Duration.ofMillis(target.getTimeout() * (target.getRetries() + 1L)).plus(SLACK);
            return question.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException e) {
            // SNMP4J throws unchecked exceptions too for what it cannot send: no socket, no such security, a closed session
            return new Answer.Unsent(e);
        } catch (TimeoutException e) {
            return new Answer.Silence(question.stranger);
        } catch (ExecutionException e) {
            throw new IllegalStateException("only completed normally", e);
        } finally {
            questions.remove(id);
            snmp.cancel(pdu, listener);
        }
    }

    private static final class Listener implements ResponseListener {
        private final Question question;

        Listener(Question question) {
            this.question = question;
        }

        /** Called on SNMP4J's threads: must not block. */
        @Override
        public <A extends Address> void onResponse(ResponseEvent<A> event) {
            var pdu = event.getResponse();
            var error = event.getError();
            if (pdu != null) {
                question.answer.complete(new Answer.Heard(pdu, Duration.ofNanos(Math.max(0, event.getDurationNanos()))));
            } else if (error != null) {
                question.answer.complete(new Answer.Unsent(error));
            } else {
                question.answer.complete(new Answer.Silence(question.stranger));
            }
        }
    }

    @Override
    public void close() throws IOException {
        questions.values().forEach(Question::abort);
        if (!speaksTcp()) {
            snmp.close();
            return;
        }
        // SNMP4J waits, with the lock of its TCP side held, for a thread that may be waiting for this lock: for ever
        var closing = new CompletableFuture<@Nullable IOException>();
        Thread.ofPlatform().daemon().name("snmp close").start(() -> {
            try {
                snmp.close();
                closing.complete(null);
            } catch (IOException e) {
                closing.complete(e);
            }
        });
        await(closing);
    }

    private synchronized boolean speaksTcp() {
        return speaksTcp;
    }

    /** What is not closed in time ends with the virtual machine: its threads are daemons. */
    private static void await(CompletableFuture<@Nullable IOException> closing) throws IOException {
        try {
            var failure = closing.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            if (failure != null) {
                throw failure;
            }
        } catch (TimeoutException _) {
            // nobody asks through it any more, and its threads and sockets keep nothing from ending
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only completed normally", e);
        }
    }
}
