package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;

/**
 * A message that this client has no record for.
 *
 * @param type its type
 * @param data its data; null where it has none
 */
public record OtherMessage(MessageType type, @Nullable Value data) implements MessageBody {
}
