# Draws tables.svg and tables.png here: gnuplot tables.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Blocks that each table takes, under each design
|one block is 1 MiB
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
121.64 138.36 5592405 51024
143.64 160.36 4500121 26903
197.64 214.36 5592405 384
219.64 236.36 4500121 596
273.64 290.36 5592405 152
295.64 312.36 4500121 232
349.64 366.36 5592405 200
371.64 388.36 4500121 200
425.64 442.36 5592405 160
447.64 464.36 4500121 160
STARSLICE_END
name(i) = $names[i][2:*]
set encoding utf8
unset key
unset border
unset tics
set margins 0, 0, 0, 0
set style fill solid noborder
WIDTH = 800
HEIGHT = 535
set xrange [0:WIDTH]
set yrange [HEIGHT:0]
set label 1 name(1) at 16.0, 28.0 left front font "Helvetica,20" textcolor rgb 0x222222
set label 2 name(2) at 16.0, 53.0 left front font "Helvetica,14" textcolor rgb 0x555555
set label 3 name(3) at 16.0, 107.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 119.0 to 90.0, 163.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 119.0 to 343.3, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 119.0 to 596.5, 163.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 4 name(4) at 82.0, 130.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 5 name(5) at 742.1, 130.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 6 name(6) at 82.0, 152.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 7 name(7) at 436.7, 152.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 8 name(8) at 16.0, 183.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 195.0 to 90.0, 239.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 195.0 to 343.3, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 195.0 to 596.5, 239.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 82.0, 206.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 10 name(10) at 100.9, 206.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 11 name(11) at 82.0, 228.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 12 name(12) at 103.5, 228.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 13 name(13) at 16.0, 259.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 271.0 to 90.0, 315.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 271.0 to 343.3, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 271.0 to 596.5, 315.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 82.0, 282.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 15 name(15) at 97.9, 282.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 16 name(16) at 82.0, 304.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 17 name(17) at 98.9, 304.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 18 name(18) at 16.0, 335.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 347.0 to 90.0, 391.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 347.0 to 343.3, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 347.0 to 596.5, 391.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 82.0, 358.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 20 name(20) at 98.5, 358.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 21 name(21) at 82.0, 380.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 22 name(22) at 98.5, 380.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 23 name(23) at 16.0, 411.0 left front font "Helvetica,14" textcolor rgb 0x222222
set arrow from 90.0, 423.0 to 90.0, 467.0 nohead back linewidth 1 linecolor rgb 0x999999
set arrow from 343.3, 423.0 to 343.3, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set arrow from 596.5, 423.0 to 596.5, 467.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 24 name(24) at 82.0, 434.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 25 name(25) at 98.0, 434.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 26 name(26) at 82.0, 456.0 right front font "Helvetica,14" textcolor rgb 0x555555
set label 27 name(27) at 98.0, 456.0 left front font "Helvetica,13" textcolor rgb 0x222222
set label 28 name(28) at 90.0, 487.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 29 name(29) at 343.3, 487.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 30 name(30) at 596.5, 487.0 center front font "Helvetica,13" textcolor rgb 0x555555
set label 31 name(31) at 413.1, 509.0 center front font "Helvetica,14" textcolor rgb 0x555555
set label 32 name(32) at 784.0, 523.0 right front font "Helvetica,11" textcolor rgb 0x999999
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
