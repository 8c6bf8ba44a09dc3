#!/usr/bin/env bash
# Packs what `make install` put into BUILD/root as a Debian package.
# Usage: share/deb.sh BUILD; DEBFULLNAME and DEBEMAIL say who packs it.
set -eu
build=$1
root=$build/root
version=$("$build/starslice" --version | cut -d ' ' -f 2)
architecture=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-The Starslice developers} <${DEBEMAIL:-starslice@localhost}>"
doc=$root/usr/share/doc/starslice
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct \
    2> /dev/null || echo 0)}

rm -rf "$root/DEBIAN" "$doc"
mkdir -p "$root/DEBIAN" "$doc"
strip --strip-unneeded -R .comment -R .note "$root/usr/bin/starslice"
gzip -9nf "$root/usr/share/man/man1/starslice.1" \
    "$root/usr/share/man/man5/starslice-scenario.5"
# Debian's zsh looks into vendor-completions.
mkdir -p "$root/usr/share/zsh/vendor-completions"
mv "$root/usr/share/zsh/site-functions/_starslice" \
    "$root/usr/share/zsh/vendor-completions/"
rmdir "$root/usr/share/zsh/site-functions"

{
    echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    echo "Upstream-Name: starslice"
    echo
    echo "Files: *"
    echo "Copyright: $(date -u -d "@$SOURCE_DATE_EPOCH" +%Y) The Starslice developers"
    echo "License: GPL-3+"
    echo " The whole text is in /usr/share/common-licenses/GPL-3."
} > "$doc/copyright"
{
    echo "starslice ($version) unstable; urgency=medium"
    echo
    echo "  * What changed is in /usr/share/doc/starslice/NEWS.gz."
    echo
    echo " -- $maintainer  $(date -Ru -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n > "$doc/changelog.gz"
gzip -9nc CHANGELOG.md > "$doc/NEWS.gz"

# Libraries that the program asks for, by the packages that hold them.
depends() {
    local work
    work=$(mktemp -d)
    mkdir "$work/debian"
    printf 'Source: starslice\n\nPackage: starslice\nArchitecture: any\n' \
        > "$work/debian/control"
    cp "$root/usr/bin/starslice" "$work/"
    (cd "$work" && dpkg-shlibdeps -O ./starslice 2> /dev/null) |
        sed -n 's/^shlibs:Depends=//p'
    rm -r "$work"
}

cat > "$root/DEBIAN/control" << CONTROL
Package: starslice
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --exclude DEBIAN "$root" | cut -f 1)
Depends: $(depends)
Recommends: gnuplot-nox
Section: database
Priority: optional
Description: what the physical design of a warehouse costs, and why
 Starslice simulates the physical design of a Redshift-style warehouse:
 distribution keys, sort keys and encodings. It says what each choice costs in
 blocks read, bytes moved between nodes, seconds and dollars, and draws the
 comparison. Tables are DDL, queries are SQL, the data is described by laws.
CONTROL
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) \
    > "$root/DEBIAN/md5sums"
find "$root" -type d -exec chmod 755 {} +
find "$root/usr/share" "$root/DEBIAN" -type f -exec chmod 644 {} +
dpkg-deb --root-owner-group --build "$root" \
    "$build/starslice_${version}_$architecture.deb"
