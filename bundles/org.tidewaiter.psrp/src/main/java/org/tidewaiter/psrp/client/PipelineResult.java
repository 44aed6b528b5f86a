package org.tidewaiter.psrp.client;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.message.ErrorRecord;
import org.tidewaiter.psrp.message.HostCall;
import org.tidewaiter.psrp.message.InformationRecord;
import org.tidewaiter.psrp.message.InformationalRecord;
import org.tidewaiter.psrp.message.InvocationState;
import org.tidewaiter.psrp.message.ProgressRecord;

/**
 * What a pipeline gave so far.
 *
 * @param state       where it stands
 * @param reason      why it failed or was stopped, as the server says; null where it said nothing
 * @param failure     why it failed without the server's word: its pool broke; null where it did not
 * @param output      PIPELINE_OUTPUT
 * @param errors      ERROR_RECORD: errors that did not end it
 * @param warnings    WARNING_RECORD
 * @param verbose     VERBOSE_RECORD
 * @param debug       DEBUG_RECORD
 * @param information INFORMATION_RECORD
 * @param progress    the last PROGRESS_RECORD; null where there was none
 * @param hostCalls   the calls of a host that were refused or left unheard
 */
public record PipelineResult(InvocationState state, @Nullable ErrorRecord reason, @Nullable String failure, List<Value> output,
        List<ErrorRecord> errors, List<InformationalRecord> warnings, List<InformationalRecord> verbose,
        List<InformationalRecord> debug,
        List<InformationRecord> information, @Nullable ProgressRecord progress, List<HostCall> hostCalls) {

    public PipelineResult {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        verbose = List.copyOf(verbose);
        debug = List.copyOf(debug);
        information = List.copyOf(information);
        hostCalls = List.copyOf(hostCalls);
    }
}
