# Draws nodes.svg and its PNG here: gnuplot nodes.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|The best motion depends on the size of the cluster
|A broadcast sends more with every node; moving
|both sides never sends more than both of them.
|starslice 0.1.0, models/motion: 1 million inner and 10 million outer rows of 16 bytes
|sent over the network (MB)
|nodes of the cluster
|0
|200
|400
|0
|10
|20
|30
|1 + outer / inner
|DS_BCAST_INNER
|DS_DIST_BOTH
STARSLICE_END
$data << STARSLICE_END
1 0
2 16
3 32
4 48
5 64
6 80
7 96
8 112
9 128
10 144
11 160
12 176
13 192
14 208
15 224
16 240
17 256
18 272
19 288
20 304
21 320
22 336
23 352
24 368
25 384
26 400
27 416
28 432
29 448
30 464
31 480
32 496


1 0
2 88
3 117.333333
4 132
5 140.8
6 146.666667
7 150.857143
8 154
9 156.444444
10 158.4
11 160
12 161.333333
13 162.461538
14 163.428571
15 164.266667
16 165
17 165.647059
18 166.222222
19 166.736842
20 167.2
21 167.619048
22 168
23 168.347826
24 168.666667
25 168.96
26 169.230769
27 169.481481
28 169.714286
29 169.931034
30 170.133333
31 170.322581
32 170.5


11 0


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
set label 6 name(6) at 330.9, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 50.8, 373.4 to 619.0, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 44.8, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 276.3 to 619.0, 276.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 44.8, 276.3 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 179.1 to 619.0, 179.1 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 44.8, 179.1 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 50.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 50.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 228.3, 373.4 to 228.3, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 228.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 405.9, 373.4 to 405.9, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 405.9, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 583.5, 373.4 to 583.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 583.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 619.0, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 50.76 + 17.7575 * (v - 0)
up(v) = 373.40 + -0.48573201 * (v - 0)
set arrow from 246.1, 122.8 to 246.1, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 14 name(14) at 252.1, 362.2 left front font "Helvetica,14" textcolor rgb 0x555555
set label 15 name(15) at 627.0, 132.5 left front font "Helvetica,15" textcolor rgb 0xd55e00
set label 16 name(16) at 627.0, 290.6 left front font "Helvetica,15" textcolor rgb 0x0072b2
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "nodes.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "nodes-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xd55e00, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
    unset output
}
