# Draws zone-maps.svg and its PNG here: gnuplot zone-maps.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Zone maps: which blocks a range can skip
|A block is skipped if its smallest and its largest value
|miss the range. Only order makes that happen.
|starslice 0.1.0, scenario zone-maps, seed 1
|read
|skipped
|asked for
|right: blocks in stored order, up: their values
|unsorted: day
|reads 48 of 48 blocks
|sorted by day: day
|reads 5 of 48 blocks
|interleaved: day
|reads 11 of 48 blocks
|compound, 1st: shop
|reads 5 of 48 blocks
|compound, 2nd: day
|reads 32 of 48 blocks
|interleaved: shop
|reads 13 of 48 blocks
STARSLICE_END
$data << STARSLICE_END
-100 -100
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
set object 1 rectangle from 18.4, 409.7 to 29.6, 420.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 5 name(5) at 35.2, 415.3 left front font "Helvetica,14" textcolor rgb 0x222222
set object 2 rectangle from 81.7, 409.7 to 92.9, 420.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set label 6 name(6) at 98.5, 415.3 left front font "Helvetica,14" textcolor rgb 0x222222
set object 3 rectangle from 165.7, 409.7 to 176.9, 420.9 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set label 7 name(7) at 182.5, 415.3 left front font "Helvetica,14" textcolor rgb 0x222222
set label 8 name(8) at 781.6, 415.3 right front font "Helvetica,14" textcolor rgb 0x555555
set label 9 name(9) at 18.4, 104.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 10 name(10) at 18.4, 121.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 4 rectangle from 18.4, 189.7 to 262.8, 198.8 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 18.4, 189.7 to 262.8, 189.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 198.8 to 262.8, 198.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 5 rectangle from 19.0, 133.6 to 22.9, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 6 rectangle from 24.1, 133.6 to 28.0, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 7 rectangle from 29.2, 133.6 to 33.1, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 8 rectangle from 34.3, 133.6 to 38.2, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 9 rectangle from 39.4, 133.6 to 43.2, 244.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 10 rectangle from 44.5, 133.6 to 48.3, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 11 rectangle from 49.6, 133.6 to 53.4, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 12 rectangle from 54.7, 133.6 to 58.5, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 13 rectangle from 59.7, 133.6 to 63.6, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 14 rectangle from 64.8, 133.6 to 68.7, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 15 rectangle from 69.9, 133.6 to 73.8, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 16 rectangle from 75.0, 133.6 to 78.9, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 17 rectangle from 80.1, 133.6 to 84.0, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 18 rectangle from 85.2, 133.6 to 89.1, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 19 rectangle from 90.3, 133.6 to 94.2, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 20 rectangle from 95.4, 133.6 to 99.3, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 21 rectangle from 100.5, 133.9 to 104.3, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 22 rectangle from 105.6, 133.6 to 109.4, 244.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 23 rectangle from 110.7, 133.9 to 114.5, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 24 rectangle from 115.8, 133.6 to 119.6, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 25 rectangle from 120.8, 133.6 to 124.7, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 26 rectangle from 125.9, 133.6 to 129.8, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 27 rectangle from 131.0, 133.9 to 134.9, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 28 rectangle from 136.1, 133.6 to 140.0, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 29 rectangle from 141.2, 133.6 to 145.1, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 30 rectangle from 146.3, 133.6 to 150.2, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 31 rectangle from 151.4, 133.6 to 155.3, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 32 rectangle from 156.5, 133.6 to 160.4, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 33 rectangle from 161.6, 133.6 to 165.4, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 34 rectangle from 166.7, 133.6 to 170.5, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 35 rectangle from 171.8, 133.6 to 175.6, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 36 rectangle from 176.9, 133.6 to 180.7, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 37 rectangle from 181.9, 133.9 to 185.8, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 38 rectangle from 187.0, 133.6 to 190.9, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 39 rectangle from 192.1, 133.6 to 196.0, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 40 rectangle from 197.2, 133.9 to 201.1, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 41 rectangle from 202.3, 133.6 to 206.2, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 42 rectangle from 207.4, 133.6 to 211.3, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 43 rectangle from 212.5, 133.6 to 216.4, 244.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 44 rectangle from 217.6, 133.6 to 221.5, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 45 rectangle from 222.7, 133.6 to 226.5, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 46 rectangle from 227.8, 133.6 to 231.6, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 47 rectangle from 232.9, 133.6 to 236.7, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 48 rectangle from 238.0, 133.6 to 241.8, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 49 rectangle from 243.0, 133.6 to 246.9, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 50 rectangle from 248.1, 133.6 to 252.0, 244.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 51 rectangle from 253.2, 133.6 to 257.1, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 52 rectangle from 258.3, 133.6 to 262.2, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set arrow from 18.4, 244.8 to 262.8, 244.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 244.8 to 18.4, 133.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 11 name(11) at 277.8, 104.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 12 name(12) at 277.8, 121.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 53 rectangle from 277.8, 189.7 to 522.2, 198.8 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 277.8, 189.7 to 522.2, 189.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 277.8, 198.8 to 522.2, 198.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 54 rectangle from 278.4, 242.3 to 282.3, 244.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 55 rectangle from 283.5, 239.9 to 287.4, 242.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 56 rectangle from 288.6, 237.5 to 292.5, 240.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 57 rectangle from 293.7, 235.3 to 297.6, 237.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 58 rectangle from 298.8, 232.9 to 302.6, 235.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 59 rectangle from 303.9, 230.5 to 307.7, 233.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 60 rectangle from 309.0, 228.3 to 312.8, 230.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 61 rectangle from 314.1, 225.6 to 317.9, 228.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 62 rectangle from 319.1, 223.5 to 323.0, 226.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 63 rectangle from 324.2, 221.0 to 328.1, 223.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 64 rectangle from 329.3, 218.6 to 333.2, 221.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 65 rectangle from 334.4, 216.5 to 338.3, 219.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 66 rectangle from 339.5, 214.0 to 343.4, 216.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 67 rectangle from 344.6, 211.9 to 348.5, 214.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 68 rectangle from 349.7, 209.5 to 353.6, 212.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 69 rectangle from 354.8, 207.3 to 358.7, 209.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 70 rectangle from 359.9, 204.9 to 363.7, 207.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 71 rectangle from 365.0, 202.8 to 368.8, 205.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 72 rectangle from 370.1, 200.6 to 373.9, 203.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 73 rectangle from 375.2, 198.5 to 379.0, 201.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 74 rectangle from 380.2, 196.1 to 384.1, 198.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 75 rectangle from 385.3, 193.9 to 389.2, 196.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 76 rectangle from 390.4, 191.5 to 394.3, 194.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 77 rectangle from 395.5, 189.4 to 399.4, 191.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 78 rectangle from 400.6, 186.9 to 404.5, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 79 rectangle from 405.7, 184.8 to 409.6, 187.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 80 rectangle from 410.8, 182.4 to 414.7, 185.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 81 rectangle from 415.9, 179.9 to 419.8, 182.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 82 rectangle from 421.0, 177.8 to 424.8, 180.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 83 rectangle from 426.1, 175.7 to 429.9, 178.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 84 rectangle from 431.2, 173.5 to 435.0, 176.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 85 rectangle from 436.3, 171.1 to 440.1, 173.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 86 rectangle from 441.3, 168.7 to 445.2, 171.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 87 rectangle from 446.4, 166.2 to 450.3, 169.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 88 rectangle from 451.5, 163.8 to 455.4, 166.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 89 rectangle from 456.6, 161.3 to 460.5, 164.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 90 rectangle from 461.7, 159.2 to 465.6, 161.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 91 rectangle from 466.8, 156.8 to 470.7, 159.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 92 rectangle from 471.9, 154.3 to 475.8, 157.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 93 rectangle from 477.0, 151.9 to 480.9, 154.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 94 rectangle from 482.1, 149.8 to 485.9, 152.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 95 rectangle from 487.2, 147.6 to 491.0, 150.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 96 rectangle from 492.3, 145.2 to 496.1, 147.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 97 rectangle from 497.4, 142.8 to 501.2, 145.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 98 rectangle from 502.4, 140.3 to 506.3, 143.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 99 rectangle from 507.5, 138.2 to 511.4, 140.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 100 rectangle from 512.6, 135.8 to 516.5, 138.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 101 rectangle from 517.7, 133.6 to 521.6, 136.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 277.8, 244.8 to 522.2, 244.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 277.8, 244.8 to 277.8, 133.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 13 name(13) at 537.2, 104.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 14 name(14) at 537.2, 121.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 102 rectangle from 537.2, 189.7 to 781.6, 198.8 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 537.2, 189.7 to 781.6, 189.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 537.2, 198.8 to 781.6, 198.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 103 rectangle from 537.8, 230.8 to 541.7, 244.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 104 rectangle from 542.9, 216.8 to 546.8, 238.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 105 rectangle from 548.0, 216.5 to 551.9, 230.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 106 rectangle from 553.1, 216.5 to 557.0, 244.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 107 rectangle from 558.2, 217.1 to 562.0, 239.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 108 rectangle from 563.3, 216.5 to 567.1, 230.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 109 rectangle from 568.4, 202.8 to 572.2, 221.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 110 rectangle from 573.5, 194.2 to 577.3, 215.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 111 rectangle from 578.5, 189.4 to 582.4, 202.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 112 rectangle from 583.6, 189.4 to 587.5, 216.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 113 rectangle from 588.7, 195.1 to 592.6, 215.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 114 rectangle from 593.8, 189.4 to 597.7, 202.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 115 rectangle from 598.9, 189.4 to 602.8, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 116 rectangle from 604.0, 220.1 to 607.9, 240.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 117 rectangle from 609.1, 216.5 to 613.0, 230.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 118 rectangle from 614.2, 216.5 to 618.1, 244.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 119 rectangle from 619.3, 223.8 to 623.1, 244.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 120 rectangle from 624.4, 216.5 to 628.2, 230.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 121 rectangle from 629.5, 202.8 to 633.3, 218.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 122 rectangle from 634.6, 189.4 to 638.4, 209.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 123 rectangle from 639.6, 189.4 to 643.5, 202.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 124 rectangle from 644.7, 189.4 to 648.6, 216.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 125 rectangle from 649.8, 195.4 to 653.7, 216.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 126 rectangle from 654.9, 189.4 to 658.8, 202.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 127 rectangle from 660.0, 176.0 to 663.9, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 128 rectangle from 665.1, 161.7 to 669.0, 182.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 129 rectangle from 670.2, 161.7 to 674.1, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 130 rectangle from 675.3, 176.0 to 679.2, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 131 rectangle from 680.4, 161.7 to 684.2, 182.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 132 rectangle from 685.5, 158.9 to 689.3, 176.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 133 rectangle from 690.6, 147.6 to 694.4, 161.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 134 rectangle from 695.7, 133.6 to 699.5, 154.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 135 rectangle from 700.7, 133.6 to 704.6, 161.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 136 rectangle from 705.8, 147.6 to 709.7, 161.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 137 rectangle from 710.9, 133.6 to 714.8, 154.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 138 rectangle from 716.0, 133.6 to 719.9, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 139 rectangle from 721.1, 176.0 to 725.0, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 140 rectangle from 726.2, 161.7 to 730.1, 183.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 141 rectangle from 731.3, 161.7 to 735.2, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 142 rectangle from 736.4, 176.0 to 740.3, 189.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 143 rectangle from 741.5, 169.0 to 745.3, 187.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 144 rectangle from 746.6, 161.7 to 750.4, 176.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 145 rectangle from 751.7, 147.6 to 755.5, 162.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 146 rectangle from 756.8, 137.0 to 760.6, 156.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 147 rectangle from 761.8, 133.6 to 765.7, 147.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 148 rectangle from 766.9, 133.6 to 770.8, 161.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 149 rectangle from 772.0, 140.6 to 775.9, 161.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 150 rectangle from 777.1, 133.6 to 781.0, 147.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 537.2, 244.8 to 781.6, 244.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 537.2, 244.8 to 537.2, 133.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 15 name(15) at 18.4, 262.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 16 name(16) at 18.4, 279.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 151 rectangle from 18.4, 356.4 to 262.8, 365.7 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 18.4, 356.4 to 262.8, 356.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 365.7 to 262.8, 365.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 152 rectangle from 19.0, 393.4 to 22.9, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 153 rectangle from 24.1, 393.4 to 28.0, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 154 rectangle from 29.2, 393.4 to 33.1, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 155 rectangle from 34.3, 384.2 to 38.2, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 156 rectangle from 39.4, 384.2 to 43.2, 393.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 157 rectangle from 44.5, 384.2 to 48.3, 393.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 158 rectangle from 49.6, 384.2 to 53.4, 393.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 159 rectangle from 54.7, 384.2 to 58.5, 393.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 160 rectangle from 59.7, 374.9 to 63.6, 393.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 161 rectangle from 64.8, 374.9 to 68.7, 384.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 162 rectangle from 69.9, 374.9 to 73.8, 384.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 163 rectangle from 75.0, 374.9 to 78.9, 384.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 164 rectangle from 80.1, 365.7 to 84.0, 384.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 165 rectangle from 85.2, 365.7 to 89.1, 374.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 166 rectangle from 90.3, 365.7 to 94.2, 374.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 167 rectangle from 95.4, 365.7 to 99.3, 374.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 168 rectangle from 100.5, 356.4 to 104.3, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 169 rectangle from 105.6, 356.4 to 109.4, 365.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 170 rectangle from 110.7, 356.4 to 114.5, 365.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 171 rectangle from 115.8, 356.4 to 119.6, 365.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 172 rectangle from 120.8, 347.1 to 124.7, 365.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 173 rectangle from 125.9, 347.1 to 129.8, 356.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 174 rectangle from 131.0, 347.1 to 134.9, 356.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 175 rectangle from 136.1, 347.1 to 140.0, 356.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 176 rectangle from 141.2, 337.9 to 145.1, 356.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 177 rectangle from 146.3, 337.9 to 150.2, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 178 rectangle from 151.4, 337.9 to 155.3, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 179 rectangle from 156.5, 337.9 to 160.4, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 180 rectangle from 161.6, 328.6 to 165.4, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 181 rectangle from 166.7, 328.6 to 170.5, 337.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 182 rectangle from 171.8, 328.6 to 175.6, 337.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 183 rectangle from 176.9, 319.4 to 180.7, 337.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 184 rectangle from 181.9, 319.4 to 185.8, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 185 rectangle from 187.0, 319.4 to 190.9, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 186 rectangle from 192.1, 319.4 to 196.0, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 187 rectangle from 197.2, 319.4 to 201.1, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 188 rectangle from 202.3, 310.1 to 206.2, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 189 rectangle from 207.4, 310.1 to 211.3, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 190 rectangle from 212.5, 310.1 to 216.4, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 191 rectangle from 217.6, 300.8 to 221.5, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 192 rectangle from 222.7, 300.8 to 226.5, 310.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 193 rectangle from 227.8, 300.8 to 231.6, 310.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 194 rectangle from 232.9, 300.8 to 236.7, 310.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 195 rectangle from 238.0, 291.6 to 241.8, 310.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 196 rectangle from 243.0, 291.6 to 246.9, 300.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 197 rectangle from 248.1, 291.6 to 252.0, 300.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 198 rectangle from 253.2, 291.6 to 257.1, 300.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 199 rectangle from 258.3, 291.6 to 262.2, 300.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 18.4, 402.7 to 262.8, 402.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 402.7 to 18.4, 291.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 17 name(17) at 277.8, 262.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 18 name(18) at 277.8, 279.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 200 rectangle from 277.8, 347.6 to 522.2, 356.7 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 277.8, 347.6 to 522.2, 347.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 277.8, 356.7 to 522.2, 356.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 201 rectangle from 278.4, 374.4 to 282.3, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 202 rectangle from 283.5, 348.2 to 287.4, 374.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 203 rectangle from 288.6, 319.3 to 292.5, 348.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 204 rectangle from 293.7, 291.6 to 297.6, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 205 rectangle from 298.8, 373.8 to 302.6, 402.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 206 rectangle from 303.9, 348.2 to 307.7, 374.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 207 rectangle from 309.0, 319.9 to 312.8, 348.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 208 rectangle from 314.1, 291.9 to 317.9, 320.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 209 rectangle from 319.1, 291.6 to 323.0, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 210 rectangle from 324.2, 348.5 to 328.1, 377.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 211 rectangle from 329.3, 321.1 to 333.2, 348.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 212 rectangle from 334.4, 292.5 to 338.3, 321.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 213 rectangle from 339.5, 291.6 to 343.4, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 214 rectangle from 344.6, 349.4 to 348.5, 375.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 215 rectangle from 349.7, 321.7 to 353.6, 349.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 216 rectangle from 354.8, 294.0 to 358.7, 322.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 217 rectangle from 359.9, 291.6 to 363.7, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 218 rectangle from 365.0, 353.1 to 368.8, 379.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 219 rectangle from 370.1, 326.0 to 373.9, 353.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 220 rectangle from 375.2, 298.9 to 379.0, 326.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 221 rectangle from 380.2, 291.6 to 384.1, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 222 rectangle from 385.3, 353.4 to 389.2, 383.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 223 rectangle from 390.4, 324.5 to 394.3, 353.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 224 rectangle from 395.5, 294.9 to 399.4, 324.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 225 rectangle from 400.6, 291.6 to 404.5, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 226 rectangle from 405.7, 348.8 to 409.6, 377.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 227 rectangle from 410.8, 321.1 to 414.7, 349.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 228 rectangle from 415.9, 294.3 to 419.8, 321.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 229 rectangle from 421.0, 291.6 to 424.8, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 230 rectangle from 426.1, 347.6 to 429.9, 376.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 231 rectangle from 431.2, 320.8 to 435.0, 347.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 232 rectangle from 436.3, 291.6 to 440.1, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 233 rectangle from 441.3, 374.4 to 445.2, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 234 rectangle from 446.4, 348.2 to 450.3, 374.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 235 rectangle from 451.5, 320.8 to 455.4, 348.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 236 rectangle from 456.6, 293.7 to 460.5, 321.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 237 rectangle from 461.7, 291.6 to 465.6, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 238 rectangle from 466.8, 344.9 to 470.7, 374.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 239 rectangle from 471.9, 316.5 to 475.8, 345.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 240 rectangle from 477.0, 291.6 to 480.9, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 241 rectangle from 482.1, 371.3 to 485.9, 398.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 242 rectangle from 487.2, 342.7 to 491.0, 371.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 243 rectangle from 492.3, 315.0 to 496.1, 343.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 244 rectangle from 497.4, 291.6 to 501.2, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 245 rectangle from 502.4, 370.4 to 506.3, 398.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 246 rectangle from 507.5, 345.5 to 511.4, 370.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 247 rectangle from 512.6, 319.0 to 516.5, 345.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 248 rectangle from 517.7, 291.6 to 521.6, 319.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 277.8, 402.7 to 522.2, 402.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 277.8, 402.7 to 277.8, 291.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 19 name(19) at 537.2, 262.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 20 name(20) at 537.2, 279.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 249 rectangle from 537.2, 356.4 to 781.6, 365.7 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 537.2, 356.4 to 781.6, 356.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 537.2, 365.7 to 781.6, 365.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 250 rectangle from 537.8, 374.9 to 541.7, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 251 rectangle from 542.9, 374.9 to 546.8, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 252 rectangle from 548.0, 374.9 to 551.9, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 253 rectangle from 553.1, 347.1 to 557.0, 384.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 254 rectangle from 558.2, 347.1 to 562.0, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 255 rectangle from 563.3, 347.1 to 567.1, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 256 rectangle from 568.4, 347.1 to 572.2, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 257 rectangle from 573.5, 374.9 to 577.3, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 258 rectangle from 578.5, 374.9 to 582.4, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 259 rectangle from 583.6, 347.1 to 587.5, 384.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 260 rectangle from 588.7, 347.1 to 592.6, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 261 rectangle from 593.8, 347.1 to 597.7, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 262 rectangle from 598.9, 319.4 to 602.8, 356.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 263 rectangle from 604.0, 319.4 to 607.9, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 264 rectangle from 609.1, 319.4 to 613.0, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 265 rectangle from 614.2, 300.8 to 618.1, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 266 rectangle from 619.3, 291.6 to 623.1, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 267 rectangle from 624.4, 291.6 to 628.2, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 268 rectangle from 629.5, 291.6 to 633.3, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 269 rectangle from 634.6, 319.4 to 638.4, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 270 rectangle from 639.6, 319.4 to 643.5, 337.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 271 rectangle from 644.7, 300.8 to 648.6, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 272 rectangle from 649.8, 291.6 to 653.7, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 273 rectangle from 654.9, 291.6 to 658.8, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 274 rectangle from 660.0, 374.9 to 663.9, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 275 rectangle from 665.1, 374.9 to 669.0, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 276 rectangle from 670.2, 365.7 to 674.1, 393.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 277 rectangle from 675.3, 347.1 to 679.2, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 278 rectangle from 680.4, 347.1 to 684.2, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 279 rectangle from 685.5, 347.1 to 689.3, 402.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 280 rectangle from 690.6, 374.9 to 694.4, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 281 rectangle from 695.7, 374.9 to 699.5, 402.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 282 rectangle from 700.7, 365.7 to 704.6, 393.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 283 rectangle from 705.8, 347.1 to 709.7, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 284 rectangle from 710.9, 347.1 to 714.8, 374.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 285 rectangle from 716.0, 337.9 to 719.9, 365.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 286 rectangle from 721.1, 319.4 to 725.0, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 287 rectangle from 726.2, 319.4 to 730.1, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 288 rectangle from 731.3, 310.1 to 735.2, 337.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 289 rectangle from 736.4, 291.6 to 740.3, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 290 rectangle from 741.5, 291.6 to 745.3, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 291 rectangle from 746.6, 291.6 to 750.4, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 292 rectangle from 751.7, 291.6 to 755.5, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 293 rectangle from 756.8, 319.4 to 760.6, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 294 rectangle from 761.8, 319.4 to 765.7, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 295 rectangle from 766.9, 300.8 to 770.8, 328.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 296 rectangle from 772.0, 291.6 to 775.9, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 297 rectangle from 777.1, 291.6 to 781.0, 319.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 537.2, 402.7 to 781.6, 402.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 537.2, 402.7 to 537.2, 291.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "zone-maps.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "zone-maps-".kind.".png"
    }
    plot $data using 1:2 with points
    unset output
}
