package org.tidewaiter.family.windows.step;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.Machines;

/** The machine, as its firmware describes it. */
public final class HardwareStep implements RemotingStep {

    private static final CimQuery BIOS = CimQuery.of("bios", "Win32_BIOS", "Manufacturer", "SMBIOSBIOSVersion", "Version",
            "SerialNumber", "ReleaseDate");
    private static final CimQuery PRODUCT = CimQuery.of("system-product", "Win32_ComputerSystemProduct", "Vendor", "Name",
            "Version",
            "IdentifyingNumber", "UUID");
    private static final CimQuery ENCLOSURE = CimQuery.of("enclosure", "Win32_SystemEnclosure", "ChassisTypes", "SerialNumber",
            "SMBIOSAssetTag", "Manufacturer");
    private static final CimQuery BOARD = CimQuery.of("board", "Win32_BaseBoard", "Manufacturer", "Product", "SerialNumber",
            "Version");

    @Override
    public String id() {
        return "hardware";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Hardware.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(BIOS, PRODUCT, ENCLOSURE, BOARD, Requests.COMPUTER_SYSTEM);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var bios = session.query(BIOS);
        var product = session.query(PRODUCT);
        var enclosure = session.query(ENCLOSURE);
        var board = session.query(BOARD);
        var computer = session.query(Requests.COMPUTER_SYSTEM);
        var replies = List.of(product, bios, enclosure, board, computer);
        var source = replies.stream().filter(r -> !r.rows().isEmpty()).findFirst();
        Reading.settle(sink, product, Hardware.class, source.isPresent() || replies.stream().anyMatch(r -> r.shortfall() != null),
                "the firmware tells nothing");
        if (source.isPresent()) {
            sink.fact(Machines.hardware(row(bios), row(product), row(enclosure), row(board), row(computer)),
                    source.get().at(source.get().rows().getFirst()));
        }
        replies.forEach(r -> sink.missing(Hardware.class, r));
    }

    private static CimRow row(CimReply reply) {
        return reply.first().orElse(new CimRow(0, Map.of()));
    }
}
