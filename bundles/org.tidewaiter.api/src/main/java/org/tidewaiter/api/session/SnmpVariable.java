package org.tidewaiter.api.session;

import org.tidewaiter.api.model.Oid;

/**
 * A variable binding of an answer.
 *
 * @param line its line in the stored exchange, from 1: evidence is {@code reply.at(line)}
 */
public record SnmpVariable(Oid oid, SnmpValue value, int line) {
}
