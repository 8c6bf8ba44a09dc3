# Draws blocks.svg and blocks.png here: gnuplot blocks.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks read against blocks stored, under each design
|coloured: blocks read, grey: stored; per query and table
|q1: lineorder
|before
|9,208 of 9,208
|after
|4,659 of 4,659
|q2: lineorder
|before
|9,208 of 9,208
|after
|8,095 of 8,095
|q3: lineorder
|before
|9,208 of 9,208
|after
|8,095 of 8,095
|q3: customer
|before
|72 of 72
|after
|52 of 52
|q2: part
|before
|56 of 56
|after
|64 of 64
|q2: supplier
|before
|32 of 32
|after
|28 of 28
|q3: supplier
|before
|32 of 32
|after
|28 of 28
|q3: dwdate
|before
|32 of 32
|after
|32 of 32
|q1: dwdate
|before
|24 of 24
|after
|24 of 24
|q2: dwdate
|before
|24 of 24
|after
|24 of 24
|0
|2,000
|4,000
|6,000
|8,000
|0
|2,000
|4,000
|6,000
|8,000
|blocks
|starslice 0.1.0, scenario ssb-tutorial, seed 1
STARSLICE_END
$data << STARSLICE_END
121.64 138.36 2763306 9208 9208
143.64 160.36 4500121 4659 4659
197.64 214.36 2763306 9208 9208
219.64 236.36 4500121 8095 8095
273.64 290.36 2763306 9208 9208
295.64 312.36 4500121 8095 8095
349.64 366.36 2763306 72 72
371.64 388.36 4500121 52 52
425.64 442.36 2763306 56 56
447.64 464.36 4500121 64 64
501.64 518.36 2763306 32 32
523.64 540.36 4500121 28 28
577.64 594.36 2763306 32 32
599.64 616.36 4500121 28 28
653.64 670.36 2763306 32 32
675.64 692.36 4500121 32 32
729.64 746.36 2763306 24 24
751.64 768.36 4500121 24 24
805.64 822.36 2763306 24 24
827.64 844.36 4500121 24 24
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 915
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 53.0 left front font "Helvetica,14" textcolor rgb 0x555555
set label 3 name(3) at 16.0, 107.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 119.0 to 90.0, 163.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 119.0 to 220.2, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 119.0 to 350.4, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 119.0 to 480.5, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 119.0 to 610.7, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 4 name(4) at 82.0, 130.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 5 name(5) at 695.3, 130.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 6 name(6) at 82.0, 152.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 7 name(7) at 399.2, 152.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 8 name(8) at 16.0, 183.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 195.0 to 90.0, 239.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 195.0 to 220.2, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 195.0 to 350.4, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 195.0 to 480.5, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 195.0 to 610.7, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 82.0, 206.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 10 name(10) at 695.3, 206.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 11 name(11) at 82.0, 228.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 12 name(12) at 622.9, 228.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 13 name(13) at 16.0, 259.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 271.0 to 90.0, 315.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 271.0 to 220.2, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 271.0 to 350.4, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 271.0 to 480.5, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 271.0 to 610.7, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 82.0, 282.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 15 name(15) at 695.3, 282.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 16 name(16) at 82.0, 304.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 17 name(17) at 622.9, 304.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 18 name(18) at 16.0, 335.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 347.0 to 90.0, 391.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 347.0 to 220.2, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 347.0 to 350.4, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 347.0 to 480.5, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 347.0 to 610.7, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 82.0, 358.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 20 name(20) at 100.7, 358.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 21 name(21) at 82.0, 380.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 22 name(22) at 99.4, 380.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 23 name(23) at 16.0, 411.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 423.0 to 90.0, 467.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 423.0 to 220.2, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 423.0 to 350.4, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 423.0 to 480.5, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 423.0 to 610.7, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 24 name(24) at 82.0, 434.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 25 name(25) at 99.6, 434.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 26 name(26) at 82.0, 456.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 27 name(27) at 100.2, 456.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 28 name(28) at 16.0, 487.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 499.0 to 90.0, 543.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 499.0 to 220.2, 543.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 499.0 to 350.4, 543.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 499.0 to 480.5, 543.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 499.0 to 610.7, 543.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 29 name(29) at 82.0, 510.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 30 name(30) at 98.1, 510.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 31 name(31) at 82.0, 532.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 32 name(32) at 97.8, 532.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 33 name(33) at 16.0, 563.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 575.0 to 90.0, 619.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 575.0 to 220.2, 619.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 575.0 to 350.4, 619.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 575.0 to 480.5, 619.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 575.0 to 610.7, 619.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 34 name(34) at 82.0, 586.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 35 name(35) at 98.1, 586.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 36 name(36) at 82.0, 608.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 37 name(37) at 97.8, 608.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 38 name(38) at 16.0, 639.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 651.0 to 90.0, 695.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 651.0 to 220.2, 695.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 651.0 to 350.4, 695.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 651.0 to 480.5, 695.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 651.0 to 610.7, 695.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 39 name(39) at 82.0, 662.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 40 name(40) at 98.1, 662.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 41 name(41) at 82.0, 684.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 42 name(42) at 98.1, 684.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 43 name(43) at 16.0, 715.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 727.0 to 90.0, 771.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 727.0 to 220.2, 771.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 727.0 to 350.4, 771.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 727.0 to 480.5, 771.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 727.0 to 610.7, 771.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 44 name(44) at 82.0, 738.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 45 name(45) at 97.6, 738.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 46 name(46) at 82.0, 760.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 47 name(47) at 97.6, 760.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 48 name(48) at 16.0, 791.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 803.0 to 90.0, 847.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 220.2, 803.0 to 220.2, 847.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 350.4, 803.0 to 350.4, 847.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 480.5, 803.0 to 480.5, 847.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 610.7, 803.0 to 610.7, 847.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 49 name(49) at 82.0, 814.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 50 name(50) at 97.6, 814.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 51 name(51) at 82.0, 836.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 52 name(52) at 97.6, 836.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 53 name(53) at 90.0, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 54 name(54) at 220.2, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 55 name(55) at 350.4, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 56 name(56) at 480.5, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 57 name(57) at 610.7, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 58 name(58) at 90.0, 867.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 59 name(59) at 220.2, 867.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 60 name(60) at 350.4, 867.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 61 name(61) at 480.5, 867.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 62 name(62) at 610.7, 867.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 63 name(63) at 389.7, 889.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 64 name(64) at 784.0, 903.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    set output "blocks.".ending
    plot $data using (0):1:(90.00):(90.00 + 0.065089053 * $5):1:2 with boxxyerror fillcolor rgb 0xd6d6d6, \
        $data using (0):1:(90.00):(90.00 + 0.065089053 * $4):1:2:3 with boxxyerror fillcolor rgb variable
    unset output
}
