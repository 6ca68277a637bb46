#!/bin/sh
# Puts one version of the site to where it runs, without the history, the tests and the made-up community:
# docs/deploy.md, steps 3 and 12.
#   sudo sh /usr/local/src/steadfold/deploy/take.sh            what is checked out there
#   sudo sh /usr/local/src/steadfold/deploy/take.sh COMMIT     another one, for the way back
set -eu
umask 022
source=${SOURCE:-/usr/local/src/steadfold}
place=${PLACE:-/opt/steadfold}
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
chmod 755 "$new"
without="community/pages/demo community/pages/management/commands/demo.py tests"
git -C "$source" archive "${1:-HEAD}" . $(printf ' :!%s' $without) | tar -x -C "$new"
[ -e "$new/manage.py" ] || exit 1
rsync --archive --delete --exclude=/.venv --exclude=/var "$new/" "$place/"
echo "$place is now $(git -C "$source" rev-parse --short "${1:-HEAD}")"
