package org.tidewaiter.store;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.store.StoredReadiness.Result;

/** Reads rows of rule results, joined with their rules. */
final class ReadinessRows {

    private ReadinessRows() {
    }

    static Result result(ResultSet row) throws SQLException {
        var exchange = Values.integer(row, "exchange");
        return new Result(rule(row), Cause.valueOf(row.getString("cause")), row.getBoolean("counts"), address(row, "server"),
                address(row, "teller"), row.getString("why"), row.getString("remedy"),
                exchange == null ? null : new Evidence(exchange, row.getString("place")));
    }

    private static StoredRule rule(ResultSet row) throws SQLException {
        return new StoredRule(row.getString("rule"), Stage.valueOf(row.getString("stage")),
                Protocol.valueOf(row.getString("protocol")), row.getInt("port"), Party.valueOf(row.getString("party")),
                row.getString("need"), row.getString("purpose"), row.getString("effect"), Values.strings(row.getString("lost")),
                row.getString("source"), row.getBoolean("stated"), row.getBoolean("temporary"), row.getString("enable"));
    }

    private static @Nullable IpAddress address(ResultSet row, String column) throws SQLException {
        return row.getString(column) instanceof String text ? IpAddress.tryParse(text).orElse(null) : null;
    }
}
