# Draws tables.svg and tables.png here: gnuplot tables.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks that each table takes, under each design
|lineitem
|delta
|26,698
|raw
|28,414
|runlength
|26,134
|0
|10,000
|20,000
|blocks
|starslice 0.1.0, scenario tpch-lineitem, seed 1
STARSLICE_END
$data << STARSLICE_END
96.64 113.36 2763306 26698
118.64 135.36 4500121 28414
140.64 157.36 13395575 26134
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 228
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 82.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 94.0 to 91.8, 160.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 318.6, 94.0 to 318.6, 160.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 545.3, 94.0 to 545.3, 160.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 3 name(3) at 83.8, 105.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 4 name(4) at 703.2, 105.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 5 name(5) at 83.8, 127.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 6 name(6) at 742.1, 127.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 7 name(7) at 83.8, 149.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 8 name(8) at 690.4, 149.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 9 name(9) at 91.8, 180.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 10 name(10) at 318.6, 180.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 11 name(11) at 545.3, 180.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 12 name(12) at 414.0, 202.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 13 name(13) at 784.0, 216.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    set output "tables.".ending
    plot $data using (0):1:(91.80):(91.80 + 0.0226768494 * $4):1:2:3 with boxxyerror fillcolor rgb variable
    unset output
}
