package org.tidewaiter.family.windows.step.directory;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.CertificateTemplate;
import org.tidewaiter.family.windows.data.directory.EnrolmentService;
import org.tidewaiter.family.windows.parse.directory.Certificates;

/** Certificate templates and who issues them. */
public final class DomainCertificateStep implements DirectoryStep {

    private static final LdapSearch TEMPLATES = LdapSearch.of("certificate-templates", Context.CONFIGURATION,
            "(objectClass=pKICertificateTemplate)", "cn", "displayName", "msPKI-Template-Schema-Version",
            "msPKI-Certificate-Name-Flag", "msPKI-Enrollment-Flag", "msPKI-RA-Signature", "pKIExtendedKeyUsage",
            "nTSecurityDescriptor", "whenChanged").below("CN=Certificate Templates,CN=Public Key Services,CN=Services")
            .oneLevel();
    private static final LdapSearch SERVICES = LdapSearch.of("enrolment-services", Context.CONFIGURATION,
            "(objectClass=pKIEnrollmentService)", "cn", "dNSHostName", "certificateTemplates", "msPKI-Enrollment-Servers",
            "whenChanged").below("CN=Enrollment Services,CN=Public Key Services,CN=Services").oneLevel();

    @Override
    public String id() {
        return "domain-certificate";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(CertificateTemplate.class, EnrolmentService.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SERVICES, TEMPLATES);
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var services = session.search(SERVICES);
        DirectoryStep.state(sink, services, EnrolmentService.class, "the forest has no enrolment service", Certificates::service);
        DirectoryStep.state(sink, session.search(TEMPLATES), CertificateTemplate.class, "the forest has no certificate templates",
                e -> Certificates.template(e, services.entries()));
    }
}
