package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * Which streams of a command are merged into which, part of [MS-PSRP] 2.2.3.12.
 *
 * @param myResult        the stream that is merged
 * @param toResult        the stream that it is merged into
 * @param previousResults what is done with the results of the commands before it
 * @param error           since protocol version 2.2; null where not sent
 * @param warning         since protocol version 2.2; null where not sent
 * @param verbose         since protocol version 2.2; null where not sent
 * @param debug           since protocol version 2.2; null where not sent
 * @param information     since protocol version 2.3; null where not sent
 */
public record Merging(PipelineResultTypes myResult, PipelineResultTypes toResult, PipelineResultTypes previousResults,
        @Nullable PipelineResultTypes error, @Nullable PipelineResultTypes warning, @Nullable PipelineResultTypes verbose,
        @Nullable PipelineResultTypes debug, @Nullable PipelineResultTypes information) {

    /** Nothing is merged, and nothing said that a server of version 2.1 does not know. */
    public static final Merging NONE = new Merging(PipelineResultTypes.NONE, PipelineResultTypes.NONE, PipelineResultTypes.NONE,
            null,
            null, null, null, null);

    void put(Properties properties) {
        properties.put("MergeMyResult", myResult.data()).put("MergeToResult", toResult.data())
                .put("MergePreviousResults", previousResults.data()).putIfAny("MergeError", data(error))
                .putIfAny("MergeWarning", data(warning)).putIfAny("MergeVerbose", data(verbose))
                .putIfAny("MergeDebug", data(debug))
                .putIfAny("MergeInformation", data(information));
    }

    private static @Nullable ComplexObject data(@Nullable PipelineResultTypes types) {
        return types == null ? null : types.data();
    }

    static Merging of(Fields fields) throws PsrpException {
        return new Merging(PipelineResultTypes.of(fields, "MergeMyResult"), PipelineResultTypes.of(fields, "MergeToResult"),
                PipelineResultTypes.of(fields, "MergePreviousResults"), PipelineResultTypes.optional(fields, "MergeError"),
                PipelineResultTypes.optional(fields, "MergeWarning"), PipelineResultTypes.optional(fields, "MergeVerbose"),
                PipelineResultTypes.optional(fields, "MergeDebug"), PipelineResultTypes.optional(fields, "MergeInformation"));
    }
}
