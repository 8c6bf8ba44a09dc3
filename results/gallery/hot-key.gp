# Draws hot-key.svg and its PNG here: gnuplot hot-key.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|What one hot key does to the fullest slice
|More slices do not help: the hot key's rows stay on one, and all others wait for it.
|starslice 0.1.0, models/skew: f + (1 - f) / p
|fullest slice, times the mean
|share of all rows that have the hot key (%)
|0
|10
|20
|0
|5
|10
|15
|20
|128 slices
|32 slices
|8 slices
STARSLICE_END
$data << STARSLICE_END
0 1
0.5 1.035
1 1.07
1.5 1.105
2 1.14
2.5 1.175
3 1.21
3.5 1.245
4 1.28
4.5 1.315
5 1.35
5.5 1.385
6 1.42
6.5 1.455
7 1.49
7.5 1.525
8 1.56
8.5 1.595
9 1.63
9.5 1.665
10 1.7
10.5 1.735
11 1.77
11.5 1.805
12 1.84
12.5 1.875
13 1.91
13.5 1.945
14 1.98
14.5 2.015
15 2.05
15.5 2.085
16 2.12
16.5 2.155
17 2.19
17.5 2.225
18 2.26
18.5 2.295
19 2.33
19.5 2.365
20 2.4


0 1
0.5 1.155
1 1.31
1.5 1.465
2 1.62
2.5 1.775
3 1.93
3.5 2.085
4 2.24
4.5 2.395
5 2.55
5.5 2.705
6 2.86
6.5 3.015
7 3.17
7.5 3.325
8 3.48
8.5 3.635
9 3.79
9.5 3.945
10 4.1
10.5 4.255
11 4.41
11.5 4.565
12 4.72
12.5 4.875
13 5.03
13.5 5.185
14 5.34
14.5 5.495
15 5.65
15.5 5.805
16 5.96
16.5 6.115
17 6.27
17.5 6.425
18 6.58
18.5 6.735
19 6.89
19.5 7.045
20 7.2


0 1
0.5 1.635
1 2.27
1.5 2.905
2 3.54
2.5 4.175
3 4.81
3.5 5.445
4 6.08
4.5 6.715
5 7.35
5.5 7.985
6 8.62
6.5 9.255
7 9.89
7.5 10.525
8 11.16
8.5 11.795
9 12.43
9.5 13.065
10 13.7
10.5 14.335
11 14.97
11.5 15.605
12 16.24
12.5 16.875
13 17.51
13.5 18.145
14 18.78
14.5 19.415
15 20.05
15.5 20.685
16 21.32
16.5 21.955
17 22.59
17.5 23.225
18 23.86
18.5 24.495
19 25.13
19.5 25.765
20 26.4


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
set label 5 name(5) at 364.5, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 373.4 to 694.3, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 6 name(6) at 36.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 274.3 to 694.3, 274.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 36.6, 274.3 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 175.3 to 694.3, 175.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 36.6, 175.3 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 42.6, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 42.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 205.6, 373.4 to 205.6, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 205.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 368.5, 373.4 to 368.5, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 368.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 531.4, 373.4 to 531.4, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 531.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 694.3, 373.4 to 694.3, 101.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 694.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 694.3, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 32.583 * (v - 0)
up(v) = 373.40 + -9.90712413 * (v - 0)
set label 14 name(14) at 702.3, 111.9 left front font "Helvetica,15" textcolor rgb 0x08306b
set label 15 name(15) at 702.3, 302.1 left front font "Helvetica,15" textcolor rgb 0x0072b2
set label 16 name(16) at 702.3, 349.6 left front font "Helvetica,15" textcolor rgb 0x56a6d9
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "hot-key.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "hot-key-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x56a6d9, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x08306b
    unset output
}
