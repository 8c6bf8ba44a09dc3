# Draws tutorial.svg and its PNG here: gnuplot tutorial.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|AWS's tuning tutorial, simulated and measured
|A sort key and a distribution key take a third off.
|(The rates are calibrated on these six times.)
|starslice 0.1.0, scenario ssb-tutorial, seed 1
|Measured: Amazon Redshift Developer Guide, Tutorial: Tuning table design (2018-2020)
|seconds, bar: simulated; diamond (in brackets): measured
|before
|after
|q1
|6.97 (6.97)
|3.18 (3.19)
|q2
|14.3 (12.8)
|8.93 (9.02)
|q3
|12.4 (13.4)
|10.3 (10.5)
STARSLICE_END
$data << STARSLICE_END
354.58 158.84
188.58 191.84
611.04 241.34
444.60 274.34
636.51 323.84
511.35 356.84
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
set label 5 name(5) at 18.4, 420.5 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 6 name(6) at 18.4, 101.8 left front font "Helvetica,15" textcolor rgb 0x222222
set object 1 rectangle from 18.4, 118.3 to 30.4, 130.3 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 7 name(7) at 36.4, 124.3 left front font "Helvetica,15" textcolor rgb 0x222222
set object 2 rectangle from 100.7, 118.3 to 112.7, 130.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 8 name(8) at 118.7, 124.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 9 name(9) at 40.5, 175.3 right front font "Helvetica,15" textcolor rgb 0x222222
set object 3 rectangle from 48.5, 145.0 to 354.4, 172.7 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 10 name(10) at 368.6, 158.8 left front font "Helvetica,14" textcolor rgb 0x222222
set object 4 rectangle from 48.5, 178.0 to 188.2, 205.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 11 name(11) at 202.6, 191.8 left front font "Helvetica,14" textcolor rgb 0x222222
set label 12 name(12) at 40.5, 257.8 right front font "Helvetica,15" textcolor rgb 0x222222
set object 5 rectangle from 48.5, 227.5 to 676.6, 255.2 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 13 name(13) at 682.6, 241.3 left front font "Helvetica,14" textcolor rgb 0x222222
set object 6 rectangle from 48.5, 260.5 to 440.8, 288.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 14 name(14) at 458.6, 274.3 left front font "Helvetica,14" textcolor rgb 0x222222
set label 15 name(15) at 40.5, 340.3 right front font "Helvetica,15" textcolor rgb 0x222222
set object 7 rectangle from 48.5, 310.0 to 593.6, 337.7 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 16 name(16) at 650.5, 323.8 left front font "Helvetica,14" textcolor rgb 0x222222
set object 8 rectangle from 48.5, 343.0 to 499.8, 370.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 17 name(17) at 525.4, 356.8 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 48.5, 142.3 to 48.5, 373.3 nohead back linewidth 1 linecolor rgb 0x8a8a8a
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "tutorial.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "tutorial-".kind.".png"
    }
    plot $data using 1:2 with points pointtype 13 pointsize 2.4 linecolor rgb 0xffffff, \
        $data using 1:2 with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111
    unset output
}
