package org.tidewaiter.transport.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.Credential.Kind;
import org.tidewaiter.engine.spi.Secret;

/** The forms in which people write Windows accounts. */
class WindowsLoginTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "auditor, local, '', auditor, '', auditor",
        "LABDOM\\auditor, local, LABDOM, auditor, '', auditor",
        "LABDOM\\auditor, ad.lab.test, LABDOM, auditor, AD.LAB.TEST, auditor",
        "ad.lab.test\\auditor, local, ad.lab.test, auditor, AD.LAB.TEST, auditor",
        ".\\auditor, ad.lab.test, '', auditor, '', auditor",
        "auditor@ad.lab.test, local, '', auditor@ad.lab.test, AD.LAB.TEST, auditor",
        "auditor, ad.lab.test, ad.lab.test, auditor, AD.LAB.TEST, auditor", "auditor, LABDOM, LABDOM, auditor, '', auditor",
        "a@b@ad.lab.test, local, '', a@b@ad.lab.test, AD.LAB.TEST, a@b" })
    void formIsRead(String text, String field, String domain, String user, String realm, String principal)
            throws TransportException {
        var login = WindowsLogin
                .of(new Credential("test", Kind.PASSWORD, text, field, List.of(), new Secret("hidden".toCharArray()), null,
                        Elevation.NEVER, null));
        assertEquals(domain, login.domain());
        assertEquals(user, login.user());
        assertEquals(realm, login.realm());
        assertEquals(principal, login.principal());
        assertFalse(login.toString().contains("hidden"));
    }
}
