# Draws tables.svg and tables.png here: gnuplot tables.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks that each table takes, under each design
|lineorder
|before
|51,024
|after
|26,903
|customer
|before
|384
|after
|596
|supplier
|before
|152
|after
|232
|part
|before
|200
|after
|200
|dwdate
|before
|160
|after
|160
|0
|20,000
|40,000
|blocks
|starslice 0.1.0, scenario ssb-tutorial, seed 1
STARSLICE_END
$data << STARSLICE_END
96.64 113.36 2763306 51024
118.64 135.36 4500121 26903
172.64 189.36 2763306 384
194.64 211.36 4500121 596
248.64 265.36 2763306 152
270.64 287.36 4500121 232
324.64 341.36 2763306 200
346.64 363.36 4500121 200
400.64 417.36 2763306 160
422.64 439.36 4500121 160
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 510
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 82.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 94.0 to 90.0, 138.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 94.0 to 343.3, 138.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 94.0 to 596.5, 138.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 3 name(3) at 82.0, 105.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 4 name(4) at 742.1, 105.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 5 name(5) at 82.0, 127.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 6 name(6) at 436.7, 127.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 7 name(7) at 16.0, 158.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 170.0 to 90.0, 214.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 170.0 to 343.3, 214.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 170.0 to 596.5, 214.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 82.0, 181.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 9 name(9) at 100.9, 181.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 10 name(10) at 82.0, 203.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 11 name(11) at 103.5, 203.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 12 name(12) at 16.0, 234.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 246.0 to 90.0, 290.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 246.0 to 343.3, 290.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 246.0 to 596.5, 290.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 82.0, 257.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 14 name(14) at 97.9, 257.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 15 name(15) at 82.0, 279.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 16 name(16) at 98.9, 279.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 17 name(17) at 16.0, 310.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 322.0 to 90.0, 366.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 322.0 to 343.3, 366.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 322.0 to 596.5, 366.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 82.0, 333.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 19 name(19) at 98.5, 333.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 20 name(20) at 82.0, 355.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 21 name(21) at 98.5, 355.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 22 name(22) at 16.0, 386.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 398.0 to 90.0, 442.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 398.0 to 343.3, 442.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 398.0 to 596.5, 442.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 23 name(23) at 82.0, 409.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 24 name(24) at 98.0, 409.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 25 name(25) at 82.0, 431.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 26 name(26) at 98.0, 431.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 27 name(27) at 90.0, 462.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 28 name(28) at 343.3, 462.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 29 name(29) at 596.5, 462.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 30 name(30) at 413.1, 484.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 31 name(31) at 784.0, 498.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
    plot $data using (0):1:(90.00):(90.00 + 0.0126634525 * $4):1:2:3 with boxxyerror fillcolor rgb variable
    unset output
}
