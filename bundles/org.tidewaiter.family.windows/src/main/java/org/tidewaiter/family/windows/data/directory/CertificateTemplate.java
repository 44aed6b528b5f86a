package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A certificate template, [MS-CRTD], and who may enrol.
 *
 * @param name its name
 * @param displayName as people read it
 * @param schemaVersion 1 to 4
 * @param publishedBy enrolment services that issue it
 * @param subjectFromRequest whether whoever enrols says whom the certificate names
 * @param managerApproval whether a manager must agree
 * @param signatures other certificates that must sign the request
 * @param purposes extended key usages by name or object identifier; none: all
 * @param authenticates whether one can log in with it
 * @param enrollers SIDs that may enrol
 * @param writers SIDs that may change it
 * @param changed when it was changed last
 */
@DataClassId("windows.certificate-template")
public record CertificateTemplate(@Key String name, @Nullable String displayName, @Nullable Long schemaVersion,
        List<String> publishedBy, @Nullable Boolean subjectFromRequest, @Nullable Boolean managerApproval,
        @Nullable Long signatures, List<String> purposes, @Nullable Boolean authenticates, List<String> enrollers,
        List<String> writers, @Nullable Instant changed)
        implements Item {

    public CertificateTemplate {
        publishedBy = List.copyOf(publishedBy);
        purposes = List.copyOf(purposes);
        enrollers = List.copyOf(enrollers);
        writers = List.copyOf(writers);
    }
}
