# Draws spill.svg and its PNG here: gnuplot spill.gp (5.4 or newer)
# Names are data: gnuplot keeps the lines of a block as they are.
$names << STARSLICE_END
|What goes to disk when a slot has too little memory
|A hash join spills what does not fit; a sort spills all of it as soon as one byte is missing.
|starslice 0.1.0, models/spill: a step of 1 GB on a slice, 4 GB of rows that pass it
|sort
|hash join
|aggregate
|written and read again (GB on a slice)
|memory of the slot (% of what the step needs)
|0
|2
|4
|6
|8
|0
|20
|40
|60
|80
|100
|120
STARSLICE_END
$data << STARSLICE_END
5 2
6 2
7 2
8 2
9 2
10 2
11 2
12 2
13 2
14 2
15 2
16 2
17 2
18 2
19 2
20 2
21 2
22 2
23 2
24 2
25 2
26 2
27 2
28 2
29 2
30 2
31 2
32 2
33 2
34 2
35 2
36 2
37 2
38 2
39 2
40 2
41 2
42 2
43 2
44 2
45 2
46 2
47 2
48 2
49 2
50 2
51 2
52 2
53 2
54 2
55 2
56 2
57 2
58 2
59 2
60 2
61 2
62 2
63 2
64 2
65 2
66 2
67 2
68 2
69 2
70 2
71 2
72 2
73 2
74 2
75 2
76 2
77 2
78 2
79 2
80 2
81 2
82 2
83 2
84 2
85 2
86 2
87 2
88 2
89 2
90 2
91 2
92 2
93 2
94 2
95 2
96 2
97 2
98 2
99 2
100 0
101 0
102 0
103 0
104 0
105 0
106 0
107 0
108 0
109 0
110 0
111 0
112 0
113 0
114 0
115 0
116 0
117 0
118 0
119 0
120 0


5 9.5
6 9.4
7 9.3
8 9.2
9 9.1
10 9
11 8.9
12 8.8
13 8.7
14 8.6
15 8.5
16 8.4
17 8.3
18 8.2
19 8.1
20 8
21 7.9
22 7.8
23 7.7
24 7.6
25 7.5
26 7.4
27 7.3
28 7.2
29 7.1
30 7
31 6.9
32 6.8
33 6.7
34 6.6
35 6.5
36 6.4
37 6.3
38 6.2
39 6.1
40 6
41 5.9
42 5.8
43 5.7
44 5.6
45 5.5
46 5.4
47 5.3
48 5.2
49 5.1
50 5
51 4.9
52 4.8
53 4.7
54 4.6
55 4.5
56 4.4
57 4.3
58 4.2
59 4.1
60 4
61 3.9
62 3.8
63 3.7
64 3.6
65 3.5
66 3.4
67 3.3
68 3.2
69 3.1
70 3
71 2.9
72 2.8
73 2.7
74 2.6
75 2.5
76 2.4
77 2.3
78 2.2
79 2.1
80 2
81 1.9
82 1.8
83 1.7
84 1.6
85 1.5
86 1.4
87 1.3
88 1.2
89 1.1
90 1
91 0.9
92 0.8
93 0.7
94 0.6
95 0.5
96 0.4
97 0.3
98 0.2
99 0.1
100 0
101 0
102 0
103 0
104 0
105 0
106 0
107 0
108 0
109 0
110 0
111 0
112 0
113 0
114 0
115 0
116 0
117 0
118 0
119 0
120 0


