#!/usr/bin/env bash
# Checks that what the project needs is there, and installs it where it may.
# Usage: tests/deps.sh build [plot] [check] [witness] [page]
set -eu

build="gcc libc6-dev make pkg-config libgsl-dev libyaml-dev libpg-query-dev
libprotobuf-c-dev libjansson-dev libzstd-dev liblzo2-dev librandom123-dev
libedit-dev"
plot="gnuplot-nox"
check="libcmocka-dev libxml2-utils clang clang-format libclang-rt-14-dev libomp-dev"
page="chromium chromium-driver curl"
witness="postgresql-15"

wanted=
for kind in "$@"; do
    case $kind in
    build) wanted="$wanted $build" ;;
    plot) wanted="$wanted $plot" ;;
    check) wanted="$wanted $check" ;;
    witness) wanted="$wanted $witness" ;;
    page) wanted="$wanted $page" ;;
    *) echo "tests/deps.sh: unknown kind '$kind'" >&2; exit 2 ;;
    esac
done

# Without dpkg nobody can be asked; the compiler will say what is missing.
if ! command -v dpkg-query > /dev/null; then
    echo "not a Debian system: these packages, by Debian's names, must be" \
        "there:" $wanted >&2
    exit 0
fi

missing=
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null ||
        true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2> /dev/null; then
    as_root="sudo -n"
else
    echo "missing packages; please run:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y" \
        "--no-install-recommends$missing" >&2
    exit 1
fi
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# Debian's PostgreSQL makes a database and starts it as a service unless it is
# told not to; a witness is started by its script alone.
case $missing in
*postgresql-15*)
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        $as_root mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" |
            $as_root tee /etc/postgresql-common/createcluster.conf > /dev/null
    fi
    ;;
esac
# A fresh container has no package lists yet.
install="$as_root apt-get install -y -q --no-install-recommends
-o Dpkg::Options::=--force-confold"
$install $missing > /dev/null 2>&1 || {
    $as_root apt-get update -q >&2
    $install $missing >&2
}
