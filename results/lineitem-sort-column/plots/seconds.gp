# Draws seconds.svg and seconds.png here: gnuplot seconds.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Where the seconds of each query go, under each design
|scan
|network
|compute
|spill
|leader
|q1_three_days
|delta
|172 ms
|raw
|140 ms
|runlength
|2.15 s
|q1
|delta
|9.46 s
|raw
|9.43 s
|runlength
|9.48 s
|0
|2
|4
|6
|8
|seconds
|starslice 0.1.0, scenario tpch-lineitem, seed 1
STARSLICE_END
$data << STARSLICE_END
122.64 139.36 2763306 0.122150552 0 0 0 0.050001
144.64 161.36 4500121 0.0902851906 0 0 0 0.050001
166.64 183.36 13395575 1.83200933 0 0.266296615 0 0.050001
220.64 237.36 2763306 4.41768327 0 4.99648556 0 0.050004
242.64 259.36 4500121 5.88421841 0 3.49511232 0 0.050004
264.64 281.36 13395575 3.93415097 0 5.49901977 0 0.050004
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 352
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
set arrow from 91.8, 120.0 to 91.8, 186.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 226.8, 120.0 to 226.8, 186.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 361.7, 120.0 to 361.7, 186.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 496.7, 120.0 to 496.7, 186.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 631.6, 120.0 to 631.6, 186.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 83.8, 131.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 9 name(9) at 109.4, 131.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 10 name(10) at 83.8, 153.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 11 name(11) at 107.3, 153.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 12 name(12) at 83.8, 175.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 13 name(13) at 242.8, 175.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 14 name(14) at 16.0, 206.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 218.0 to 91.8, 284.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 226.8, 218.0 to 226.8, 284.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 361.7, 218.0 to 361.7, 284.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 496.7, 218.0 to 496.7, 284.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 631.6, 218.0 to 631.6, 284.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 83.8, 229.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 16 name(16) at 736.4, 229.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 17 name(17) at 83.8, 251.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 18 name(18) at 734.1, 251.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 19 name(19) at 83.8, 273.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 20 name(20) at 737.7, 273.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 21 name(21) at 91.8, 304.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 22 name(22) at 226.8, 304.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 23 name(23) at 361.7, 304.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 24 name(24) at 496.7, 304.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 25 name(25) at 631.6, 304.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 26 name(26) at 411.8, 326.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 27 name(27) at 784.0, 340.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    plot $data using (0):1:(91.80 + 67.4795116 * (0)):(91.80 + 67.4795116 * (0 + $4)):1:2 with boxxyerror fillcolor rgb 0x0072b2, \
        $data using (0):1:(91.80 + 67.4795116 * (0 + $4)):(91.80 + 67.4795116 * (0 + $4 + $5)):1:2 with boxxyerror fillcolor rgb 0xe69f00, \
        $data using (0):1:(91.80 + 67.4795116 * (0 + $4 + $5)):(91.80 + 67.4795116 * (0 + $4 + $5 + $6)):1:2 with boxxyerror fillcolor rgb 0x009e73, \
        $data using (0):1:(91.80 + 67.4795116 * (0 + $4 + $5 + $6)):(91.80 + 67.4795116 * (0 + $4 + $5 + $6 + $7)):1:2 with boxxyerror fillcolor rgb 0x7a2f5f, \
        $data using (0):1:(91.80 + 67.4795116 * (0 + $4 + $5 + $6 + $7)):(91.80 + 67.4795116 * (0 + $4 + $5 + $6 + $7 + $8)):1:2 with boxxyerror fillcolor rgb 0xcccccc
    unset output
}
