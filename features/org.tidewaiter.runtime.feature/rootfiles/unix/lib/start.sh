# Shell functions shared by the start scripts of the product and by ./tidewaiter and ./verify of the repository. POSIX sh.

# say SENTENCE...: one line on stderr
say() { printf '%s\n' "tidewaiter: $*" >&2; }

# java_release HOME: prints the feature release (25) of the JDK or JRE in HOME, nothing where there is none
java_release() {
  [ -x "$1/bin/java" ] || return 0
  jr_line=
  # asking the file instead of the program saves a JVM start at each start
  if [ -r "$1/release" ]; then jr_line=$(grep '^JAVA_VERSION=' "$1/release"); fi
  [ -n "$jr_line" ] || jr_line=$("$1/bin/java" -version 2>&1 | grep -m 1 ' version "')
  jr_line=${jr_line#*\"}
  jr_line=${jr_line%%[.\"-]*}
  case $jr_line in *[!0-9]*) ;; *) printf '%s' "$jr_line" ;; esac
}

# java_home_of PROGRAM: prints the home of a java executable, or the folder itself where a home was given
java_home_of() {
  if [ -d "$1" ]; then printf '%s' "$1"; return; fi
  jh_file=$(readlink -f "$1" 2>/dev/null) || jh_file=$1
  jh_file=${jh_file%/*}
  printf '%s' "${jh_file%/*}"
}

# find_java: sets java_home to the first Java of release 25 or later; else says what is missing and returns 3
find_java() {
  java_home=
  fj_seen=
  fj_named=
  [ -z "${TIDEWAITER_JAVA:-}" ] || fj_named=$(java_home_of "$TIDEWAITER_JAVA")
  for fj_home in "$fj_named" "${JAVA_HOME:-}" \
      /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk*25* /opt/*java*25* /opt/java/* \
      "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/25* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/current \
      "${MISE_DATA_DIR:-${HOME:-}/.local/share/mise}"/installs/java/* "${ASDF_DATA_DIR:-${HOME:-}/.asdf}"/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      PATH; do
    case $fj_home in
      '') continue ;;
      PATH)
        fj_home=$(command -v java) || continue
        # Apple's /usr/bin/java only opens a dialogue where no Java is installed
        if [ "$fj_home" = /usr/bin/java ] && [ -x /usr/libexec/java_home ]; then
          fj_home=$(/usr/libexec/java_home -v 25+ 2>/dev/null) || continue
        else
          fj_home=$(java_home_of "$fj_home")
        fi ;;
    esac
    fj_release=$(java_release "$fj_home")
    if [ -n "$fj_release" ]; then
      if [ "$fj_release" -ge 25 ]; then java_home=$fj_home; return 0; fi
      fj_seen="$fj_seen
  Java $fj_release in $fj_home"
    fi
  done
  say "Java 25 or later is needed and was not found."
  say "Looked at TIDEWAITER_JAVA (${TIDEWAITER_JAVA:-not set}), JAVA_HOME (${JAVA_HOME:-not set}), /usr/lib/jvm, /opt, SDKMAN, mise, asdf, the macOS folders and the PATH.${fj_seen:+ Found only:$fj_seen}"
  say "Install a JDK 25 (Temurin, for instance) and set JAVA_HOME to its folder."
  return 3
}

# prepare INSTALL KIND: finds Java and sets configuration to an own area for this copy of the program, made if need be
prepare() {
  find_java || exit 3
  if [ -z "${XDG_CACHE_HOME:-}${HOME:-}" ]; then
    say "neither HOME nor XDG_CACHE_HOME is set, so there is no place for the framework's cache. Set one of them."
    exit 3
  fi
  pr_key=$(printf '%s' "$1" | cksum)
  configuration="${XDG_CACHE_HOME:-$HOME/.cache}/tidewaiter/configuration/${pr_key% *}-${pr_key#* }/$2"
  # made first: Equinox takes the parent folder's config.ini where the folder does not exist
  if ! mkdir -p "$configuration" || [ ! -w "$configuration" ]; then
    say "cannot write to the folder $configuration, which is for the framework's cache. Make it writable, or set XDG_CACHE_HOME to a folder that is."
    exit 3
  fi
  # SQLite unpacks its native library here, since /tmp is often mounted noexec; a killed run leaves its copy
  find "$configuration" -maxdepth 1 -name 'sqlite-*' -mtime +1 -exec rm -f {} + 2>/dev/null
  launcher=$(echo "$1"/plugins/org.eclipse.equinox.launcher_*.jar)
  framework=$(echo "$1"/plugins/org.eclipse.osgi_*.jar)
  # in the C locale Java would read and print only ASCII
  if [ -z "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || [ "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" = C ] || [ "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" = POSIX ]; then
    if [ "$(uname)" = Linux ]; then export LC_ALL=C.UTF-8; fi
  fi
}

# pack ARGS...: sets packed to the arguments, each followed by U+001F. Equinox takes -debug, -data, -clean and others for itself
# wherever they stand on its command line; in a system property they arrive as they are.
pack() {
  pa_end=$(printf '\037')
  packed=
  for pa_argument; do packed="$packed$pa_argument$pa_end"; done
}

# find_boot_cache: sets boot_cache to the JVM's cache of the classes that every start loads, empty where there is none yet. Its name
# holds what it was made for; the JVM looks again and goes on without it where something does not fit. TIDEWAITER_BOOT_CACHE=off does without.
find_boot_cache() {
  bc_key=$(LC_ALL=C TZ=UTC0 ls -lnL "$launcher" "$framework" "$java_home/lib/modules" 2>/dev/null | cksum)
  bc_file=$configuration/boot-${bc_key% *}.aot
  boot_cache=
  [ "${TIDEWAITER_BOOT_CACHE:-}" != off ] || return 0
  # a rebuild within the minute that ls shows
  if [ -s "$bc_file" ] && [ "$bc_file" -nt "$framework" ]; then boot_cache=$bc_file; fi
}

# train_boot_cache RUN ARGS...: makes the cache at the second start, by one more run of two or three seconds that nobody sees. Not at
# the first, which may be a container's only one.
train_boot_cache() {
  [ "${TIDEWAITER_BOOT_CACHE:-}" != off ] || return 0
  if [ ! -e "$bc_file" ]; then
    { true >"$bc_file"; } 2>/dev/null
    return
  fi
  # one at a time; and a folder that is left over means that it did not work here
  bc_new=$bc_file.new
  mkdir "$bc_new" 2>/dev/null || return
  trap 'rm -rf "$bc_new"; exit 130' INT TERM HUP
  if ( "$@" "-XX:AOTCacheOutput=$bc_new/aot" ) >/dev/null 2>&1 </dev/null && [ -s "$bc_new/aot" ]; then
    # a cache that a power cut left half written would end the JVM instead of being refused
    sync "$bc_new/aot" 2>/dev/null || sync
    # those of Java or program versions that are gone
    find "$configuration" -name 'boot-*' -mtime +30 -exec rm -rf {} + 2>/dev/null
    if mv -f "$bc_new/aot" "$bc_file" 2>/dev/null; then boot_cache=$bc_file; fi
    rm -rf "$bc_new"
  fi
  trap - INT TERM HUP
}
