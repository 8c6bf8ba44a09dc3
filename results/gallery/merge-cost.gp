# Draws merge-cost.svg and its PNG here: gnuplot merge-cost.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|The same load, and each VACUUM takes longer
|Rows with keys anywhere make VACUUM rewrite
|the whole table; rows at its end, only themselves.
|starslice 0.1.0, scenario custsales, seed 7
|Measured: Developer Guide, Managing the volume of merged rows
|(their sizes, and the cluster, are our guess)
|seconds of the VACUUM
|rows of the table (millions)
|0
|100
|200
|300
|0
|200
|400
|600
|measured
|anywhere
|at the end
STARSLICE_END
$data << STARSLICE_END
176.594944 133.990325
264.892416 172.256238
353.189888 210.522151
441.48736 248.788065
529.784832 287.053978
618.082304 325.319892


176.594944 95.7777989
264.892416 95.7884758
353.189888 95.7564452
441.48736 95.7564452
529.784832 95.7884758
618.082304 95.7777989


176.594944 143.918314
264.892416 164.157882
353.189888 187.433171
441.48736 255.482945
529.784832 316.583833
618.082304 306.685472


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
set label 5 name(5) at 18.4, 406.2 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 6 name(6) at 18.4, 420.5 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 7 name(7) at 18.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 8 name(8) at 368.8, 374.1 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 50.8, 344.8 to 694.9, 344.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 44.8, 344.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 279.2 to 694.9, 279.2 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 44.8, 279.2 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 213.6 to 694.9, 213.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 44.8, 213.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 148.0 to 694.9, 148.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 44.8, 148.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 344.8 to 50.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 50.8, 358.1 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 246.0, 344.8 to 246.0, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 246.0, 358.1 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 441.1, 344.8 to 441.1, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 441.1, 358.1 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 636.3, 344.8 to 636.3, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 636.3, 358.1 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 344.8 to 694.9, 344.8 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 50.76 + 0.975969697 * (v - 0)
up(v) = 344.80 + -0.656040661 * (v - 0)
set label 17 name(17) at 555.8, 137.1 right front font "Helvetica,15" textcolor rgb 0x111111
set label 18 name(18) at 702.9, 131.4 left front font "Helvetica,15" textcolor rgb 0xd55e00
set label 19 name(19) at 702.9, 282.0 left front font "Helvetica,15" textcolor rgb 0x0072b2
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "merge-cost.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "merge-cost-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xd55e00, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111
    unset output
}
