package org.tidewaiter.transport.ssh;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.Secret;

import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** Hands out the password one time, to a password request or to the first prompt that asks for one. Other prompts get nothing and are remembered. */
final class PasswordAnswer implements PasswordFinder, ChallengeResponseProvider {

    // A new password is something else: we change nothing.
    private static final Pattern PROMPT = Pattern.compile("(?!.*\\b(new|neues|nouveau|nueva|retype|again|current)\\b)"
            + ".*(password|passwort|kennwort|mot de passe|contrase|passcode|wachtwoord|has\u0142o|\u30d1\u30b9\u30ef\u30fc\u30c9).*");

    private final Secret secret;
    private boolean given;
    private @Nullable String otherPrompt;

    PasswordAnswer(Secret secret) {
        this.secret = secret;
    }

    /** Whether the password was sent. */
    boolean given() {
        return given;
    }

    /** A prompt that was not for the password; absent when there was none. */
    @Nullable
    String otherPrompt() {
        return otherPrompt;
    }

    @Override
    public char[] reqPassword(Resource<?> resource) {
        return give();
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
        return false;
    }

    @Override
    public List<String> getSubmethods() {
        return List.of();
    }

    @Override
    public void init(Resource resource, String name, String instruction) {
        // Names and instructions are for people.
    }

    @Override
    public char[] getResponse(String prompt, boolean echo) {
        if (!echo && !given && PROMPT.matcher(prompt.toLowerCase(Locale.ROOT)).find()) {
            return give();
        }
        if (otherPrompt == null) {
            otherPrompt = prompt.replaceAll("\\p{Cntrl}", " ").strip();
        }
        return new char[0];
    }

    @Override
    public boolean shouldRetry() {
        return false;
    }

    private char[] give() {
        if (given) {
            return new char[0];
        }
        given = true;
        return secret.lend(char[]::clone);
    }
}
