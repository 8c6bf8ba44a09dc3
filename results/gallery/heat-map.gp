# Draws heat-map.svg and its PNG here: gnuplot heat-map.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Every distribution key with every sort key
|Rows come in by date here: a sort key that breaks this
|order costs more than any distribution key saves.
|starslice 0.1.0, scenario orders-star, seed 7
|minutes of all queries (across: sort key)
|EVEN
|KEY(order_id)
|KEY(customer_id)
|KEY(sku_id)
|no sort key
|order_date
|customer_id
|sku_id
|2.15
|2.25
|5.22
|6.68
|2.30
|2.27
|5.22
|6.68
|3.64
|3.88
|9.92
|13.6
|2.48
|2.52
|6.22
|7.57
STARSLICE_END
$data << STARSLICE_END
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
set label 5 name(5) at 18.4, 101.8 left front font "Helvetica,15" textcolor rgb 0x222222
set label 6 name(6) at 147.2, 176.1 right front font "Helvetica,14" textcolor rgb 0x222222
set label 7 name(7) at 147.2, 246.8 right front font "Helvetica,14" textcolor rgb 0x222222
set label 8 name(8) at 147.2, 317.6 right front font "Helvetica,14" textcolor rgb 0x222222
set label 9 name(9) at 147.2, 388.3 right front font "Helvetica,14" textcolor rgb 0x222222
set label 10 name(10) at 233.5, 129.5 center front font "Helvetica,14" textcolor rgb 0x222222
set label 11 name(11) at 390.1, 129.5 center front font "Helvetica,14" textcolor rgb 0x222222
set label 12 name(12) at 546.7, 129.5 center front font "Helvetica,14" textcolor rgb 0x222222
set label 13 name(13) at 703.3, 129.5 center front font "Helvetica,14" textcolor rgb 0x222222
set object 1 rectangle from 155.2, 140.7 to 308.8, 208.5 back fillcolor rgb 0xeaf4fb fillstyle solid noborder
set label 14 name(14) at 232.0, 174.6 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 155.2, 140.7 to 308.8, 140.7 nohead back linewidth 1 linecolor rgb 0x222222
set arrow from 155.2, 208.5 to 308.8, 208.5 nohead back linewidth 1 linecolor rgb 0x222222
set arrow from 155.2, 140.7 to 155.2, 208.5 nohead back linewidth 1 linecolor rgb 0x222222
set arrow from 308.8, 140.7 to 308.8, 208.5 nohead back linewidth 1 linecolor rgb 0x222222
set object 2 rectangle from 311.8, 140.7 to 465.4, 208.5 back fillcolor rgb 0xe6f2fa fillstyle solid noborder
set label 15 name(15) at 388.6, 174.6 center front font "Helvetica,15" textcolor rgb 0x222222
set object 3 rectangle from 468.4, 140.7 to 622.0, 208.5 back fillcolor rgb 0xa3ceeb fillstyle solid noborder
set label 16 name(16) at 545.2, 174.6 center front font "Helvetica,15" textcolor rgb 0x222222
set object 4 rectangle from 625.0, 140.7 to 778.6, 208.5 back fillcolor rgb 0x8fc4e6 fillstyle solid noborder
set label 17 name(17) at 701.8, 174.6 center front font "Helvetica,15" textcolor rgb 0x222222
set object 5 rectangle from 155.2, 211.5 to 308.8, 279.2 back fillcolor rgb 0xe5f1fa fillstyle solid noborder
set label 18 name(18) at 232.0, 245.4 center front font "Helvetica,15" textcolor rgb 0x222222
set object 6 rectangle from 311.8, 211.5 to 465.4, 279.2 back fillcolor rgb 0xe6f2fa fillstyle solid noborder
set label 19 name(19) at 388.6, 245.4 center front font "Helvetica,15" textcolor rgb 0x222222
set object 7 rectangle from 468.4, 211.5 to 622.0, 279.2 back fillcolor rgb 0xa3ceeb fillstyle solid noborder
set label 20 name(20) at 545.2, 245.4 center front font "Helvetica,15" textcolor rgb 0x222222
set object 8 rectangle from 625.0, 211.5 to 778.6, 279.2 back fillcolor rgb 0x8fc4e6 fillstyle solid noborder
set label 21 name(21) at 701.8, 245.4 center front font "Helvetica,15" textcolor rgb 0x222222
set object 9 rectangle from 155.2, 282.2 to 308.8, 350.0 back fillcolor rgb 0xc0def1 fillstyle solid noborder
set label 22 name(22) at 232.0, 316.1 center front font "Helvetica,15" textcolor rgb 0x222222
set object 10 rectangle from 311.8, 282.2 to 465.4, 350.0 back fillcolor rgb 0xbbdbf0 fillstyle solid noborder
set label 23 name(23) at 388.6, 316.1 center front font "Helvetica,15" textcolor rgb 0x222222
set object 11 rectangle from 468.4, 282.2 to 622.0, 350.0 back fillcolor rgb 0x6fb3df fillstyle solid noborder
set label 24 name(24) at 545.2, 316.1 center front font "Helvetica,15" textcolor rgb 0x222222
set object 12 rectangle from 625.0, 282.2 to 778.6, 350.0 back fillcolor rgb 0x56a6d9 fillstyle solid noborder
set label 25 name(25) at 701.8, 316.1 center front font "Helvetica,15" textcolor rgb 0x222222
set object 13 rectangle from 155.2, 353.0 to 308.8, 420.7 back fillcolor rgb 0xdeeef8 fillstyle solid noborder
set label 26 name(26) at 232.0, 386.8 center front font "Helvetica,15" textcolor rgb 0x222222
set object 14 rectangle from 311.8, 353.0 to 465.4, 420.7 back fillcolor rgb 0xddedf8 fillstyle solid noborder
set label 27 name(27) at 388.6, 386.8 center front font "Helvetica,15" textcolor rgb 0x222222
set object 15 rectangle from 468.4, 353.0 to 622.0, 420.7 back fillcolor rgb 0x95c7e7 fillstyle solid noborder
set label 28 name(28) at 545.2, 386.8 center front font "Helvetica,15" textcolor rgb 0x222222
set object 16 rectangle from 625.0, 353.0 to 778.6, 420.7 back fillcolor rgb 0x85bfe4 fillstyle solid noborder
set label 29 name(29) at 701.8, 386.8 center front font "Helvetica,15" textcolor rgb 0x222222
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "heat-map.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "heat-map-".kind.".png"
    }
    plot $data using 1:2 with points
    unset output
}
