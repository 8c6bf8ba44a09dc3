# Blocks of 40 range conditions: counted here, and reported by PostgreSQL 15.
# From results/witness: gnuplot blocks.gp
set terminal svg size 760,460 font "sans,15" background "white"
set output "blocks.svg"
set datafile separator ","
set title "Heap pages read for a range of days\n{/*0.85 circles: counted by starslice; crosses: reported by PostgreSQL}"
set xlabel "width of the range (days, of ten years)"
set ylabel "pages of 8 KiB read (of 5,406)"
set logscale x
set xrange [0.8:5500]
set yrange [0:5900]
set xtics (1, 7, 30, 90, 365, 1461)
set format y "%'.0f"
set grid ytics lc rgb "#dddddd"
set key outside right center reverse Left samplen 1
rows(t) = sprintf("< grep '^%s,' brin.csv", t)
plot rows("shuffled") u 2:4 w lp lc rgb "#555555" pt 6 ps 1.2 t "shuffled", \
     rows("shuffled") u 2:5 w p lc rgb "#555555" pt 2 ps 0.8 notitle, \
     rows("partly") u 2:4 w lp lc rgb "#d55e00" pt 6 ps 1.2 t "partly sorted", \
     rows("partly") u 2:5 w p lc rgb "#d55e00" pt 2 ps 0.8 notitle, \
     rows("late") u 2:4 w lp lc rgb "#0072b2" pt 6 ps 1.2 t "late arrivals", \
     rows("late") u 2:5 w p lc rgb "#0072b2" pt 2 ps 0.8 notitle, \
     rows("sorted") u 2:4 w lp lc rgb "#009e73" pt 6 ps 1.2 t "sorted", \
     rows("sorted") u 2:5 w p lc rgb "#009e73" pt 2 ps 0.8 notitle
