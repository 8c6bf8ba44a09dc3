# Draws columns.svg and columns.png here: gnuplot columns.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks of the largest columns, with their encoding
|the 12 largest of 19 columns
|lineitem.l_comment
|delta
|7,092  text255
|raw
|7,092  text255
|runlength
|7,092  text255
|lineitem.row_id
|delta
|4,588  raw
|raw
|4,588  raw
|runlength
|4,588  raw
|lineitem.l_orderkey
|delta
|2,370  mostly32
|raw
|2,370  mostly32
|runlength
|2,370  mostly32
|lineitem.l_partkey
|delta
|2,370  mostly32
|raw
|2,370  mostly32
|runlength
|2,370  mostly32
|lineitem.l_extendedprice
|delta
|2,370  mostly32
|raw
|2,370  mostly32
|runlength
|2,370  mostly32
|lineitem.l_suppkey
|delta
|2,298  raw
|raw
|2,298  raw
|runlength
|2,298  raw
|lineitem.l_shipdate
|delta
|582  delta
|raw
|2,298  raw
|runlength
|18  runlength
|lineitem.l_commitdate
|delta
|612  delta
|raw
|612  delta
|runlength
|612  delta
|lineitem.l_linenumber
|delta
|582  delta
|raw
|582  delta
|runlength
|582  delta
|lineitem.l_quantity
|delta
|582  bytedict
|raw
|582  bytedict
|runlength
|582  bytedict
|lineitem.l_discount
|delta
|582  delta
|raw
|582  delta
|runlength
|582  delta
|lineitem.l_tax
|delta
|582  delta
|raw
|582  delta
|runlength
|582  delta
|0
|2,000
|4,000
|6,000
|0
|2,000
|4,000
|6,000
|blocks
|starslice 0.1.0, scenario tpch-lineitem, seed 1
STARSLICE_END
$data << STARSLICE_END
121.64 138.36 2763306 7092
143.64 160.36 4500121 7092
165.64 182.36 13395575 7092
219.64 236.36 2763306 4588
241.64 258.36 4500121 4588
263.64 280.36 13395575 4588
317.64 334.36 2763306 2370
339.64 356.36 4500121 2370
361.64 378.36 13395575 2370
415.64 432.36 2763306 2370
437.64 454.36 4500121 2370
459.64 476.36 13395575 2370
513.64 530.36 2763306 2370
535.64 552.36 4500121 2370
557.64 574.36 13395575 2370
611.64 628.36 2763306 2298
633.64 650.36 4500121 2298
655.64 672.36 13395575 2298
709.64 726.36 2763306 582
731.64 748.36 4500121 2298
753.64 770.36 13395575 18
807.64 824.36 2763306 612
829.64 846.36 4500121 612
851.64 868.36 13395575 612
905.64 922.36 2763306 582
927.64 944.36 4500121 582
949.64 966.36 13395575 582
1003.64 1020.36 2763306 582
1025.64 1042.36 4500121 582
1047.64 1064.36 13395575 582
1101.64 1118.36 2763306 582
1123.64 1140.36 4500121 582
1145.64 1162.36 13395575 582
1199.64 1216.36 2763306 582
1221.64 1238.36 4500121 582
1243.64 1260.36 13395575 582
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 1331
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 53.0 left front font "Helvetica,14" textcolor rgb 0x555555
set label 3 name(3) at 16.0, 107.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 119.0 to 91.8, 185.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 119.0 to 256.9, 185.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 119.0 to 422.1, 185.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 119.0 to 587.2, 185.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 4 name(4) at 83.8, 130.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 5 name(5) at 683.4, 130.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 6 name(6) at 83.8, 152.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 7 name(7) at 683.4, 152.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 8 name(8) at 83.8, 174.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 9 name(9) at 683.4, 174.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 10 name(10) at 16.0, 205.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 217.0 to 91.8, 283.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 217.0 to 256.9, 283.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 217.0 to 422.1, 283.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 217.0 to 587.2, 283.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 83.8, 228.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 12 name(12) at 476.6, 228.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 13 name(13) at 83.8, 250.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 14 name(14) at 476.6, 250.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 15 name(15) at 83.8, 272.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 16 name(16) at 476.6, 272.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 17 name(17) at 16.0, 303.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 315.0 to 91.8, 381.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 315.0 to 256.9, 381.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 315.0 to 422.1, 381.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 315.0 to 587.2, 381.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 83.8, 326.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 19 name(19) at 293.5, 326.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 20 name(20) at 83.8, 348.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 21 name(21) at 293.5, 348.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 22 name(22) at 83.8, 370.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 23 name(23) at 293.5, 370.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 24 name(24) at 16.0, 401.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 413.0 to 91.8, 479.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 413.0 to 256.9, 479.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 413.0 to 422.1, 479.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 413.0 to 587.2, 479.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 25 name(25) at 83.8, 424.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 26 name(26) at 293.5, 424.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 27 name(27) at 83.8, 446.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 28 name(28) at 293.5, 446.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 29 name(29) at 83.8, 468.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 30 name(30) at 293.5, 468.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 31 name(31) at 16.0, 499.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 511.0 to 91.8, 577.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 511.0 to 256.9, 577.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 511.0 to 422.1, 577.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 511.0 to 587.2, 577.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 32 name(32) at 83.8, 522.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 33 name(33) at 293.5, 522.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 34 name(34) at 83.8, 544.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 35 name(35) at 293.5, 544.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 36 name(36) at 83.8, 566.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 37 name(37) at 293.5, 566.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 38 name(38) at 16.0, 597.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 609.0 to 91.8, 675.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 609.0 to 256.9, 675.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 609.0 to 422.1, 675.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 609.0 to 587.2, 675.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 39 name(39) at 83.8, 620.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 40 name(40) at 287.5, 620.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 41 name(41) at 83.8, 642.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 42 name(42) at 287.5, 642.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 43 name(43) at 83.8, 664.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 44 name(44) at 287.5, 664.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 45 name(45) at 16.0, 695.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 707.0 to 91.8, 773.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 707.0 to 256.9, 773.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 707.0 to 422.1, 773.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 707.0 to 587.2, 773.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 46 name(46) at 83.8, 718.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 47 name(47) at 145.9, 718.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 48 name(48) at 83.8, 740.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 49 name(49) at 287.5, 740.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 50 name(50) at 83.8, 762.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 51 name(51) at 99.3, 762.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 52 name(52) at 16.0, 793.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 805.0 to 91.8, 871.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 805.0 to 256.9, 871.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 805.0 to 422.1, 871.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 805.0 to 587.2, 871.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 53 name(53) at 83.8, 816.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 54 name(54) at 148.3, 816.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 55 name(55) at 83.8, 838.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 56 name(56) at 148.3, 838.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 57 name(57) at 83.8, 860.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 58 name(58) at 148.3, 860.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 59 name(59) at 16.0, 891.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 903.0 to 91.8, 969.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 903.0 to 256.9, 969.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 903.0 to 422.1, 969.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 903.0 to 587.2, 969.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 60 name(60) at 83.8, 914.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 61 name(61) at 145.9, 914.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 62 name(62) at 83.8, 936.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 63 name(63) at 145.9, 936.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 64 name(64) at 83.8, 958.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 65 name(65) at 145.9, 958.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 66 name(66) at 16.0, 989.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 1001.0 to 91.8, 1067.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 1001.0 to 256.9, 1067.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 1001.0 to 422.1, 1067.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 1001.0 to 587.2, 1067.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 67 name(67) at 83.8, 1012.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 68 name(68) at 145.9, 1012.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 69 name(69) at 83.8, 1034.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 70 name(70) at 145.9, 1034.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 71 name(71) at 83.8, 1056.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 72 name(72) at 145.9, 1056.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 73 name(73) at 16.0, 1087.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 1099.0 to 91.8, 1165.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 1099.0 to 256.9, 1165.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 1099.0 to 422.1, 1165.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 1099.0 to 587.2, 1165.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 74 name(74) at 83.8, 1110.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 75 name(75) at 145.9, 1110.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 76 name(76) at 83.8, 1132.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 77 name(77) at 145.9, 1132.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 78 name(78) at 83.8, 1154.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 79 name(79) at 145.9, 1154.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 80 name(80) at 16.0, 1185.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 1197.0 to 91.8, 1263.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 256.9, 1197.0 to 256.9, 1263.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 422.1, 1197.0 to 422.1, 1263.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 587.2, 1197.0 to 587.2, 1263.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 81 name(81) at 83.8, 1208.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 82 name(82) at 145.9, 1208.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 83 name(83) at 83.8, 1230.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 84 name(84) at 145.9, 1230.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 85 name(85) at 83.8, 1252.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 86 name(86) at 145.9, 1252.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 87 name(87) at 91.8, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 88 name(88) at 256.9, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 89 name(89) at 422.1, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 90 name(90) at 587.2, 82.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 91 name(91) at 91.8, 1283.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 92 name(92) at 256.9, 1283.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 93 name(93) at 422.1, 1283.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 94 name(94) at 587.2, 1283.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 95 name(95) at 384.6, 1305.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 96 name(96) at 784.0, 1319.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    plot $data using (0):1:(91.80):(91.80 + 0.0825690919 * $4):1:2:3 with boxxyerror fillcolor rgb variable
    unset output
}
