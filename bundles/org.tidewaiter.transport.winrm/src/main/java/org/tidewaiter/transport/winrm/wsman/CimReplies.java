package org.tidewaiter.transport.winrm.wsman;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

import org.tidewaiter.api.session.TransportException;

/** Reads what WMI answers (DSP0226 section 8, DSP0230). Every method throws {@link WsmanFault} where the answer is one. */
public final class CimReplies {

    private CimReplies() {
    }

    /**
     * An instance.
     *
     * @param className  {@code Win32_Volume}
     * @param properties name to values: none where it is null, several where it is an array; dates as WMI writes them in XML
     */
    public record Instance(String className, SequencedMap<String, List<String>> properties) {

        /** The only or first value; empty where it is null or there is no such property. */
        public Optional<String> first(String property) {
            return properties.getOrDefault(property, List.of()).stream().findFirst();
        }
    }

    /**
     * What an Enumerate or a Pull brought.
     *
     * @param context what to pull with; absent at the end
     */
    public record Batch(List<Instance> instances, Optional<String> context) {
    }

    /** Of Enumerate with OptimizeEnumeration (DSP0226, 8.2.3). */
    public static Batch enumerated(byte[] envelope) throws WsmanFault, TransportException {
        return batch(SoapReader.content(envelope, Names.ENUMERATION, "EnumerateResponse"));
    }

    /** Of Pull. */
    public static Batch pulled(byte[] envelope) throws WsmanFault, TransportException {
        return batch(SoapReader.content(envelope, Names.ENUMERATION, "PullResponse"));
    }

    /** Of Release. */
    public static void released(byte[] envelope) throws WsmanFault, TransportException {
        SoapReader.body(envelope);
    }

    private static Batch batch(Element response) {
        var items = Stream.concat(response.all(Names.WSMAN, "Items"), response.all(Names.ENUMERATION, "Items"));
        var instances = items.flatMap(i -> i.children().stream()).map(CimReplies::instance).toList();
        var end = Stream.of(Names.WSMAN, Names.ENUMERATION).anyMatch(n -> response.child(n, "EndOfSequence").isPresent());
        var context = response.textOf(Names.ENUMERATION, "EnumerationContext");
        return new Batch(instances, end || context.isEmpty() ? Optional.empty() : Optional.of(context));
    }

    private static Instance instance(Element element) {
        // DSP0226, 8.7: with EnumerateMode ObjectAndEPR, or for fragments, the object is wrapped.
        if (element.is(Names.WSMAN, "Item") && !element.children().isEmpty()) return instance(element.children().getFirst());
        var properties = new LinkedHashMap<String, List<String>>();
        for (var child : element.children()) {
            var values = properties.computeIfAbsent(child.name(), n -> new ArrayList<>());
            if (!isNil(child)) {
                values.add(child.wholeText());
            }
        }
        return new Instance(element.name(), properties);
    }

    private static boolean isNil(Element element) {
        var nil = element.attribute("nil");
        return nil.equals("true") || nil.equals("1");
    }
}
