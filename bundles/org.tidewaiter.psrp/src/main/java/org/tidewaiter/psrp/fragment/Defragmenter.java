package org.tidewaiter.psrp.fragment;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins the fragments of one direction of a runspace pool to messages, [MS-PSRP] 2.2.4. Those of several messages may come mixed. */
public final class Defragmenter {

    private final FragmentLimits limits;
    private final Map<Long, Unfinished> unfinished = new HashMap<>();
    private int held;

    private static final class Unfinished {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long next;
    }

    public Defragmenter(FragmentLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes what a transport delivers at once.
     *
     * @param fragments whole fragments, one behind the other
     * @return the messages that were completed by them, in order
     * @throws PsrpException when they do not fit together or grow past the limits; nothing more can be joined then
     */
    public List<byte[]> accept(byte[] fragments) throws PsrpException {
        var messages = new ArrayList<byte[]>();
        for (var fragment : Fragment.read(fragments)) {
            if (fragment.start() && fragment.end() && !unfinished.containsKey(fragment.objectId())) {
                whole(fragment);
                messages.add(fragment.blob());
            } else if (join(fragment).end()) {
                var message = unfinished.remove(fragment.objectId()).bytes.toByteArray();
                held -= message.length;
                messages.add(message);
            }
        }
        return messages;
    }

    /** How many messages have begun and not ended. */
    public int unfinished() {
        return unfinished.size();
    }

    private void whole(Fragment fragment) throws PsrpException {
        if (fragment.fragmentId() != 0) {
            throw new PsrpException(name(fragment) + " is marked as its object's first");
        }
        room(fragment);
    }

    private Fragment join(Fragment fragment) throws PsrpException {
        var known = unfinished.get(fragment.objectId());
        if (known == null) {
            if (!fragment.start()) {
                throw new PsrpException(name(fragment) + " came without the first one");
            }
            if (unfinished.size() >= limits.objects()) {
                throw new PsrpException("more than " + limits.objects() + " messages are unfinished at once");
            }
            known = new Unfinished();
            unfinished.put(fragment.objectId(), known);
        } else if (fragment.start()) {
            throw new PsrpException(name(fragment) + " begins an object that has begun");
        }
        if (fragment.fragmentId() != known.next) {
            throw new PsrpException(name(fragment) + " came where " + known.next + " was due");
        }
        room(fragment);
        held += fragment.blob().length;
        known.next++;
        known.bytes.writeBytes(fragment.blob());
        return fragment;
    }

    private void room(Fragment fragment) throws PsrpException {
        if (fragment.blob().length > limits.bytes() - held) {
            throw new PsrpException(name(fragment) + " makes more than " + limits.bytes() + " bytes of unfinished messages");
        }
    }

    private static String name(Fragment fragment) {
        return "fragment " + Long.toUnsignedString(fragment.fragmentId()) + " of object "
                + Long.toUnsignedString(fragment.objectId());
    }
}
