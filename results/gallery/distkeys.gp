# Draws distkeys.svg and its PNG here: gnuplot distkeys.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|800 million rows on 16 slices, by four keys
|A query waits for its fullest slice: one customer
|with 8 of 100 rows fills the slice that he is hashed to.
|starslice 0.1.0, scenario orders-star, seed 7
|rows on a slice
|the 16 slices, fullest first under a key
|0
|50 M
|100 M
|EVEN
|fullest: 1.00 x mean
|KEY(order_id)
|fullest: 1.00 x mean
|0
|50 M
|100 M
|KEY(sku_id)
|fullest: 1.25 x mean
|KEY(customer_id)
|fullest: 2.20 x mean
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
set label 6 name(6) at 427.2, 411.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 72.7, 252.6 to 419.7, 252.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 7 name(7) at 66.7, 252.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 72.7, 211.7 to 419.7, 211.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 66.7, 211.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 72.7, 170.8 to 419.7, 170.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 66.7, 170.8 right front font "Helvetica,14" textcolor rgb 0x555555
set label 10 name(10) at 72.7, 128.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 11 name(11) at 72.7, 145.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 1 rectangle from 74.9, 211.7 to 92.2, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 2 rectangle from 96.6, 211.7 to 113.9, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 3 rectangle from 118.3, 211.7 to 135.6, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 4 rectangle from 139.9, 211.7 to 157.3, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 5 rectangle from 161.6, 211.7 to 179.0, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 6 rectangle from 183.3, 211.7 to 200.7, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 7 rectangle from 205.0, 211.7 to 222.3, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 8 rectangle from 226.7, 211.7 to 244.0, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 9 rectangle from 248.4, 211.7 to 265.7, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 10 rectangle from 270.0, 211.7 to 287.4, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 11 rectangle from 291.7, 211.7 to 309.1, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 12 rectangle from 313.4, 211.7 to 330.8, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 13 rectangle from 335.1, 211.7 to 352.4, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 14 rectangle from 356.8, 211.7 to 374.1, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 15 rectangle from 378.5, 211.7 to 395.8, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 16 rectangle from 400.1, 211.7 to 417.5, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set arrow from 72.7, 211.7 to 419.7, 211.7 nohead back linewidth 1 linecolor rgb 0x222222
set arrow from 434.7, 252.6 to 781.6, 252.6 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 434.7, 211.7 to 781.6, 211.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 434.7, 170.8 to 781.6, 170.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 434.7, 128.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 13 name(13) at 434.7, 145.7 left front font "Helvetica,14" textcolor rgb 0x555555
set object 17 rectangle from 436.8, 211.7 to 454.2, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 18 rectangle from 458.5, 211.7 to 475.9, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 19 rectangle from 480.2, 211.7 to 497.5, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 20 rectangle from 501.9, 211.7 to 519.2, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 21 rectangle from 523.6, 211.7 to 540.9, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 22 rectangle from 545.2, 211.7 to 562.6, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 23 rectangle from 566.9, 211.7 to 584.3, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 24 rectangle from 588.6, 211.7 to 606.0, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 25 rectangle from 610.3, 211.7 to 627.6, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 26 rectangle from 632.0, 211.7 to 649.3, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 27 rectangle from 653.7, 211.7 to 671.0, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 28 rectangle from 675.3, 211.7 to 692.7, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 29 rectangle from 697.0, 211.7 to 714.4, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 30 rectangle from 718.7, 211.7 to 736.1, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 31 rectangle from 740.4, 211.7 to 757.7, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 32 rectangle from 762.1, 211.7 to 779.4, 252.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set arrow from 434.7, 211.7 to 781.6, 211.7 nohead back linewidth 1 linecolor rgb 0x222222
set arrow from 72.7, 398.5 to 419.7, 398.5 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set label 14 name(14) at 66.7, 398.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 72.7, 357.6 to 419.7, 357.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 66.7, 357.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 72.7, 316.7 to 419.7, 316.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 66.7, 316.7 right front font "Helvetica,14" textcolor rgb 0x555555
set label 17 name(17) at 72.7, 274.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 18 name(18) at 72.7, 291.7 left front font "Helvetica,14" textcolor rgb 0xd55e00
set object 33 rectangle from 74.9, 347.4 to 92.2, 398.5 back fillcolor rgb 0xd55e00 fillstyle solid noborder
set object 34 rectangle from 96.6, 355.0 to 113.9, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 35 rectangle from 118.3, 355.7 to 135.6, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 36 rectangle from 139.9, 356.2 to 157.3, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 37 rectangle from 161.6, 356.7 to 179.0, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 38 rectangle from 183.3, 357.1 to 200.7, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 39 rectangle from 205.0, 357.5 to 222.3, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 40 rectangle from 226.7, 357.8 to 244.0, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 41 rectangle from 248.4, 358.2 to 265.7, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 42 rectangle from 270.0, 358.6 to 287.4, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 43 rectangle from 291.7, 359.0 to 309.1, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 44 rectangle from 313.4, 359.4 to 330.8, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 45 rectangle from 335.1, 359.8 to 352.4, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 46 rectangle from 356.8, 360.4 to 374.1, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 47 rectangle from 378.5, 361.1 to 395.8, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 48 rectangle from 400.1, 362.2 to 417.5, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set arrow from 72.7, 357.6 to 419.7, 357.6 nohead back linewidth 1 linecolor rgb 0x222222
set arrow from 434.7, 398.5 to 781.6, 398.5 nohead back linewidth 1 linecolor rgb 0x8a8a8a
set arrow from 434.7, 357.6 to 781.6, 357.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 434.7, 316.7 to 781.6, 316.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 434.7, 274.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 20 name(20) at 434.7, 291.7 left front font "Helvetica,14" textcolor rgb 0xd55e00
set object 49 rectangle from 436.8, 308.6 to 454.2, 398.5 back fillcolor rgb 0xd55e00 fillstyle solid noborder
set object 50 rectangle from 458.5, 360.8 to 475.9, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 51 rectangle from 480.2, 360.8 to 497.5, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 52 rectangle from 501.9, 360.9 to 519.2, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 53 rectangle from 523.6, 360.9 to 540.9, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 54 rectangle from 545.2, 360.9 to 562.6, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 55 rectangle from 566.9, 360.9 to 584.3, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 56 rectangle from 588.6, 360.9 to 606.0, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 57 rectangle from 610.3, 360.9 to 627.6, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 58 rectangle from 632.0, 360.9 to 649.3, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 59 rectangle from 653.7, 360.9 to 671.0, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 60 rectangle from 675.3, 360.9 to 692.7, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 61 rectangle from 697.0, 360.9 to 714.4, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 62 rectangle from 718.7, 360.9 to 736.1, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 63 rectangle from 740.4, 360.9 to 757.7, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set object 64 rectangle from 762.1, 361.0 to 779.4, 398.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set arrow from 434.7, 357.6 to 781.6, 357.6 nohead back linewidth 1 linecolor rgb 0x222222
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "distkeys.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "distkeys-".kind.".png"
    }
    plot $data using 1:2 with points
    unset output
}
