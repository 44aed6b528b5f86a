# Shell functions shared by ./tidewaiter and ./verify. POSIX sh; expects root to be the repository's folder.
. "$root/features/org.tidewaiter.runtime.feature/rootfiles/unix/lib/start.sh"

run=$root/.run

# build_area: makes the folder for what the scripts themselves keep
build_area() {
  mkdir -p "$run" 2>/dev/null && [ -w "$run" ] && return 0
  say "cannot write to $run, where the build keeps its log and its product. Make the checkout writable, or copy it elsewhere."
  return 3
}

# locked COMMAND...: runs a command while no other script of this checkout builds
locked() {
  if command -v flock >/dev/null 2>&1; then
    ( flock 9 && "$@" 9>&- ) 9>"$run/lock"
    return
  fi
  # macOS has no flock: a folder can be made only once
  until mkdir "$run/lock.d" 2>/dev/null; do
    lo_owner=$(cat "$run/lock.d/pid" 2>/dev/null)
    if [ -n "$lo_owner" ] && ! kill -0 "$lo_owner" 2>/dev/null; then rm -rf "$run/lock.d"; fi
    sleep 1
  done
  echo $$ >"$run/lock.d/pid"
  lo_code=0
  "$@" || lo_code=$?
  rm -rf "$run/lock.d"
  return "$lo_code"
}

# enough VERSION: whether this Maven version can run Tycho
enough() {
  case $1 in
    [4-9].* | [1-9][0-9]*.*) return 0 ;;
    3.9.*) en_patch=${1#3.9.}; en_patch=${en_patch%%[!0-9]*}; [ "${en_patch:-0}" -ge 9 ] ;;
    3.[1-9][0-9]*) return 0 ;;
    *) return 1 ;;
  esac
}

# find_maven: sets maven to a Maven that runs Tycho, fetched as an ordinary artifact where the system's is older
find_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    say "Maven is needed to build and no mvn was found on the PATH. Install one (Debian: apt-get install maven); where it is older than 3.9.9 it is used only to fetch a newer one."
    return 3
  fi
  fm_report=$(JAVA_HOME=$java_home mvn --version 2>/dev/null)
  # some colour the first line even into a pipe
  fm_version=$(printf '%s\n' "$fm_report" | sed -n 's/^.*Apache Maven \([0-9][0-9A-Za-z.-]*\).*/\1/p')
  if enough "$fm_version"; then
    maven=mvn
    return 0
  fi
  fm_cache=${XDG_CACHE_HOME:-$HOME/.cache}/tidewaiter/maven
  maven=$fm_cache/apache-maven-3.9.16/bin/mvn
  if [ ! -f "$maven" ]; then
    say "fetching Maven 3.9.16, since the system's is ${fm_version:-of no known version}"
    fm_new=$fm_cache/new.$$
    mkdir -p "$fm_new"
    # from a folder that is no project: in ours the old Maven would load Tycho, which it cannot
    if ! ( cd "$fm_new" && JAVA_HOME=$java_home exec mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
        -Dartifact=org.apache.maven:apache-maven:3.9.16:zip:bin "-DoutputDirectory=$fm_new" ) >"$run/maven.log" 2>&1; then
      rm -rf "$fm_new"
      say "Maven 3.9.9 or later is needed, the system's is ${fm_version:-of no known version}, and fetching 3.9.16 failed (log: $run/maven.log):"
      tail -n 15 "$run/maven.log" >&2
      say "Install Maven 3.9.9 or later, or make Maven Central reachable."
      return 3
    fi
    # whoever was faster wins; both are the same
    mv "$fm_new/apache-maven-3.9.16" "$fm_cache/" 2>/dev/null
    rm -rf "$fm_new"
  fi
  # a mirror that the administrator set for the system's Maven counts for this one too
  fm_home=$(printf '%s\n' "$fm_report" | sed -n 's/^Maven home: //p')
  if [ -r "$fm_home/conf/settings.xml" ]; then maven_settings=$fm_home/conf/settings.xml; fi
}

# run_maven ARGS...: in the current folder
run_maven() {
  JAVA_HOME=$java_home sh -c 'exec "$@"' sh "$(command -v "$maven")" ${maven_settings:+-gs "$maven_settings"} -B "$@"
}
