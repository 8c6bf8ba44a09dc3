# Draws vacuum-zones.svg and its PNG here: gnuplot vacuum-zones.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|What a VACUUM does to the zone maps
|A tail of late rows spoils the blocks around it; a
|tail of scattered keys is read by every query.
|starslice 0.1.0, scenario orders-hourly, seed 11
|read
|skipped
|asked for
|right: blocks in stored order, up: their keys
|by time, late rows: before
|reads 13 of 77 blocks
|by customer: before
|reads 22 of 77 blocks
|by time: after VACUUM
|reads 3 of 68 blocks
|by customer: after VACUUM
|reads 3 of 68 blocks
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
set object 4 rectangle from 18.4, 152.5 to 392.5, 156.0 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 18.4, 152.5 to 392.5, 152.5 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 156.0 to 392.5, 156.0 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 5 rectangle from 19.0, 243.0 to 22.7, 245.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 6 rectangle from 23.8, 241.3 to 27.5, 243.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 7 rectangle from 28.7, 239.7 to 32.4, 242.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 8 rectangle from 33.6, 238.0 to 37.3, 240.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 9 rectangle from 38.4, 236.4 to 42.1, 238.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 10 rectangle from 43.3, 234.7 to 47.0, 237.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 11 rectangle from 48.1, 233.1 to 51.8, 235.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 12 rectangle from 53.0, 231.4 to 56.7, 233.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 13 rectangle from 57.9, 229.7 to 61.5, 232.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 14 rectangle from 62.7, 228.1 to 66.4, 230.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 15 rectangle from 67.6, 226.4 to 71.3, 228.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 16 rectangle from 72.4, 224.8 to 76.1, 227.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 17 rectangle from 77.3, 223.1 to 81.0, 225.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 18 rectangle from 82.1, 221.5 to 85.8, 224.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 19 rectangle from 87.0, 219.8 to 90.7, 222.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 20 rectangle from 91.9, 218.2 to 95.6, 220.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 21 rectangle from 96.7, 216.5 to 100.4, 219.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 22 rectangle from 101.6, 214.8 to 105.3, 217.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 23 rectangle from 106.4, 213.2 to 110.1, 215.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 24 rectangle from 111.3, 211.5 to 115.0, 214.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 25 rectangle from 116.2, 209.9 to 119.8, 212.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 26 rectangle from 121.0, 208.2 to 124.7, 210.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 27 rectangle from 125.9, 206.6 to 129.6, 209.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 28 rectangle from 130.7, 204.9 to 134.4, 207.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 29 rectangle from 135.6, 203.2 to 139.3, 205.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 30 rectangle from 140.4, 201.6 to 144.1, 204.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 31 rectangle from 145.3, 199.9 to 149.0, 202.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 32 rectangle from 150.2, 198.3 to 153.9, 200.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 33 rectangle from 155.0, 196.6 to 158.7, 199.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 34 rectangle from 159.9, 195.0 to 163.6, 197.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 35 rectangle from 164.7, 193.3 to 168.4, 195.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 36 rectangle from 169.6, 191.6 to 173.3, 194.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 37 rectangle from 174.5, 190.0 to 178.1, 192.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 38 rectangle from 179.3, 188.3 to 183.0, 190.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 39 rectangle from 184.2, 186.7 to 187.9, 189.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 40 rectangle from 189.0, 185.0 to 192.7, 187.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 41 rectangle from 193.9, 183.4 to 197.6, 185.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 42 rectangle from 198.7, 181.7 to 202.4, 184.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 43 rectangle from 203.6, 180.1 to 207.3, 182.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 44 rectangle from 208.5, 178.4 to 212.2, 180.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 45 rectangle from 213.3, 176.7 to 217.0, 179.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 46 rectangle from 218.2, 175.1 to 221.9, 177.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 47 rectangle from 223.0, 173.4 to 226.7, 175.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 48 rectangle from 227.9, 171.8 to 231.6, 174.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 49 rectangle from 232.8, 170.1 to 236.4, 172.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 50 rectangle from 237.6, 168.5 to 241.3, 171.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 51 rectangle from 242.5, 166.8 to 246.2, 169.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 52 rectangle from 247.3, 165.1 to 251.0, 167.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 53 rectangle from 252.2, 163.5 to 255.9, 166.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 54 rectangle from 257.0, 161.8 to 260.7, 164.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 55 rectangle from 261.9, 160.2 to 265.6, 162.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 56 rectangle from 266.8, 158.5 to 270.5, 161.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 57 rectangle from 271.6, 156.9 to 275.3, 159.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 58 rectangle from 276.5, 155.2 to 280.2, 157.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 59 rectangle from 281.3, 153.5 to 285.0, 156.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 60 rectangle from 286.2, 151.9 to 289.9, 154.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 61 rectangle from 291.1, 150.2 to 294.7, 152.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 62 rectangle from 295.9, 149.6 to 299.6, 152.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 63 rectangle from 300.8, 148.7 to 304.5, 161.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 64 rectangle from 305.6, 148.0 to 309.3, 160.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 65 rectangle from 310.5, 147.1 to 314.2, 159.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 66 rectangle from 315.3, 146.2 to 319.0, 158.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 67 rectangle from 320.2, 145.3 to 323.9, 157.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 68 rectangle from 325.1, 144.4 to 328.8, 156.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 69 rectangle from 329.9, 143.6 to 333.6, 155.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 70 rectangle from 334.8, 142.7 to 338.5, 154.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 71 rectangle from 339.6, 141.9 to 343.3, 154.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 72 rectangle from 344.5, 140.9 to 348.2, 153.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 73 rectangle from 349.4, 140.2 to 353.0, 152.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 74 rectangle from 354.2, 139.2 to 357.9, 151.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 75 rectangle from 359.1, 138.4 to 362.8, 150.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 76 rectangle from 363.9, 137.5 to 367.6, 149.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 77 rectangle from 368.8, 136.7 to 372.5, 148.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 78 rectangle from 373.6, 135.8 to 377.3, 148.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 79 rectangle from 378.5, 134.9 to 382.2, 147.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 80 rectangle from 383.4, 134.1 to 387.1, 146.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 81 rectangle from 388.2, 133.6 to 391.9, 145.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 18.4, 244.8 to 392.5, 244.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 244.8 to 18.4, 133.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 11 name(11) at 407.5, 104.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 12 name(12) at 407.5, 121.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 82 rectangle from 407.5, 196.9 to 781.6, 200.4 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 407.5, 196.9 to 781.6, 196.9 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 407.5, 200.4 to 781.6, 200.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 83 rectangle from 408.1, 243.0 to 411.8, 245.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 84 rectangle from 412.9, 241.3 to 416.6, 243.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 85 rectangle from 417.8, 239.7 to 421.5, 242.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 86 rectangle from 422.7, 238.0 to 426.4, 240.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 87 rectangle from 427.5, 236.4 to 431.2, 238.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 88 rectangle from 432.4, 234.7 to 436.1, 237.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 89 rectangle from 437.2, 233.1 to 440.9, 235.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 90 rectangle from 442.1, 231.4 to 445.8, 233.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 91 rectangle from 447.0, 229.7 to 450.6, 232.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 92 rectangle from 451.8, 228.1 to 455.5, 230.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 93 rectangle from 456.7, 226.4 to 460.4, 228.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 94 rectangle from 461.5, 224.8 to 465.2, 227.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 95 rectangle from 466.4, 223.1 to 470.1, 225.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 96 rectangle from 471.2, 221.5 to 474.9, 224.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 97 rectangle from 476.1, 219.8 to 479.8, 222.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 98 rectangle from 481.0, 218.2 to 484.7, 220.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 99 rectangle from 485.8, 216.5 to 489.5, 219.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 100 rectangle from 490.7, 214.8 to 494.4, 217.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 101 rectangle from 495.5, 213.2 to 499.2, 215.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 102 rectangle from 500.4, 211.5 to 504.1, 214.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 103 rectangle from 505.3, 209.9 to 508.9, 212.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 104 rectangle from 510.1, 208.2 to 513.8, 210.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 105 rectangle from 515.0, 206.6 to 518.7, 209.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 106 rectangle from 519.8, 204.9 to 523.5, 207.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 107 rectangle from 524.7, 203.2 to 528.4, 205.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 108 rectangle from 529.5, 201.6 to 533.2, 204.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 109 rectangle from 534.4, 199.9 to 538.1, 202.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 110 rectangle from 539.3, 198.3 to 543.0, 200.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 111 rectangle from 544.1, 196.6 to 547.8, 199.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 112 rectangle from 549.0, 195.0 to 552.7, 197.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 113 rectangle from 553.8, 193.3 to 557.5, 195.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 114 rectangle from 558.7, 191.6 to 562.4, 194.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 115 rectangle from 563.6, 190.0 to 567.2, 192.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 116 rectangle from 568.4, 188.3 to 572.1, 190.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 117 rectangle from 573.3, 186.7 to 577.0, 189.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 118 rectangle from 578.1, 185.0 to 581.8, 187.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 119 rectangle from 583.0, 183.4 to 586.7, 185.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 120 rectangle from 587.8, 181.7 to 591.5, 184.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 121 rectangle from 592.7, 180.1 to 596.4, 182.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 122 rectangle from 597.6, 178.4 to 601.3, 180.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 123 rectangle from 602.4, 176.7 to 606.1, 179.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 124 rectangle from 607.3, 175.1 to 611.0, 177.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 125 rectangle from 612.1, 173.4 to 615.8, 175.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 126 rectangle from 617.0, 171.8 to 620.7, 174.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 127 rectangle from 621.9, 170.1 to 625.5, 172.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 128 rectangle from 626.7, 168.5 to 630.4, 171.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 129 rectangle from 631.6, 166.8 to 635.3, 169.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 130 rectangle from 636.4, 165.1 to 640.1, 167.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 131 rectangle from 641.3, 163.5 to 645.0, 166.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 132 rectangle from 646.1, 161.8 to 649.8, 164.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 133 rectangle from 651.0, 160.2 to 654.7, 162.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 134 rectangle from 655.9, 158.5 to 659.6, 161.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 135 rectangle from 660.7, 156.9 to 664.4, 159.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 136 rectangle from 665.6, 155.2 to 669.3, 157.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 137 rectangle from 670.4, 153.5 to 674.1, 156.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 138 rectangle from 675.3, 151.9 to 679.0, 154.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 139 rectangle from 680.2, 150.2 to 683.8, 152.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 140 rectangle from 685.0, 149.6 to 688.7, 152.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 141 rectangle from 689.9, 133.6 to 693.6, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 142 rectangle from 694.7, 133.6 to 698.4, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 143 rectangle from 699.6, 133.6 to 703.3, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 144 rectangle from 704.4, 133.6 to 708.1, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 145 rectangle from 709.3, 133.6 to 713.0, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 146 rectangle from 714.2, 133.6 to 717.9, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 147 rectangle from 719.0, 133.6 to 722.7, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 148 rectangle from 723.9, 133.6 to 727.6, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 149 rectangle from 728.7, 133.6 to 732.4, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 150 rectangle from 733.6, 133.6 to 737.3, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 151 rectangle from 738.5, 133.6 to 742.1, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 152 rectangle from 743.3, 133.6 to 747.0, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 153 rectangle from 748.2, 133.6 to 751.9, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 154 rectangle from 753.0, 133.6 to 756.7, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 155 rectangle from 757.9, 133.6 to 761.6, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 156 rectangle from 762.7, 133.6 to 766.4, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 157 rectangle from 767.6, 133.6 to 771.3, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 158 rectangle from 772.5, 133.6 to 776.2, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 159 rectangle from 777.3, 133.6 to 781.0, 244.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set arrow from 407.5, 244.8 to 781.6, 244.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 407.5, 244.8 to 407.5, 133.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 13 name(13) at 18.4, 262.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 14 name(14) at 18.4, 279.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 160 rectangle from 18.4, 310.4 to 392.5, 313.9 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 18.4, 310.4 to 392.5, 310.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 313.9 to 392.5, 313.9 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 161 rectangle from 19.1, 400.9 to 23.2, 403.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 162 rectangle from 24.6, 399.3 to 28.7, 401.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 163 rectangle from 30.1, 397.6 to 34.2, 400.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 164 rectangle from 35.6, 396.0 to 39.7, 398.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 165 rectangle from 41.1, 394.3 to 45.2, 396.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 166 rectangle from 46.6, 392.6 to 50.7, 395.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 167 rectangle from 52.1, 391.0 to 56.3, 393.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 168 rectangle from 57.6, 389.3 to 61.8, 391.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 169 rectangle from 63.1, 387.7 to 67.3, 390.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 170 rectangle from 68.6, 386.0 to 72.8, 388.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 171 rectangle from 74.1, 384.4 to 78.3, 386.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 172 rectangle from 79.6, 382.7 to 83.8, 385.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 173 rectangle from 85.1, 381.1 to 89.3, 383.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 174 rectangle from 90.6, 379.4 to 94.8, 381.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 175 rectangle from 96.1, 377.7 to 100.3, 380.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 176 rectangle from 101.6, 376.1 to 105.8, 378.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 177 rectangle from 107.1, 374.4 to 111.3, 376.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 178 rectangle from 112.6, 372.8 to 116.8, 375.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 179 rectangle from 118.1, 371.1 to 122.3, 373.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 180 rectangle from 123.6, 369.5 to 127.8, 372.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 181 rectangle from 129.1, 367.8 to 133.3, 370.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 182 rectangle from 134.6, 366.1 to 138.8, 368.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 183 rectangle from 140.1, 364.5 to 144.3, 367.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 184 rectangle from 145.6, 362.8 to 149.8, 365.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 185 rectangle from 151.1, 361.2 to 155.3, 363.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 186 rectangle from 156.6, 359.5 to 160.8, 362.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 187 rectangle from 162.1, 357.9 to 166.3, 360.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 188 rectangle from 167.6, 356.2 to 171.8, 358.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 189 rectangle from 173.1, 354.5 to 177.3, 357.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 190 rectangle from 178.6, 352.9 to 182.8, 355.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 191 rectangle from 184.1, 351.2 to 188.3, 353.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 192 rectangle from 189.6, 349.6 to 193.8, 352.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 193 rectangle from 195.1, 347.9 to 199.3, 350.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 194 rectangle from 200.6, 346.3 to 204.8, 348.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 195 rectangle from 206.1, 344.6 to 210.3, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 196 rectangle from 211.6, 343.0 to 215.8, 345.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 197 rectangle from 217.1, 341.3 to 221.3, 343.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 198 rectangle from 222.6, 339.6 to 226.8, 342.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 199 rectangle from 228.1, 338.0 to 232.3, 340.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 200 rectangle from 233.6, 336.3 to 237.8, 338.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 201 rectangle from 239.1, 334.7 to 243.3, 337.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 202 rectangle from 244.6, 333.0 to 248.8, 335.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 203 rectangle from 250.1, 331.4 to 254.3, 333.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 204 rectangle from 255.6, 329.7 to 259.8, 332.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 205 rectangle from 261.1, 328.0 to 265.3, 330.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 206 rectangle from 266.6, 326.4 to 270.8, 328.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 207 rectangle from 272.1, 324.7 to 276.3, 327.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 208 rectangle from 277.6, 323.1 to 281.8, 325.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 209 rectangle from 283.1, 321.4 to 287.3, 323.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 210 rectangle from 288.6, 319.8 to 292.8, 322.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 211 rectangle from 294.1, 318.1 to 298.3, 320.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 212 rectangle from 299.6, 316.4 to 303.8, 318.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 213 rectangle from 305.1, 314.8 to 309.3, 317.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 214 rectangle from 310.6, 313.1 to 314.8, 315.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 215 rectangle from 316.1, 311.5 to 320.3, 314.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 216 rectangle from 321.6, 309.8 to 325.8, 312.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 217 rectangle from 327.1, 308.2 to 331.3, 310.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 218 rectangle from 332.6, 306.5 to 336.8, 309.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 219 rectangle from 338.1, 304.8 to 342.3, 307.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 220 rectangle from 343.6, 303.2 to 347.8, 305.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 221 rectangle from 349.1, 301.5 to 353.3, 304.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 222 rectangle from 354.6, 299.9 to 358.8, 302.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 223 rectangle from 360.2, 298.2 to 364.3, 300.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 224 rectangle from 365.7, 296.6 to 369.8, 299.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 225 rectangle from 371.2, 294.9 to 375.3, 297.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 226 rectangle from 376.7, 293.3 to 380.8, 295.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 227 rectangle from 382.2, 291.6 to 386.3, 294.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 228 rectangle from 387.7, 291.6 to 391.8, 294.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 18.4, 402.7 to 392.5, 402.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 18.4, 402.7 to 18.4, 291.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 15 name(15) at 407.5, 262.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 16 name(16) at 407.5, 279.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 229 rectangle from 407.5, 354.9 to 781.6, 358.3 back fillcolor rgb 0xfbf3cf fillstyle solid noborder
set arrow from 407.5, 354.9 to 781.6, 354.9 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 407.5, 358.3 to 781.6, 358.3 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set object 230 rectangle from 408.2, 400.9 to 412.3, 403.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 231 rectangle from 413.7, 399.3 to 417.8, 401.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 232 rectangle from 419.2, 397.6 to 423.3, 400.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 233 rectangle from 424.7, 396.0 to 428.8, 398.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 234 rectangle from 430.2, 394.3 to 434.3, 396.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 235 rectangle from 435.7, 392.6 to 439.8, 395.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 236 rectangle from 441.2, 391.0 to 445.4, 393.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 237 rectangle from 446.7, 389.3 to 450.9, 391.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 238 rectangle from 452.2, 387.7 to 456.4, 390.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 239 rectangle from 457.7, 386.0 to 461.9, 388.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 240 rectangle from 463.2, 384.4 to 467.4, 386.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 241 rectangle from 468.7, 382.7 to 472.9, 385.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 242 rectangle from 474.2, 381.1 to 478.4, 383.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 243 rectangle from 479.7, 379.4 to 483.9, 381.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 244 rectangle from 485.2, 377.7 to 489.4, 380.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 245 rectangle from 490.7, 376.1 to 494.9, 378.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 246 rectangle from 496.2, 374.4 to 500.4, 376.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 247 rectangle from 501.7, 372.8 to 505.9, 375.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 248 rectangle from 507.2, 371.1 to 511.4, 373.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 249 rectangle from 512.7, 369.5 to 516.9, 372.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 250 rectangle from 518.2, 367.8 to 522.4, 370.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 251 rectangle from 523.7, 366.1 to 527.9, 368.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 252 rectangle from 529.2, 364.5 to 533.4, 367.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 253 rectangle from 534.7, 362.8 to 538.9, 365.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 254 rectangle from 540.2, 361.2 to 544.4, 363.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 255 rectangle from 545.7, 359.5 to 549.9, 362.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 256 rectangle from 551.2, 357.9 to 555.4, 360.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 257 rectangle from 556.7, 356.2 to 560.9, 358.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 258 rectangle from 562.2, 354.5 to 566.4, 357.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 259 rectangle from 567.7, 352.9 to 571.9, 355.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 260 rectangle from 573.2, 351.2 to 577.4, 353.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 261 rectangle from 578.7, 349.6 to 582.9, 352.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 262 rectangle from 584.2, 347.9 to 588.4, 350.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 263 rectangle from 589.7, 346.3 to 593.9, 348.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 264 rectangle from 595.2, 344.6 to 599.4, 347.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 265 rectangle from 600.7, 343.0 to 604.9, 345.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 266 rectangle from 606.2, 341.3 to 610.4, 343.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 267 rectangle from 611.7, 339.6 to 615.9, 342.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 268 rectangle from 617.2, 338.0 to 621.4, 340.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 269 rectangle from 622.7, 336.3 to 626.9, 338.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 270 rectangle from 628.2, 334.7 to 632.4, 337.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 271 rectangle from 633.7, 333.0 to 637.9, 335.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 272 rectangle from 639.2, 331.4 to 643.4, 333.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 273 rectangle from 644.7, 329.7 to 648.9, 332.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 274 rectangle from 650.2, 328.0 to 654.4, 330.5 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 275 rectangle from 655.7, 326.4 to 659.9, 328.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 276 rectangle from 661.2, 324.7 to 665.4, 327.2 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 277 rectangle from 666.7, 323.1 to 670.9, 325.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 278 rectangle from 672.2, 321.4 to 676.4, 323.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 279 rectangle from 677.7, 319.8 to 681.9, 322.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 280 rectangle from 683.2, 318.1 to 687.4, 320.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 281 rectangle from 688.7, 316.4 to 692.9, 318.9 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 282 rectangle from 694.2, 314.8 to 698.4, 317.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 283 rectangle from 699.7, 313.1 to 703.9, 315.6 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 284 rectangle from 705.2, 311.5 to 709.4, 314.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 285 rectangle from 710.7, 309.8 to 714.9, 312.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 286 rectangle from 716.2, 308.2 to 720.4, 310.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 287 rectangle from 721.7, 306.5 to 725.9, 309.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 288 rectangle from 727.2, 304.8 to 731.4, 307.3 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 289 rectangle from 732.7, 303.2 to 736.9, 305.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 290 rectangle from 738.2, 301.5 to 742.4, 304.0 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 291 rectangle from 743.7, 299.9 to 747.9, 302.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 292 rectangle from 749.3, 298.2 to 753.4, 300.7 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 293 rectangle from 754.8, 296.6 to 758.9, 299.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 294 rectangle from 760.3, 294.9 to 764.4, 297.4 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 295 rectangle from 765.8, 293.3 to 769.9, 295.8 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 296 rectangle from 771.3, 291.6 to 775.4, 294.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set object 297 rectangle from 776.8, 291.6 to 780.9, 294.1 back fillcolor rgb 0xc9c9c9 fillstyle solid noborder
set arrow from 407.5, 402.7 to 781.6, 402.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 407.5, 402.7 to 407.5, 291.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "vacuum-zones.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "vacuum-zones-".kind.".png"
    }
    plot $data using 1:2 with points
    unset output
}
