#!/usr/bin/env bash
# The report of `--out`, and the page of the gallery, in a real browser: headless
# Chromium, driven through WebDriver, at two widths. No script error, no request
# to the network, columns sort, nothing is cut, no two texts of a picture lie on
# each other, and a scenario's hostile names are texts.
# The last line is "N passed, M failed". Usage: tests/page/run.sh
set -u
program=${STARSLICE:-./starslice}
work=$(mktemp -d)
driver=
session=
passed=0 failed=0

finish() {
    [ -z "$session" ] || curl -s -X DELETE "$session" > /dev/null
    [ -z "$driver" ] || kill "$driver" 2> /dev/null
    wait 2> /dev/null
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# expect NAME WANTED GOT
expect() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s: wanted %s, got %s\n' "$1" "$2" "$3"
    fi
}

# post PATH BODY: one command of WebDriver, its answer
post() { curl -s -X POST -H 'Content-Type: application/json' \
    -d "$2" "$session$1"; }

# run SCRIPT: what the script returns in the page, as JSON
run() {
    local quoted=${1//\\/\\\\}
    post /execute/sync "{\"script\": \"${quoted//\"/\\\"}\", \"args\": []}" |
        sed -e 's/^{"value"://' -e 's/}$//'
}

# A page of the browser's own that tells its problems.
start() {
    chromedriver --port=0 > "$work/driver" 2>&1 &
    driver=$!
    local port= i
    for i in $(seq 600); do
        port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' \
            "$work/driver")
        [ -z "$port" ] || break
        sleep 0.1
    done
    local id
    id=$(curl -s -X POST -H 'Content-Type: application/json' -d '{
        "capabilities": {"alwaysMatch": {"browserName": "chrome",
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        "goog:chromeOptions": {"args": ["--headless", "--no-sandbox",
        "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--user-data-dir='"$work"'/profile"]}}}}' \
        "http://localhost:$port/session" |
        sed -n 's/.*"sessionId":"\([^"]*\)".*/\1/p')
    [ -n "$id" ] || { cat "$work/driver"; echo "no browser"; return 1; }
    session=http://localhost:$port/session/$id
}

# Lines of the browser's log that are errors.
errors() { post /se/log '{"type": "browser"}' | grep -c '"SEVERE"'; }

# Requests to anything but the file itself.
requests() {
    post /se/log '{"type": "performance"}' |
        grep -o 'requestWillBeSent[^}]*' | grep -o '\\"url\\":\\"[^\\]*' |
        grep -vc 'file://'
}

# For scripts: the pictures with the boxes of their texts, in pixels of the
# page. The box of a letter is a quarter higher than the letter at each end.
boxes='const pictures = Array.from(document.querySelectorAll("figure svg"),
        s => ({box: s.getBoundingClientRect(),
               texts: Array.from(s.querySelectorAll("text"), t => ({
                   text: t.textContent.trim(), ...t.getBoundingClientRect()
                       .toJSON()})).filter(t => t.text !== "")}));
    const d = (a, b) => Math.min(a.height, b.height) / 4;
    const told = texts => texts.length + ": " +
        texts.slice(0, 5).map(t => t.text).join("; ");'

# page NAME FILE WIDTH
page() {
    local where="$1 at $3"
    post /window/rect "{\"width\": $3, \"height\": 900}" > /dev/null
    errors > /dev/null
    requests > /dev/null
    post /url "{\"url\": \"file://$2\"}" > /dev/null
    expect "$where: script errors" 0 "$(errors)"
    expect "$where: requests" 0 "$(requests)"
    expect "$where: wider than the window" false "$(run '
        for (const d of document.querySelectorAll("details")) d.open = true;
        return document.documentElement.scrollWidth > window.innerWidth;')"
    expect "$where: cut without a way to scroll" 0 "$(run '
        return Array.from(document.querySelectorAll("main *")).filter(e =>
            e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 &&
            !["auto", "scroll"].includes(getComputedStyle(e).overflowX) &&
            getComputedStyle(e).display !== "inline" &&
            getComputedStyle(e).overflowX !== "visible").length;')"
    expect "$where: pictures without a label" 0 "$(run '
        return document.querySelectorAll("svg:not([aria-label])").length;')"
    expect "$where: texts that leave their picture" '"0: "' "$(run "
        $boxes return told(pictures.flatMap(p => p.texts.filter(t =>
            t.left < p.box.left - 1 || t.right > p.box.right + 1 ||
            t.top < p.box.top - 1 || t.bottom > p.box.bottom + 1)));")"
    expect "$where: texts on each other" '"0: "' "$(run "
        $boxes return told(pictures.flatMap(p => p.texts.filter((t, i) =>
            p.texts.some((o, k) => k < i && o.left < t.right - d(o, t) &&
                o.right > t.left + d(o, t) && o.top < t.bottom - d(o, t) &&
                o.bottom > t.top + d(o, t)))));")"
    expect "$where: ids that stand twice" 0 "$(run '
        const ids = Array.from(document.querySelectorAll("[id]"), e => e.id);
        return ids.length - new Set(ids).size;')"
}

