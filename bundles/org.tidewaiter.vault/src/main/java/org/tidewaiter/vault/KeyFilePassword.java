package org.tidewaiter.vault;

import javax.crypto.spec.PBEKeySpec;

import org.eclipse.equinox.security.storage.provider.IPreferencesContainer;
import org.eclipse.equinox.security.storage.provider.PasswordProvider;
import org.jspecify.annotations.Nullable;

/**
 * Secure storage's way to the key. It asks nobody and reads nothing: the vault has read the key file and hands the key over as an option of
 * the storage that it opens. Made by the extension in {@code plugin.xml}, hence public.
 */
public final class KeyFilePassword extends PasswordProvider {

    /** The extension's id. */
    static final String MODULE = "org.tidewaiter.vault.keyfile";
    /** The option that holds the key, a {@link PBEKeySpec}. */
    static final String KEY = "org.tidewaiter.vault.key";

    @Override
    public @Nullable PBEKeySpec getPassword(IPreferencesContainer container, int passwordType) {
        return container.getOption(KEY) instanceof PBEKeySpec key ? key : null;
    }
}
