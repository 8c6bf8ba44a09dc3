# Draws seconds.svg and seconds.png here: gnuplot seconds.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Where the seconds of each query go, under each design
|scan
|network
|compute
|spill
|leader
|q1
|before
|6.97 s
|after
|3.18 s
|q2
|before
|14.3 s
|after
|8.93 s
|q3
|before
|12.4 s
|after
|10.3 s
|0
|5
|10
|seconds
|starslice 0.1.0, scenario ssb-tutorial, seed 1
STARSLICE_END
$data << STARSLICE_END
122.64 139.36 2763306 6.12686939 0.789 0 0 0.050009
144.64 161.36 4500121 3.13235723 0 0 0 0.050009
198.64 215.36 2763306 6.18527109 2.367 5.70047361 0 0.05028
220.64 237.36 4500121 5.5053947 0 3.37792475 0 0.05028
274.64 291.36 2763306 6.20119883 2.367 3.79569153 0 0.050004
296.64 313.36 4500121 5.54255942 0 4.68348557 0 0.050004
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 384
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set object 1 rectangle from 16.0, 52.5 to 29.0, 65.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 2 name(2) at 35.0, 59.0 left front font "Helvetica,14" textcolor rgb 0x222222
set object 2 rectangle from 81.5, 52.5 to 94.5, 65.5 back fillcolor rgb 0xe69f00 fillstyle solid noborder
set label 3 name(3) at 100.5, 59.0 left front font "Helvetica,14" textcolor rgb 0x222222
set object 3 rectangle from 172.4, 52.5 to 185.4, 65.5 back fillcolor rgb 0x009e73 fillstyle solid noborder
set label 4 name(4) at 191.4, 59.0 left front font "Helvetica,14" textcolor rgb 0x222222
set object 4 rectangle from 263.4, 52.5 to 276.4, 65.5 back fillcolor rgb 0x7a2f5f fillstyle solid noborder
set label 5 name(5) at 282.4, 59.0 left front font "Helvetica,14" textcolor rgb 0x222222
set object 5 rectangle from 326.1, 52.5 to 339.1, 65.5 back fillcolor rgb 0xcccccc fillstyle solid noborder
set label 6 name(6) at 345.1, 59.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 7 name(7) at 16.0, 108.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 120.0 to 90.0, 164.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 317.1, 120.0 to 317.1, 164.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 544.1, 120.0 to 544.1, 164.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 82.0, 131.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 9 name(9) at 412.3, 131.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 10 name(10) at 82.0, 153.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 11 name(11) at 240.5, 153.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 12 name(12) at 16.0, 184.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 196.0 to 90.0, 240.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 317.1, 196.0 to 317.1, 240.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 544.1, 196.0 to 544.1, 240.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 82.0, 207.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 14 name(14) at 745.5, 207.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 15 name(15) at 82.0, 229.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 16 name(16) at 501.7, 229.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 17 name(17) at 16.0, 260.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 272.0 to 90.0, 316.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 317.1, 272.0 to 317.1, 316.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 544.1, 272.0 to 544.1, 316.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 82.0, 283.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 19 name(19) at 659.7, 283.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 20 name(20) at 82.0, 305.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 21 name(21) at 562.6, 305.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 22 name(22) at 90.0, 336.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 23 name(23) at 317.1, 336.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 24 name(24) at 544.1, 336.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 25 name(25) at 414.8, 358.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 26 name(26) at 784.0, 372.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    set output "seconds.".ending
    plot $data using (0):1:(90.00 + 45.4113737 * (0)):(90.00 + 45.4113737 * (0 + $4)):1:2 with boxxyerror fillcolor rgb 0x0072b2, \
        $data using (0):1:(90.00 + 45.4113737 * (0 + $4)):(90.00 + 45.4113737 * (0 + $4 + $5)):1:2 with boxxyerror fillcolor rgb 0xe69f00, \
        $data using (0):1:(90.00 + 45.4113737 * (0 + $4 + $5)):(90.00 + 45.4113737 * (0 + $4 + $5 + $6)):1:2 with boxxyerror fillcolor rgb 0x009e73, \
        $data using (0):1:(90.00 + 45.4113737 * (0 + $4 + $5 + $6)):(90.00 + 45.4113737 * (0 + $4 + $5 + $6 + $7)):1:2 with boxxyerror fillcolor rgb 0x7a2f5f, \
        $data using (0):1:(90.00 + 45.4113737 * (0 + $4 + $5 + $6 + $7)):(90.00 + 45.4113737 * (0 + $4 + $5 + $6 + $7 + $8)):1:2 with boxxyerror fillcolor rgb 0xcccccc
    unset output
}
