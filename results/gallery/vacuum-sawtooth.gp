# Draws vacuum-sawtooth.svg and its PNG here: gnuplot vacuum-sawtooth.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Between two VACUUMs every look-up gets slower
|New rows lie unsorted behind the others, and
|each look-up reads all of them until a VACUUM.
|starslice 0.1.0, scenario interleaved-decay, seed 23
|unsorted rows (% of the table)
|0
|2.5
|5
|7.5
|300 look-ups (seconds a day)
|days
|0
|20
|40
|0
|20
|40
|60
|80
|VACUUM
STARSLICE_END
$data << STARSLICE_END
0 0
1.875 0.99009901
3.75 2.91262136
5.625 4.76190476
7.5 6.54205607
9.375 8.25688073
10 9.09090909
10 0
11.25 0.900900901
13.125 2.65486726
15 4.34782609
16.875 5.17241379
18.75 6.77966102
20 8.33333333
20 0
20.625 0
22.5 1.63934426
24.375 3.22580645
26.25 4.76190476
28.125 6.25
30 7.69230769
30 0
30 0
31.875 0.763358779
33.75 2.2556391
35.625 3.7037037
37.5 5.10948905
39.375 6.47482014
40 7.14285714
40 0
41.25 0.709219858
43.125 2.0979021
45 3.44827586
46.875 4.10958904
48.75 5.40540541
50 6.66666667
50 0
50.625 0
52.5 1.31578947
54.375 2.5974026
56.25 3.84615385
58.125 5.06329114
60 6.25
60 0
60 0
61.875 0.621118012
63.75 1.8404908
65.625 3.03030303
67.5 4.19161677
69.375 5.32544379
70 5.88235294
70 0
71.25 0.584795322
73.125 1.73410405
75 2.85714286
76.875 3.40909091
78.75 4.49438202
80 5.55555556
80 0
80.625 0
82.5 1.0989011
84.375 2.17391304
86.25 3.22580645
88.125 4.25531915
90 5.26315789
90 0
90 0


10 0
20 0
30 0
40 0
50 0
60 0
70 0
80 0
90 0


0 21.2954556
1.875 21.2954556
3.75 25.490626
5.625 29.6857964
7.5 33.8809667
9.375 39.1249297
10 41.2225149
10 23.3930408
11.25 23.3930408
13.125 27.5882112
15 31.7833815
16.875 33.8809667
18.75 38.0761371
20 43.3201001
20 23.3930408
20.625 23.3930408
22.5 25.490626
24.375 29.6857964
26.25 33.8809667
28.125 38.0761371
30 43.3201001
30 23.3930408
30 23.3930408
31.875 23.3930408
33.75 27.5882112
35.625 31.7833815
37.5 35.9785519
39.375 41.2225149
40 43.3201001
40 24.4418334
41.25 24.4418334
43.125 28.6370038
45 32.8321741
46.875 34.9297593
48.75 39.1249297
50 44.3688927
50 24.4418334
50.625 24.4418334
52.5 26.5394186
54.375 30.7345889
56.25 34.9297593
58.125 39.1249297
60 44.3688927
60 24.4418334
60 24.4418334
61.875 24.4418334
63.75 28.6370038
65.625 32.8321741
67.5 37.0273445
69.375 42.2713075
70 44.3688927
70 24.4418334
71.25 24.4418334
73.125 28.6370038
75 32.8321741
76.875 34.9297593
78.75 39.1249297
80 44.3688927
80 24.4418334
80.625 24.4418334
82.5 26.5394186
84.375 30.7345889
86.25 34.9297593
88.125 39.1249297
90 44.3688927
90 24.4418334
90 24.4418334


10 0
20 0
30 0
40 0
50 0
60 0
70 0
80 0
90 0


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
set arrow from 42.6, 217.8 to 756.4, 217.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 6 name(6) at 36.6, 217.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 192.7 to 756.4, 192.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 36.6, 192.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 167.6 to 756.4, 167.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 36.6, 167.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 142.5 to 756.4, 142.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 36.6, 142.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 217.8 to 42.6, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 201.3, 217.8 to 201.3, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 359.9, 217.8 to 359.9, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 518.5, 217.8 to 518.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 677.1, 217.8 to 677.1, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 42.6, 217.8 to 756.4, 217.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 7.93066667 * (v - 0)
up0(v) = 217.82 + -10.0459615 * (v - 0)
set arrow from 121.9, 122.8 to 121.9, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 201.3, 122.8 to 201.3, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 280.6, 122.8 to 280.6, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 359.9, 122.8 to 359.9, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 439.2, 122.8 to 439.2, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 518.5, 122.8 to 518.5, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 597.8, 122.8 to 597.8, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 677.1, 122.8 to 677.1, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 756.4, 122.8 to 756.4, 217.8 nohead back linewidth 1 linecolor rgb 0x555555
set label 10 name(10) at 18.4, 242.1 left front font "Helvetica,15" textcolor rgb 0x222222
set label 11 name(11) at 395.5, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 36.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 325.0 to 756.4, 325.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 36.6, 325.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 276.5 to 756.4, 276.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 36.6, 276.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 42.6, 261.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 42.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 201.3, 373.4 to 201.3, 261.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 201.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 359.9, 373.4 to 359.9, 261.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 359.9, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 518.5, 373.4 to 518.5, 261.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 518.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 677.1, 373.4 to 677.1, 261.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 677.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
up1(v) = 373.40 + -2.42243524 * (v - 0)
set arrow from 121.9, 261.6 to 121.9, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 20 name(20) at 127.9, 362.2 left front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 201.3, 261.6 to 201.3, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 280.6, 261.6 to 280.6, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 359.9, 261.6 to 359.9, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 439.2, 261.6 to 439.2, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 518.5, 261.6 to 518.5, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 597.8, 261.6 to 597.8, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 677.1, 261.6 to 677.1, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set arrow from 756.4, 261.6 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "vacuum-sawtooth.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "vacuum-sawtooth-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up0($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x404040, \
        $data index 2 using (across($1)):(up1($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
    unset output
}
