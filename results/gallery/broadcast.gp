# Draws broadcast.svg and its PNG here: gnuplot broadcast.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|To broadcast a dimension, or to redistribute both
|A broadcast sends a copy to every node: it pays
|only while the inner side is small beside the outer.
|starslice 0.1.0, models/motion: 10 million outer rows of 16 bytes, 8 nodes
|DS_BCAST_INNER
|DS_DIST_BOTH
|DS_DIST_INNER
|sent over the network (MB)
|inner rows after filters
|0.01
|0.1
|1
|10
|100
|1,000
|10,000
|100,000
|1,000
|10,000
|100,000
|1 M
|10 M
|100 M
|outer rows / (nodes - 1)
STARSLICE_END
$data << STARSLICE_END
1000 0.112
1258.92541 0.140999646
1584.89319 0.177508038
1995.26231 0.223469379
2511.88643 0.28133128
3162.27766 0.354175098
3981.07171 0.445880031
5011.87234 0.561329702
6309.57344 0.706672226
7943.28235 0.889647623
10000 1.12
12589.2541 1.40999646
15848.9319 1.77508038
19952.6231 2.23469379
25118.8643 2.8133128
31622.7766 3.54175098
39810.7171 4.45880031
50118.7234 5.61329702
63095.7344 7.06672226
79432.8235 8.89647623
100000 11.2
125892.541 14.0999646
158489.319 17.7508038
199526.231 22.3469379
251188.643 28.133128
316227.766 35.4175098
398107.171 44.5880031
501187.234 56.1329702
630957.344 70.6672226
794328.235 88.9647623
1000000 112
1258925.41 140.999646
1584893.19 177.508038
1995262.31 223.469379
2511886.43 281.33128
3162277.66 354.175098
3981071.71 445.880031
5011872.34 561.329702
6309573.44 706.672226
7943282.35 889.647623
10000000 1120
12589254.1 1409.99646
15848931.9 1775.08038
19952623.1 2234.69379
25118864.3 2813.3128
31622776.6 3541.75098
39810717.1 4458.80031
50118723.4 5613.29702
63095734.4 7066.72226
79432823.5 8896.47623
100000000 11200


1000 140.014
1258.92541 140.017625
1584.89319 140.022189
1995.26231 140.027934
2511.88643 140.035166
3162.27766 140.044272
3981.07171 140.055735
5011.87234 140.070166
6309.57344 140.088334
7943.28235 140.111206
10000 140.14
12589.2541 140.17625
15848.9319 140.221885
19952.6231 140.279337
25118.8643 140.351664
31622.7766 140.442719
39810.7171 140.55735
50118.7234 140.701662
63095.7344 140.88334
79432.8235 141.11206
100000 141.4
125892.541 141.762496
158489.319 142.21885
199526.231 142.793367
251188.643 143.516641
316227.766 144.427189
398107.171 145.5735
501187.234 147.016621
630957.344 148.833403
794328.235 151.120595
1000000 154
1258925.41 157.624956
1584893.19 162.188505
1995262.31 167.933672
2511886.43 175.16641
3162277.66 184.271887
3981071.71 195.735004
5011872.34 210.166213
6309573.44 228.334028
7943282.35 251.205953
10000000 280
12589254.1 316.249558
15848931.9 361.885047
19952623.1 419.336724
25118864.3 491.6641
31622776.6 582.718872
39810717.1 697.350039
50118723.4 841.662127
63095734.4 1023.34028
79432823.5 1252.05953
100000000 1540


1000 0.014
1258.92541 0.0176249558
1584.89319 0.0221885047
1995.26231 0.0279336724
2511.88643 0.03516641
3162.27766 0.0442718872
3981.07171 0.0557350039
5011.87234 0.0701662127
6309.57344 0.0883340282
7943.28235 0.111205953
10000 0.14
12589.2541 0.176249558
15848.9319 0.221885047
19952.6231 0.279336724
25118.8643 0.3516641
31622.7766 0.442718872
39810.7171 0.557350039
50118.7234 0.701662127
63095.7344 0.883340282
79432.8235 1.11205953
100000 1.4
125892.541 1.76249558
158489.319 2.21885047
199526.231 2.79336724
251188.643 3.516641
316227.766 4.42718872
398107.171 5.57350039
501187.234 7.01662127
630957.344 8.83340282
794328.235 11.1205953
1000000 14
1258925.41 17.6249558
1584893.19 22.1885047
1995262.31 27.9336724
2511886.43 35.16641
3162277.66 44.2718872
3981071.71 55.7350039
5011872.34 70.1662127
6309573.44 88.3340282
7943282.35 111.205953
10000000 140
12589254.1 176.249558
15848931.9 221.885047
19952623.1 279.336724
25118864.3 351.6641
31622776.6 442.718872
39810717.1 557.350039
50118723.4 701.662127
63095734.4 883.340282
79432823.5 1112.05953
100000000 1400


1428571.43 1


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
set arrow from 18.4, 103.3 to 52.4, 103.3 nohead front linewidth 3 dashtype solid linecolor rgb 0xd55e00
set label 5 name(5) at 58.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 225.0, 103.3 to 259.0, 103.3 nohead front linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
set label 6 name(6) at 265.0, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 409.4, 103.3 to 443.4, 103.3 nohead front linewidth 3 dashtype (3, 3) linecolor rgb 0x009e73
set label 7 name(7) at 449.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 8 name(8) at 18.4, 128.8 left front font "Helvetica,15" textcolor rgb 0x222222
set label 9 name(9) at 414.0, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 79.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 73.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 341.2 to 756.4, 341.2 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 73.6, 341.2 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 309.1 to 756.4, 309.1 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 73.6, 309.1 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 276.9 to 756.4, 276.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 73.6, 276.9 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 244.8 to 756.4, 244.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 73.6, 244.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 212.6 to 756.4, 212.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 73.6, 212.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 180.5 to 756.4, 180.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 73.6, 180.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 148.3 to 756.4, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 73.6, 148.3 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 373.4 to 79.6, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 79.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 215.0, 373.4 to 215.0, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 215.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 350.3, 373.4 to 350.3, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 20 name(20) at 350.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 485.7, 373.4 to 485.7, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 21 name(21) at 485.7, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 621.0, 373.4 to 621.0, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 22 name(22) at 621.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 756.4, 373.4 to 756.4, 148.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 23 name(23) at 756.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 79.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 79.60 + 135.360000 * log10(v / 1000)
up(v) = 373.40 + -32.151429 * log10(v / 0.01)
set arrow from 506.6, 148.3 to 506.6, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 24 name(24) at 512.6, 362.2 left front font "Helvetica,14" textcolor rgb 0x555555
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "broadcast.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "broadcast-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xd55e00, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x009e73
    unset output
}
