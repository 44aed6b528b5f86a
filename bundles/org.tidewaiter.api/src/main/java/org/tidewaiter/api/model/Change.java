package org.tidewaiter.api.model;

import java.util.regex.Pattern;

/**
 * A change of a device's settings, as a value: what is made so, and so small that what was before can be read first and put back later. A
 * closed list: no change starts a program of ours, leaves a file, or creates a service.
 */
public sealed interface Change {

    /** What is changed, in one line; equal for equal things. */
    String place();

    /** The state that is made, as the device's own state is written. */
    String wanted();

    /** What it is good for, for the report. */
    String why();

    /**
     * A key of the registry that is there, [MS-RRP] 3.1.1.1. Put back, it is deleted only when it is empty.
     *
     * @param key below HKEY_LOCAL_MACHINE: {@code SOFTWARE\Policies\Microsoft\Windows\WinRM\Service}
     */
    record RegistryKey(String key, String why) implements Change {
        /** Its state where it is there. */
        public static final String PRESENT = "present";

        public RegistryKey {
            Places.checkKey(key);
        }

        @Override
        public String place() {
            return "registry key HKLM\\" + key;
        }

        @Override
        public String wanted() {
            return PRESENT;
        }
    }

    /**
     * A value of the registry.
     *
     * @param key    below HKEY_LOCAL_MACHINE
     * @param wanted type and data: {@code REG_DWORD 1}, {@code REG_SZ *}
     */
    record RegistryValue(String key, String name, String wanted, String why) implements Change {
        private static final Pattern DATA = Pattern.compile("REG_DWORD [0-9]{1,10}|REG_SZ .{0,1000}");

        public RegistryValue {
            Places.checkKey(key);
            if (name.isBlank() || name.length() > 255 || !DATA.matcher(wanted).matches()) {
                throw new IllegalArgumentException("no registry value: " + name + " " + wanted);
            }
        }

        @Override
        public String place() {
            return "registry value HKLM\\" + key + "\\" + name;
        }
    }

    /**
     * How an existing service starts, [MS-SCMR] 2.2.15.
     *
     * @param wanted {@code AUTO_START}, {@code DEMAND_START} or {@code DISABLED}
     */
    record ServiceStart(String service, String wanted, String why) implements Change {
        public ServiceStart {
            Places.checkService(service);
            if (!wanted.matches("AUTO_START|DEMAND_START|DISABLED")) {
                throw new IllegalArgumentException("no start type: " + wanted);
            }
        }

        @Override
        public String place() {
            return "start type of service " + service;
        }
    }

    /**
     * Whether an existing service runs, [MS-SCMR] 2.2.47.
     *
     * @param wanted {@code RUNNING} or {@code STOPPED}
     */
    record ServiceState(String service, String wanted, String why) implements Change {
        public ServiceState {
            Places.checkService(service);
            if (!wanted.matches("RUNNING|STOPPED")) {
                throw new IllegalArgumentException("no state of a service: " + wanted);
            }
        }

        @Override
        public String place() {
            return "state of service " + service;
        }
    }

    /** What names may look like. */
    final class Places {
        private static final Pattern KEY = Pattern.compile("[A-Za-z0-9 _-]{1,64}(?:\\\\[A-Za-z0-9 _-]{1,64}){1,12}");
        private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9_]{1,80}");

        private Places() {
        }

        static void checkKey(String key) {
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException("no registry key: " + key);
            }
        }

        static void checkService(String service) {
            if (!SERVICE.matcher(service).matches()) {
                throw new IllegalArgumentException("no service: " + service);
            }
        }
    }
}
