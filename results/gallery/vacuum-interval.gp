# Draws vacuum-interval.svg and its PNG here: gnuplot vacuum-interval.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|How often should this table be vacuumed?
|Too often, and VACUUM costs more than it saves;
|too seldom, and every look-up reads a long tail.
|starslice 0.1.0, scenario interleaved-decay, seed 23
|seconds a day
|days between two VACUUMs
|0
|100
|200
|1
|2
|5
|10
|20
|50
|cheapest
|together
|look-ups
|VACUUMs
STARSLICE_END
$data << STARSLICE_END
1 279.498406
1.5 195.294058
2 153.586677
3 112.229816
5 80.567172
7 64.6868726
10 60.257359
14 54.8643623
20 54.8568793
30 64.3866399
45 77.7333316


1 24.0143047
1.5 24.1119007
2 24.1220973
3 24.771766
5 26.7142173
7 28.559801
10 31.6085828
14 35.1934141
20 40.978525
30 52.540735
45 68.687771


1 255.469853
1.5 171.172478
2 129.457162
3 87.4526805
5 53.8489145
7 36.1240172
10 28.6458721
14 19.6685797
20 13.8762844
30 11.8435437
45 9.04308086


20 0


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
set label 5 name(5) at 18.4, 103.3 left front font "Helvetica,15" textcolor rgb 0x222222
set label 6 name(6) at 367.2, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 50.8, 373.4 to 691.6, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 7 name(7) at 44.8, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 287.2 to 691.6, 287.2 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 8 name(8) at 44.8, 287.2 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 201.0 to 691.6, 201.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 44.8, 201.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 50.8, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 50.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 164.3, 373.4 to 164.3, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 164.3, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 314.4, 373.4 to 314.4, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 314.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 428.0, 373.4 to 428.0, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 428.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 541.5, 373.4 to 541.5, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 541.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 691.6, 373.4 to 691.6, 122.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 691.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 50.8, 373.4 to 691.6, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 50.76 + 377.193240 * log10(v / 1)
up(v) = 373.40 + -0.861983725 * (v - 0)
set arrow from 541.5, 122.8 to 541.5, 373.4 nohead back linewidth 1 linecolor rgb 0x555555
set label 16 name(16) at 535.5, 305.5 right front font "Helvetica,14" textcolor rgb 0x555555
set label 17 name(17) at 699.6, 306.4 left front font "Helvetica,15" textcolor rgb 0x404040
set label 18 name(18) at 699.6, 325.1 left front font "Helvetica,15" textcolor rgb 0x0072b2
set label 19 name(19) at 699.6, 365.6 left front font "Helvetica,15" textcolor rgb 0xd55e00
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "vacuum-interval.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "vacuum-interval-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x404040, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0xd55e00
    unset output
}
