package org.tidewaiter.report.firewall;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.tidewaiter.report.firewall.FirewallRequest.Opening;

/**
 * ESXi has named rule sets, which are switched on and told whom to let in. What the state was is noted beside the script: only so can exactly
 * that be taken back, and a set that lets everyone in is left alone, since to narrow it would lock others out.
 */
record EsxiFirewall() implements Firewall {

    private static final Map<String, String> RULE_SETS = Map.of("TCP 22", "sshServer", "TCP 80", "webAccess", "TCP 443",
            "vSphereClient", "TCP 902", "NFC", "UDP 161", "snmp", "TCP 427", "CIMSLP", "UDP 427", "CIMSLP", "TCP 5988",
            "CIMHttpServer", "TCP 5989", "CIMHttpsServer");

    @Override
    public String title() {
        return "VMware ESXi";
    }

    @Override
    public String stem() {
        return "esxi";
    }

    @Override
    public String extension() {
        return "sh";
    }

    @Override
    public String mark() {
        return "#";
    }

    @Override
    public boolean verified() {
        return false;
    }

    @Override
    public List<String> use(Turn turn) {
        return List.of("Run in the shell of each ESXi host among the destinations, and of no other: sh " + fileName(turn),
                "ESXi knows no destinations: its rule sets are for the host's own addresses. The file to open notes beside itself, in",
                "esxi-notes.txt, what it changed; keep that with the files, since the file to close goes by it.");
    }

    @Override
    public String commands(FirewallRequest request, Turn turn) {
        return switch (turn) {
            case OPEN -> OPEN + request.openings().stream().map(o -> lines(o, request)).collect(Collectors.joining());
            case CLOSE -> CLOSE;
        };
    }

    private static String lines(Opening opening, FirewallRequest request) {
        var port = Phrases.port(opening.protocol(), opening.port());
        var set = RULE_SETS.get(port);
        if (set == null) {
            return "# " + opening.id() + ": ESXi has no rule set for " + port + ".\n";
        }
        return "# " + opening.id() + "\n" + Flow.of(opening, request.sources()).stream().flatMap(f -> f.sourceTexts().stream())
                .map(source -> "allow " + set + " " + source + "\n").collect(Collectors.joining());
    }

    private static final String OPEN = """
            notes=$(dirname "$0")/esxi-notes.txt

            enabled() { esxcli network firewall ruleset list -r "$1" | awk -v set="$1" '$1 == set { print $2 }'; }
            allowed() { esxcli network firewall ruleset allowedip list -r "$1" | sed -n "s/^$1  *//p" | tr -d ','; }

            allow() {
              set=$1 source=$2
              case $(enabled "$set") in
                true) ;;
                false)
                  if [ "$(allowed "$set")" = All ]; then
                    # Off and meant for everyone: on for the audit machine alone.
                    esxcli network firewall ruleset set -r "$set" --allowed-all false || exit 1
                    echo "$set everyone" >>"$notes"
                  else
                    echo "$set is switched on, and lets in whom it named before: $(allowed "$set")"
                  fi
                  esxcli network firewall ruleset set -r "$set" -e true || exit 1
                  echo "$set off" >>"$notes" ;;
                *) echo "$set: there is no such rule set here" >&2; return ;;
              esac
              case " $(allowed "$set") " in
                *' All '*) echo "$set is open to everyone already, and left as it is" ;;
                *" $source "*) echo "$set is open to $source already, and left as it is" ;;
                *)
                  esxcli network firewall ruleset allowedip add -r "$set" -i "$source" || exit 1
                  echo "$set $source" >>"$notes" ;;
              esac
            }

            """;

    private static final String CLOSE = """
            notes=$(dirname "$0")/esxi-notes.txt
            [ -f "$notes" ] || { echo "There is no $notes: nothing was changed here." >&2; exit 1; }

            # Off first, so that nothing is open to more than before in between.
            while read -r set what; do
              [ "$what" != off ] || esxcli network firewall ruleset set -r "$set" -e false
            done <"$notes"
            while read -r set what; do
              case $what in
                off | everyone) ;;
                *) esxcli network firewall ruleset allowedip remove -r "$set" -i "$what" ;;
              esac
            done <"$notes"
            while read -r set what; do
              [ "$what" != everyone ] || esxcli network firewall ruleset set -r "$set" --allowed-all true
            done <"$notes"
            mv "$notes" "$notes.done"
            """;
}
