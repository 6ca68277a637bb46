#!/bin/sh
# What came from the site's machine since the last call, and is worth waking somebody for: docs/security/logs.md. Called every
# five minutes by steadfold-logs-watch.timer, on the machine that takes the logs. It prints what it found, hands it to the
# command in TELL if there is one, and ends with 1.
set -eu
here=${LOGS:-/var/log/journal/remote}
state=${STATE_DIRECTORY:?}
many=${MANY:-200}    # refusals and failed tries between two calls
quiet=${QUIET:-1560} # minutes without a line: a backup is noted every night
# The name of the event begins the message, or is a field where LOG_FORMAT=json.
event='(steadfold\.security |"event": ")'
tried='sign-in-unknown|refused|not-taken|too-often|forged-form|forged-link|foreign-socket|socket-refused'

journalctl --directory="$here" --quiet --no-pager --output=cat --cursor-file="$state/cursor" > "$state/new"
silence=''
if [ -s "$state/new" ] || [ ! -e "$state/last" ]; then
  touch "$state/last"
elif [ -n "$(find "$state/last" -mmin "+$quiet")" ]; then
  touch "$state/last" # said once, and again after as long
  silence="No line came for $quiet minutes."
fi
found=$(
  grep -E "$event(reading-alarm|sign-up-brake|rights)\b" "$state/new" || true
  grep -E '(Z |"level": ")(ERROR|CRITICAL)\b' "$state/new" | tail -n 20 || true
  tries=$(grep -cE "$event($tried)\b|[ \"]sign-in [^\"]*result=(failed|locked)\b" "$state/new" || true)
  if [ "$tries" -gt "$many" ]; then echo "$tries refusals and failed tries since the last call"; fi
  if [ -n "$silence" ]; then echo "$silence"; fi
)
rm -f "$state/new"
[ -n "$found" ] || exit 0
printf '%s\n' "$found"
[ -z "${TELL:-}" ] || printf '%s\n' "$found" | sh -c "$TELL"
exit 1
