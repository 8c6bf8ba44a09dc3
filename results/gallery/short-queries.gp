# Draws short-queries.svg and its PNG here: gnuplot short-queries.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Short queries need not wait for long ones
|Short-query acceleration lets them begin at once; the long ones wait a little longer.
|starslice 0.1.0, scenario working-day, seed 29
|mean wait (s)
|load of the busiest resource (%)
|0
|10
|20
|30
|40
|50
|60
|70
|80
|90
|long, beside them
|both, as they come
|short, accelerated
STARSLICE_END
$data << STARSLICE_END
30 0.0139180628
35 0.031390054
40 0.0646070138
45 0.12118618
50 0.220942971
55 0.391089234
60 0.675736352
65 1.14324359
70 1.92500278
75 3.27636389
80 5.82743287
85 11.1402021
90 23.3195958


30 0
35 0
40 0
45 0
50 0
55 0
60 0
65 0
70 0
75 0
80 0
85 0
90 5.10444974e-05


30 0.0148027981
35 0.0314676029
40 0.063131138
45 0.11679179
50 0.210307479
55 0.374299876
60 0.654545459
65 1.12198932
70 1.93993329
75 3.40069926
80 6.30214007
85 12.424099
90 27.6597424


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
set label 4 name(4) at 18.4, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 5 name(5) at 333.0, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 373.4 to 631.3, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 6 name(6) at 36.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 278.8 to 631.3, 278.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 36.6, 278.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 184.3 to 631.3, 184.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 36.6, 184.3 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 42.6, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 42.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 140.8, 373.4 to 140.8, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 140.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 238.9, 373.4 to 238.9, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 238.9, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 337.0, 373.4 to 337.0, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 337.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 435.1, 373.4 to 435.1, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 435.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 533.2, 373.4 to 533.2, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 533.2, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 631.3, 373.4 to 631.3, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 631.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 631.3, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 9.811 * (v - 30)
up(v) = 373.40 + -9.45591153 * (v - 0)
set label 16 name(16) at 639.3, 111.9 left front font "Helvetica,15" textcolor rgb 0x08306b
set label 17 name(17) at 639.3, 152.9 left front font "Helvetica,15" textcolor rgb 0x404040
set label 18 name(18) at 639.3, 373.4 left front font "Helvetica,15" textcolor rgb 0x56a6d9
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "short-queries.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "short-queries-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x404040, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x56a6d9, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x08306b
    unset output
}
