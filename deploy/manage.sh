#!/bin/sh
# A command of the site, as its user, with all its settings and secrets. For root, who alone can unseal them:
#   sudo sh deploy/manage.sh createsuperuser
set -eu
set -- /opt/steadfold/.venv/bin/python manage.py "$@"
for each in /etc/credstore.encrypted/steadfold.*; do
  [ ! -e "$each" ] || set -- --property=LoadCredentialEncrypted="${each##*/}:$each" "$@"
done
exec systemd-run --quiet --collect --wait --pty --pipe --uid=steadfold --working-directory=/opt/steadfold \
  --property=EnvironmentFile=/etc/steadfold/steadfold.env --property=StateDirectory=steadfold \
  --property=StateDirectoryMode=0700 --property=UMask=0077 --property=PrivateTmp=yes --property=PrivateUsers=yes \
  --property=NoNewPrivileges=yes "$@"
