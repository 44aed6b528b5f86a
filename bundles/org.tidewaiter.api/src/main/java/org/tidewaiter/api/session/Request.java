package org.tidewaiter.api.session;

/**
 * Something that a step may ask in a session: fixed, or a template with typed parameters. All requests of all families are the read-only
 * manifest. An open vocabulary: each session type has its own records.
 */
public interface Request {

    /** Short name, unique within its step's family: {@code dpkg-packages}. */
    String id();

    /** What is sent, as the manifest prints it; of a template with its placeholders. */
    String text();

    /** Whether values are filled in before it is sent. Only fixed requests are joined into one exchange. */
    default boolean isTemplate() {
        return false;
    }
}
