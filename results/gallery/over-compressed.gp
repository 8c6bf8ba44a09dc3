# Draws over-compressed.svg and its PNG here: gnuplot over-compressed.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|A sort column that is compressed too well
|One block of it then spans weeks of rows, and every other column is read for all of them.
|starslice 0.1.0, scenario tpch-lineitem, seed 1
|Measured: AWS, amazon-redshift-utils, EarlyMaterialization.md, 2016 (delta)
|blocks of 1 MB; diamond (in brackets): measured
|stored, of the sort column
|read by the query, of all columns
|raw
|2,292
|102
|delta
|576 (576)
|138 (138)
|runlength
|12
|2,070
STARSLICE_END
$data << STARSLICE_END
247.69 219.89
138.21 252.89
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
set object 1 rectangle from 18.4, 96.9 to 30.4, 108.9 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 6 name(6) at 36.4, 102.9 left front font "Helvetica,15" textcolor rgb 0x222222
set object 2 rectangle from 244.7, 96.9 to 256.7, 108.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 7 name(7) at 262.7, 102.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 8 name(8) at 95.7, 153.9 right front font "Helvetica,15" textcolor rgb 0x222222
set object 3 rectangle from 103.7, 123.5 to 676.6, 151.2 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 9 name(9) at 682.6, 137.4 left front font "Helvetica,14" textcolor rgb 0x222222
set object 4 rectangle from 103.7, 156.5 to 129.2, 184.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 10 name(10) at 135.2, 170.4 left front font "Helvetica,14" textcolor rgb 0x222222
set label 11 name(11) at 95.7, 236.4 right front font "Helvetica,15" textcolor rgb 0x222222
set object 5 rectangle from 103.7, 206.0 to 247.7, 233.7 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 12 name(12) at 261.7, 219.9 left front font "Helvetica,14" textcolor rgb 0x222222
set object 6 rectangle from 103.7, 239.0 to 138.2, 266.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 13 name(13) at 152.2, 252.9 left front font "Helvetica,14" textcolor rgb 0x222222
set label 14 name(14) at 95.7, 318.9 right front font "Helvetica,15" textcolor rgb 0x222222
set object 7 rectangle from 103.7, 288.5 to 106.7, 316.2 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 15 name(15) at 117.7, 302.4 left front font "Helvetica,14" textcolor rgb 0x222222
set object 8 rectangle from 103.7, 321.5 to 621.0, 349.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 16 name(16) at 627.0, 335.4 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 103.7, 120.9 to 103.7, 351.9 nohead back linewidth 1 linecolor rgb 0x8a8a8a
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "over-compressed.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "over-compressed-".kind.".png"
    }
    plot $data using 1:2 with points pointtype 13 pointsize 2.4 linecolor rgb 0xffffff, \
        $data using 1:2 with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111
    unset output
}
