# Draws day.svg and its PNG here: gnuplot day.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|A day in the queues
|When five run, the sixth waits: the queue grows as long as the rush lasts, and outlives it.
|starslice 0.1.0, scenario working-day, seed 29
|waiting
|running
|queries, mean of many such days
|hour of the day
|0
|10
|20
|30
|0
|3
|6
|9
|12
|15
|18
|21
|24
STARSLICE_END
$data << STARSLICE_END
0.125 0
0.375 0
0.625 0
0.875 0
1.125 6.5229494
1.375 14.0993881
1.625 0.0259749943
1.875 0
2.125 0
2.375 0
2.625 0
2.875 0
3.125 0
3.375 0
3.625 0
3.875 0
4.125 0
4.375 0
4.625 0
4.875 0
5.125 0
5.375 0
5.625 0
5.875 0
6.125 0
6.375 0
6.625 0
6.875 0
7.125 0
7.375 0
7.625 0
7.875 0
8.125 0.00398888718
8.375 0.00736832512
8.625 0.00608798339
8.875 0.00424533538
9.125 5.87996387
9.375 9.08615482
9.625 10.28135
9.875 12.9297359
10.125 17.7363702
10.375 23.3948576
10.625 29.7578105
10.875 34.9390766
11.125 25.2402014
11.375 14.0569218
11.625 8.45682874
11.875 5.9064609
12.125 0.603326183
12.375 0.00978570464
12.625 0.0046921227
12.875 0.0102921618
13.125 0.157174443
13.375 0.22191712
13.625 0.177962777
13.875 0.199257009
14.125 3.47932373
14.375 4.16863577
14.625 4.27521674
14.875 5.43564952
15.125 2.56791638
15.375 1.7909154
15.625 1.90768343
15.875 2.25018049
16.125 0.172439488
16.375 0.0599666135
16.625 0.0443078641
16.875 0.0483215771
17.125 0.00106751135
17.375 6.36841155e-05
17.625 0.000116810088
17.875 9.97524759e-05
18.125 0
18.375 0
18.625 0
18.875 0
19.125 0
19.375 0
19.625 0
19.875 0
20.125 0
20.375 0
20.625 0
20.875 0
21.125 0
21.375 0
21.625 0
21.875 0
22.125 0
22.375 0
22.625 0
22.875 0
23.125 0
23.375 0
23.625 0
23.875 0


0.125 0.000968578608
0.375 0.000956903804
0.625 0.000938422383
0.875 0.000908623774
1.125 5
1.375 5
1.625 3.01074281
1.875 0.605989731
2.125 0.000907012963
2.375 0.00100906336
2.625 0.000974188257
2.875 0.000946875388
3.125 0.000969882797
3.375 0.00097685741
3.625 0.000971976264
3.875 0.000916183811
4.125 0.000923141195
4.375 0.000888819225
4.625 0.000956820442
4.875 0.000956599169
5.125 0.00186788166
5.375 0.00195231237
5.625 0.00191121673
5.875 0.00189562369
6.125 0.00568074077
6.375 0.00552726128
6.625 0.00562705362
6.875 0.00561870017
7.125 0.0770050678
7.375 0.0723931539
7.625 0.0749109295
7.875 0.0771742435
8.125 0.523421882
8.375 0.524396872
8.625 0.546262248
8.875 0.531789458
9.125 3.69200537
9.375 3.97242525
9.625 4.03280809
9.875 4.09639039
10.125 4.40897683
10.375 4.5665444
10.625 4.70602205
10.875 4.76961093
11.125 4.38061476
11.375 3.9240358
11.625 3.62666623
11.875 3.49359463
12.125 0.813347927
12.375 0.62258185
12.625 0.612720099
12.875 0.647372732
13.125 1.4142385
13.375 1.48229496
13.625 1.40004907
13.875 1.47099626
14.125 3.36485487
14.375 3.41202535
14.625 3.39741093
14.875 3.58768128
15.125 3.00603751
15.375 2.81885843
15.625 2.81267147
15.875 2.98045199
16.125 1.10339541
16.375 1.00791373
16.625 0.982266066
16.875 0.974672356
17.125 0.232131114
17.375 0.225249595
17.625 0.223484077
17.875 0.214839451
18.125 0.0749831102
18.375 0.0792182656
18.625 0.0783249239
18.875 0.0781774772
19.125 0.0131543167
19.375 0.0129933395
19.625 0.0131098332
19.875 0.0132019018
20.125 0.00660305573
20.375 0.00652603287
20.625 0.00646786336
20.875 0.00666715516
21.125 0.00384939491
21.375 0.00387940319
21.625 0.00369692146
21.875 0.00381851535
22.125 0.00271399537
22.375 0.00285700186
22.625 0.00285106981
22.875 0.00283881604
23.125 0.00192418067
23.375 0.00192058527
23.625 0.00189721129
23.875 0.00196263613


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
set arrow from 18.4, 81.9 to 52.4, 81.9 nohead front linewidth 3 dashtype solid linecolor rgb 0xee7733
set label 4 name(4) at 58.4, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 128.7, 81.9 to 162.7, 81.9 nohead front linewidth 3 dashtype (7, 3) linecolor rgb 0x0077bb
set label 5 name(5) at 168.7, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 6 name(6) at 18.4, 107.4 left front font "Helvetica,15" textcolor rgb 0x222222
set label 7 name(7) at 395.5, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 36.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 305.6 to 756.4, 305.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 36.6, 305.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 237.7 to 756.4, 237.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 36.6, 237.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 169.9 to 756.4, 169.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 36.6, 169.9 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 42.6, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 42.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 131.9, 373.4 to 131.9, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 131.9, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 221.1, 373.4 to 221.1, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 221.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 310.3, 373.4 to 310.3, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 310.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 399.5, 373.4 to 399.5, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 399.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 488.7, 373.4 to 488.7, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 488.7, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 578.0, 373.4 to 578.0, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 578.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 667.2, 373.4 to 667.2, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 667.2, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 756.4, 373.4 to 756.4, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 20 name(20) at 756.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 29.74 * (v - 0)
up(v) = 373.40 + -6.78406155 * (v - 0)
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "day.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "day-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xee7733, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0077bb
    unset output
}
