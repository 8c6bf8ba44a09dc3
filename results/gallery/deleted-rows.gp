# Draws deleted-rows.svg and its PNG here: gnuplot deleted-rows.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Rows that nobody sees are scanned all the same
|An UPDATE marks the old row and writes a new
|one: until a VACUUM, scans pass over both.
|starslice 0.1.0, models/decay: scanned = visible x (1 + share updated)
|Measured: Developer Guide, STL_SCAN: rows 43,159, rows_pre_filter 86,318
|rows on a slice (thousands)
|rows updated since the last VACUUM (% of the table)
|0
|50
|100
|0
|50
|100
|150
|200
|measured
|scanned
|visible
STARSLICE_END
$data << STARSLICE_END
0 43.159
10 47.4749
20 51.7908
30 56.1067
40 60.4226
50 64.7385
60 69.0544
70 73.3703
80 77.6862
90 82.0021
100 86.318
110 90.6339
120 94.9498
130 99.2657
140 103.5816
150 107.8975
160 112.2134
170 116.5293
180 120.8452
190 125.1611
200 129.477


0 43.159
10 43.159
20 43.159
30 43.159
40 43.159
50 43.159
60 43.159
70 43.159
80 43.159
90 43.159
100 43.159
110 43.159
120 43.159
130 43.159
140 43.159
150 43.159
160 43.159
170 43.159
180 43.159
190 43.159
200 43.159


100 43.159
100 86.318


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
set label 5 name(5) at 18.4, 420.5 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 6 name(6) at 18.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 7 name(7) at 375.7, 388.4 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 50.8, 359.1 to 708.7, 359.1 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 44.8, 359.1 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 271.4 to 708.7, 271.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 44.8, 271.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 183.6 to 708.7, 183.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 44.8, 183.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 359.1 to 50.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 50.8, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 215.2, 359.1 to 215.2, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 215.2, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 379.7, 359.1 to 379.7, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 379.7, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 544.2, 359.1 to 544.2, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 544.2, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 708.7, 359.1 to 708.7, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 708.7, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 359.1 to 708.7, 359.1 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 50.76 + 3.2897 * (v - 0)
up(v) = 359.10 + -1.75454387 * (v - 0)
set label 16 name(16) at 367.7, 187.4 right front font "Helvetica,15" textcolor rgb 0x111111
set label 17 name(17) at 716.7, 131.9 left front font "Helvetica,15" textcolor rgb 0xd55e00
set label 18 name(18) at 716.7, 283.4 left front font "Helvetica,15" textcolor rgb 0x0072b2
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "deleted-rows.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "deleted-rows-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xd55e00, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111
    unset output
}
