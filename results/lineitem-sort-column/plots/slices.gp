# Draws slices.svg and slices.png here: gnuplot slices.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|How the rows of the largest tables lie on the slices
|slice number below, dashed line: the mean
|lineitem (million rows)
|delta
|max/mean 1.00
|0
|50
|100
|0
|1
|2
|3
|4
|5
|raw
|max/mean 1.00
|0
|1
|2
|3
|4
|5
|runlength
|max/mean 1.00
|0
|1
|2
|3
|4
|5
|starslice 0.1.0, scenario tpch-lineitem, seed 1
STARSLICE_END
$data << STARSLICE_END
76.51 105.05 227.00 9.99626549e-07 2763306 100037359.091769
114.06 142.60 227.00 9.99626549e-07 2763306 100022146.267569
151.62 180.16 227.00 9.99626549e-07 2763306 100011332.59885
189.17 217.72 227.00 9.99626549e-07 2763306 100001441.559441
226.73 255.27 227.00 9.99626549e-07 2763306 99990627.8907225
264.28 292.83 227.00 9.99626549e-07 2763306 99974994.5916479
319.84 348.38 227.00 9.99626549e-07 4500121 100037359.091769
357.40 385.94 227.00 9.99626549e-07 4500121 100022146.267569
394.95 423.49 227.00 9.99626549e-07 4500121 100011332.59885
432.51 461.05 227.00 9.99626549e-07 4500121 100001441.559441
470.06 498.60 227.00 9.99626549e-07 4500121 99990627.8907225
507.62 536.16 227.00 9.99626549e-07 4500121 99974994.5916479
563.17 591.72 227.00 9.99626549e-07 13395575 100037359.091769
600.73 629.27 227.00 9.99626549e-07 13395575 100022146.267569
638.28 666.83 227.00 9.99626549e-07 13395575 100011332.59885
675.84 704.38 227.00 9.99626549e-07 13395575 100001441.559441
713.40 741.94 227.00 9.99626549e-07 13395575 99990627.8907225
750.95 779.49 227.00 9.99626549e-07 13395575 99974994.5916479
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 287
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 53.0 left front font "Helvetica,14" textcolor rgb 0x555555
set label 3 name(3) at 16.0, 88.0 left front font "Helvetica,15" textcolor rgb 0x222222
set object 1 rectangle from 72.0, 109.5 to 83.0, 120.5 back fillcolor rgb 0x2a2a2a fillstyle solid noborder
set label 4 name(4) at 88.0, 115.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 5 name(5) at 297.3, 115.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 227.0 to 297.3, 227.0 nohead back linewidth 1 linecolor rgb 0x999999
set label 6 name(6) at 66.0, 227.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 177.0 to 297.3, 177.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 66.0, 177.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 127.0 to 297.3, 127.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 66.0, 127.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 72.0, 127.0 to 297.3, 127.0 nohead front linewidth 1.5 dashtype 2 linecolor rgb 0x222222
set label 9 name(9) at 90.8, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 10 name(10) at 128.3, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 11 name(11) at 165.9, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 12 name(12) at 203.4, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 13 name(13) at 241.0, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 14 name(14) at 278.6, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set object 2 rectangle from 315.3, 109.5 to 326.3, 120.5 back fillcolor rgb 0x44aa99 fillstyle solid noborder
set label 15 name(15) at 331.3, 115.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 16 name(16) at 540.7, 115.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 315.3, 227.0 to 540.7, 227.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 315.3, 177.0 to 540.7, 177.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 315.3, 127.0 to 540.7, 127.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 315.3, 127.0 to 540.7, 127.0 nohead front linewidth 1.5 dashtype 2 linecolor rgb 0x222222
set label 17 name(17) at 334.1, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 18 name(18) at 371.7, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 19 name(19) at 409.2, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 20 name(20) at 446.8, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 21 name(21) at 484.3, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 22 name(22) at 521.9, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set object 3 rectangle from 558.7, 109.5 to 569.7, 120.5 back fillcolor rgb 0xcc6677 fillstyle solid noborder
set label 23 name(23) at 574.7, 115.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 24 name(24) at 784.0, 115.0 right front font "Helvetica,13" textcolor rgb 0x555555
set arrow from 558.7, 227.0 to 784.0, 227.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 558.7, 177.0 to 784.0, 177.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 558.7, 127.0 to 784.0, 127.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 558.7, 127.0 to 784.0, 127.0 nohead front linewidth 1.5 dashtype 2 linecolor rgb 0x222222
set label 25 name(25) at 577.4, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 26 name(26) at 615.0, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 27 name(27) at 652.6, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 28 name(28) at 690.1, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 29 name(29) at 727.7, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 30 name(30) at 765.2, 239.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 31 name(31) at 784.0, 275.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
