package org.tidewaiter.family.windows.parse.rpc;

import java.util.ArrayList;
import java.util.List;

/** Accounts by their names, as far as a lookup knew them. */
final class Names {

    private Names() {
    }

    /** Each name, and the SID in its place where there is none. */
    static List<String> or(List<String> names, List<String> sids) {
        var all = new ArrayList<String>();
        for (var i = 0; i < sids.size(); i++) {
            all.add(i < names.size() && !names.get(i).isBlank() ? names.get(i) : sids.get(i));
        }
        return all;
    }
}
