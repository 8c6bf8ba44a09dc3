# Draws copy-files.svg and its PNG here: gnuplot copy-files.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Loading the same rows from more files, 8 slices
|A slice reads a file at a time: as many files as slices, or a multiple, or some slices wait.
|starslice 0.1.0, scenario ssb-tutorial, seed 1
|Measured: Developer Guide, Tutorial: Loading data from Amazon S3: 1 file, and 8
|seconds of the COPY
|files of equal size
|0
|20
|40
|0
|10
|20
|30
|measured
|simulated
STARSLICE_END
$data << STARSLICE_END
1 52.0625207
2 32.71141
3 26.2610397
4 23.0358546
5 21.1007436
6 19.8106695
7 18.889188
8 18.1980769
9 21.9607929
10 21.1007436
11 20.3970668
12 19.8106695
13 19.3144872
14 18.889188
15 18.5205955
16 18.1980769
17 20.1901031
18 19.8106695
19 19.4711763
20 19.1656325
21 18.889188
22 18.6378749
23 18.4084151
24 18.1980769
25 19.5526547
26 19.3144872
27 19.0939617
28 18.889188
29 18.6985367
30 18.5205955
31 18.3541343
32 18.1980769


1 51.56
8 17.7


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
set label 3 name(3) at 18.4, 434.8 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 4 name(4) at 18.4, 420.5 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 5 name(5) at 18.4, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 6 name(6) at 366.3, 388.4 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 359.1 to 697.9, 359.1 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 36.6, 359.1 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 263.9 to 697.9, 263.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 36.6, 263.9 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 168.7 to 697.9, 168.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 36.6, 168.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 359.1 to 42.6, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 42.6, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 247.4, 359.1 to 247.4, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 247.4, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 452.2, 359.1 to 452.2, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 452.2, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 656.9, 359.1 to 656.9, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 656.9, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 359.1 to 697.9, 359.1 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 20.476875 * (v - 0)
up(v) = 359.10 + -4.75962504 * (v - 0)
set label 14 name(14) at 75.1, 113.7 left front font "Helvetica,15" textcolor rgb 0x111111
set label 15 name(15) at 705.9, 272.5 left front font "Helvetica,15" textcolor rgb 0x0072b2
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "copy-files.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "copy-files-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x0072b2, \
        $data index 1 using (across($1)):(up($2)) with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111
    unset output
}
