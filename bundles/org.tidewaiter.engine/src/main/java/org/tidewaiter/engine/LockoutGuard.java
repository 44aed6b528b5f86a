package org.tidewaiter.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LoginGate;

/**
 * Keeps a wrong password from locking accounts. Until a credential has been accepted once, one login with it is under way over all hosts and
 * protocols; when it has been refused as often as allowed, it is not sent again in this run. Keys, communities and
 * users of SNMP lock nothing when they are refused, so they pass freely.
 */
final class LockoutGuard implements LoginGate {

    private enum Trust {
        UNKNOWN, TRYING, ACCEPTED, SUSPENDED
    }

    private static final class Account {
        private Trust trust = Trust.UNKNOWN;
        private int refusals;
    }

    private final int refusalsAllowed;
    private final Consumer<String> notes;
    private final Map<String, Account> accounts = new HashMap<>();

    LockoutGuard(int refusalsAllowed, Consumer<String> notes) {
        this.refusalsAllowed = refusalsAllowed;
        this.notes = notes;
    }

    @Override
    public void login(Credential credential, Leg leg) throws TransportException, InterruptedException {
        if (!credential.kind().locksAccounts()) {
            leg.run();
            return;
        }
        var account = admit(credential);
        var accepted = false;
        var refused = false;
        try {
            leg.run();
            accepted = true;
        } catch (TransportException e) {
            refused = e.failure() == Failure.REJECTED;
            throw e;
        } finally {
            settle(credential, account, accepted, refused);
        }
    }

    /** Has credentials for refused, as if that had been in this run. */
    synchronized void suspend(Set<String> names) {
        names.forEach(name -> accounts.computeIfAbsent(name, _ -> new Account()).trust = Trust.SUSPENDED);
    }

    /** Names of the credentials that are not sent again. */
    synchronized Set<String> suspended() {
        return accounts.entrySet().stream().filter(a -> a.getValue().trust == Trust.SUSPENDED).map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private synchronized Account admit(Credential credential) throws TransportException, InterruptedException {
        var account = accounts.computeIfAbsent(credential.name(), name -> new Account());
        while (account.trust == Trust.TRYING) {
            wait();
        }
        if (account.trust == Trust.SUSPENDED) {
            throw new TransportException(Failure.WITHHELD, "credential " + credential.name()
                    + " was refused before in this run and is not sent again, so that no account is locked; check its password with"
                    + " `tidewaiter credentials test`");
        }
        if (account.trust == Trust.UNKNOWN) {
            account.trust = Trust.TRYING;
        }
        return account;
    }

    private synchronized void settle(Credential credential, Account account, boolean accepted, boolean refused) {
        if (refused) {
            account.refusals++;
        }
        if (account.refusals >= refusalsAllowed) {
            if (account.trust != Trust.SUSPENDED) {
                notes.accept("credential " + credential.name() + " was refused " + account.refusals
                        + (account.refusals == 1 ? " time" : " times")
                        + " and is not used again in this run, so that no account is locked");
            }
            account.trust = Trust.SUSPENDED;
        } else if (accepted) {
            account.trust = Trust.ACCEPTED;
        } else if (account.trust == Trust.TRYING) {
            account.trust = Trust.UNKNOWN;
        }
        notifyAll();
    }
}
