package org.tidewaiter.transport.winrm.kerberos;

import java.time.Duration;
import java.util.Map;

import javax.security.auth.DestroyFailedException;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.Secret;

/** A login at a key distribution centre (RFC 4120, 3.1): a ticket to get tickets with. Blocks, no longer than its timeouts. */
public final class KerberosLogin implements AutoCloseable {

    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private final Subject subject;
    private final String realm;

    private KerberosLogin(Subject subject, String realm) {
        this.subject = subject;
        this.realm = realm;
    }

    /**
     * Proves the password to the centre, once.
     *
     * @param user    without realm
     * @param centre  {@code 192.0.2.25:88}, numeric
     * @param timeout for the centre's answers, each
     */
    public static KerberosLogin authenticate(String user, String realm, Secret password, String centre, Duration timeout)
            throws KerberosFailure {
        Realms.know(realm, centre, Math.toIntExact(timeout.toMillis()));
        var subject = new Subject();
        var principal = user + "@" + realm;
        var loader = Thread.currentThread().getContextClassLoader();
        try {
            // JAAS looks for its module with this loader; a bundle's own would have to import it.
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            new LoginContext("tidewaiter", subject, callbacks -> answer(callbacks, principal, password), new OneModule(principal))
                    .login();
            return new KerberosLogin(subject, realm);
        } catch (LoginException e) {
            throw KerberosFailure.of(e, principal + " at the KDC " + centre);
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }

    private static void answer(Callback[] callbacks, String principal, Secret password) throws UnsupportedCallbackException {
        for (var callback : callbacks) {
            switch (callback) {
                case NameCallback name -> name.setName(principal);
                // The callback keeps a copy, which the module wipes.
                case PasswordCallback asked -> password.lend(characters -> {
                    asked.setPassword(characters);
                    return characters.length;
                });
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    /** Kerberos with nothing of the user's own: no ticket cache, no key table. */
    private static final class OneModule extends Configuration {

        private final String principal;

        OneModule(String principal) {
            this.principal = principal;
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(@Nullable String name) {
            return new AppConfigurationEntry[] { new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED,
                    Map.of("refreshKrb5Config", "true", "principal", principal, "useTicketCache", "false", "useKeyTab", "false",
                            "doNotPrompt", "false", "storeKey", "false", "isInitiator", "true")) };
        }
    }

    /**
     * Begins a context with a service.
     *
     * @param host   {@code winrm1.ad.lab.test}
     * @param spnego whether inside SPNEGO, for the scheme Negotiate
     */
    public KerberosContext context(String host, boolean spnego) throws KerberosFailure {
        return KerberosContext.create(subject, "HTTP/" + host + "@" + realm, spnego);
    }

    /** Forgets the tickets. */
    @Override
    public void close() {
        for (var ticket : subject.getPrivateCredentials(KerberosTicket.class)) {
            try {
                ticket.destroy();
            } catch (DestroyFailedException e) {
                // It ends with the program then.
            }
        }
    }
}
