#!/bin/sh
# Keeps the site's secrets, each sealed in a file that only this machine opens: docs/security/keys.md. For root.
#   sh deploy/secret.sh EMAIL_URL          asks for it
#   sh deploy/secret.sh FIELD_KEYS new     makes the first one, by chance
#   sh deploy/secret.sh FIELD_KEYS add     makes one and puts it in front of those that are there
#   sh deploy/secret.sh FIELD_KEYS first   keeps the first and forgets the others
#   sh deploy/secret.sh EMAIL_URL forget
#   sh deploy/secret.sh                    shows all of them, for the copy that you keep elsewhere
set -eu
umask 077
place=${CREDENTIALS:-/etc/credstore.encrypted}

file() { echo "$place/steadfold.$1"; }
shown() { systemd-creds decrypt "$(file "$1")" -; }
made() { python3 -c "import secrets; print(secrets.token_urlsafe($([ "$1" = FIELD_KEYS ] && echo 32 || echo 50)))"; }

asked() {
  if [ -t 0 ]; then printf '%s: ' "$1" >&2 && trap 'stty echo' EXIT && stty -echo; fi
  IFS= read -r value && [ -n "$value" ] && printf %s "$value"
}

case "${1-} ${2-}" in
  " ") for each in "$place"/steadfold.*; do printf "%s='%s'\n" "${each##*.}" "$(shown "${each##*.}")"; done; exit ;;
  *" forget") exec shred --remove "$(file "$1")" ;;
  *" new") [ ! -e "$(file "$1")" ] || { echo "There is a $1 already." >&2; exit 1; }; value=$(made "$1") ;;
  *" add") value="$(made "$1"),$(shown "$1")" ;;
  *" first") value=$(shown "$1"); value=${value%%,*} ;;
  *" ") value=$(asked "$1") ;;
  *) sed -n '2,/^set/s/^# //p' "$0" >&2; exit 2 ;;
esac
mkdir -p "$place"
# Where there is a TPM it seals too, but not to the state of the firmware: an update must not lock the site out.
printf %s "$value" | systemd-creds encrypt --tpm2-pcrs= --name="steadfold.$1" - "$(file "$1")"
