# Draws hash-table.svg and its PNG here: gnuplot hash-table.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|A look-up costs more in a larger hash table
|A filter on a dimension pays twice: fewer rows
|match, and each look-up is nearer to the cache.
|starslice 0.1.0, scenario ssb-tutorial, seed 1
|one look-up (nanoseconds)
|rows of the hash table on a slice
|0
|100
|200
|100
|1,000
|10,000
|100,000
|1 M
|10 M
|dates: 2,556
|parts: 56,000
|customers: 3 M
|a look-up
STARSLICE_END
$data << STARSLICE_END
100 64.9881025
125.892541 65.138093
158.489319 65.3256173
199.526231 65.5596639
251.188643 65.8511521
316.227766 66.2132272
398.107171 66.6615379
501.187234 67.2144535
630.957344 67.8931646
794.328235 68.7215934
1000 69.7260276
1258.92541 70.9343979
1584.89319 72.3751449
1995.26231 74.0756813
2511.88643 76.0605467
3162.27766 78.3494549
3981.07171 80.9555211
5011.87234 83.8839822
6309.57344 87.1316636
7943.28235 90.687304
10000 94.5326697
12589.2541 98.6442341
15848.9319 102.995114
19952.6231 107.556967
25118.8643 112.301613
31622.7766 117.202276
39810.7171 122.234403
50118.7234 127.376111
63095.7344 132.608335
79432.8235 137.914772
100000 143.281681
125892.541 148.697621
158489.319 154.153153
199526.231 159.640551
251188.643 165.153528
316227.766 170.686995
398107.171 176.236847
501187.234 181.799784
630957.344 187.373159
794328.235 192.954852
1000000 198.543172
1258925.41 204.136766
1584893.19 209.734556
1995262.31 215.335685
2511886.43 220.939468
3162277.66 226.545361
3981071.71 232.152932
5011872.34 237.761836
6309573.44 243.371799
7943282.35 248.982604
10000000 254.594078


2556 76.2227745


56000 129.887185


3000000 225.262641


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
set label 6 name(6) at 370.9, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 50.8, 373.4 to 699.1, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 44.8, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 278.8 to 699.1, 278.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 44.8, 278.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 184.1 to 699.1, 184.1 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 44.8, 184.1 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 50.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 50.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 180.4, 373.4 to 180.4, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 180.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 310.1, 373.4 to 310.1, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 310.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 439.8, 373.4 to 439.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 439.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 569.4, 373.4 to 569.4, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 569.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 699.1, 373.4 to 699.1, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 699.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 699.1, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 50.76 + 129.668000 * log10(v / 100)
up(v) = 373.40 + -0.946302752 * (v - 0)
set arrow from 233.3, 122.8 to 233.3, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 16 name(16) at 239.3, 362.2 left front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 407.1, 122.8 to 407.1, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 17 name(17) at 413.1, 362.2 left front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 631.3, 122.8 to 631.3, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 18 name(18) at 625.3, 362.2 right front font "Helvetica,14" textcolor rgb 0x555555
set label 19 name(19) at 707.1, 132.5 left front font "Helvetica,15" textcolor rgb 0x0072b2
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "hash-table.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "hash-table-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x0072b2
    unset output
}
