# Draws slots.svg and its PNG here: gnuplot slots.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|More slots wait less, until their queries spill
|A slot more takes memory from all others: once
|queries spill, everybody waits for the disks.
|starslice 0.1.0, scenario how-many-slots, seed 17
|seconds
|slots of the queue, which share its memory
|0
|10
|20
|30
|40
|0
|1
|2
|3
|4
|5
|6
|7
|8
|9
|10
|11
|12
|spill begins
|overload
|response, 95 %
|response, mean
|wait, mean
STARSLICE_END
$data << STARSLICE_END
1 20.15625
2 16.9671875
3 17.6453125
4 17.875
5 17.9125
6 17.9
7 17.8625
8 17.85625
9 19.925
10 31.078125


1 6.35241941
2 4.72604721
3 4.54089458
4 4.44645868
5 4.40256903
6 4.37948793
7 4.36947635
8 4.36502888
9 4.87493912
10 7.39553523
11 21.4378082


1 3.91377927
2 1.36594676
3 0.664570677
4 0.323829923
5 0.159469138
6 0.0783982965
7 0.0401839346
8 0.020718653
9 0.0111418849
10 0.0336470735
11 3.23890068


9 0


12 0


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
set label 6 name(6) at 342.6, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 373.4 to 650.5, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 36.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 310.8 to 650.5, 310.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 36.6, 310.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 248.1 to 650.5, 248.1 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 36.6, 248.1 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 185.5 to 650.5, 185.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 36.6, 185.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 122.8 to 650.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 36.6, 122.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 42.6, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 42.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 93.3, 373.4 to 93.3, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 93.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 143.9, 373.4 to 143.9, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 143.9, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 194.6, 373.4 to 194.6, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 194.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 245.3, 373.4 to 245.3, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 245.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 295.9, 373.4 to 295.9, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 295.9, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 346.6, 373.4 to 346.6, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 346.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 397.2, 373.4 to 397.2, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 397.2, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 447.9, 373.4 to 447.9, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 20 name(20) at 447.9, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 498.5, 373.4 to 498.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 21 name(21) at 498.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 549.2, 373.4 to 549.2, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 22 name(22) at 549.2, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 599.8, 373.4 to 599.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 23 name(23) at 599.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 650.5, 373.4 to 650.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 24 name(24) at 650.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 650.5, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 50.655 * (v - 0)
up(v) = 373.40 + -6.264 * (v - 0)
set arrow from 498.5, 122.8 to 498.5, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 25 name(25) at 492.5, 324.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 650.5, 122.8 to 650.5, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 26 name(26) at 644.5, 324.4 right front font "Helvetica,14" textcolor rgb 0x555555
set label 27 name(27) at 658.5, 178.7 left front font "Helvetica,15" textcolor rgb 0x44bb99
set label 28 name(28) at 658.5, 239.1 left front font "Helvetica,15" textcolor rgb 0x0077bb
set label 29 name(29) at 658.5, 353.1 left front font "Helvetica,15" textcolor rgb 0xee7733
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "slots.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "slots-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x44bb99, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0077bb, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0xee7733
    unset output
}
