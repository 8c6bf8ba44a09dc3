# Draws balls.svg and its PNG here: gnuplot balls.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|Few keys on many slices are never even
|Hashing evens out only with thousands of keys to a slice, even if all have the same rows.
|starslice 0.1.0, models/skew: expected maximum of a multinomial law
|8 slices
|32 slices
|128 slices
|fullest slice, times the mean
|different values of the distribution key
|1
|2
|5
|10
|20
|10
|100
|1,000
|10,000
|100,000
STARSLICE_END
$data << STARSLICE_END
10 2.41585892
13 2.23423406
16 2.10070785
20 1.97836748
25 1.8685051
32 1.76194602
40 1.67734226
50 1.60240974
63 1.53378253
79 1.47437527
100 1.41969913
126 1.37236606
158 1.33131193
200 1.29345878
251 1.26116343
316 1.23211326
398 1.20630525
501 1.18346365
631 1.16314212
794 1.14516904
1000 1.12914125
1259 1.11492295
1585 1.10228824
1995 1.09106459
2512 1.08106713
3162 1.07218656
3981 1.0642787
5012 1.05724306
6310 1.05098169
7943 1.04541182
10000 1.0404503
12589 1.03603455
15849 1.0321012
19953 1.02859869
25119 1.02547978
31623 1.02270171
39811 1.02022723
50119 1.01802303
63096 1.01605946
79433 1.01431017
100000 1.0127517


10 6.065732
13 5.33971207
16 4.78476672
20 4.30101495
25 3.92077151
32 3.53294099
40 3.22487512
50 2.96328805
63 2.72243569
79 2.51788377
100 2.33192443
126 2.172744
158 2.03622251
200 1.91169265
251 1.80651529
316 1.71279569
398 1.63027573
501 1.55784704
631 1.4939072
794 1.43776174
1000 1.38802469
1259 1.34417255
1585 1.30542321
1995 1.27117844
2512 1.24081833
3162 1.21396564
3981 1.1901475
5012 1.16903156
6310 1.15029979
7943 1.13368521
10000 1.11892417
12589 1.10582561
15849 1.09417399
19953 1.08381899
25119 1.07461431
31623 1.06642844
39811 1.05914747
50119 1.05266999
63096 1.0469062
79433 1.0417766
100000 1.0372107


10 16.7661994
13 14.6143057
16 13.248767
20 11.8723682
25 10.4572474
32 8.93018743
40 7.79302489
50 6.94096157
63 6.20571972
79 5.5158708
100 4.90371485
126 4.41089929
158 3.97568542
200 3.59378995
251 3.27195218
316 2.98926278
398 2.74373197
501 2.53078785
631 2.34491336
794 2.18350387
1000 2.04202239
1259 1.91853187
1585 1.81044493
1995 1.71577462
2512 1.6325456
3162 1.55950729
3981 1.49519409
5012 1.43856215
6310 1.38863781
7943 1.34461069
10000 1.30570174
12589 1.27131756
15849 1.24095784
19953 1.21401173
25119 1.19014862
31623 1.16899883
39811 1.15024479
50119 1.13360667
63096 1.1188388
79433 1.10572551
100000 1.09407698


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
set arrow from 18.4, 81.9 to 52.4, 81.9 nohead front linewidth 3 dashtype solid linecolor rgb 0x56a6d9
set label 4 name(4) at 58.4, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 132.3, 81.9 to 166.3, 81.9 nohead front linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
set label 5 name(5) at 172.3, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 254.9, 81.9 to 288.9, 81.9 nohead front linewidth 3 dashtype (3, 3) linecolor rgb 0x08306b
set label 6 name(6) at 294.9, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 7 name(7) at 18.4, 107.4 left front font "Helvetica,15" textcolor rgb 0x222222
set label 8 name(8) at 395.5, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 42.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 36.6, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 316.4 to 756.4, 316.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 36.6, 316.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 241.0 to 756.4, 241.0 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 36.6, 241.0 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 183.9 to 756.4, 183.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 36.6, 183.9 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 126.9 to 756.4, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 36.6, 126.9 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 42.6, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 42.6, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 221.1, 373.4 to 221.1, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 221.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 399.5, 373.4 to 399.5, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 399.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 578.0, 373.4 to 578.0, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 578.0, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 756.4, 373.4 to 756.4, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 756.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 42.6, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 42.64 + 178.440000 * log10(v / 10)
up(v) = 373.40 + -189.472957 * log10(v / 1)
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "balls.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "balls-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0x56a6d9, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x08306b
    unset output
}
