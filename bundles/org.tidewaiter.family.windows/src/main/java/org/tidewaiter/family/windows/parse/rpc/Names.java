package org.tidewaiter.family.windows.parse.rpc;

import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.CimValue;

/** Accounts by their names, as far as a lookup knew them. */
final class Names {

    private Names() {
    }

    /**
     * Each account's name, and its SID in its place where it is "".
     *
     * @param names property with the names, one for each SID
     */
    static List<String> of(CimRow row, String names, String sids) {
        var known = row.array(names);
        var all = new ArrayList<String>();
        var numbers = row.array(sids);
        for (var i = 0; i < numbers.size(); i++) {
            var name = i < known.size() ? text(known.get(i)) : "";
            all.add(name.isBlank() ? text(numbers.get(i)) : name);
        }
        return all;
    }

    private static String text(CimValue value) {
        return value instanceof CimValue.Text(var text) ? text : "";
    }
}
