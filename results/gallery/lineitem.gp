# Draws lineitem.svg and its PNG here: gnuplot lineitem.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|600 million rows, column by column
|Blocks follow from rows, width and encoding; only what compresses text must be tried.
|starslice 0.1.0, scenario tpch-lineitem, seed 1
|Measured: AWS, amazon-redshift-utils, EarlyMaterialization.md, 2016
|blocks of 1 MB; diamond (in brackets): measured
|l_orderkey mostly32
|2,364 (2,364)
|l_partkey mostly32
|2,364 (2,364)
|l_suppkey raw
|2,292 (2,292)
|l_linenumber delta
|576 (576)
|l_quantity bytedict
|576 (576)
|l_extendedprice mostly32
|2,364 (2,364)
|l_discount delta
|576 (576)
|l_tax delta
|576 (576)
|l_returnflag lzo
|192 (192)
|l_linestatus lzo
|78 (78)
|l_shipdate delta
|576 (576)
|l_commitdate delta
|606 (606)
|l_receiptdate delta
|576 (576)
|l_shipinstruct bytedict
|576 (576)
|l_shipmode bytedict
|576 (576)
|l_comment text255
|7,086 (7,083)
STARSLICE_END
$data << STARSLICE_END
378.01 106.66
378.01 126.19
373.45 145.72
264.94 165.25
264.94 184.78
378.01 204.32
264.94 223.85
264.94 243.38
240.66 262.91
233.45 282.44
264.94 301.97
266.84 321.51
264.94 341.04
264.94 360.57
264.94 380.10
676.41 399.63
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
set label 3 name(3) at 18.4, 434.8 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 4 name(4) at 18.4, 420.5 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 5 name(5) at 18.4, 80.4 left front font "Helvetica,15" textcolor rgb 0x222222
set label 6 name(6) at 220.5, 106.7 right front font "Helvetica,15" textcolor rgb 0x222222
set object 1 rectangle from 228.5, 98.5 to 378.0, 114.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 7 name(7) at 392.0, 106.7 left front font "Helvetica,14" textcolor rgb 0x222222
set label 8 name(8) at 220.5, 126.2 right front font "Helvetica,15" textcolor rgb 0x222222
set object 2 rectangle from 228.5, 118.0 to 378.0, 134.4 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 9 name(9) at 392.0, 126.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 10 name(10) at 220.5, 145.7 right front font "Helvetica,15" textcolor rgb 0x222222
set object 3 rectangle from 228.5, 137.5 to 373.5, 153.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 11 name(11) at 387.5, 145.7 left front font "Helvetica,14" textcolor rgb 0x222222
set label 12 name(12) at 220.5, 165.3 right front font "Helvetica,15" textcolor rgb 0x222222
set object 4 rectangle from 228.5, 157.0 to 264.9, 173.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 13 name(13) at 278.9, 165.3 left front font "Helvetica,14" textcolor rgb 0x222222
set label 14 name(14) at 220.5, 184.8 right front font "Helvetica,15" textcolor rgb 0x222222
set object 5 rectangle from 228.5, 176.6 to 264.9, 193.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 15 name(15) at 278.9, 184.8 left front font "Helvetica,14" textcolor rgb 0x222222
set label 16 name(16) at 220.5, 204.3 right front font "Helvetica,15" textcolor rgb 0x222222
set object 6 rectangle from 228.5, 196.1 to 378.0, 212.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 17 name(17) at 392.0, 204.3 left front font "Helvetica,14" textcolor rgb 0x222222
set label 18 name(18) at 220.5, 223.8 right front font "Helvetica,15" textcolor rgb 0x222222
set object 7 rectangle from 228.5, 215.6 to 264.9, 232.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 19 name(19) at 278.9, 223.8 left front font "Helvetica,14" textcolor rgb 0x222222
set label 20 name(20) at 220.5, 243.4 right front font "Helvetica,15" textcolor rgb 0x222222
set object 8 rectangle from 228.5, 235.2 to 264.9, 251.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 21 name(21) at 278.9, 243.4 left front font "Helvetica,14" textcolor rgb 0x222222
set label 22 name(22) at 220.5, 262.9 right front font "Helvetica,15" textcolor rgb 0x222222
set object 9 rectangle from 228.5, 254.7 to 240.7, 271.1 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 23 name(23) at 254.7, 262.9 left front font "Helvetica,14" textcolor rgb 0x222222
set label 24 name(24) at 220.5, 282.4 right front font "Helvetica,15" textcolor rgb 0x222222
set object 10 rectangle from 228.5, 274.2 to 233.5, 290.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 25 name(25) at 247.5, 282.4 left front font "Helvetica,14" textcolor rgb 0x222222
set label 26 name(26) at 220.5, 302.0 right front font "Helvetica,15" textcolor rgb 0x222222
set object 11 rectangle from 228.5, 293.8 to 264.9, 310.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 27 name(27) at 278.9, 302.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 28 name(28) at 220.5, 321.5 right front font "Helvetica,15" textcolor rgb 0x222222
set object 12 rectangle from 228.5, 313.3 to 266.8, 329.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 29 name(29) at 280.8, 321.5 left front font "Helvetica,14" textcolor rgb 0x222222
set label 30 name(30) at 220.5, 341.0 right front font "Helvetica,15" textcolor rgb 0x222222
set object 13 rectangle from 228.5, 332.8 to 264.9, 349.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 31 name(31) at 278.9, 341.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 32 name(32) at 220.5, 360.6 right front font "Helvetica,15" textcolor rgb 0x222222
set object 14 rectangle from 228.5, 352.4 to 264.9, 368.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 33 name(33) at 278.9, 360.6 left front font "Helvetica,14" textcolor rgb 0x222222
set label 34 name(34) at 220.5, 380.1 right front font "Helvetica,15" textcolor rgb 0x222222
set object 15 rectangle from 228.5, 371.9 to 264.9, 388.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 35 name(35) at 278.9, 380.1 left front font "Helvetica,14" textcolor rgb 0x222222
set label 36 name(36) at 220.5, 399.6 right front font "Helvetica,15" textcolor rgb 0x222222
set object 16 rectangle from 228.5, 391.4 to 676.6, 407.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 37 name(37) at 690.4, 399.6 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 228.5, 96.9 to 228.5, 409.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "lineitem.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "lineitem-".kind.".png"
    }
    plot $data using 1:2 with points pointtype 13 pointsize 2.4 linecolor rgb 0xffffff, \
        $data using 1:2 with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111
    unset output
}
