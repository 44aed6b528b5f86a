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
  if ! mkdir -p "$configuration"; then
    say "cannot make the folder $configuration for the framework's cache. Make it writable, or set XDG_CACHE_HOME to a folder that is."
    exit 3
  fi
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
