#include "models/queueing.h"

#include <math.h>

#include "base/check.h"

double queueing_erlang_b(int servers, double load)
{
    CHECK(servers >= 0 && load >= 0);
    double b = 1;

    for (int k = 1; k <= servers; k++)
        b = load * b / (k + load * b);
    return b;
}

double queueing_erlang_c(int servers, double load)
{
    CHECK(servers >= 1 && load >= 0 && load < servers);
    const double b = queueing_erlang_b(servers, load);

    return servers * b / (servers - load * (1 - b));
}

double queueing_mmm_wait_s(int servers, double arrival_rate,
                           double service_rate)
{
    CHECK(service_rate > 0);
    return queueing_erlang_c(servers, arrival_rate / service_rate) /
           (servers * service_rate - arrival_rate);
}

/* p(n) / p(0). */
static double weight(int servers, double load, int n)
{
    double w = 1;

    for (int k = 1; k <= n; k++)
        w *= load / (k < servers ? k : servers);
    return w;
}

double queueing_mmm_state(int servers, int room, double load, int n)
{
    CHECK(servers >= 1 && load >= 0 && n >= 0 && (room >= 0 || load < servers));
    const int last = room < 0 ? servers : room;
    double sum = 0;

    if (room >= 0 && n > room)
        return 0;
    for (int k = 0; k < last; k++)
        sum += weight(servers, load, k);
    /* Without a limit the rest is a geometric series. */
    sum += weight(servers, load, last) / (room < 0 ? 1 - load / servers : 1);
    return weight(servers, load, n) / sum;
}

double queueing_mg1_wait_s(double arrival_rate, double service_s,
                           double service_cv2)
{
    const double load = arrival_rate * service_s;

    CHECK(load >= 0 && load < 1 && service_cv2 >= 0);
    return load * service_s * (1 + service_cv2) / (2 * (1 - load));
}

double queueing_ps_response_s(double load, double work_s)
{
    CHECK(load >= 0 && load < 1 && work_s >= 0);
    return work_s / (1 - load);
}

double queueing_priority_wait_s(int classes, const double *arrival_rate,
                                const double *service_s,
                                const double *service_s2, int k)
{
    CHECK(k >= 0 && k < classes);
    double residual_s = 0, above = 0;

    for (int i = 0; i < classes; i++)
        residual_s += arrival_rate[i] * service_s2[i] / 2;
    for (int i = 0; i < k; i++)
        above += arrival_rate[i] * service_s[i];
    const double with = above + arrival_rate[k] * service_s[k];
    CHECK(with < 1);
    return residual_s / ((1 - above) * (1 - with));
}

double queueing_allen_cunneen_wait_s(int servers, double arrival_rate,
                                     double service_s, double arrival_cv2,
                                     double service_cv2)
{
    CHECK(arrival_cv2 >= 0 && service_cv2 >= 0);
    return queueing_mmm_wait_s(servers, arrival_rate, 1 / service_s) *
           (arrival_cv2 + service_cv2) / 2;
}

struct queueing_closed queueing_closed_slots(int users, double think_s,
                                             double service_s, int servers)
{
    CHECK(users >= 1 && think_s > 0 && service_s > 0 && servers >= 1);
    double w = 1, sum = 1, busy = 0, waiting = 0, asking = 0;

    /* w = p(k) / p(0), k users not thinking. */
    for (int k = 1; k <= users; k++) {
        const int serving = k < servers ? k : servers;
        w *= (users - k + 1) / think_s * service_s / serving;
        sum += w;
        busy += serving * w;
        waiting += (k - serving) * w;
        asking += k * w;
    }
    const double throughput = busy / sum / service_s;
    return (struct queueing_closed){
        .throughput = throughput,
        .response_s = asking / sum / throughput,
        .wait_s = waiting / sum / throughput,
        .utilisation = busy / sum / servers,
    };
}

double queueing_mva(int stations, const double *service_s, const double *visits,
                    int users, double think_s, double *response_s,
                    double *queue)
{
    CHECK(stations >= 1 && users >= 1 && think_s >= 0);
    double throughput = 0;

    for (int i = 0; i < stations; i++)
        queue[i] = 0;
    for (int n = 1; n <= users; n++) {
        double round_s = think_s;
        for (int i = 0; i < stations; i++) {
            response_s[i] = service_s[i] * (1 + queue[i]);
            round_s += visits[i] * response_s[i];
        }
        throughput = n / round_s;
        for (int i = 0; i < stations; i++)
            queue[i] = throughput * visits[i] * response_s[i];
    }
    return throughput;
}
