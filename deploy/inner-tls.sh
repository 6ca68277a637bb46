#!/bin/sh
# Certificates for the lines inside: docs/deploy.md, "Lines inside". An authority of its own, which nobody else trusts, signs
# one each for the database, Redis and the web processes, and one by which the site shows who it is.
#   sudo sh deploy/inner-tls.sh /etc/ssl/steadfold
# Called again it makes new ones by the same authority, good for 400 days. A key is read by root and by the group that needs
# it, where there is such a group. Names beside localhost: NAMES=DNS:database,DNS:redis. For a machine that takes the logs
# (docs/security/logs.md): LOGS=DNS:logs.example
set -eu
umask 077
mkdir -p "$1"
chmod 755 "$1"
cd "$1"
names="DNS:localhost,IP:127.0.0.1,IP:::1${NAMES:+,$NAMES}"

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

if [ ! -e ca.key ]; then
  key ca.key
  openssl req -x509 -new -key ca.key -sha256 -days 3650 -subj "/CN=Steadfold inside" -out ca.pem \
    -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign
  chmod 644 ca.pem
fi

signed() { # file, common name, what it is for, group that reads the key
  key "$1.key.new"
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n' > "$1.ext"
  printf 'extendedKeyUsage=%s\nsubjectAltName=%s\n' "$3" "$names" >> "$1.ext"
  openssl req -new -key "$1.key.new" -subj "/CN=$2" |
    openssl x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days 400 -extfile "$1.ext" -out "$1.pem.new"
  rm "$1.ext"
  chmod 644 "$1.pem.new"
  if [ "$(id -u)" = 0 ] && chgrp "$4" "$1.key.new" 2> /dev/null; then chmod 640 "$1.key.new"; fi
  mv "$1.key.new" "$1.key"
  mv "$1.pem.new" "$1.pem"
}

signed postgresql postgresql serverAuth "${POSTGRES_GROUP:-postgres}"
signed redis redis serverAuth,clientAuth "${REDIS_GROUP:-redis}" # it also asks itself whether it is well
signed web web serverAuth "${SITE_GROUP:-steadfold}"
signed site steadfold clientAuth "${SITE_GROUP:-steadfold}" # as its role in PostgreSQL is called
if [ -n "${LOGS:-}" ]; then
  signed journal-upload journal-upload clientAuth root
  names=$LOGS
  signed logs logs serverAuth root
fi
