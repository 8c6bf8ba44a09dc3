# Draws stale-statistics.svg and its PNG here: gnuplot stale-statistics.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|A plan that was right on the table's first day
|Statistics that say 20,000 rows let the planner
|broadcast millions, until their hash table spills.
|starslice 0.1.0, scenario stale-statistics, seed 5
|seconds of the query
|rows of the inner table (millions)
|0
|20
|40
|60
|0
|20
|40
|60
|80
|100
|120
|ANALYZE makes it DS_DIST_BOTH
|never analysed
|analysed
STARSLICE_END
$data << STARSLICE_END
0.02 2.32081411
6 4.92167298
12 6.06170668
18 7.11408176
24 8.13055571
30 9.12735493
36 10.1117084
42 12.3216365
48 17.4908049
54 22.5752399
60 27.5999348
66 32.5808727
72 37.5287606
78 42.4510469
84 47.3530778
90 52.2387921
96 57.1111583
102 61.9724569
108 66.8244702
114 71.6686118
120 76.5060176


0.02 2.32081411
6 4.92167298
12 6.06170668
18 7.11408176
24 5.2387701
30 5.41012667
36 5.56916579
42 5.71969474
48 5.86398939
54 6.00351928
60 6.13928864
66 6.27201422
72 6.40222555
78 6.53032492
84 6.65662521
90 6.7813745
96 6.90477286
102 7.02698397
108 7.14814347
114 7.26836498
120 7.38774466


24 5.2387701


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
set label 6 name(6) at 345.1, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 373.4 to 655.6, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 36.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 310.4 to 655.6, 310.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 36.6, 310.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 247.4 to 655.6, 247.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 36.6, 247.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 184.5 to 655.6, 184.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 36.6, 184.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 42.6, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 42.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 144.8, 373.4 to 144.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 144.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 247.0, 373.4 to 247.0, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 247.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 349.1, 373.4 to 349.1, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 349.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 451.3, 373.4 to 451.3, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 451.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 553.4, 373.4 to 553.4, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 553.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 655.6, 373.4 to 655.6, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 655.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 655.6, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 5.108 * (v - 0)
up(v) = 373.40 + -3.14907356 * (v - 0)
set arrow from 165.2, 122.8 to 165.2, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 18 name(18) at 171.2, 229.9 left front font "Helvetica,14" textcolor rgb 0x555555
set label 19 name(19) at 663.6, 132.5 left front font "Helvetica,15" textcolor rgb 0xd55e00
set label 20 name(20) at 663.6, 350.1 left front font "Helvetica,15" textcolor rgb 0x0072b2
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "stale-statistics.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "stale-statistics-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xd55e00, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
    unset output
}
