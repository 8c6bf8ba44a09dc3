# Draws slices.svg and slices.png here: gnuplot slices.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|How the rows of the largest tables lie on the slices
|the 3 largest of 5 tables; slice number below, dashed line: the mean
|lineorder (million rows)
|before
|max/mean 1.00
|0
|20
|40
|60
|0
|1
|2
|3
|4
|5
|6
|7
|after
|max/mean 1.00
|0
|1
|2
|3
|4
|5
|6
|7
|customer (million rows)
|before
|max/mean 1.00
|0
|1
|2
|3
|0
|1
|2
|3
|4
|5
|6
|7
|after
|ALL: copies
|0
|1
|2
|3
|4
|5
|6
|7
|supplier (million rows)
|before
|max/mean 1.00
|0
|0.25
|0.50
|0.75
|1.00
|0
|1
|2
|3
|4
|5
|6
|7
|after
|ALL: copies
|0
|1
|2
|3
|4
|5
|6
|7
|starslice 0.1.0, scenario ssb-tutorial, seed 1
STARSLICE_END
$data << STARSLICE_END
77.20 110.17 227.00 1.32872036e-06 2763306 75004738
120.58 153.54 227.00 1.32872036e-06 2763306 75004738
163.96 196.92 227.00 1.32872036e-06 2763306 75004738
207.33 240.29 227.00 1.32872036e-06 2763306 75004738
250.71 283.67 227.00 1.32872036e-06 2763306 75004738
294.08 327.05 227.00 1.32872036e-06 2763306 75004738
337.45 370.42 227.00 1.32872036e-06 2763306 75004737
380.83 413.80 227.00 1.32872036e-06 2763306 75004737
442.20 475.17 227.00 1.32872036e-06 4500121 75260380.8003331
485.58 518.54 227.00 1.32872036e-06 4500121 75158022.7419863
528.96 561.92 227.00 1.32872036e-06 4500121 75089863.5270277
572.33 605.29 227.00 1.32872036e-06 4500121 75032371.0122076
615.71 648.67 227.00 1.32872036e-06 4500121 74977619.7580527
659.08 692.04 227.00 1.32872036e-06 4500121 74920127.2432326
702.46 735.42 227.00 1.32872036e-06 4500121 74851968.028274
745.83 778.79 227.00 1.32872036e-06 4500121 74747548.888886
77.20 110.17 415.00 3.33333333e-05 2763306 375000
120.58 153.54 415.00 3.33333333e-05 2763306 375000
163.96 196.92 415.00 3.33333333e-05 2763306 375000
207.33 240.29 415.00 3.33333333e-05 2763306 375000
250.71 283.67 415.00 3.33333333e-05 2763306 375000
294.08 327.05 415.00 3.33333333e-05 2763306 375000
337.45 370.42 415.00 3.33333333e-05 2763306 375000
380.83 413.80 415.00 3.33333333e-05 2763306 375000
442.20 475.17 415.00 3.33333333e-05 4500121 3000000
485.58 518.54 415.00 3.33333333e-05 4500121 0
528.96 561.92 415.00 3.33333333e-05 4500121 3000000
572.33 605.29 415.00 3.33333333e-05 4500121 0
615.71 648.67 415.00 3.33333333e-05 4500121 3000000
659.08 692.04 415.00 3.33333333e-05 4500121 0
702.46 735.42 415.00 3.33333333e-05 4500121 3000000
745.83 778.79 415.00 3.33333333e-05 4500121 0
77.20 110.17 603.00 0.0001 2763306 125000
120.58 153.54 603.00 0.0001 2763306 125000
163.96 196.92 603.00 0.0001 2763306 125000
207.33 240.29 603.00 0.0001 2763306 125000
250.71 283.67 603.00 0.0001 2763306 125000
294.08 327.05 603.00 0.0001 2763306 125000
337.45 370.42 603.00 0.0001 2763306 125000
380.83 413.80 603.00 0.0001 2763306 125000
442.20 475.17 603.00 0.0001 4500121 1000000
485.58 518.54 603.00 0.0001 4500121 0
528.96 561.92 603.00 0.0001 4500121 1000000
572.33 605.29 603.00 0.0001 4500121 0
615.71 648.67 603.00 0.0001 4500121 1000000
659.08 692.04 603.00 0.0001 4500121 0
702.46 735.42 603.00 0.0001 4500121 1000000
745.83 778.79 603.00 0.0001 4500121 0
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 663
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 53.0 left front font "Helvetica,14" textcolor rgb 0x555555
set label 3 name(3) at 16.0, 88.0 left front font "Helvetica,15" textcolor rgb 0x222222
set object 1 rectangle from 72.0, 109.5 to 83.0, 120.5 back fillcolor rgb 0x2a2a2a fillstyle solid noborder
set label 4 name(4) at 88.0, 115.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 5 name(5) at 419.0, 115.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 227.0 to 419.0, 227.0 nohead back linewidth 1 linecolor rgb 0x999999
set label 6 name(6) at 66.0, 227.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 200.4 to 419.0, 200.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 66.0, 200.4 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 173.9 to 419.0, 173.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 66.0, 173.9 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 147.3 to 419.0, 147.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 66.0, 147.3 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 127.3 to 419.0, 127.3 nohead front linewidth 1.5 dashtype 2 linecolor rgb 0x222222
set label 10 name(10) at 93.7, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 11 name(11) at 137.1, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 12 name(12) at 180.4, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 13 name(13) at 223.8, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 14 name(14) at 267.2, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 15 name(15) at 310.6, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 16 name(16) at 353.9, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 17 name(17) at 397.3, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set object 2 rectangle from 437.0, 109.5 to 448.0, 120.5 back fillcolor rgb 0x44aa99 fillstyle solid noborder
set label 18 name(18) at 453.0, 115.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 19 name(19) at 784.0, 115.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 437.0, 227.0 to 784.0, 227.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 437.0, 200.4 to 784.0, 200.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 173.9 to 784.0, 173.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 147.3 to 784.0, 147.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 127.3 to 784.0, 127.3 nohead front linewidth 1.5 dashtype 2 linecolor rgb 0x222222
set label 20 name(20) at 458.7, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 21 name(21) at 502.1, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 22 name(22) at 545.4, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 23 name(23) at 588.8, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 24 name(24) at 632.2, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 25 name(25) at 675.6, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 26 name(26) at 718.9, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 27 name(27) at 762.3, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 28 name(28) at 16.0, 276.0 left front font "Helvetica,15" textcolor rgb 0x222222
set object 3 rectangle from 72.0, 297.5 to 83.0, 308.5 back fillcolor rgb 0x2a2a2a fillstyle solid noborder
set label 29 name(29) at 88.0, 303.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 30 name(30) at 419.0, 303.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 415.0 to 419.0, 415.0 nohead back linewidth 1 linecolor rgb 0x999999
set label 31 name(31) at 66.0, 415.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 381.7 to 419.0, 381.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 32 name(32) at 66.0, 381.7 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 348.3 to 419.0, 348.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 33 name(33) at 66.0, 348.3 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 315.0 to 419.0, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 34 name(34) at 66.0, 315.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 402.5 to 419.0, 402.5 nohead front linewidth 1.5 dashtype 2 linecolor rgb 0x222222
set label 35 name(35) at 93.7, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 36 name(36) at 137.1, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 37 name(37) at 180.4, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 38 name(38) at 223.8, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 39 name(39) at 267.2, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 40 name(40) at 310.6, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 41 name(41) at 353.9, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 42 name(42) at 397.3, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set object 4 rectangle from 437.0, 297.5 to 448.0, 308.5 back fillcolor rgb 0x44aa99 fillstyle solid noborder
set label 43 name(43) at 453.0, 303.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 44 name(44) at 784.0, 303.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 437.0, 415.0 to 784.0, 415.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 437.0, 381.7 to 784.0, 381.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 348.3 to 784.0, 348.3 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 315.0 to 784.0, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 45 name(45) at 458.7, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 46 name(46) at 502.1, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 47 name(47) at 545.4, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 48 name(48) at 588.8, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 49 name(49) at 632.2, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 50 name(50) at 675.6, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 51 name(51) at 718.9, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 52 name(52) at 762.3, 427.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 53 name(53) at 16.0, 464.0 left front font "Helvetica,15" textcolor rgb 0x222222
set object 5 rectangle from 72.0, 485.5 to 83.0, 496.5 back fillcolor rgb 0x2a2a2a fillstyle solid noborder
set label 54 name(54) at 88.0, 491.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 55 name(55) at 419.0, 491.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 603.0 to 419.0, 603.0 nohead back linewidth 1 linecolor rgb 0x999999
set label 56 name(56) at 66.0, 603.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 578.0 to 419.0, 578.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 57 name(57) at 66.0, 578.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 553.0 to 419.0, 553.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 58 name(58) at 66.0, 553.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 528.0 to 419.0, 528.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 59 name(59) at 66.0, 528.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 503.0 to 419.0, 503.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 60 name(60) at 66.0, 503.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 590.5 to 419.0, 590.5 nohead front linewidth 1.5 dashtype 2 linecolor rgb 0x222222
set label 61 name(61) at 93.7, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 62 name(62) at 137.1, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 63 name(63) at 180.4, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 64 name(64) at 223.8, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 65 name(65) at 267.2, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 66 name(66) at 310.6, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 67 name(67) at 353.9, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 68 name(68) at 397.3, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set object 6 rectangle from 437.0, 485.5 to 448.0, 496.5 back fillcolor rgb 0x44aa99 fillstyle solid noborder
set label 69 name(69) at 453.0, 491.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 70 name(70) at 784.0, 491.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 437.0, 603.0 to 784.0, 603.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 437.0, 578.0 to 784.0, 578.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 553.0 to 784.0, 553.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 528.0 to 784.0, 528.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 437.0, 503.0 to 784.0, 503.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 71 name(71) at 458.7, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 72 name(72) at 502.1, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 73 name(73) at 545.4, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 74 name(74) at 588.8, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 75 name(75) at 632.2, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 76 name(76) at 675.6, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 77 name(77) at 718.9, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 78 name(78) at 762.3, 615.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 79 name(79) at 784.0, 651.0 right front font "Helvetica,11" textcolor rgb 0x999999
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [ending in (CAIRO ? "svg png" : "svg")] {
    if (ending eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background "#ffffff" font "Helvetica,14"
    } else {
        set terminal pngcairo size 2 * WIDTH, 2 * HEIGHT noenhanced \
            background "#ffffff" font "Helvetica,14" \
            fontscale 1.5 linewidth 2
    }
    set output "slices.".ending
    plot $data using (0):3:1:2:3:($3 - $4 * $6):5 with boxxyerror fillcolor rgb variable
    unset output
}
