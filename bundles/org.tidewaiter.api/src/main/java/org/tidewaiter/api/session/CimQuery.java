package org.tidewaiter.api.session;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads some properties of a CIM class's instances.
 *
 * @param id         {@code operating-system}
 * @param namespace  {@code root/cimv2}
 * @param className  {@code Win32_OperatingSystem}
 * @param properties whose values are read; nothing else leaves the device
 * @param where      condition in WQL, with strings in double quotes; absent for all instances
 * @param timeout    how long the device may take
 * @param limitBytes most bytes of the answer that are read; more is a shortfall
 */
public record CimQuery(String id, String namespace, String className, List<String> properties, @Nullable String where,
        Duration timeout, int limitBytes) implements Request {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_]{1,64}(/[A-Za-z0-9_]{1,64}){0,9}");
    private static final Pattern CONDITION = Pattern.compile("[^'\\r\\n\\u0000]{1,1000}");

    public CimQuery {
        properties = List.copyOf(properties);
        if (!NAMESPACE.matcher(namespace).matches() || !NAME.matcher(className).matches() || properties.isEmpty()
                || !properties.stream().allMatch(p -> NAME.matcher(p).matches())
                || where != null && !CONDITION.matcher(where).matches()) {
            throw new IllegalArgumentException(id + ": no CIM query");
        }
    }

    /** All instances of a class of {@code root/cimv2}, in 20 seconds and 8 MiB. */
    public static CimQuery of(String id, String className, String... properties) {
        return new CimQuery(id, "root/cimv2", className, List.of(properties), null, Duration.ofSeconds(20), 8 << 20);
    }

    /** The same in another namespace. */
    public CimQuery in(String otherNamespace) {
        return new CimQuery(id, otherNamespace, className, properties, where, timeout, limitBytes);
    }

    /** The same under a condition. */
    public CimQuery where(String condition) {
        return new CimQuery(id, namespace, className, properties, condition, timeout, limitBytes);
    }

    /** The same with another time limit. */
    public CimQuery within(Duration limit) {
        return new CimQuery(id, namespace, className, properties, where, limit, limitBytes);
    }

    /** In the WMI Query Language, [MS-WMI] 2.2.1. */
    public String wql() {
        return "SELECT " + String.join(",", properties) + " FROM " + className + (where == null ? "" : " WHERE " + where);
    }

    /** As PowerShell has it: what the manifest prints, and what is run where PowerShell answers. */
    @Override
    public String text() {
        return "$p = '" + String.join("','", properties) + "'; Get-CimInstance -Namespace " + namespace + " -ClassName "
                + className
                + " -Property $p" + (where == null ? "" : " -Filter '" + where + "'") + " -OperationTimeoutSec "
                + Math.max(1, timeout.toSeconds()) + " | Select-Object -Property $p";
    }
}