# sorts NAME TABLE COLUMN HOW: a column sorts both ways, by a click and by a key;
# HOW is what sort(1) is told, g for numbers.
sorts() {
    local cell="$2 tbody tr" head="$2 th" want_up want_down
    local values="return Array.from(document.querySelectorAll('$cell'), r =>
        r.cells[$3].dataset.v || r.cells[$3].textContent).join();"
    want_up=$(run "$values" | tr -d '"' | tr ',' '\n' | LC_ALL=C sort "-s$4" |
        paste -sd,)
    want_down=$(run "$values" | tr -d '"' | tr ',' '\n' |
        LC_ALL=C sort "-sr$4" | paste -sd,)
    run "document.querySelectorAll('$head button')[$3].click();" > /dev/null
    expect "$1: sorted up" "\"$want_up\"" "$(run "$values")"
    run "document.querySelectorAll('$head button')[$3].focus();" > /dev/null
    post /actions '{"actions": [{"type": "key", "id": "k", "actions": [
        {"type": "keyDown", "value": "\uE007"},
        {"type": "keyUp", "value": "\uE007"}]}]}' > /dev/null
    expect "$1: sorted down by the Enter key" "\"$want_down\"" \
        "$(run "$values")"
    expect "$1: says so" '"descending"' "$(run "return document
        .querySelectorAll('$head')[$3].getAttribute('aria-sort');")"
}

# The same scenario with a title and a query that would be script.
hostile() {
    local evil='<script>document.title=1</script><img src=x onerror=alert(1)>'
    cp -R tests/golden/scenarios/tiny "$work/hostile"
    sed -i "s|^title:.*|title: \"'$evil'\"|" "$work/hostile/scenario.yaml"
    printf '\n# %s\n' "$evil" >> "$work/hostile/scenario.yaml"
    "$program" compare "$work/hostile" --out "$work/evil" \
        > /dev/null 2> "$work/err" || { cat "$work/err"; return; }
    page hostile "$work/evil/index.html" 1400
    # As WebDriver writes it.
    expect "hostile: the title is a text" "\"'${evil//</\\u003C}'\"" \
        "$(run 'return document.querySelector("h1").textContent;')"
    expect "hostile: elements that it made" 0 \
        "$(run 'return document.querySelectorAll("img, h1 *").length;')"
}

"$program" compare scenarios/ssb-tutorial --out "$work/page" \
    > /dev/null 2> "$work/err" || cat "$work/err"
"$program" plot --all --out "$work/gallery" \
    > /dev/null 2> "$work/err" || cat "$work/err"
"$program" upkeep scenarios/events-append --interval 7d,never \
    --out "$work/upkeep" > /dev/null 2> "$work/err" || cat "$work/err"
if start; then
    page tutorial "$work/page/index.html" 400
    page tutorial "$work/page/index.html" 1400
    sorts tutorial '#frame-queries + .wide' 2 g
    page upkeep "$work/upkeep/index.html" 1400
    page gallery "$work/gallery/index.html" 400
    page gallery "$work/gallery/index.html" 1400
    expect "gallery: pictures" \
        "$("$program" plot --list --format csv | sed 1d | wc -l)" \
        "$(run 'return document.querySelectorAll("figure svg").length;')"
    sorts gallery '#frame-gallery + .wide' 0 d
    sorts "gallery, a picture's numbers" '#frame-hot-key .wide' 2 g
    hostile
else
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
