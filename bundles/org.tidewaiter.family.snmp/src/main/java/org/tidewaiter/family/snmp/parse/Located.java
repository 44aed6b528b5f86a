package org.tidewaiter.family.snmp.parse;

/**
 * A row, and the line of the reply that it was read from.
 *
 * @param line from 1
 */
public record Located<T>(T row, int line) {
}
