package org.tidewaiter.family.windows.check;

import java.util.function.Function;

/** What Windows does where a setting is not stored. */
sealed interface Default {

    /** It is as it should be. */
    record Safe() implements Default {
    }

    /**
     * It is not.
     *
     * @param value what it does, as the words after "the default is"
     */
    record Unsafe(String value) implements Default {
    }

    /**
     * Nothing documented says it for certain.
     *
     * @param why in a sentence
     */
    record Unknown(String why) implements Default {
    }

    static Default safe() {
        return new Safe();
    }

    static Default unsafe(String value) {
        return new Unsafe(value);
    }

    static Default unknown(String why) {
        return new Unknown(why);
    }

    /** The same in each version since Vista. */
    static Function<Host, Default> always(Default value) {
        return since(Builds.VISTA, value, unknown("the defaults of Windows before Vista are not judged"));
    }

    /** One before a build, another from it on. */
    static Function<Host, Default> since(long build, Default then, Default before) {
        return since(build, _ -> then, _ -> before);
    }

    /** The same, of what depends on more than the build. */
    static Function<Host, Default> since(long build, Function<Host, Default> then, Function<Host, Default> before) {
        return host -> {
            var known = host.build();
            return known == null ? unknown("the build is not known, and the default hangs on it")
                    : (known >= build ? then : before).apply(host);
        };
    }

    /** By what the computer is; the function is asked only where that is known. */
    static Function<Host, Default> byRole(Function<Host.Role, Function<Host, Default>> defaults) {
        return host -> {
            var role = host.role();
            return role == null ? unknown("whether it is a server is not known, and the default hangs on it")
                    : defaults.apply(role).apply(host);
        };
    }
}
