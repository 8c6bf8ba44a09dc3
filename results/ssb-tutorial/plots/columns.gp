# Draws columns.svg and columns.png here: gnuplot columns.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks of the largest columns, with their encoding
|the 12 largest of 73 columns
|lineorder.lo_orderpriority
|before
|6,640  raw
|after
|584  bytedict
|lineorder.lo_shipmode
|before
|4,744  raw
|after
|584  bytedict
|lineorder.row_id
|before
|4,584  raw
|after
|4,591  raw
|lineorder.lo_shippriority
|before
|2,864  raw
|after
|24  runlength
|lineorder.lo_custkey
|before
|2,296  raw
|after
|2,302  raw
|lineorder.lo_partkey
|before
|2,296  raw
|after
|2,302  raw
|lineorder.lo_suppkey
|before
|2,296  raw
|after
|2,302  raw
|lineorder.lo_extendedprice
|before
|2,296  raw
|after
|2,302  raw
|lineorder.lo_ordertotalprice
|before
|2,296  raw
|after
|2,302  raw
|lineorder.lo_revenue
|before
|2,296  raw
|after
|2,302  raw
|lineorder.lo_orderkey
|before
|2,296  raw
|after
|1,507  delta32k
|lineorder.lo_linenumber
|before
|2,296  raw
|after
|584  delta
|0
|2,000
|4,000
|6,000
|0
|2,000
|4,000
|6,000
|blocks
|starslice 0.1.0, scenario ssb-tutorial, seed 1
STARSLICE_END
$data << STARSLICE_END
121.64 138.36 2763306 6640
143.64 160.36 4500121 584
197.64 214.36 2763306 4744
219.64 236.36 4500121 584
273.64 290.36 2763306 4584
295.64 312.36 4500121 4591
349.64 366.36 2763306 2864
371.64 388.36 4500121 24
425.64 442.36 2763306 2296
447.64 464.36 4500121 2302
501.64 518.36 2763306 2296
523.64 540.36 4500121 2302
577.64 594.36 2763306 2296
599.64 616.36 4500121 2302
653.64 670.36 2763306 2296
675.64 692.36 4500121 2302
729.64 746.36 2763306 2296
751.64 768.36 4500121 2302
805.64 822.36 2763306 2296
827.64 844.36 4500121 2302
881.64 898.36 2763306 2296
903.64 920.36 4500121 1507
957.64 974.36 2763306 2296
979.64 996.36 4500121 584
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 1067
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 53.0 left front font "Helvetica,14" textcolor rgb 0x555555
set label 3 name(3) at 16.0, 107.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 119.0 to 90.0, 163.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 119.0 to 268.3, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 119.0 to 446.5, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 119.0 to 624.8, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 4 name(4) at 82.0, 130.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 5 name(5) at 687.8, 130.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 6 name(6) at 82.0, 152.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 7 name(7) at 148.0, 152.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 8 name(8) at 16.0, 183.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 195.0 to 90.0, 239.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 195.0 to 268.3, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 195.0 to 446.5, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 195.0 to 624.8, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 82.0, 206.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 10 name(10) at 518.8, 206.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 11 name(11) at 82.0, 228.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 12 name(12) at 148.0, 228.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 13 name(13) at 16.0, 259.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 271.0 to 90.0, 315.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 271.0 to 268.3, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 271.0 to 446.5, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 271.0 to 624.8, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 82.0, 282.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 15 name(15) at 504.6, 282.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 16 name(16) at 82.0, 304.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 17 name(17) at 505.2, 304.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 18 name(18) at 16.0, 335.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 347.0 to 90.0, 391.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 347.0 to 268.3, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 347.0 to 446.5, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 347.0 to 624.8, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 82.0, 358.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 20 name(20) at 351.3, 358.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 21 name(21) at 82.0, 380.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 22 name(22) at 98.1, 380.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 23 name(23) at 16.0, 411.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 423.0 to 90.0, 467.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 423.0 to 268.3, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 423.0 to 446.5, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 423.0 to 624.8, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 24 name(24) at 82.0, 434.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 25 name(25) at 300.6, 434.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 26 name(26) at 82.0, 456.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 27 name(27) at 301.2, 456.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 28 name(28) at 16.0, 487.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 499.0 to 90.0, 543.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 499.0 to 268.3, 543.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 499.0 to 446.5, 543.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 499.0 to 624.8, 543.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 29 name(29) at 82.0, 510.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 30 name(30) at 300.6, 510.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 31 name(31) at 82.0, 532.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 32 name(32) at 301.2, 532.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 33 name(33) at 16.0, 563.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 575.0 to 90.0, 619.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 575.0 to 268.3, 619.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 575.0 to 446.5, 619.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 575.0 to 624.8, 619.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 34 name(34) at 82.0, 586.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 35 name(35) at 300.6, 586.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 36 name(36) at 82.0, 608.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 37 name(37) at 301.2, 608.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 38 name(38) at 16.0, 639.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 651.0 to 90.0, 695.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 651.0 to 268.3, 695.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 651.0 to 446.5, 695.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 651.0 to 624.8, 695.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 39 name(39) at 82.0, 662.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 40 name(40) at 300.6, 662.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 41 name(41) at 82.0, 684.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 42 name(42) at 301.2, 684.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 43 name(43) at 16.0, 715.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 727.0 to 90.0, 771.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 727.0 to 268.3, 771.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 727.0 to 446.5, 771.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 727.0 to 624.8, 771.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 44 name(44) at 82.0, 738.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 45 name(45) at 300.6, 738.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 46 name(46) at 82.0, 760.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 47 name(47) at 301.2, 760.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 48 name(48) at 16.0, 791.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 803.0 to 90.0, 847.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 803.0 to 268.3, 847.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 803.0 to 446.5, 847.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 803.0 to 624.8, 847.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 49 name(49) at 82.0, 814.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 50 name(50) at 300.6, 814.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 51 name(51) at 82.0, 836.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 52 name(52) at 301.2, 836.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 53 name(53) at 16.0, 867.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 879.0 to 90.0, 923.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 879.0 to 268.3, 923.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 879.0 to 446.5, 923.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 879.0 to 624.8, 923.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 54 name(54) at 82.0, 890.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 55 name(55) at 300.6, 890.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 56 name(56) at 82.0, 912.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 57 name(57) at 230.3, 912.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 58 name(58) at 16.0, 943.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 955.0 to 90.0, 999.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 268.3, 955.0 to 268.3, 999.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 446.5, 955.0 to 446.5, 999.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 955.0 to 624.8, 999.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 59 name(59) at 82.0, 966.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 60 name(60) at 300.6, 966.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 61 name(61) at 82.0, 988.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 62 name(62) at 148.0, 988.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 63 name(63) at 90.0, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 64 name(64) at 268.3, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 65 name(65) at 446.5, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 66 name(66) at 624.8, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 67 name(67) at 90.0, 1019.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 68 name(68) at 268.3, 1019.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 69 name(69) at 446.5, 1019.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 70 name(70) at 624.8, 1019.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 71 name(71) at 385.9, 1041.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 72 name(72) at 784.0, 1055.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    set output "columns.".ending
    plot $data using (0):1:(90.00):(90.00 + 0.089126506 * $4):1:2:3 with boxxyerror fillcolor rgb variable
    unset output
}