5 7.6
6 7.52
7 7.44
8 7.36
9 7.28
10 7.2
11 7.12
12 7.04
13 6.96
14 6.88
15 6.8
16 6.72
17 6.64
18 6.56
19 6.48
20 6.4
21 6.32
22 6.24
23 6.16
24 6.08
25 6
26 5.92
27 5.84
28 5.76
29 5.68
30 5.6
31 5.52
32 5.44
33 5.36
34 5.28
35 5.2
36 5.12
37 5.04
38 4.96
39 4.88
40 4.8
41 4.72
42 4.64
43 4.56
44 4.48
45 4.4
46 4.32
47 4.24
48 4.16
49 4.08
50 4
51 3.92
52 3.84
53 3.76
54 3.68
55 3.6
56 3.52
57 3.44
58 3.36
59 3.28
60 3.2
61 3.12
62 3.04
63 2.96
64 2.88
65 2.8
66 2.72
67 2.64
68 2.56
69 2.48
70 2.4
71 2.32
72 2.24
73 2.16
74 2.08
75 2
76 1.92
77 1.84
78 1.76
79 1.68
80 1.6
81 1.52
82 1.44
83 1.36
84 1.28
85 1.2
86 1.12
87 1.04
88 0.96
89 0.88
90 0.8
91 0.72
92 0.64
93 0.56
94 0.48
95 0.4
96 0.32
97 0.24
98 0.16
99 0.08
100 0
101 0
102 0
103 0
104 0
105 0
106 0
107 0
108 0
109 0
110 0
111 0
112 0
113 0
114 0
115 0
116 0
117 0
118 0
119 0
120 0


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
set arrow from 18.4, 81.9 to 52.4, 81.9 nohead front linewidth 3 dashtype solid linecolor rgb 0xd55e00
set label 4 name(4) at 58.4, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 105.3, 81.9 to 139.3, 81.9 nohead front linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2
set label 5 name(5) at 145.3, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 227.9, 81.9 to 261.9, 81.9 nohead front linewidth 3 dashtype (3, 3) linecolor rgb 0x009e73
set label 6 name(6) at 267.9, 81.9 left front font "Helvetica,15" textcolor rgb 0x222222
set label 7 name(7) at 18.4, 107.4 left front font "Helvetica,15" textcolor rgb 0x222222
set label 8 name(8) at 391.5, 402.7 center front font "Helvetica,15" textcolor rgb 0x222222
set arrow from 34.5, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 9 name(9) at 28.5, 373.4 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 34.5, 323.5 to 756.4, 323.5 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 10 name(10) at 28.5, 323.5 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 34.5, 273.6 to 756.4, 273.6 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 11 name(11) at 28.5, 273.6 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 34.5, 223.7 to 756.4, 223.7 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 12 name(12) at 28.5, 223.7 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 34.5, 173.8 to 756.4, 173.8 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 13 name(13) at 28.5, 173.8 right front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 34.5, 373.4 to 34.5, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 14 name(14) at 34.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 154.8, 373.4 to 154.8, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 15 name(15) at 154.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 275.1, 373.4 to 275.1, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 16 name(16) at 275.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 395.5, 373.4 to 395.5, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 17 name(17) at 395.5, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 515.8, 373.4 to 515.8, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 18 name(18) at 515.8, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 636.1, 373.4 to 636.1, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 19 name(19) at 636.1, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 756.4, 373.4 to 756.4, 126.9 nohead back linewidth 1 linecolor rgb 0xe4e4e4
set label 20 name(20) at 756.4, 386.7 center front font "Helvetica,14" textcolor rgb 0x555555
set arrow from 34.5, 373.4 to 756.4, 373.4 nohead back linewidth 1 linecolor rgb 0x8a8a8a
across(v) = 34.52 + 6.01566667 * (v - 0)
up(v) = 373.40 + -24.9504049 * (v - 0)
PAPER = "#ffffff"
CAIRO = strstrt(GPVAL_TERMINALS, " pngcairo ") > 0
do for [kind in (CAIRO ? "svg 600 1600" : "svg")] {
    if (kind eq "svg") {
        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \
            background PAPER font "Helvetica,14"
        set output "spill.svg"
    }
    if (kind eq "600" || kind eq "1600") {
        zoom = real(kind) / WIDTH
        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) \
            noenhanced background PAPER font "Helvetica,14" \
            fontscale 0.75 * zoom linewidth zoom pointscale zoom
        set output "spill-".kind.".png"
    }
    plot $data index 0 using (across($1)):(up($2)) with lines linewidth 3 dashtype solid linecolor rgb 0xd55e00, \
        $data index 1 using (across($1)):(up($2)) with lines linewidth 3 dashtype (7, 3) linecolor rgb 0x0072b2, \
        $data index 2 using (across($1)):(up($2)) with lines linewidth 3 dashtype (3, 3) linecolor rgb 0x009e73
    unset output
}
