# Draws labels.svg and its PNG here: gnuplot labels.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|The seven labels of a join: who sends what to whom
|The best join sends nothing: both tables by the join key, or the small one on every node.
|starslice 0.1.0, meaning of the labels: Database Developer Guide, Evaluating the query plan
|DS_DIST_NONE
|nothing is sent
|DS_DIST_ALL_NONE
|nothing is sent
|DS_DIST_INNER
|DS_DIST_OUTER
|DS_BCAST_INNER
|DS_DIST_ALL_INNER
|DS_DIST_BOTH
|outer (streams)
|inner (hashed)
|above: where rows lie
|below: where they join
STARSLICE_END
$data << STARSLICE_END
448.6 126.9 59.8 83.9 14257152
448.6 126.9 119.7 83.9 14257152
508.5 126.9 -59.8 83.9 14257152
508.5 126.9 59.9 83.9 14257152
568.3 126.9 -119.7 83.9 14257152
568.3 126.9 -59.9 83.9 14257152
620.8 126.9 59.9 83.9 29362
620.8 126.9 119.7 83.9 29362
680.6 126.9 -59.9 83.9 29362
680.6 126.9 59.9 83.9 29362
740.5 126.9 -119.7 83.9 29362
740.5 126.9 -59.9 83.9 29362
59.5 306.1 59.9 83.9 14257152
59.5 306.1 119.7 83.9 14257152
119.4 306.1 -59.9 83.9 14257152
119.4 306.1 59.9 83.9 14257152
179.2 306.1 -119.7 83.9 14257152
179.2 306.1 -59.9 83.9 14257152
313.9 306.1 -59.8 83.9 14257152
373.8 306.1 -119.7 83.9 14257152
426.2 306.1 59.8 83.9 29362
426.2 306.1 119.7 83.9 29362
486.1 306.1 -59.8 83.9 29362
486.1 306.1 59.8 83.9 29362
545.9 306.1 -119.7 83.9 29362
545.9 306.1 -59.8 83.9 29362
448.6 306.1 59.8 83.9 14257152
448.6 306.1 119.7 83.9 14257152
508.5 306.1 -59.8 83.9 14257152
508.5 306.1 59.9 83.9 14257152
568.3 306.1 -119.7 83.9 14257152
568.3 306.1 -59.9 83.9 14257152
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
set label 4 name(4) at 18.4, 82.8 left front font "Helvetica,14" textcolor rgb 0x222222
set object 1 rectangle from 26.8, 98.2 to 69.9, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 2 rectangle from 26.8, 213.8 to 69.9, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 3 rectangle from 86.6, 98.2 to 129.7, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 4 rectangle from 86.6, 213.8 to 129.7, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 5 rectangle from 146.5, 98.2 to 189.6, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 6 rectangle from 146.5, 213.8 to 189.6, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 7 rectangle from 29.8, 115.4 to 44.4, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 8 rectangle from 29.8, 231.1 to 44.4, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 9 rectangle from 89.6, 115.4 to 104.3, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 10 rectangle from 89.6, 231.1 to 104.3, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 11 rectangle from 149.5, 115.4 to 164.1, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 12 rectangle from 149.5, 231.1 to 164.1, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 13 rectangle from 52.2, 115.4 to 66.9, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 14 rectangle from 52.2, 231.1 to 66.9, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 15 rectangle from 112.1, 115.4 to 126.7, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 16 rectangle from 112.1, 231.1 to 126.7, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 17 rectangle from 171.9, 115.4 to 186.6, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 18 rectangle from 171.9, 231.1 to 186.6, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set label 5 name(5) at 108.2, 169.4 center front font "Helvetica,14" textcolor rgb 0x555555
set label 6 name(6) at 213.0, 82.8 left front font "Helvetica,14" textcolor rgb 0x222222
set object 19 rectangle from 221.3, 98.2 to 264.4, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 20 rectangle from 221.3, 213.8 to 264.4, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 21 rectangle from 281.2, 98.2 to 324.3, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 22 rectangle from 281.2, 213.8 to 324.3, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 23 rectangle from 341.0, 98.2 to 384.1, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 24 rectangle from 341.0, 213.8 to 384.1, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 25 rectangle from 224.3, 115.4 to 239.0, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 26 rectangle from 224.3, 231.1 to 239.0, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 27 rectangle from 284.2, 115.4 to 298.8, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 28 rectangle from 284.2, 231.1 to 298.8, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 29 rectangle from 344.0, 115.4 to 358.7, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 30 rectangle from 344.0, 231.1 to 358.7, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 31 rectangle from 246.8, 99.9 to 261.4, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 32 rectangle from 246.8, 215.6 to 261.4, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 33 rectangle from 306.6, 99.9 to 321.3, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 34 rectangle from 306.6, 215.6 to 321.3, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 35 rectangle from 366.5, 99.9 to 381.1, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 36 rectangle from 366.5, 215.6 to 381.1, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set label 7 name(7) at 302.7, 169.4 center front font "Helvetica,14" textcolor rgb 0x555555
set label 8 name(8) at 407.5, 82.8 left front font "Helvetica,14" textcolor rgb 0x222222
set object 37 rectangle from 415.9, 98.2 to 459.0, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 38 rectangle from 415.9, 213.8 to 459.0, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 39 rectangle from 475.7, 98.2 to 518.8, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 40 rectangle from 475.7, 213.8 to 518.8, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 41 rectangle from 535.6, 98.2 to 578.7, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 42 rectangle from 535.6, 213.8 to 578.7, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 43 rectangle from 418.9, 115.4 to 433.5, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 44 rectangle from 418.9, 231.1 to 433.5, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 45 rectangle from 478.7, 115.4 to 493.4, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 46 rectangle from 478.7, 231.1 to 493.4, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 47 rectangle from 538.6, 115.4 to 553.2, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 48 rectangle from 538.6, 231.1 to 553.2, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 49 rectangle from 441.3, 115.4 to 456.0, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 50 rectangle from 441.3, 231.1 to 456.0, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 51 rectangle from 501.2, 115.4 to 515.8, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 52 rectangle from 501.2, 231.1 to 515.8, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 53 rectangle from 561.0, 115.4 to 575.7, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 54 rectangle from 561.0, 231.1 to 575.7, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set label 9 name(9) at 602.1, 82.8 left front font "Helvetica,14" textcolor rgb 0x222222
set object 55 rectangle from 610.4, 98.2 to 653.5, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 56 rectangle from 610.4, 213.8 to 653.5, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 57 rectangle from 670.3, 98.2 to 713.4, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 58 rectangle from 670.3, 213.8 to 713.4, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 59 rectangle from 730.1, 98.2 to 773.2, 124.9 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 60 rectangle from 730.1, 213.8 to 773.2, 240.5 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 61 rectangle from 613.4, 115.4 to 628.1, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 62 rectangle from 613.4, 231.1 to 628.1, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 63 rectangle from 673.3, 115.4 to 687.9, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 64 rectangle from 673.3, 231.1 to 687.9, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 65 rectangle from 733.1, 115.4 to 747.8, 123.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 66 rectangle from 733.1, 231.1 to 747.8, 238.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 67 rectangle from 635.9, 115.4 to 650.5, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 68 rectangle from 635.9, 231.1 to 650.5, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 69 rectangle from 695.7, 115.4 to 710.4, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 70 rectangle from 695.7, 231.1 to 710.4, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 71 rectangle from 755.6, 115.4 to 770.2, 123.2 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 72 rectangle from 755.6, 231.1 to 770.2, 238.8 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set label 10 name(10) at 18.4, 261.9 left front font "Helvetica,14" textcolor rgb 0x222222
set object 73 rectangle from 26.8, 277.3 to 69.9, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 74 rectangle from 26.8, 393.0 to 69.9, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 75 rectangle from 86.6, 277.3 to 129.7, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 76 rectangle from 86.6, 393.0 to 129.7, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 77 rectangle from 146.5, 277.3 to 189.6, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 78 rectangle from 146.5, 393.0 to 189.6, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 79 rectangle from 29.8, 294.6 to 44.4, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 80 rectangle from 29.8, 410.2 to 44.4, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 81 rectangle from 89.6, 294.6 to 104.3, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 82 rectangle from 89.6, 410.2 to 104.3, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 83 rectangle from 149.5, 294.6 to 164.1, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 84 rectangle from 149.5, 410.2 to 164.1, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 85 rectangle from 52.2, 294.6 to 66.9, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 86 rectangle from 52.2, 394.7 to 66.9, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 87 rectangle from 112.1, 294.6 to 126.7, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 88 rectangle from 112.1, 394.7 to 126.7, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 89 rectangle from 171.9, 294.6 to 186.6, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 90 rectangle from 171.9, 394.7 to 186.6, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set label 11 name(11) at 213.0, 261.9 left front font "Helvetica,14" textcolor rgb 0x222222
set object 91 rectangle from 221.3, 277.3 to 264.4, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 92 rectangle from 221.3, 393.0 to 264.4, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 93 rectangle from 281.2, 277.3 to 324.3, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 94 rectangle from 281.2, 393.0 to 324.3, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 95 rectangle from 341.0, 277.3 to 384.1, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 96 rectangle from 341.0, 393.0 to 384.1, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 97 rectangle from 224.3, 279.1 to 239.0, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 98 rectangle from 224.3, 394.7 to 239.0, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 99 rectangle from 284.2, 279.1 to 298.8, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 100 rectangle from 284.2, 418.0 to 298.8, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 101 rectangle from 344.0, 279.1 to 358.7, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 102 rectangle from 344.0, 418.0 to 358.7, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 103 rectangle from 246.8, 294.6 to 261.4, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 104 rectangle from 246.8, 394.7 to 261.4, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 105 rectangle from 306.6, 294.6 to 321.3, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 106 rectangle from 306.6, 418.0 to 321.3, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 107 rectangle from 366.5, 294.6 to 381.1, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 108 rectangle from 366.5, 418.0 to 381.1, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set label 12 name(12) at 407.5, 261.9 left front font "Helvetica,14" textcolor rgb 0x222222
set object 109 rectangle from 415.9, 277.3 to 459.0, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 110 rectangle from 415.9, 393.0 to 459.0, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 111 rectangle from 475.7, 277.3 to 518.8, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 112 rectangle from 475.7, 393.0 to 518.8, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 113 rectangle from 535.6, 277.3 to 578.7, 304.1 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 114 rectangle from 535.6, 393.0 to 578.7, 419.7 back fillcolor rgb 0xe4e4e4 fillstyle solid noborder
set object 115 rectangle from 418.9, 294.6 to 433.5, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 116 rectangle from 418.9, 410.2 to 433.5, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 117 rectangle from 478.7, 294.6 to 493.4, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 118 rectangle from 478.7, 410.2 to 493.4, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 119 rectangle from 538.6, 294.6 to 553.2, 302.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 120 rectangle from 538.6, 410.2 to 553.2, 418.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 121 rectangle from 441.3, 294.6 to 456.0, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 122 rectangle from 441.3, 410.2 to 456.0, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 123 rectangle from 501.2, 294.6 to 515.8, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 124 rectangle from 501.2, 410.2 to 515.8, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 125 rectangle from 561.0, 294.6 to 575.7, 302.3 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 126 rectangle from 561.0, 410.2 to 575.7, 418.0 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set object 127 rectangle from 602.1, 280.8 to 614.7, 293.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 13 name(13) at 620.7, 287.1 left front font "Helvetica,14" textcolor rgb 0x222222
set object 128 rectangle from 602.1, 301.8 to 614.7, 314.4 back fillcolor rgb 0xd98c00 fillstyle solid noborder
set label 14 name(14) at 620.7, 308.1 left front font "Helvetica,14" textcolor rgb 0x222222
set label 15 name(15) at 602.1, 329.1 left front font "Helvetica,14" textcolor rgb 0x555555
set label 16 name(16) at 602.1, 348.7 left front font "Helvetica,14" textcolor rgb 0x555555
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "labels.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "labels-".kind.".png"
    }
    plot $data using 1:2:3:4:5 with vectors head filled size 9, 20 fixed linewidth 1.6 linecolor rgb variable
    unset output
}
