package org.tidewaiter.api.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a data class where the record's own name in kebab case is not the id: plugins put their family id in front ({@code com.acme.laser-fuser}). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DataClassId {
    /** Lower-case letters, digits, dots and hyphens; never changed once published. */
    String value();
}
