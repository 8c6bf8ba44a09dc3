# Draws slices.svg and its PNG here: gnuplot slices.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|A good distribution key is as even as chance allows
|1.4 million parts on 8 slices: one slice in twenty
|is farther from the mean than two deviations.
|starslice 0.1.0, scenario ssb-tutorial, seed 1
|Measured: Amazon Redshift Developer Guide, Tutorial: Tuning table design (2018-2020)
|rows of lineorder (millions; not from 0)
|slice
|74.5
|74.75
|75
|75.25
|75.5
|0
|2
|4
|6
|measured
|mean + 2 sd
|mean
|mean - 2 sd
STARSLICE_END
$data << STARSLICE_END
0 75.029991
1 75.059242
2 75.238172
3 75.065416
4 74.801845
5 75.177053
6 74.631775
7 75.034408


0 75.3406161
7 75.3406161


0 75.0047378
7 75.0047378


0 74.6688594
7 74.6688594


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
set label 5 name(5) at 18.4, 420.5 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 6 name(6) at 18.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 7 name(7) at 367.9, 388.4 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 63.4, 339.4 to 680.5, 339.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 57.4, 339.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 63.4, 290.2 to 680.5, 290.2 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 57.4, 290.2 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 63.4, 241.0 to 680.5, 241.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 57.4, 241.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 63.4, 191.7 to 680.5, 191.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 57.4, 191.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 63.4, 142.5 to 680.5, 142.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 57.4, 142.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 87.7, 359.1 to 87.7, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 87.7, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 250.1, 359.1 to 250.1, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 250.1, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 412.5, 359.1 to 412.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 412.5, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 574.9, 359.1 to 574.9, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 574.9, 372.4 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 63.4, 359.1 to 680.5, 359.1 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 63.36 + 81.2026316 * (v - -0.3)
up(v) = 359.10 + -196.883333 * (v - 74.4)
set label 17 name(17) at 262.1, 194.1 left front font "Helvetica,15" textcolor rgb 0x111111
set label 18 name(18) at 688.5, 173.9 left front font "Helvetica,15" textcolor rgb 0x56a6d9
set label 19 name(19) at 688.5, 240.0 left front font "Helvetica,15" textcolor rgb 0x0072b2
set label 20 name(20) at 688.5, 306.2 left front font "Helvetica,15" textcolor rgb 0x56a6d9
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "slices.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "slices-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x56a6d9, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x0072b2, \
        $data index 3 using (across($1)):(up($2)) with lines linewidth 3 dashtype (9, 3, 2, 3) linecolor rgb 0x56a6d9
    unset output
}
