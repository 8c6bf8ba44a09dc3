# Draws encodings.svg and its PNG here: gnuplot encodings.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|One column of dates in eight encodings
|Order is the best compression, but a sort column that shrinks to nothing prunes badly.
|starslice 0.1.0, scenario ssb-tutorial, seed 1
|bytes of a value
|as the rows came
|sorted by it
|raw
|4.00
|4.00
|az64
|2.08
|0.0781
|bytedict
|4.59
|1.00
|delta
|4.87
|1.00
|delta32k
|2.74
|2.00
|lzo
|3.54
|0.145
|runlength
|5.00
|0.0196
|zstd
|2.48
|0.127
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
set label 3 name(3) at 18.4, 434.8 left front font "Helvetica,11" textcolor rgb 0x8a8a8a
set label 4 name(4) at 18.4, 80.4 left front font "Helvetica,15" textcolor rgb 0x222222
set object 1 rectangle from 18.4, 96.9 to 30.4, 108.9 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 5 name(5) at 36.4, 102.9 left front font "Helvetica,15" textcolor rgb 0x222222
set object 2 rectangle from 186.2, 96.9 to 198.2, 108.9 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 6 name(6) at 204.2, 102.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 7 name(7) at 95.7, 136.4 right front font "Helvetica,15" textcolor rgb 0x222222
set object 3 rectangle from 103.7, 122.1 to 598.2, 135.2 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 8 name(8) at 604.2, 128.7 left front font "Helvetica,14" textcolor rgb 0x222222
set object 4 rectangle from 103.7, 137.7 to 598.2, 150.7 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 9 name(9) at 604.2, 144.2 left front font "Helvetica,14" textcolor rgb 0x222222
set label 10 name(10) at 95.7, 175.2 right front font "Helvetica,15" textcolor rgb 0x222222
set object 5 rectangle from 103.7, 161.0 to 360.6, 174.0 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 11 name(11) at 366.6, 167.5 left front font "Helvetica,14" textcolor rgb 0x222222
set object 6 rectangle from 103.7, 176.5 to 113.4, 189.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 12 name(12) at 119.4, 183.0 left front font "Helvetica,14" textcolor rgb 0x222222
set label 13 name(13) at 95.7, 214.1 right front font "Helvetica,15" textcolor rgb 0x222222
set object 7 rectangle from 103.7, 199.8 to 671.0, 212.8 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 14 name(14) at 677.0, 206.3 left front font "Helvetica,14" textcolor rgb 0x222222
set object 8 rectangle from 103.7, 215.3 to 227.3, 228.3 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 15 name(15) at 233.3, 221.8 left front font "Helvetica,14" textcolor rgb 0x222222
set label 16 name(16) at 95.7, 252.9 right front font "Helvetica,15" textcolor rgb 0x222222
set object 9 rectangle from 103.7, 238.6 to 705.7, 251.6 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 17 name(17) at 711.7, 245.1 left front font "Helvetica,14" textcolor rgb 0x222222
set object 10 rectangle from 103.7, 254.1 to 227.3, 267.2 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 18 name(18) at 233.3, 260.6 left front font "Helvetica,14" textcolor rgb 0x222222
set label 19 name(19) at 95.7, 291.7 right front font "Helvetica,15" textcolor rgb 0x222222
set object 11 rectangle from 103.7, 277.4 to 442.6, 290.5 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 20 name(20) at 448.6, 283.9 left front font "Helvetica,14" textcolor rgb 0x222222
set object 12 rectangle from 103.7, 292.9 to 351.0, 306.0 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 21 name(21) at 357.0, 299.5 left front font "Helvetica,14" textcolor rgb 0x222222
set label 22 name(22) at 95.7, 330.5 right front font "Helvetica,15" textcolor rgb 0x222222
set object 13 rectangle from 103.7, 316.2 to 541.6, 329.3 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 23 name(23) at 547.6, 322.8 left front font "Helvetica,14" textcolor rgb 0x222222
set object 14 rectangle from 103.7, 331.8 to 121.7, 344.8 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 24 name(24) at 127.7, 338.3 left front font "Helvetica,14" textcolor rgb 0x222222
set label 25 name(25) at 95.7, 369.3 right front font "Helvetica,15" textcolor rgb 0x222222
set object 15 rectangle from 103.7, 355.1 to 721.6, 368.1 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 26 name(26) at 727.6, 361.6 left front font "Helvetica,14" textcolor rgb 0x222222
set object 16 rectangle from 103.7, 370.6 to 106.1, 383.6 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 27 name(27) at 117.7, 377.1 left front font "Helvetica,14" textcolor rgb 0x222222
set label 28 name(28) at 95.7, 408.2 right front font "Helvetica,15" textcolor rgb 0x222222
set object 17 rectangle from 103.7, 393.9 to 410.7, 406.9 back fillcolor rgb 0x404040 fillstyle solid noborder
set label 29 name(29) at 416.7, 400.4 left front font "Helvetica,14" textcolor rgb 0x222222
set object 18 rectangle from 103.7, 409.4 to 119.5, 422.5 back fillcolor rgb 0x0072b2 fillstyle solid noborder
set label 30 name(30) at 125.5, 415.9 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 103.7, 120.9 to 103.7, 423.7 nohead back linewidth 1 linecolor rgb 0x8a8a8a
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "encodings.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "encodings-".kind.".png"
    }
    plot $data using 1:2 with points pointtype 13 pointsize 2.4 linecolor rgb 0xffffff, \
        $data using 1:2 with points pointtype 13 pointsize 1.7 linecolor rgb 0x111111
    unset output
}
