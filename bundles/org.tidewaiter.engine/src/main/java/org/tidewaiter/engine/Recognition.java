package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.DeviceFamily;

/**
 * All claims on a device, strongest first: by confidence, fallbacks last, then by the number of distinct places that speak for it, then by
 * family id.
 *
 * @param claims    one a family
 * @param ambiguous whether the first two are equally strong
 */
record Recognition(List<Claim> claims, boolean ambiguous) {

    private static long weight(Claim claim) {
        return claim.because().stream().map(Because::evidence).distinct().count();
    }

    /**
     * Ranks claims; of several by one family the most confident stays, and of equals the later, which knows more.
     *
     * @param fallbacks ids of families that only claim what nobody else knows
     */
    static Recognition rank(List<Claim> claims, Set<String> fallbacks) {
        Map<String, Claim> byFamily = new LinkedHashMap<>();
        for (var claim : claims) {
            byFamily.merge(claim.family(), claim, (old, next) -> next.confidence().compareTo(old.confidence()) >= 0 ? next : old);
        }
        var strongestFirst = Comparator.comparing(Claim::confidence).reversed()
                .thenComparing((Claim claim) -> fallbacks.contains(claim.family()))
                .thenComparing(Comparator.comparingLong(Recognition::weight).reversed()).thenComparing(Claim::family);
        var ranked = byFamily.values().stream().sorted(strongestFirst).toList();
        var ambiguous = ranked.size() > 1 && ranked.get(0).confidence() == ranked.get(1).confidence()
                && weight(ranked.get(0)) == weight(ranked.get(1)) && !fallbacks.contains(ranked.get(1).family());
        return new Recognition(ranked, ambiguous);
    }

    /** Asks every family's recogniser; one that throws has no claim, and the fence's log says so. */
    static List<Claim> claims(List<DeviceFamily> families, Observations observations, Fence fence) {
        var claims = new ArrayList<Claim>();
        for (var family : families) {
            fence.call(family.id() + " recogniser", () -> family.recognizer().recognize(observations)).flatMap(c -> c)
                    .ifPresent(claims::add);
        }
        return claims;
    }
}
