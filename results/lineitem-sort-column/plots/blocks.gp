# Draws blocks.svg and blocks.png here: gnuplot blocks.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks read against blocks stored, under each design
|coloured: blocks read, grey: stored; per query and table
|q1_three_days: lineitem
|delta
|138 of 5,010
|raw
|102 of 6,726
|runlength
|2,070 of 4,446
|q1: lineitem
|delta
|4,991 of 5,010
|raw
|6,648 of 6,726
|runlength
|4,446 of 4,446
|0
|2,000
|4,000
|6,000
|blocks
|starslice 0.1.0, scenario tpch-lineitem, seed 1
STARSLICE_END
$data << STARSLICE_END
121.64 138.36 2763306 138 5010
143.64 160.36 4500121 102 6726
165.64 182.36 13395575 2069.71875 4446
219.64 236.36 2763306 4991.25 5010
241.64 258.36 4500121 6647.8125 6726
263.64 280.36 13395575 4446 4446
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 351
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 53.0 left front font "Helvetica,14" textcolor rgb 0x555555
set label 3 name(3) at 16.0, 107.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 119.0 to 91.8, 185.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 269.5, 119.0 to 269.5, 185.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 447.2, 119.0 to 447.2, 185.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 119.0 to 624.8, 185.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 4 name(4) at 83.8, 130.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 5 name(5) at 542.9, 130.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 6 name(6) at 83.8, 152.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 7 name(7) at 695.3, 152.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 8 name(8) at 83.8, 174.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 9 name(9) at 492.8, 174.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 10 name(10) at 16.0, 205.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 91.8, 217.0 to 91.8, 283.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 269.5, 217.0 to 269.5, 283.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 447.2, 217.0 to 447.2, 283.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 624.8, 217.0 to 624.8, 283.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 83.8, 228.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 12 name(12) at 542.9, 228.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 13 name(13) at 83.8, 250.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 14 name(14) at 695.3, 250.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 15 name(15) at 83.8, 272.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 16 name(16) at 492.8, 272.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 17 name(17) at 91.8, 303.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 18 name(18) at 269.5, 303.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 19 name(19) at 447.2, 303.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 20 name(20) at 624.8, 303.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 21 name(21) at 390.6, 325.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 22 name(22) at 784.0, 339.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    set output "blocks.".ending
    plot $data using (0):1:(91.80):(91.80 + 0.0888403211 * $5):1:2 with boxxyerror fillcolor rgb 0xd6d6d6, \
        $data using (0):1:(91.80):(91.80 + 0.0888403211 * $4):1:2:3 with boxxyerror fillcolor rgb variable
    unset output
}
