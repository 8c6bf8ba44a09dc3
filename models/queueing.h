#ifndef MODELS_QUEUEING_H
#define MODELS_QUEUEING_H

/*
 * queueing - what is known in closed form about people who wait.
 *
 * These are the truths that the queue simulation (measure/wlm) is tested
 * with, and the line that is drawn through its points. Each holds under
 * assumptions that a warehouse breaks; that is why there is a simulation.
 *
 *   M/M/m     arrivals at random, exponential service, m slots, one line:
 *             Erlang's C is the chance to wait. Wq = C / (m mu - lambda).
 *   M/G/1     one slot, any service: the wait grows with the variance of the
 *             service. Wq = rho E[S] (1 + c2) / (2 (1 - rho)).
 *   Priority  one slot, classes, the running query is not interrupted:
 *             W_k = W0 / ((1 - s_(k-1)) (1 - s_k)), s_k the load of classes
 *             1 .. k, W0 = sum lambda_i E[S_i^2] / 2.
 *   PS        all share one machine: E[T | x] = x / (1 - rho), whatever the
 *             law of the service.
 *   Closed    N users who think, then ask: birth and death in the number
 *             that are not thinking.
 *   MVA       users who circulate among stations with one server each:
 *             an arriving user sees the network with one user less.
 *
 * Units    rates per s, times in s; any other unit if it is the same for all.
 * Memory   none.
 * Errors   an unstable system (load >= 1), negative rates: bugs (CHECK).
 * Result   exact, but for queueing_allen_cunneen.
 * Source   Kleinrock, "Queueing Systems" 1 and 2, 1975/76; Cobham, Operations
 *          Research 2(1), 1954; Reiser, Lavenberg, JACM 27(2), 1980; Allen,
 *          "Probability, Statistics and Queueing Theory", 1990 (the Allen-
 *          Cunneen approximation). Published values: tests/truth/erlang_c.csv,
 *          theory.md 6.
 */

/* Chance that all m servers are busy and none waits: load a = lambda / mu. */
double queueing_erlang_b(int servers, double load);

/* Chance to wait in M/M/m; load < servers. */
double queueing_erlang_c(int servers, double load);

/* Mean wait in M/M/m. */
double queueing_mmm_wait_s(int servers, double arrival_rate,
                           double service_rate);

/* Chance of n customers in M/M/m/room; room < 0: no limit. */
double queueing_mmm_state(int servers, int room, double load, int n);

/* Mean wait in M/G/1: service of this mean and squared coefficient of
   variation. */
double queueing_mg1_wait_s(double arrival_rate, double service_s,
                           double service_cv2);

/* Mean sojourn of work x in M/G/1 processor sharing. */
double queueing_ps_response_s(double load, double work_s);

/*
 * Mean wait of class k (0 is served first) of `classes`, without preemption;
 * per class: arrival rate, mean and mean square of the service.
 */
double queueing_priority_wait_s(int classes, const double *arrival_rate,
                                const double *service_s,
                                const double *service_s2, int k);

/* Approximate mean wait in G/G/m: exact for M/M/m and M/G/1. */
double queueing_allen_cunneen_wait_s(int servers, double arrival_rate,
                                     double service_s, double arrival_cv2,
                                     double service_cv2);

/* N users, think time Z, m servers; think and service exponential. */
struct queueing_closed {
    double throughput, response_s, wait_s, utilisation;
};

struct queueing_closed queueing_closed_slots(int users, double think_s,
                                             double service_s, int servers);

/*
 * Mean value analysis of a closed network: per station the demand of one
 * visit and the visits of one round. Fills response_s (of one visit), queue
 * (mean number there) and returns the throughput of rounds; the arrays have
 * `stations` items.
 */
double queueing_mva(int stations, const double *service_s, const double *visits,
                    int users, double think_s, double *response_s,
                    double *queue);

#endif
