# Draws cluster-size.svg and its PNG here: gnuplot cluster-size.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|The same queries on more nodes: seconds and dollars
|Work that divides costs the same on any cluster;
|what does not divide makes every node dearer.
|starslice 0.1.0, scenario ssb-tutorial, seed 1
|of one run of all queries (2 nodes = 1)
|nodes of the cluster
|0
|0.25
|0.5
|0.75
|1
|5
|10
|15
|20
|25
|30
|US dollars
|seconds
STARSLICE_END
$data << STARSLICE_END
2 1
4 0.97646383
6 0.972563206
8 0.976228396
16 1.0151465
32 1.11933498


2 1
4 0.488231915
6 0.324187735
8 0.244057099
16 0.126893312
32 0.0699584364


STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 450
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 18.4, 26.0 left front font "Helvetica,23" textcolor rgb 0x222222
set label 2 name(2) at 18.4, 54.7 left front font "Helvetica,16" textcolor rgb 0x555555
set label 3 name(3) at 18.4, 76.1 left front font "Helvetica,16" textcolor rgb 0x555555
set label 4 name(4) at 18.4, 434.8 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 5 name(5) at 18.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 6 name(6) at 368.4, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 55.2, 373.4 to 689.5, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 49.2, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 55.2, 319.6 to 689.5, 319.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 49.2, 319.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 55.2, 265.8 to 689.5, 265.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 49.2, 265.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 55.2, 212.0 to 689.5, 212.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 49.2, 212.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 55.2, 158.2 to 689.5, 158.2 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 49.2, 158.2 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 118.7, 373.4 to 118.7, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 118.7, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 224.4, 373.4 to 224.4, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 224.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 330.1, 373.4 to 330.1, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 330.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 435.8, 373.4 to 435.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 435.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 541.5, 373.4 to 541.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 541.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 647.2, 373.4 to 647.2, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 647.2, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 55.2, 373.4 to 689.5, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 55.24 + 21.142 * (v - 2)
up(v) = 373.40 + -215.237691 * (v - 0)
set label 18 name(18) at 697.5, 132.5 left front font "Helvetica,15" textcolor rgb 0xd55e00
set label 19 name(19) at 697.5, 358.3 left front font "Helvetica,15" textcolor rgb 0x0072b2
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "cluster-size.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "cluster-size-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xd55e00, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
    unset output
}
