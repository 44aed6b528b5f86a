package org.tidewaiter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.ColumnType;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Disk;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.session.ShellCommand.Privilege;
import org.tidewaiter.api.session.ShellTemplate;

/** Shapes by reflection, and templates that let nothing through. */
class DataClassTest {

    record Secretive(@Key String name, Map<String, String> anything) implements Item {
    }

    record NullKey(@Key @Nullable String name) implements Item {
    }

    @Test
    void columnsUnitsAndKeysComeFromTheRecord() {
        var software = DataClass.of(InstalledSoftware.class);
        assertEquals("installed-software", software.id());
        assertEquals(List.of("name", "packaging"), software.columns().stream().filter(c -> c.key()).map(c -> c.name()).toList());
        var size = software.columns().stream().filter(c -> c.name().equals("size")).findFirst().orElseThrow();
        assertEquals("B", size.unit());
        assertEquals(ColumnType.INTEGER, size.type());
        assertEquals(true, size.nullable());
        assertEquals("ip-address", DataClass.of(AssignedAddress.class).id());
        assertEquals(ColumnType.ENUM, DataClass.of(Disk.class).columns().get(1).type());
    }

    @Test
    void aMapOrANullableKeyIsNoDataClass() {
        assertThrows(IllegalArgumentException.class, () -> DataClass.of(Secretive.class));
        assertThrows(IllegalArgumentException.class, () -> DataClass.of(NullKey.class));
    }

    @Test
    void aTemplateTakesOnlyWhatItsPatternSays() {
        var template = new ShellTemplate("disk-health", "smartctl -j -a {disk:/dev/[a-z0-9]+}", Privilege.ROOT);
        assertEquals("smartctl -j -a '/dev/sda'", template.with("/dev/sda").text());
        assertThrows(IllegalArgumentException.class, () -> template.with("/dev/sda; reboot"));
        assertThrows(IllegalArgumentException.class, () -> template.with("/dev/sda\nreboot"));
        assertThrows(IllegalArgumentException.class, () -> new ShellTemplate("x", "cat /etc/passwd", Privilege.LOGIN));
        var free = new ShellTemplate("any", "stat {file:.+}", Privilege.LOGIN);
        assertEquals("stat 'a'\\''; reboot #'", free.with("a'; reboot #").text());
    }
}
