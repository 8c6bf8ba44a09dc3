# Draws moves.svg and moves.png here: gnuplot moves.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Bytes that each join moves, under each design
|q1: dwdate
|before
|4.38 kB  DS_BCAST_INNER
|after
|0  DS_DIST_ALL_NONE
|q2: dwdate
|before
|61.3 kB  DS_BCAST_INNER
|after
|0  DS_DIST_ALL_NONE
|q2: supplier
|before
|2.40 MB  DS_BCAST_INNER
|after
|0  DS_DIST_ALL_NONE
|q2: part
|before
|2.82 MB  DS_BCAST_INNER
|after
|0  DS_DIST_NONE
|q3: dwdate
|before
|744 bytes  DS_BCAST_INNER
|after
|0  DS_DIST_ALL_NONE
|q3: supplier
|before
|432 kB  DS_BCAST_INNER
|after
|0  DS_DIST_ALL_NONE
|q3: customer
|before
|1.30 MB  DS_BCAST_INNER
|after
|0  DS_DIST_ALL_NONE
|0
|1
|2
|MB
|starslice 0.1.0, scenario ssb-tutorial, seed 1
STARSLICE_END
$data << STARSLICE_END
96.64 113.36 2763306 4380
118.64 135.36 4500121 0
172.64 189.36 2763306 61344
194.64 211.36 4500121 0
248.64 265.36 2763306 2400000
270.64 287.36 4500121 0
324.64 341.36 2763306 2818200
346.64 363.36 4500121 0
400.64 417.36 2763306 744
422.64 439.36 4500121 0
476.64 493.36 2763306 432000
498.64 515.36 4500121 0
552.64 569.36 2763306 1296000
574.64 591.36 4500121 0
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 662
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 82.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 94.0 to 90.0, 138.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 263.2, 94.0 to 263.2, 138.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 436.4, 94.0 to 436.4, 138.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 3 name(3) at 82.0, 105.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 4 name(4) at 96.8, 105.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 5 name(5) at 82.0, 127.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 6 name(6) at 96.0, 127.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 7 name(7) at 16.0, 158.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 170.0 to 90.0, 214.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 263.2, 170.0 to 263.2, 214.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 436.4, 170.0 to 436.4, 214.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 82.0, 181.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 9 name(9) at 106.6, 181.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 10 name(10) at 82.0, 203.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 11 name(11) at 96.0, 203.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 12 name(12) at 16.0, 234.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 246.0 to 90.0, 290.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 263.2, 246.0 to 263.2, 290.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 436.4, 246.0 to 436.4, 290.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 82.0, 257.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 14 name(14) at 511.6, 257.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 15 name(15) at 82.0, 279.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 16 name(16) at 96.0, 279.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 17 name(17) at 16.0, 310.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 322.0 to 90.0, 366.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 263.2, 322.0 to 263.2, 366.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 436.4, 322.0 to 436.4, 366.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 82.0, 333.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 19 name(19) at 584.1, 333.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 20 name(20) at 82.0, 355.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 21 name(21) at 96.0, 355.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 22 name(22) at 16.0, 386.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 398.0 to 90.0, 442.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 263.2, 398.0 to 263.2, 442.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 436.4, 398.0 to 436.4, 442.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 23 name(23) at 82.0, 409.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 24 name(24) at 96.1, 409.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 25 name(25) at 82.0, 431.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 26 name(26) at 96.0, 431.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 27 name(27) at 16.0, 462.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 474.0 to 90.0, 518.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 263.2, 474.0 to 263.2, 518.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 436.4, 474.0 to 436.4, 518.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 28 name(28) at 82.0, 485.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 29 name(29) at 170.8, 485.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 30 name(30) at 82.0, 507.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 31 name(31) at 96.0, 507.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 32 name(32) at 16.0, 538.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 550.0 to 90.0, 594.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 263.2, 550.0 to 263.2, 594.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 436.4, 550.0 to 436.4, 594.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 33 name(33) at 82.0, 561.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 34 name(34) at 320.4, 561.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 35 name(35) at 82.0, 583.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 36 name(36) at 96.0, 583.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 37 name(37) at 90.0, 614.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 38 name(38) at 263.2, 614.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 39 name(39) at 436.4, 614.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 40 name(40) at 334.0, 636.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 41 name(41) at 784.0, 650.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    set output "moves.".ending
    plot $data using (0):1:(90.00):(90.00 + 0.000173181463 * $4):1:2:3 with boxxyerror fillcolor rgb variable
    unset output
}
