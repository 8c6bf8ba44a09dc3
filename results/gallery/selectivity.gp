# Draws selectivity.svg and its PNG here: gnuplot selectivity.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks read, against the share of the rows asked for
|First in the sort key, a column reads what it needs;
|second, at least a block for each value of the first.
|starslice 0.1.0, models/zone: 1,000 blocks on a slice; the first
|column of the compound key has 50 values
|unsorted
|second column
|interleaved
|first column
|blocks read (% of the column's)
|rows in the range (% of all)
|0.1
|0.2
|0.5
|1
|2
|5
|10
|20
|50
|100
|0.1
|0.2
|0.5
|1
|2
|5
|10
|20
|50
|100
STARSLICE_END
$data << STARSLICE_END
0.1 100
0.112201845 100
0.125892541 100
0.141253754 100
0.158489319 100
0.177827941 100
0.199526231 100
0.223872114 100
0.251188643 100
0.281838293 100
0.316227766 100
0.354813389 100
0.398107171 100
0.446683592 100
0.501187234 100
0.562341325 100
0.630957344 100
0.707945784 100
0.794328235 100
0.891250938 100
1 100
1.12201845 100
1.25892541 100
1.41253754 100
1.58489319 100
1.77827941 100
1.99526231 100
2.23872114 100
2.51188643 100
2.81838293 100
3.16227766 100
3.54813389 100
3.98107171 100
4.46683592 100
5.01187234 100
5.62341325 100
6.30957344 100
7.07945784 100
7.94328235 100
8.91250938 100
10 100
11.2201845 100
12.5892541 100
14.1253754 100
15.8489319 100
17.7827941 100
19.9526231 100
22.3872114 100
25.1188643 100
28.1838293 100
31.6227766 100
35.4813389 100
39.8107171 100
44.6683592 100
50.1187234 100
56.2341325 100
63.0957344 100
70.7945784 100
79.4328235 100
89.1250938 100
100 100


0.1 9.75474511
0.112201845 9.766917
0.125892541 9.78057407
0.141253754 9.79589755
0.158489319 9.81309076
0.177827941 9.83238184
0.199526231 9.85402677
0.223872114 9.87831275
0.251188643 9.90556204
0.281838293 9.9361362
0.316227766 9.97044091
0.354813389 10.0089314
0.398107171 10.0521183
0.446683592 10.1005747
0.501187234 10.1549435
0.562341325 10.2159462
0.630957344 10.284392
0.707945784 10.3611893
0.794328235 10.4473569
0.891250938 10.5440381
1 10.6525156
1.12201845 10.7742287
1.25892541 10.9107921
1.41253754 11.0640176
1.58489319 11.235938
1.77827941 11.4288341
1.99526231 11.6452648
2.23872114 11.888101
2.51188643 12.1605641
2.81838293 12.466268
3.16227766 12.8092674
3.54813389 13.1941115
3.98107171 13.6259041
4.46683592 14.1103708
5.01187234 14.6539357
5.62341325 15.2638053
6.30957344 15.9480643
7.07945784 16.7157821
7.94328235 17.5771325
8.91250938 18.5435276
10 19.6277682
11.2201845 20.8442113
12.5892541 22.2089586
14.1253754 23.7400662
15.8489319 25.4577793
17.7827941 27.3847934
19.9526231 29.5465448
22.3872114 31.9715322
25.1188643 34.6916696
28.1838293 37.742671
31.6227766 41.1644606
35.4813389 45.0015943
39.8107171 49.3036584
44.6683592 54.1255652
50.1187234 59.5275477
56.2341325 65.5743263
63.0957344 72.3318454
70.7945784 79.8556842
79.4328235 88.1415966
89.1250938 96.7721942
100 100


0.1 3.26217766
0.112201845 3.27437951
0.125892541 3.2880702
0.141253754 3.30343141
0.158489319 3.32066698
0.177827941 3.3400056
0.199526231 3.36170389
0.223872114 3.38604977
0.251188643 3.4133663
0.281838293 3.44401595
0.316227766 3.47840543
0.354813389 3.51699105
0.398107171 3.56028483
0.446683592 3.60886125
0.501187234 3.66336489
0.562341325 3.72451899
0.630957344 3.793135
0.707945784 3.87012344
0.794328235 3.95650589
0.891250938 4.0534286
1 4.16217766
1.12201845 4.28419611
1.25892541 4.42110307
1.41253754 4.5747152
1.58489319 4.74707085
1.77827941 4.94045707
1.99526231 5.15743998
2.23872114 5.4008988
2.51188643 5.67406409
2.81838293 5.98056059
3.16227766 6.32445532
3.54813389 6.71031155
3.98107171 7.14324937
4.46683592 7.62901358
5.01187234 8.17405
5.62341325 8.78559091
6.30957344 9.4717511
7.07945784 10.2416355
7.94328235 11.10546
8.91250938 12.074687
10 13.1621777
11.2201845 14.3823622
12.5892541 15.7514318
14.1253754 17.2875531
15.8489319 19.0111096
17.7827941 20.9449718
19.9526231 23.1148008
22.3872114 25.549389
25.1188643 28.281042
28.1838293 31.346007
31.6227766 34.7849543
35.4813389 38.6435166
39.8107171 42.9728947
44.6683592 47.8305369
50.1187234 53.280901
56.2341325 59.3963102
63.0957344 66.2579121
70.7945784 73.9567561
79.4328235 82.5950011
89.1250938 92.2872715
100 100


0.1 0.1999999
0.112201845 0.212201745
0.125892541 0.225892441
0.141253754 0.241253654
0.158489319 0.258489219
0.177827941 0.277827841
0.199526231 0.299526131
0.223872114 0.323872014
0.251188643 0.351188543
0.281838293 0.381838193
0.316227766 0.416227666
0.354813389 0.454813289
0.398107171 0.498107071
0.446683592 0.546683492
0.501187234 0.601187134
0.562341325 0.662341225
0.630957344 0.730957244
0.707945784 0.807945684
0.794328235 0.894328135
0.891250938 0.991250838
1 1.0999999
1.12201845 1.22201835
1.25892541 1.35892531
1.41253754 1.51253744
1.58489319 1.68489309
1.77827941 1.87827931
1.99526231 2.09526221
2.23872114 2.33872104
2.51188643 2.61188633
2.81838293 2.91838283
3.16227766 3.26227756
3.54813389 3.64813379
3.98107171 4.08107161
4.46683592 4.56683582
5.01187234 5.11187224
5.62341325 5.72341315
6.30957344 6.40957334
7.07945784 7.17945774
7.94328235 8.04328225
8.91250938 9.01250928
10 10.0999999
11.2201845 11.3201844
12.5892541 12.689254
14.1253754 14.2253753
15.8489319 15.9489318
17.7827941 17.882794
19.9526231 20.052623
22.3872114 22.4872113
25.1188643 25.2188642
28.1838293 28.2838292
31.6227766 31.7227765
35.4813389 35.5813388
39.8107171 39.910717
44.6683592 44.7683591
50.1187234 50.2187233
56.2341325 56.3341324
63.0957344 63.1957343
70.7945784 70.8945783
79.4328235 79.5328234
89.1250938 89.2250937
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
set label 3 name(3) at 18.4, 76.1 left front font "Helvetica,16" textcolor rgb 0x555555
set label 4 name(4) at 18.4, 420.5 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 5 name(5) at 18.4, 434.8 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set arrow from 18.4, 103.3 to 52.4, 103.3 nohead front linewidth 3 dashtype solid linecolor rgb 0x404040
set label 6 name(6) at 58.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 140.1, 103.3 to 174.1, 103.3 nohead front linewidth 3 dashtype (7, 3) linecolor rgb 0xd98c00
set label 7 name(7) at 180.1, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 306.5, 103.3 to 340.5, 103.3 nohead front linewidth 3 dashtype (3, 3) linecolor rgb 0x009e73
set label 8 name(8) at 346.5, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 446.5, 103.3 to 480.5, 103.3 nohead front linewidth 3 dashtype (9, 3, 2, 3) linecolor rgb 0x0072b2
set label 9 name(9) at 486.5, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 10 name(10) at 18.4, 128.8 left front font "Helvetica,15" textcolor rgb 0x222222
set label 11 name(11) at 399.6, 388.4 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 50.8, 359.1 to 756.4, 359.1 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 44.8, 359.1 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 338.0 to 756.4, 338.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 44.8, 338.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 310.0 to 756.4, 310.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 44.8, 310.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 288.8 to 756.4, 288.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 44.8, 288.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 267.7 to 756.4, 267.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 44.8, 267.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 239.7 to 756.4, 239.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 44.8, 239.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 218.6 to 756.4, 218.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 44.8, 218.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 197.4 to 756.4, 197.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 44.8, 197.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 169.5 to 756.4, 169.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 20 name(20) at 44.8, 169.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 148.3 to 756.4, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 21 name(21) at 44.8, 148.3 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 359.1 to 50.8, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 22 name(22) at 50.8, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 121.6, 359.1 to 121.6, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 23 name(23) at 121.6, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 215.2, 359.1 to 215.2, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 24 name(24) at 215.2, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 286.0, 359.1 to 286.0, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 25 name(25) at 286.0, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 356.8, 359.1 to 356.8, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 26 name(26) at 356.8, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 450.4, 359.1 to 450.4, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 27 name(27) at 450.4, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 521.2, 359.1 to 521.2, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 28 name(28) at 521.2, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 592.0, 359.1 to 592.0, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 29 name(29) at 592.0, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 685.6, 359.1 to 685.6, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 30 name(30) at 685.6, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 756.4, 359.1 to 756.4, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 31 name(31) at 756.4, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 359.1 to 756.4, 359.1 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 50.76 + 235.213333 * log10(v / 0.1)
up(v) = 359.10 + -70.253333 * log10(v / 0.1)
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "selectivity.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "selectivity-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x404040, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0xd98c00, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x009e73, \
        $data index 3 using (across($1)):(up($2)) with lines linewidth 3 dashtype (9, 3, 2, 3) linecolor rgb 0x0072b2
    unset output
}
