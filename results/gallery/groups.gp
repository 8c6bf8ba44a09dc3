# Draws groups.svg and its PNG here: gnuplot groups.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|How many groups a filter leaves
|A filter on rows hardly thins out the groups, until it leaves less than one row for each.
|starslice 0.1.0, models/distinct (Yao): a million customers
|1,000 orders each
|100 orders each
|10 orders each
|customers that are left (% of all)
|orders that the filter keeps (% of all)
|0
|25
|50
|75
|100
|0.01
|0.1
|1
|10
|100
STARSLICE_END
$data << STARSLICE_END
0.01 9.51671516
0.0125892541 11.8297454
0.0158489319 14.6578708
0.0199526231 18.0897655
0.0251188643 22.2149025
0.0316227766 27.1143152
0.0398107171 32.8463316
0.0501187234 39.4265265
0.0630957344 46.8023943
0.0794328235 54.8258099
0.1 63.2304759
0.125892541 71.6266299
0.158489319 79.5288019
0.199526231 86.4292915
0.251188643 91.914095
0.316227766 95.788241
0.398107171 98.1482134
0.501187234 99.3424972
0.630957344 99.8217193
0.794328235 99.9656046
1 99.9956829
1.25892541 99.9996853
1.58489319 99.9999885
1.99526231 99.9999998
2.51188643 100
3.16227766 100
3.98107171 100
5.01187234 100
6.30957344 100
7.94328235 100
10 100
12.5892541 100
15.8489319 100
19.9526231 100
25.1188643 100
31.6227766 100
39.8107171 100
50.1187234 100
63.0957344 100
79.4328235 100
100 100


0.01 0.995066621
0.0125892541 1.25111297
0.0158489319 1.57252425
0.0199526231 1.9756848
0.0251188643 2.48090998
0.0316227766 3.11328662
0.0398107171 3.90363187
0.0501187234 4.8895475
0.0630957344 6.11651365
0.0794328235 7.63891254
0.1 9.52078977
0.125892541 11.8360393
0.158489319 14.6675281
0.199526231 18.1044597
0.251188643 22.2370256
0.316227766 27.1471826
0.398107171 32.8943488
0.501187234 39.4952093
0.630957344 46.8980538
0.794328235 54.9546409
1 63.3967842
1.25892541 71.8301422
1.58489319 79.7615864
1.99526231 86.6737909
2.51188643 92.1446396
3.16227766 95.9778718
3.98107171 98.2793817
5.01187234 99.415302
6.30957344 99.8522525
7.94328235 99.9745583
10 99.9973439
12.5892541 99.9998566
15.8489319 99.9999968
19.9526231 100
25.1188643 100
31.6227766 100
39.8107171 100
50.1187234 100
63.0957344 100
79.4328235 100
100 100


0.01 0.099955057
0.0125892541 0.125821302
0.0158489319 0.158376403
0.0199526231 0.199347268
0.0251188643 0.250905015
0.0316227766 0.315778287
0.0398107171 0.397394904
0.0501187234 0.500058619
0.0630957344 0.629169155
0.0794328235 0.791495287
0.1 0.995512425
0.125892541 1.25181784
0.158489319 1.57363805
0.199526231 1.97744336
0.251188643 2.48368381
0.316227766 3.11765642
0.398107171 3.91050514
0.501187234 4.90033714
0.630957344 6.13340913
0.794328235 7.66528631
1 9.56179661
1.25892541 11.8994808
1.58489319 14.7650619
1.99526231 18.2532179
2.51188643 22.461639
3.16227766 27.4820368
3.98107171 33.3855476
5.01187234 40.2011035
6.30957344 47.8862854
7.94328235 56.2926285
10 65.1321734
12.5892541 73.9595803
15.8489319 82.1927868
19.9526231 89.198836
25.1188643 94.457272
31.6227766 97.7658429
39.8107171 99.3759916
50.1187234 99.9046384
63.0957344 99.9953144
79.4328235 99.9999865
100 100


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
set arrow from 18.4, 81.9 to 52.4, 81.9 nohead front linewidth 3 dashtype solid linecolor rgb 0x08306b
set label 4 name(4) at 58.4, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 210.6, 81.9 to 244.6, 81.9 nohead front linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
set label 5 name(5) at 250.6, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 389.3, 81.9 to 423.3, 81.9 nohead front linewidth 3 dashtype (3, 3) linecolor rgb 0x56a6d9
set label 6 name(6) at 429.3, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 7 name(7) at 18.4, 107.4 left front font "Helvetica,15" textcolor rgb 0x222222
set label 8 name(8) at 399.6, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 50.8, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 44.8, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 314.7 to 756.4, 314.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 44.8, 314.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 256.0 to 756.4, 256.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 44.8, 256.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 197.3 to 756.4, 197.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 44.8, 197.3 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 138.6 to 756.4, 138.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 44.8, 138.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 50.8, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 50.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 227.2, 373.4 to 227.2, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 227.2, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 403.6, 373.4 to 403.6, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 403.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 580.0, 373.4 to 580.0, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 580.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 756.4, 373.4 to 756.4, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 756.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 50.76 + 176.410000 * log10(v / 0.01)
up(v) = 373.40 + -2.34771429 * (v - 0)
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "groups.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "groups-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x08306b, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x56a6d9
    unset output
}
